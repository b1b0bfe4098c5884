/** The words of a reference that few articles have. */
import type { Match } from '../question.ts'
import { common, mostAsked, mostUsed, wordsAsked } from '../sqlite/rare-words.ts'
import { integer } from '../sqlite/rows.ts'
import { conditionOf, createBinding } from './condition.ts'
import { countSql } from './ranking.ts'
import type { Session } from './session.ts'
import type { RareWords } from './tree.ts'

/** The references that a match names. */
export function referencesIn(match: Match | undefined): readonly string[] {
  if (match?.kind === 'resembles') return [match.text]
  if (match?.kind === 'all' || match?.kind === 'any') return match.of.flatMap(referencesIn)
  return match?.kind === 'not' ? referencesIn(match.of) : []
}

/** Looked up before: a match is compiled without waiting. */
export async function createRareWords(session: Session, references: readonly string[]): Promise<RareWords> {
  const known = new Map<string, readonly string[]>()
  for (const reference of references) known.set(reference, await rareWords(session, reference))
  return (reference) => known.get(reference) ?? []
}

async function rareWords(session: Session, reference: string): Promise<readonly string[]> {
  const asked = wordsAsked(reference).slice(0, mostAsked)
  const counts = await Promise.all(asked.map((word) => occurrences(session, word)))
  const counted = asked
    .map((word, at) => ({ word, count: counts[at] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count)
  // Where all are common, the rarest must do.
  const rare = counted.filter(({ count }, place) => count < common || place < 3)
  return rare.slice(0, mostUsed).map(({ word }) => word)
}

/** Occurrences in the index, as far as they are counted. */
async function occurrences(session: Session, word: string): Promise<number> {
  const binding = createBinding()
  const phrase = { kind: 'phrase', words: [word], prefix: false, ranked: true } as const
  const times = `${countSql(phrase, 's.words', binding)} + ${countSql(phrase, 's.abstract', binding)}`
  const sql = `SELECT least(coalesce(sum(h.times), 0), ${common}) FROM (
    SELECT ${times} AS times FROM search s WHERE ${conditionOf(phrase, binding)} LIMIT ${common}) h`
  const [row] = await session.ask(sql, binding.values)
  return integer(row?.[0])
}
