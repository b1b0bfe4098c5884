/** One record being read: the draft so far, what has been understood of the source, and notes. */
import type { Draft } from '../../../../schemas/article.ts'
import { type KindName, kinds } from '../../../article/identifiers.ts'
import { collapse, elements, isElement, textOf, type XmlNode } from '../../../text/xml.ts'
import type { Kept } from '../../kept.ts'
import type { Notes } from '../../records.ts'
import type { Places } from '../places.ts'

export interface Source {
  readonly draft: Draft
  readonly kept: Kept
  readonly notes: Notes
  readonly places: Places
  /** What has no place in the record and is better kept in one piece. */
  readonly unmapped: { path: string; value: string }[]
  /** NLM’s type “Retracted Publication”. */
  isRetracted: boolean
}

/** Keeps an element in one piece: all its texts, with what its attributes say. */
export function keepWhole(node: XmlNode, path: string, { kept, unmapped }: Source): void {
  kept.done(node)
  const value = saidBelow(node).join(' ')
  const { PubStatus, Type, Source, IdType = Source, RefType = IdType } = node.attributes
  const type = PubStatus ?? Type ?? RefType
  if (value !== '') unmapped.push({ path: type === undefined ? path : `${path}[${type}]`, value })
}

function saidBelow(node: XmlNode): string[] {
  const own = node.children.filter((kid) => !isElement(kid)).join(' ')
  const attributes = Object.entries(node.attributes).flatMap(([name, value = '']) =>
    name === 'UI' ? [`(${value})`] : [],
  )
  return [collapse(own), ...elements(node).flatMap(saidBelow), ...attributes].filter((text) => text !== '')
}

/** Reads one kind of element. What it does not read of it is kept as unmapped. */
export type Part = (node: XmlNode, source: Source) => void

export function readParts(node: XmlNode | undefined, source: Source, table: Readonly<Record<string, Part>>): void {
  for (const kid of elements(node)) {
    const part = Object.hasOwn(table, kid.name) ? table[kid.name] : undefined
    part?.(kid, source)
  }
}

/** An identifier in its one form; one that is wrong is told and left to be kept as it stands. */
export function identifier(
  kind: KindName,
  node: XmlNode,
  { kept, notes }: Source,
  pointer: string,
): string | undefined {
  const said = textOf(node)
  if (said === undefined) return undefined
  const parsed = kinds[kind].parse(said)
  if ('value' in parsed) {
    kept.text(node)
    return parsed.value
  }
  notes.add(parsed.code, pointer, `“${said.slice(0, 200)}”: ${parsed.message} It is kept in “unmapped”.`, said)
  return undefined
}

/** Puts the text of an element into a field that takes one; a second one is left to be kept. */
export const single =
  (field: 'volume' | 'articleNumber' | 'fundingStatement'): Part =>
  (node, { draft, kept }) => {
    if (draft[field] !== undefined || textOf(node) === undefined) return
    const value = kept.text(node)
    if (value !== undefined) draft[field] = value
  }

/** The list with a member at its end: the same list, since a copy for each of many would take quadratic time. */
export function added<T>(list: T[] | undefined, ...members: readonly T[]): T[] {
  const out = list ?? []
  for (const member of members) out.push(member)
  return out
}
