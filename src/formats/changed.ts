/** Values changed at a path, and everything else shared: what is the same object need not be compared. */
import type { Article } from '../../schemas/article.ts'
import { pointerOf } from '../article/paths.ts'
import type { Field } from './codec.ts'

/** Where a value stands that is to be changed. */
export interface At {
  /** The last step: a name, or a number in a list. */
  readonly key: string
  /** JSON Pointer. */
  readonly pointer: () => string
}

type Change = (value: unknown, article: Article, at: At) => unknown

/**
 * An article with every value at `field` as `to` leaves it, and the same article where it leaves all of them. Undefined
 * leaves a value out; of a list with `gaps` the other members stay where they are.
 */
export function changing(field: Field, to: Change, gaps?: 'gaps'): (article: Article) => Article {
  const path = field.split('/')
  const [head = ''] = path
  return (article) => {
    // Of most fields nothing is known in most articles.
    if (article[head as keyof Article] === undefined) return article // no path names what objects inherit
    const keys: string[] = []
    const change = (value: unknown) => to(value, article, placeOf(keys))
    // A change makes of a field what its shape allows.
    return step(article, { path, keys, change, gaps: gaps === 'gaps' }, 0) as Article
  }
}

const placeOf = (keys: readonly string[]): At => ({ key: keys.at(-1) ?? '', pointer: () => pointerOf(keys) })

interface Walk {
  readonly path: readonly string[]
  /** The way to the value that is looked at. */
  readonly keys: string[]
  readonly change: (value: unknown) => unknown
  readonly gaps: boolean
}

function step(value: unknown, walk: Walk, depth: number): unknown {
  const key = walk.path[depth]
  if (key === undefined) return walk.change(value)
  if (typeof value !== 'object' || value === null) return value
  if (key === '*') return Array.isArray(value) ? stepList(value, walk, depth) : value
  const member = (value as Record<string, unknown>)[key] // read by its own keys
  if (member === undefined) return value
  walk.keys[depth] = key
  const next = step(member, walk, depth + 1)
  if (Object.is(next, member)) return value
  if (next !== undefined) return { ...value, [key]: next }
  const { [key]: _gone, ...rest } = value as Record<string, unknown>
  return rest
}

function stepList(list: readonly unknown[], walk: Walk, depth: number): readonly unknown[] {
  let out: unknown[] | undefined
  for (let at = 0; at < list.length; at++) {
    const member = list[at]
    if (member === undefined) continue
    walk.keys[depth] = String(at)
    const next = step(member, walk, depth + 1)
    if (Object.is(next, member)) continue
    out ??= list.slice() // with its gaps
    if (next === undefined) delete out[at]
    else out[at] = next
  }
  return out === undefined || walk.gaps ? (out ?? list) : out.filter((member) => member !== undefined)
}
