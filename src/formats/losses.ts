/** What a format makes of an article: first the coarser forms, then without what has no place. */
import type { Article } from '../../schemas/article.ts'
import { escapePointer, pointerOf, visit } from '../article/paths.ts'
import type { Coarsening, Codec, Field } from './codec.ts'
import { countUnder, covers, type FieldTree, type Keys, treeOf, treesOf } from './field-tree.ts'

/** The article as this format can say it: what reading back its output must give. */
export function lessened(article: Article, codec: Pick<Codec, 'loses' | 'coarsens'>): Article {
  let out = article
  for (const coarsening of codec.coarsens ?? []) out = coarsened(out, coarsening)
  return drop(out, codec.loses)
}

/** What a coarsening makes of an article, found the short way where there is one. */
const coarsened = (article: Article, { apply, atOnce }: Coarsening): Article => atOnce?.(article) ?? apply(article)

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
  for (const coarsening of codec.coarsens ?? []) {
    const { field, how } = coarsening
    const path = treeOf(field)
    changesIn(article, coarsened(article, coarsening), (keys, isGone) => {
      const pointer = pointerOf(keys)
      if (coarser.has(pointer)) return
      // What a coarsening does beside its own field is told too: nothing is lost unsaid.
      const fate = isGone && covers(path, keys) ? 'dropped' : 'transformed'
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
  const lost = treesOf(loses)
  let count = countUnder(article, lost)
  const names = Object.keys(article)
  const seen = new Set<string>()
  let field = ''
  const at = (keys: Keys, isGone: boolean) => {
    if (covers(lost, keys)) return
    const pointer = pointerOf(keys)
    if (seen.has(pointer)) return
    seen.add(pointer)
    if (isGone && covers(treeOf(field), keys)) count++
  }
  for (const coarsening of coarsens) {
    const applied = coarsened(article, coarsening)
    field = coarsening.field
    changesIn(article, applied, at, names)
  }
  return count
}

/** Every text, number and boolean of a value with its JSON Pointer; an empty object is a leaf, since it says something. */
export function leavesOf(value: unknown, pointer = ''): (readonly [pointer: string, value: unknown])[] {
  if (typeof value !== 'object' || value === null) return [[pointer, value]]
  const entries = Object.entries(value).filter(([, member]) => member !== undefined)
  if (entries.length === 0) return [[pointer, value]]
  return entries.flatMap(([key, member]) => leavesOf(member, `${pointer}/${escapePointer(key)}`))
}

type AtChange = (keys: Keys, isGone: boolean) => void

/** Calls `at` for each leaf of an article that is another or is gone in the other; what both share is not looked into. */
function changesIn(one: Article, other: Article, at: AtChange, names: readonly string[] = Object.keys(one)): void {
  if (one === other) return
  const [before, after] = [one, other] as [Record<string, unknown>, Record<string, unknown>] // by their keys
  const keys: (string | number)[] = []
  // An article of which nothing is known is a leaf.
  if (names.length === 0 && !isLeaf(other)) at(keys, true)
  for (const name of names) {
    if (before[name] !== after[name] && before[name] !== undefined)
      changesUnder(before[name], after[name], name, keys, at)
  }
}

/** The same of a member, which stands under `key`. */
function changesUnder(before: unknown, after: unknown, key: string | number, keys: (string | number)[], at: AtChange) {
  if (before === undefined || Object.is(before, after)) return
  keys.push(key)
  if (typeof before !== 'object' || before === null) at(keys, after === undefined || !isLeaf(after))
  else if (!membersDiffer(before, isObject(after) ? after : undefined, keys, at)) {
    // Without members it is a leaf itself.
    if (!isObject(after) || !isLeaf(after)) at(keys, after === undefined || !isLeaf(after))
  }
  keys.pop()
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Whether there are members; those that differ are told. */
function membersDiffer(before: object, after: object | undefined, keys: (string | number)[], at: AtChange): boolean {
  let some = false
  const others = after as Record<string, unknown> | undefined // by the keys of the first
  if (Array.isArray(before)) {
    for (let n = 0; n < before.length; n++) {
      some ||= before[n] !== undefined
      changesUnder(before[n], others?.[n], n, keys, at)
    }
    return some
  }
  for (const key in before) {
    const member = (before as Record<string, unknown>)[key] // by its own keys
    some ||= member !== undefined
    if (member !== others?.[key]) changesUnder(member, others?.[key], key, keys, at)
  }
  return some
}

function isLeaf(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true
  for (const key in value) if ((value as Record<string, unknown>)[key] !== undefined) return false // by its own keys
  return true
}

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
  const lost = treesOf(codec.loses)
  const met = codec.loses.filter((field) => countUnder(article, treeOf(field)) > 0)
  const coarser = (codec.coarsens ?? []).filter((one) => differs(article, coarsened(article, one), lost))
  return [...met, ...coarser.map(({ field, how }) => `${field}: ${how}`)]
}

/** Whether one says anything that the other does not, beside what is lost anyway. */
function differs(one: Article, other: Article, lost: FieldTree): boolean {
  let found = false
  const at = (keys: Keys) => {
    found ||= !covers(lost, keys)
  }
  changesIn(one, other, at)
  if (!found) changesIn(other, one, at)
  return found
}
