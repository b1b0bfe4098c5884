/** One Dublin Core record being read. */
import type { Draft } from '../../../schemas/article.ts'
import { collapse, elements, rawText, type XmlNode } from '../../text/xml.ts'
import type { Kept } from '../kept.ts'
import type { Notes } from '../records.ts'

export interface Context {
  readonly draft: Draft
  readonly notes: Notes
  readonly kept: Kept
  readonly root: XmlNode
}

/** Offers the text of every element of these names; what is taken counts as read. */
export function takeTexts(
  { root, kept }: Context,
  names: readonly string[],
  take: (text: string, node: XmlNode) => boolean,
): void {
  for (const node of elements(root)) {
    if (!names.includes(node.name)) continue
    const text = collapse(rawText(node))
    if (text === '' || take(text, node)) kept.text(node)
  }
}

/** A list with one more member: the same list, since a copy for each of many members would take quadratic time. */
export function added<T>(list: T[] | undefined, member: T): T[] {
  const out = list ?? []
  out.push(member)
  return out
}
