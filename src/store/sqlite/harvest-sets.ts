/** Which articles belong to which set: kept behind the log, in steps, so that no deposit waits for it. */
import type { DatabaseSync } from 'node:sqlite'
import type { HarvestSet } from '../harvest.ts'
import { integer, prepareChange, prepareRecords, text } from './rows.ts'

type Write = <T>(room: () => Promise<T>) => Promise<T>

/** Few enough that a deposit does not wait long behind a step. */
const step = 500

export const createSets = (database: DatabaseSync, write: Write) => {
  const followed = prepareRecords(database, 'SELECT followed FROM harvest')
  const last = prepareRecords(database, 'SELECT coalesce(max(seq), 0) FROM version')
  const changed = prepareRecords(
    database,
    `SELECT a.id, a.current, v.json FROM article a INDEXED BY article_current CROSS JOIN version v ON v.seq = a.current
     WHERE a.current > ? ORDER BY a.current LIMIT ${step}`,
  )
  const leave = prepareChange(database, 'DELETE FROM harvest_member WHERE article = ?')
  const join = prepareChange(database, 'INSERT INTO harvest_member (set_id, seq, article) VALUES (?, ?, ?)')
  const make = prepareChange(database, 'INSERT INTO harvest_set (spec, name) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const find = prepareRecords(database, 'SELECT id FROM harvest_set WHERE spec = ?')
  const remember = prepareChange(database, 'UPDATE harvest SET followed = ?')

  const idOf = ({ spec, name }: HarvestSet, known: Map<string, number>): number => {
    const found = known.get(spec)
    if (found !== undefined) return found
    make.run(spec, name)
    const id = integer(find.get(spec)?.[0])
    known.set(spec, id)
    return id
  }
  let running: Promise<void> | undefined
  return {
    /** One step; steps that are asked for at the same time are one. */
    follow(setsOf: (json: string) => readonly HarvestSet[]): Promise<void> {
      running ??= write(async () => {
        const rows = changed.all(integer(followed.get()?.[0]))
        const known = new Map<string, number>()
        for (const [article, current, json] of rows) {
          leave.run(integer(article))
          for (const set of setsOf(text(json))) join.run(idOf(set, known), integer(current), integer(article))
        }
        remember.run(rows.length < step ? integer(last.get()?.[0]) : integer(rows.at(-1)?.[1]))
      }).finally(() => {
        running = undefined
      })
      return running
    },
  }
}
