/** Link sets (RFC 9264): the same links as JSON and as the value of a Link header. */
import type { Context, TypedLink } from './signposting.ts'

/** RFC 9264, 4.2: a member for each relation, whose targets are objects. */
export function linksetJson(contexts: readonly Context[]): string {
  const linkset = contexts.map(({ anchor, links }) => {
    const relations = Object.entries(Object.groupBy(links, ({ rel }) => rel))
    const targets = relations.map(([rel, list = []]) => [rel, list.map(({ rel: _, ...target }) => target)])
    return { anchor, ...Object.fromEntries(targets) }
  })
  return `${JSON.stringify({ linkset }, undefined, 2)}\n`
}

/** RFC 9264, 4.1: line ends may stand between links. */
export const linksetText = (contexts: readonly Context[]): string =>
  `${contexts.flatMap(({ anchor, links }) => links.map((link) => formatLink(link, anchor))).join(',\n')}\n`

/** RFC 8288, 3. Every address is a URI: no quotation mark or bracket can end it early. */
export function formatLink({ rel, href, type, profile }: TypedLink, anchor?: string): string {
  let out = `<${href}>; rel="${rel}"`
  if (anchor !== undefined) out += `; anchor="${anchor}"`
  if (type !== undefined) out += `; type="${quotable(type)}"`
  if (profile !== undefined) out += `; profile="${profile}"`
  return out
}

/** A media type was deposited as text. */
const quotable = (text: string): string => (/^[\w/+.-]+$/.test(text) ? text : text.replace(/[^\x20-\x7e]|["\\]/gu, ''))
