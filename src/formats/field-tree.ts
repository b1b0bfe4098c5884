/** Paths into a record as a tree: one walk finds every leaf at or under any of them, each once. */
import type { Field } from './codec.ts'

/** The way to a leaf: names, and numbers in lists. */
export type Keys = readonly (string | number)[]

export interface FieldTree {
  /** Everything from here on belongs to a field. */
  readonly isField: boolean
  readonly named: ReadonlyMap<string, FieldTree>
  readonly names: readonly string[]
  /** What a star stands for. */
  readonly members: FieldTree | undefined
}

/** A format’s fields are one list for good, and there are as many fields as the formats name: each tree is made once. */
const trees = new WeakMap<readonly Field[], FieldTree>()
const tree = new Map<Field, FieldTree>()

export const treesOf = (fields: readonly Field[]): FieldTree => madeOnce(trees, fields, () => grown(fields.map(parted)))

export const treeOf = (field: Field): FieldTree => madeOnce(tree, field, () => grown([parted(field)]))

const parted = (field: Field): readonly string[] => field.split('/')

interface Made<Key> {
  readonly get: (key: Key) => FieldTree | undefined
  readonly set: (key: Key, tree: FieldTree) => unknown
}

function madeOnce<Key>(made: Made<Key>, key: Key, make: () => FieldTree): FieldTree {
  const known = made.get(key)
  if (known !== undefined) return known
  const tree = make()
  made.set(key, tree)
  return tree
}

function grown(paths: readonly (readonly string[])[]): FieldTree {
  const byHead = Map.groupBy(paths, ([head]) => head)
  const under = (head: string): FieldTree => grown((byHead.get(head) ?? []).map((path) => path.slice(1)))
  const named = new Map<string, FieldTree>()
  for (const head of byHead.keys()) if (head !== undefined && head !== '*') named.set(head, under(head))
  return {
    isField: byHead.has(undefined),
    named,
    names: [...named.keys()],
    members: byHead.has('*') ? under('*') : undefined,
  }
}

/** Whether a leaf is at or under one of the fields. */
export function covers(tree: FieldTree, keys: Keys): boolean {
  let at: FieldTree | undefined = tree
  for (const key of keys) {
    if (at === undefined || at.isField) break
    at = typeof key === 'number' ? at.members : at.named.get(key)
  }
  return at?.isField === true
}

/** How many leaves of a value are at or under the fields. */
export function countUnder(value: unknown, tree: FieldTree): number {
  if (tree.isField) return countLeaves(value)
  if (typeof value !== 'object' || value === null) return 0
  let count = 0
  if (Array.isArray(value)) {
    if (tree.members === undefined) return 0
    for (const member of value) if (member !== undefined) count += countUnder(member, tree.members)
    return count
  }
  const holder = value as Record<string, unknown> // read by its own keys
  for (const name of tree.names) {
    const member = holder[name]
    const under = member === undefined ? undefined : tree.named.get(name)
    if (under !== undefined) count += countUnder(member, under)
  }
  return count
}

/** A value without members is a leaf itself. Every answer asks, and lists are counted many times faster by number. */
function countLeaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  let count = 0
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) if (value[at] !== undefined) count += countLeaves(value[at])
    return count || 1
  }
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key] // by its own keys
    if (member !== undefined) count += countLeaves(member)
  }
  return count || 1
}
