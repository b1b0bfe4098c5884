/** Pages that stand where an article was asked for: walls against programs, errors, log-ins. */
import type { Page } from '../../text/html-page.ts'

interface Wall {
  readonly title?: RegExp
  readonly text?: RegExp
  readonly reason: string
}

const walls: readonly Wall[] = [
  {
    title:
      /^(?:just a moment|attention required|one moment, please|ddos-guard|checking your browser|security check(?:point)?|are you (?:a )?(?:robot|human)|human verification|bot verification|client challenge|pardon our interruption|validate user)\b/i,
    reason: 'it is the wall of a service that keeps programs out; save the page from a browser',
  },
  {
    text: /^.{0,1500}(?:checking (?:if the site connection is secure|your browser before accessing)|enable javascript and cookies to continue|verify(?:ing)? (?:that )?you are (?:a )?human|unusual traffic from your)/is,
    reason: 'it is the wall of a service that keeps programs out; save the page from a browser',
  },
  {
    title:
      /^(?:error\s*)?(?:40[0-9]|50[0-9])\b|\b(?:page|article|doi|document) (?:not found|cannot be found)|^not found$|^access denied|^forbidden|^internal server error|^service (?:temporarily )?unavailable|^bad gateway|^site maintenance/i,
    reason: 'it reports an error',
  },
  {
    title: /^(?:sign in|log ?in|login|anmelden|redirecting|object moved|cookies? (?:required|absent))\b/i,
    reason: 'it asks to log in or sends elsewhere',
  },
]

/** Why a page is none of an article; undefined where nothing speaks against it. */
export function wallOf({ title, text }: Page): string | undefined {
  const name = title.replace(/\s+/g, ' ').trim()
  const found = walls.find((wall) => wall.title?.test(name) || (text.length < 4000 && wall.text?.test(text)))
  if (found) return `${found.reason}${name === '' ? '' : ` (its title is “${name.slice(0, 100)}”)`}`
  return text.trim().length < 40 ? 'it has hardly any text' : undefined
}
