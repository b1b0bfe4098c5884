/** Answers kept under depositors’ own keys, on SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import type { KeptAnswer } from '../answers.ts'
import { integer, prepareChange, prepareRecords, text } from './rows.ts'

export const prepareAnswers = (database: DatabaseSync) => {
  const one = prepareRecords(
    database,
    'SELECT request, outcome, doi, version, notes FROM answer WHERE holder = ? AND key = ? AND at >= ?',
  )
  const keep = prepareChange(database, 'INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const forget = prepareChange(database, 'DELETE FROM answer WHERE at < ?')
  return {
    find(holder: string, key: string, since: string): KeptAnswer | undefined {
      const row = one.get(holder, key, since)
      if (!row) return undefined
      const [request, outcome, doi, version, notes] = row
      return {
        request: text(request),
        outcome: text(outcome),
        doi: text(doi),
        version: integer(version),
        notes: text(notes),
      }
    },
    keep(holder: string, key: string, answer: KeptAnswer, at: string, since: string): void {
      forget.run(since)
      const { request, outcome, doi, version, notes } = answer
      keep.run(holder, key, at, request, outcome, doi, version, notes)
    },
  }
}
