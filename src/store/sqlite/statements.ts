/** Statements by their text, prepared when they are first needed: there are a few dozen ways to ask for a page. */
import type { DatabaseSync } from 'node:sqlite'
import { prepareRecords } from './rows.ts'

export type Statements = (sql: string) => ReturnType<typeof prepareRecords>

// Those that name single articles are not kept for long.
const most = 200

export function createStatements(database: DatabaseSync): Statements {
  const prepared = new Map<string, ReturnType<typeof prepareRecords>>()
  return (sql) => {
    const known = prepared.get(sql)
    if (known) return known
    if (prepared.size >= most) prepared.clear()
    const statement = prepareRecords(database, sql)
    prepared.set(sql, statement)
    return statement
  }
}
