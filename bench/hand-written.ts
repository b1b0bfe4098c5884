/**
 * The yardstick of deposits: a loop that inserts the rows that deposits of the same records leave behind, the same bytes into
 * the same tables with the same indexes, FTS5’s among them, so many to a transaction, and does nothing else. All that it
 * inserts is made beforehand. It leaves out: reading, checking and normalising the records; looking whether an article, its
 * citation key or its title is there already; the triggers that guard the log; who wrote; answers and reports.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StoredArticle } from '../schemas/article.ts'
import { admit } from '../src/article/admit.ts'
import { type Written, writtenOf } from '../src/library/written.ts'
import { depositTokens } from '../src/store/index-text.ts'
import { openStore } from '../src/store/open.ts'

const now = new Date().toISOString()

/** All that a deposit of a record writes. */
export function handRow(line: string): Written {
  const { article } = admit(JSON.parse(line))
  return writtenOf(article as StoredArticle, {}, 'json') // a synthetic article has its DOI
}

/**
 * Articles a second into a new database in the folder, so many to a transaction. Tables, indexes and pragmas are those of
 * the migrations, but for the index of words, which is as FTS5 sets it up by itself.
 */
export async function handWritten(folder: string, rows: readonly Written[], together: number): Promise<number> {
  const file = join(folder, `loop${together}.db`)
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
  const [version, article, search, facet, title] = [
    prepare(`INSERT INTO version (seq, article, version, kind, at, writer, doi, crc, json, format, sha256, seal)
      VALUES (?1, ?1, 1, 'deposit', ?, 'bench', ?, ?, ?, 'json', ?, 1)`),
    prepare(`INSERT INTO article (id, doi, created, current, withdrawn, citation_key, received, revised, accepted, online,
      print, posted, published, reference_count) VALUES (?1, ?, ?, ?1, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    prepare(`INSERT INTO search (rowid, title, abstract, names, affiliations, journal, keywords, doi, facts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    prepare('INSERT INTO facet (article, facts) VALUES (?, ?)'),
    prepare('INSERT OR IGNORE INTO title_number (number) VALUES (?)'),
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
      for (const number of index.titles) title.run(number)
    }
    db.exec('COMMIT')
  }
  const seconds = (performance.now() - start) / 1000
  db.close()
  return rows.length / seconds
}
