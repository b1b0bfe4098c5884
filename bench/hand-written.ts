/** The yardstick of deposits: a loop that inserts the same bytes and the same FTS5 rows, and does nothing else. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StoredArticle } from '../schemas/article.ts'
import { admit } from '../src/article/admit.ts'
import { searchTextOf } from '../src/library/search-text.ts'
import { depositTokens, indexTextOf } from '../src/store/index-text.ts'

export interface HandRow {
  readonly doi: string
  readonly json: string
  readonly words: readonly string[]
  readonly facts: string
}

const now = new Date().toISOString()

/** What a deposit of a record writes, made beforehand. */
export function handRow(line: string): HandRow {
  const { article } = admit(JSON.parse(line))
  const { words, tokens } = indexTextOf(searchTextOf(article as StoredArticle)) // a synthetic article has its DOI
  const facts = `${tokens} ${depositTokens(now, now)}`
  return { doi: String(article.doi), json: JSON.stringify(article), words, facts }
}

/** Articles a second into a new database in the folder, so many to a transaction. */
export function handWritten(folder: string, rows: readonly HandRow[], together: number): number {
  const db = new DatabaseSync(join(folder, `loop${together}.db`))
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE article (id INTEGER PRIMARY KEY, doi TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT;
    CREATE VIRTUAL TABLE search USING fts5 (title, abstract, names, affiliations, journal, keywords, doi, facts,
      content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');`)
  const article = db.prepare('INSERT INTO article (id, doi, json) VALUES (?, ?, ?)')
  const search = db.prepare(
    'INSERT INTO search (rowid, title, abstract, names, affiliations, journal, keywords, doi, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const start = performance.now()
  for (let at = 0; at < rows.length; at += together) {
    db.exec('BEGIN IMMEDIATE')
    for (let n = at; n < Math.min(at + together, rows.length); n++) {
      const row = rows[n]
      if (!row) continue
      article.run(n + 1, row.doi, row.json)
      search.run(n + 1, ...row.words, row.doi, row.facts)
    }
    db.exec('COMMIT')
  }
  const seconds = (performance.now() - start) / 1000
  db.close()
  return rows.length / seconds
}
