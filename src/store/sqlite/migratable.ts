/** What the migrations need from SQLite; `exec` runs the statements of a file inside the transaction that is open. */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import type { StoredArticle } from '../../../schemas/article.ts'
import { titleKeys } from '../../article/facts.ts'
import { type Migratable, type Migration, readMigrations } from '../migrate.ts'
import { factToken, titleNumber } from '../tokens.ts'
import { applicationId } from './connection.ts'
import { integer, text } from './rows.ts'

// Next to this code in the source and, copied by the build, next to the compiled code.
export const sqliteMigrations = (): readonly Migration[] =>
  readMigrations(new URL('../migrations/sqlite/', import.meta.url))

// The application id is set in the same transaction as the first table: a file is ours entirely or not at all.
const register = `
  CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied TEXT NOT NULL
  ) STRICT;
  PRAGMA application_id = ${applicationId};`

const registered = "SELECT 1 FROM sqlite_schema WHERE name = 'migration'"

export const migratable = (database: DatabaseSync, name: string): Migratable => ({
  name,
  exclusively(work) {
    database.exec('BEGIN IMMEDIATE')
    try {
      work()
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  },
  applied() {
    if (!database.prepare(registered).get()) return []
    return database
      .prepare('SELECT number, name, checksum FROM migration ORDER BY number')
      .all()
      .map((row) => ({ number: integer(row.number), name: text(row.name), checksum: text(row.checksum) }))
  },
  apply({ number, name, sql, checksum }) {
    database.exec(register)
    database.function('title_numbers', { deterministic: true }, titleNumbers)
    database.exec(sql)
    database
      .prepare(`INSERT INTO migration VALUES (?, ?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))`)
      .run(number, name, checksum)
  },
})

/** For migrations: the numbers of a record’s titles, as a list in JSON. */
const titleNumbers = (json: SQLOutputValue): string => {
  // What a store holds was admitted as an article.
  const article: StoredArticle = JSON.parse(text(json))
  const keys = titleKeys(article).filter((key) => key !== undefined && key !== '')
  return JSON.stringify(keys.map((key) => titleNumber(factToken('title', key ?? ''))))
}
