/** The yardsticks of deposits: loops that insert the same bytes and the same FTS5 rows, and do nothing else. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StoredArticle } from '../schemas/article.ts'
import { admit } from '../src/article/admit.ts'
import { searchTextOf } from '../src/library/search-text.ts'
import { type Written, writtenOf } from '../src/library/written.ts'
import { depositTokens, indexTextOf } from '../src/store/index-text.ts'
import { openStore } from '../src/store/open.ts'

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

/** All that a deposit of a record writes, made beforehand. */
export function handVersion(line: string): Written {
  const { article } = admit(JSON.parse(line))
  return writtenOf(article as StoredArticle, {}, 'json') // a synthetic article has its DOI
}

/**
 * The same with every row that a deposit has, into the same tables with the same indexes and pragmas, made by the
 * migrations; without the triggers that guard the log, and with an index of words as FTS5 sets it up by itself.
 */
export async function handGrouped(folder: string, rows: readonly Written[], together: number): Promise<number> {
  const file = join(folder, `grouped${together}.db`)
  await (await openStore(`sqlite:${file}`)).close()
  const db = new DatabaseSync(file)
  db.exec(`PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -32768;
    DROP TRIGGER version_counts_on;
    INSERT INTO search (search, rank) VALUES ('hashsize', 1048576), ('pgsz', 4050), ('automerge', 4);`)
  const prepare = (sql: string) => {
    const statement = db.prepare(sql)
    statement.setReadBigInts(true)
    return statement
  }
  const [version, article, search, facet] = [
    prepare(`INSERT INTO version (seq, article, version, kind, at, writer, doi, crc, json, format, sha256, seal)
      VALUES (?1, ?1, 1, 'deposit', ?, 'bench', ?, ?, ?, 'json', ?, 1)`),
    prepare(`INSERT INTO article (id, doi, created, current, withdrawn, citation_key, received, revised, accepted, online,
      print, posted, published, reference_count) VALUES (?1, ?, ?, ?1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    prepare(`INSERT INTO search (rowid, title, abstract, names, affiliations, journal, keywords, doi, facts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    prepare('INSERT INTO facet (article, facts) VALUES (?, ?)'),
  ] as const
  const start = performance.now()
  for (let at = 0; at < rows.length; at += together) {
    db.exec('BEGIN IMMEDIATE')
    for (const [n, row] of rows.slice(at, at + together).entries()) {
      const id = at + n + 1
      const { doi, json, crc, sha256, citationKey, search: index } = row
      version.run(id, now, doi, crc, json, sha256)
      article.run(id, doi, now, `${citationKey}${id}`, ...index.order)
      search.run(id, ...index.words, doi, `${index.tokens} ${depositTokens(now, now)}`)
      facet.run(id, index.facets)
    }
    db.exec('COMMIT')
  }
  const seconds = (performance.now() - start) / 1000
  db.close()
  return rows.length / seconds
}
