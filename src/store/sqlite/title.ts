/** Articles whose title is just what was typed: they come first, whatever else the words occur in. */
import { titleKey } from '../../article/title-key.ts'
import { factToken, titleNumber } from '../tokens.ts'
import { integer } from './rows.ts'
import type { Statements } from './statements.ts'

// “Editorial”: where many bear the title, it is no reason to come first.
const most = 50

export function titleHits(statements: Statements, typed: string): readonly number[] {
  const key = titleKey(typed)
  if (key === '') return []
  const token = factToken('title', key)
  if (!statements('SELECT 1 FROM title_number WHERE number = ?').get(titleNumber(token))) return []
  const rows = statements('SELECT rowid FROM search WHERE search MATCH ? LIMIT ? + 0').all(`"${token}"`, most + 1)
  return rows.length > most ? [] : rows.map(([id]) => integer(id))
}
