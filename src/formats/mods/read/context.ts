/** One MODS record being read. */
import type { Draft } from '../../../../schemas/article.ts'
import { languageTag } from '../../../article/language-codes.ts'
import { collapse, elements, rawText, type XmlNode } from '../../../text/xml.ts'
import type { Kept } from '../../kept.ts'
import type { Notes } from '../../records.ts'

export interface Context {
  readonly draft: Draft
  readonly notes: Notes
  readonly kept: Kept
  /** Ids of places of work by what is said of them. */
  readonly places: Map<string, string>
}

/** Reads one top-level element. */
export type Part = (node: XmlNode, context: Context) => void

/** Text that is looked at; whoever understands it takes it. */
export const peek = (node: XmlNode | undefined): string => (node === undefined ? '' : collapse(rawText(node)))

/** The children of a name that are not empty. */
export const filled = (node: XmlNode, name: string): XmlNode[] => elements(node, name).filter((kid) => peek(kid) !== '')

/** The language of an element, where it is one. */
export function takeLanguage(node: XmlNode, { kept }: Context): string | undefined {
  const tag = languageTag(node.attributes.lang ?? '')
  if (tag !== undefined) kept.attribute(node, 'lang')
  return tag
}

/** A list with one more member: the same list, since a copy for each of many members would take quadratic time. */
export function added<T>(list: T[] | undefined, member: T): T[] {
  const out = list ?? []
  out.push(member)
  return out
}
