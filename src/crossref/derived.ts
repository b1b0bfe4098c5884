/** A list of things that are derived from articles: cut to those whose words were asked for, and to a page. */
import { type Answer, list } from './answer.ts'
import type { Asked } from './parameters.ts'

/** `said` is what is searched of a thing; `shown` what is answered of it, asked for the page alone. */
export async function answerList<T>(
  type: string,
  things: readonly T[],
  { query, rows, offset }: Asked,
  said: (thing: T) => string,
  shown: (thing: T) => unknown,
): Promise<Answer> {
  const words = folded(query ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
  const found = things.filter((thing) => {
    const text = words.length === 0 ? '' : folded(said(thing))
    return words.every((word) => text.includes(word))
  })
  const items = []
  for (const thing of found.slice(offset, offset + rows)) items.push(await shown(thing))
  return list(type, { total: found.length, items, rows, offset, terms: query })
}

const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()

/** Words of a name, as the registry searches it. */
export const tokensOf = (name: string): string[] => folded(name).match(/[\p{L}\p{N}]+/gu) ?? []
