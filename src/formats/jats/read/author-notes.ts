/** author-notes: addresses and notes that contributors point to, and those that none does. */
import type { Contributor } from '../../../../schemas/article.ts'
import { descendants, elements, rawText, textOf, type XmlNode } from '../../../text/xml.ts'
import { type Context, keep } from './context.ts'
import type { Contributing } from './contrib.ts'

/** What no contributor points to is kept; one address for one corresponding author needs no pointer. */
export function readAuthorNotes(
  meta: XmlNode | undefined,
  contributors: readonly Contributor[],
  { context, pointed }: Contributing,
): void {
  const corresponding = contributors.filter((contributor) => contributor.corresponding === true)
  const [only] = corresponding.length === 1 ? corresponding : []
  for (const note of elements(meta, 'author-notes').flatMap((notes) => elements(notes))) {
    if (note.name === 'label') continue
    const address = note.name === 'corresp' ? soleEmail(note) : undefined
    if (only !== undefined && address !== undefined) {
      only.email ??= address
      if (only.email !== address || saysMore(note)) keep(note, context, `front/article-meta/author-notes/${note.name}`)
    } else if (note.name === 'corresp' && pointed.has(note) && saysMore(note)) {
      keep(note, context, `front/article-meta/author-notes/${note.name}`)
    } else if (!pointed.has(note) || descendants(note, 'email').length > 1) {
      keep(note, context, `front/article-meta/author-notes/${note.name}`)
    }
  }
}

/** Words beside the address: a name, a postal address, a telephone number. */
function saysMore(note: XmlNode): boolean {
  const words = rawText(note, new Set(['email', 'label', 'x'])).replace(
    /\p{L}*(?:correspond|e-?mail|author)\p{L}*/giu,
    '',
  )
  return /\p{L}{3}|\d{3}/u.test(words)
}

export const isEmail = (text: string | undefined): text is string =>
  text !== undefined && /^[^\s@<>]+@[^\s@<>]+$/.test(text)

/** The address in a note that has just one. */
export function soleEmail(node: XmlNode): string | undefined {
  const [first, second] = descendants(node, 'email')
  const address = textOf(first)
  return second === undefined && isEmail(address) ? address : undefined
}

/** An address of the contributor; a second one is kept. */
export function addEmail(node: XmlNode, shared: { email?: string | undefined }, context: Context, path: string): void {
  const address = textOf(node)
  if (isEmail(address) && shared.email === undefined) shared.email = address
  else keep(node, context, path)
}
