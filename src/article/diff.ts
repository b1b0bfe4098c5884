/** What changed from one record to another, as a JSON Patch (RFC 6902) that makes the second of the first. */
import type { Operation } from './operations.ts'
import { escapePointer } from './paths.ts'
import { isObject } from './pointer.ts'
import { isSameValue } from './same.ts'

/** Empty where nothing changed. Members that moved within a list are told as removed and added. */
export function diff(before: unknown, after: unknown): readonly Operation[] {
  const operations: Operation[] = []
  differ(before, after, '', operations)
  return operations
}

function differ(before: unknown, after: unknown, path: string, to: Operation[]): void {
  if (isObject(before) && isObject(after)) differInMembers(before, after, path, to)
  else if (Array.isArray(before) && Array.isArray(after)) differInList(before, after, path, to)
  else if (!isSameValue(before, after)) to.push({ op: 'replace', path, value: after })
}

type Members = Readonly<Record<string, unknown>>

function differInMembers(before: Members, after: Members, path: string, to: Operation[]): void {
  for (const name of Object.keys(before)) {
    if (!Object.hasOwn(after, name)) to.push({ op: 'remove', path: `${path}/${escapePointer(name)}` })
  }
  for (const [name, value] of Object.entries(after)) {
    const here = `${path}/${escapePointer(name)}`
    if (Object.hasOwn(before, name)) differ(before[name], value, here, to)
    else to.push({ op: 'add', path: here, value })
  }
}

type List = readonly unknown[]

/** What both lists begin and end with is not looked at again: most changes are in one place. */
function differInList(before: List, after: List, path: string, to: Operation[]): void {
  let start = 0
  const shorter = Math.min(before.length, after.length)
  while (start < shorter && isSameValue(before[start], after[start])) start++
  let end = 0
  while (end < shorter - start && isSameValue(before.at(-1 - end), after.at(-1 - end))) end++
  const [old, now] = [before.slice(start, before.length - end), after.slice(start, after.length - end)]
  let index = start
  for (const { removed, added } of gapsOf(old, now)) {
    index += differInGap(removed, added, `${path}/`, index, to)
  }
}

/** Members that stand in one another’s place are compared; what is over is removed, or added. Returns where it goes on. */
function differInGap(removed: List, added: List, path: string, start: number, to: Operation[]): number {
  const both = Math.min(removed.length, added.length)
  for (let i = 0; i < both; i++) differ(removed[i], added[i], `${path}${start + i}`, to)
  for (let i = both; i < removed.length; i++) to.push({ op: 'remove', path: `${path}${start + both}` })
  for (let i = both; i < added.length; i++) to.push({ op: 'add', path: `${path}${start + i}`, value: added[i] })
  return added.length + 1
}

/** What stands between two members that stay. */
interface Gap {
  readonly removed: List
  readonly added: List
}

/** Cells of the table of common members: five hundred references against as many others take some milliseconds. */
const tableLimit = 250_000

/** The longest row of members that both lists have divides them into gaps; too long lists are one gap. */
function gapsOf(before: List, after: List): Gap[] {
  if (before.length === 0 || after.length === 0 || before.length * after.length > tableLimit) {
    return [{ removed: before, added: after }]
  }
  const [olds, news] = [keysOf(before), keysOf(after)]
  const lengths = commonLengths(olds, news)
  const gaps: Gap[] = []
  let [i, j, from, since] = [0, 0, 0, 0]
  const width = news.length + 1
  while (i < olds.length && j < news.length) {
    if (olds[i] === news[j]) {
      gaps.push({ removed: before.slice(from, i), added: after.slice(since, j) })
      from = ++i
      since = ++j
    } else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i++
    else j++
  }
  return [...gaps, { removed: before.slice(from), added: after.slice(since) }]
}

/** Equal members have equal texts: an admitted record has its members in the order of the shape. */
const keysOf = (list: List): readonly string[] => list.map((value) => JSON.stringify(value))

/** Row by row, how many members the rests of both lists have in common. */
function commonLengths(olds: readonly string[], news: readonly string[]): Uint32Array {
  const width = news.length + 1
  const lengths = new Uint32Array((olds.length + 1) * width)
  for (let i = olds.length - 1; i >= 0; i--) {
    for (let j = news.length - 1; j >= 0; j--) {
      const [down, right] = [lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0]
      const both = (lengths[(i + 1) * width + j + 1] ?? 0) + 1
      lengths[i * width + j] = olds[i] === news[j] ? both : Math.max(down, right)
    }
  }
  return lengths
}
