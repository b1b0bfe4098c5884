/** The words of a reference that few articles have. */
import type { DatabaseSync } from 'node:sqlite'
import { folded, spaced } from '../tokens.ts'
import { prepareRecords } from './rows.ts'

/** A word of more occurrences tells little; they are not counted on. */
export const common = 3000
/** How many words are asked for; how many of them are used. */
export const mostAsked = 60
export const mostUsed = 14

export function createRareWords(database: DatabaseSync): (text: string) => readonly string[] {
  const statement = prepareRecords(
    database,
    'SELECT count(*) FROM (SELECT 1 FROM search_word WHERE term = ? LIMIT ? + 0)',
  )
  return (text) => {
    const counted = wordsAsked(text)
      .slice(0, mostAsked)
      .map((word) => ({ word, count: Number(statement.get(word, common)?.[0] ?? 0) }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => a.count - b.count)
    // Where all are common, the rarest must do.
    const rare = counted.filter(({ count }, place) => count < common || place < 3)
    return rare.slice(0, mostUsed).map(({ word }) => word)
  }
}

/** Words that may be rare, each once. */
export const wordsAsked = (text: string): readonly string[] =>
  [...new Set(folded(spaced(text)).match(/[\p{L}\p{N}]+/gu) ?? [])].filter(
    (word) => word.length > 1 || /[^\x00-\u10ff]/.test(word),
  )
