/** What a format makes of an article: first the coarser forms, then without what has no place. */
import type { Article } from '../../schemas/article.ts'
import { escapePointer, visit } from '../article/paths.ts'
import type { Codec, Field } from './codec.ts'

/** The article as this format can say it: what reading back its output must give. */
export function lessened(article: Article, codec: Pick<Codec, 'loses' | 'coarsens'>): Article {
  let out = article
  for (const { apply } of codec.coarsens ?? []) out = apply(out)
  return drop(out, codec.loses)
}

/** A copy without these fields, and without what is empty once they are gone. */
export function drop(article: Article, fields: readonly Field[]): Article {
  const out: Article = structuredClone(article)
  for (const field of fields) {
    visit(out, field.split('/'), ({ holder, key }) => {
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
    })
  }
  return (prune(out) ?? {}) as Article // pruning an object gives an object
}

/** Without undefined values, empty lists and empty objects; `freeToRead: {}` says something by being there. */
function prune(value: unknown, key?: string): unknown {
  if (Array.isArray(value)) {
    const list = value.map((member) => prune(member)).filter((member) => member !== undefined)
    return list.length > 0 ? list : undefined
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .map(([name, member]) => [name, prune(member, name)] as const)
    .filter(([, member]) => member !== undefined)
  return entries.length > 0 || key === 'freeToRead' ? Object.fromEntries(entries) : undefined
}

/** What becomes of one leaf of a record in a format. */
export interface Fate {
  /** JSON Pointer of the leaf. */
  readonly pointer: string
  readonly fate: 'kept' | 'transformed' | 'dropped'
  /** What is made of it, or why it is dropped. */
  readonly how?: string
}

type Losses = Pick<Codec, 'loses' | 'coarsens' | 'transforms'>

/** The fate of every leaf of an article in a format, in the order of the record. */
export function fatesOf(article: Article, codec: Losses): readonly Fate[] {
  const leaves = leavesOf(article)
  const dropped = pointersUnder(article, codec.loses)
  const coarser = new Map<string, Fate>()
  for (const { field, how, apply } of codec.coarsens ?? []) {
    const applied = apply(article)
    let under: ReadonlySet<string> | undefined
    changesIn(article, applied, '', (pointer, isGone) => {
      if (coarser.has(pointer)) return
      under ??= pointersUnder(article, [field])
      // What a coarsening does beside its own field is told too: nothing is lost unsaid.
      const fate = isGone && under.has(pointer) ? 'dropped' : 'transformed'
      coarser.set(pointer, { pointer, fate, how })
    })
  }
  const transformed = new Map<string, string>()
  for (const { field, how } of codec.transforms ?? []) {
    for (const pointer of pointersUnder(article, [field])) transformed.set(pointer, how)
  }
  return leaves.map(([pointer]) => {
    if (dropped.has(pointer)) return { pointer, fate: 'dropped', how: 'The format has no place for it.' }
    const how = transformed.get(pointer)
    return (
      coarser.get(pointer) ?? (how === undefined ? { pointer, fate: 'kept' } : { pointer, fate: 'transformed', how })
    )
  })
}

/** How many leaves `fatesOf` would call dropped: told with every answer, so that it looks at nothing else. */
export function countDropped(article: Article, { loses, coarsens = [] }: Losses): number {
  const dropped = loses.length === 0 ? new Set<string>() : pointersUnder(article, loses)
  const seen = new Set<string>()
  for (const { field, apply } of coarsens) {
    const applied = apply(article)
    if (applied === article) continue
    let under: ReadonlySet<string> | undefined
    changesIn(article, applied, '', (pointer, isGone) => {
      if (seen.has(pointer)) return
      seen.add(pointer)
      under ??= pointersUnder(article, [field])
      if (isGone && under.has(pointer)) dropped.add(pointer)
    })
  }
  return dropped.size
}

/** Every text, number and boolean of a value with its JSON Pointer; an empty object is a leaf, since it says something. */
export function leavesOf(value: unknown, pointer = ''): (readonly [pointer: string, value: unknown])[] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]]
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  if (entries.length === 0) return [[pointer, value]]
  return entries.flatMap(([key, member]) => leavesOf(member, `${pointer}/${escapePointer(key)}`))
}

/** Calls `at` for each leaf that is another or is gone; what both share is not looked into. */
function changesIn(
  before: unknown,
  after: unknown,
  pointer: string,
  at: (pointer: string, isGone: boolean) => void,
): void {
  if (Object.is(before, after)) return
  if (isLeaf(before)) {
    if (typeof before === 'object' && before !== null && isLeaf(after) && typeof after === 'object' && after !== null)
      return
    at(pointer, after === undefined || !isLeaf(after))
    return
  }
  const members = typeof after === 'object' && after !== null ? (after as Record<string, unknown>) : undefined // by its keys
  for (const [key, member] of Object.entries(before as object)) {
    if (member !== undefined) changesIn(member, members?.[key], `${pointer}/${escapePointer(key)}`, at)
  }
}

const isLeaf = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || !Object.values(value).some((member) => member !== undefined)

/** The pointers of all leaves at or under these fields. */
function pointersUnder(article: Article, fields: readonly Field[]): Set<string> {
  const pointers = new Set<string>()
  for (const field of fields) {
    visit(article, field.split('/'), ({ value, pointer }) => {
      for (const [leaf] of leavesOf(value, pointer())) pointers.add(leaf)
    })
  }
  return pointers
}

/** The losses in words, one line for each field dropped or made coarser. */
export function lossesOf(article: Article, codec: Losses): readonly string[] {
  const met = codec.loses.filter((field) => pointersUnder(article, [field]).size > 0)
  const coarser = (codec.coarsens ?? []).filter(({ apply }) => changed(apply(article), article))
  return [...met, ...coarser.map(({ field, how }) => `${field}: ${how}`)]
}

const changed = (after: Article, before: Article): boolean =>
  after !== before && JSON.stringify(after) !== JSON.stringify(before)
