/** The reading half of a room: every look-up is one prepared statement of the connection that the room holds. */
import type { DatabaseSync } from 'node:sqlite'
import type { Change, HitPosition, KeyRecord, ListPosition, Page, StoredRecord, StoreReader } from '../store.ts'
import {
  changeOf,
  integer,
  keyOf,
  lowerCase,
  prepareRecords,
  recordColumns,
  recordOf,
  recordWidth,
  type Values,
} from './rows.ts'
import { firstHits, matchOf, nextHits } from './search.ts'

const current = 'FROM article a JOIN version v ON v.seq = a.current'
const past = 'FROM article a JOIN version v ON v.article = a.id'

/** Prepared once for each connection. */
export const prepareReading = (database: DatabaseSync) => ({
  byDoi: prepareRecords(database, `SELECT ${recordColumns} ${current} WHERE a.doi = ?`),
  byCitationKey: prepareRecords(database, `SELECT ${recordColumns} ${current} WHERE a.citation_key = ?`),
  version: prepareRecords(database, `SELECT ${recordColumns} ${past} WHERE a.doi = ? AND v.version = ?`),
  versions: prepareRecords(database, `SELECT ${recordColumns} ${past} WHERE a.doi = ? ORDER BY v.version`),
  list: prepareRecords(
    database,
    `SELECT ${recordColumns}, a.id ${current} WHERE a.id > ? AND a.withdrawn = 0 ORDER BY a.id LIMIT ?`,
  ),
  firstHits: prepareRecords(database, firstHits),
  nextHits: prepareRecords(database, nextHits),
  changesSince: database.prepare(
    'SELECT seq, doi, kind, version, at, writer FROM version WHERE seq > ? ORDER BY seq LIMIT ?',
  ),
  lastSeq: database.prepare('SELECT coalesce(max(seq), 0) AS seq FROM version'),
  count: database.prepare(
    `SELECT (SELECT coalesce(max(id), 0) FROM article)
          - (SELECT count(*) FROM article WHERE withdrawn = 1) AS articles`,
  ),
  key: database.prepare('SELECT * FROM deposit_key WHERE id = ?'),
  keys: database.prepare('SELECT * FROM deposit_key ORDER BY created, id'),
})
export type Reading = ReturnType<typeof prepareReading>

/** One object a room: a room that was left answers no more, since its connection is somebody else’s by then. */
export class SqliteReader implements StoreReader {
  #reading: Reading | undefined

  constructor(reading: Reading) {
    this.#reading = reading
  }

  leave(): void {
    this.#reading = undefined
  }

  protected get statements(): Reading {
    if (this.#reading) return this.#reading
    throw new Error('The store was used outside of the room: everything in a room must be awaited in it')
  }

  async byDoi(doi: string): Promise<StoredRecord | undefined> {
    const row = this.statements.byDoi.get(lowerCase(doi))
    return row && recordOf(row)
  }

  async byCitationKey(key: string): Promise<StoredRecord | undefined> {
    const row = this.statements.byCitationKey.get(key)
    return row && recordOf(row)
  }

  async version(doi: string, version: number): Promise<StoredRecord | undefined> {
    const row = this.statements.version.get(lowerCase(doi), version)
    return row && recordOf(row)
  }

  async versions(doi: string): Promise<readonly StoredRecord[]> {
    return this.statements.versions.all(lowerCase(doi)).map(recordOf)
  }

  async list(options: { limit: number; after?: ListPosition }): Promise<Page<ListPosition>> {
    const rows = this.statements.list.all(options.after ?? 0, options.limit + 1)
    return pageOf(rows, options.limit, ([id]) => integer(id))
  }

  async search(options: { terms: readonly string[]; limit: number; after?: HitPosition }): Promise<Page<HitPosition>> {
    const { terms, limit, after } = options
    if (terms.length === 0) return { records: [], after: undefined }
    const rows = after
      ? this.statements.nextHits.all(matchOf(terms), after.rank, after.id, limit + 1)
      : this.statements.firstHits.all(matchOf(terms), limit + 1)
    return pageOf(rows, limit, ([rank, id]) => ({ rank: integer(rank), id: integer(id) }))
  }

  async changesSince(since: number, limit: number): Promise<readonly Change[]> {
    return this.statements.changesSince.all(since, limit).map(changeOf)
  }

  async lastSeq(): Promise<number> {
    return integer(this.statements.lastSeq.get()?.seq)
  }

  async count(): Promise<number> {
    return integer(this.statements.count.get()?.articles)
  }

  async key(id: string): Promise<KeyRecord | undefined> {
    const row = this.statements.key.get(id)
    return row && keyOf(row)
  }

  async keys(): Promise<readonly KeyRecord[]> {
    return this.statements.keys.all().map(keyOf)
  }
}

/** One row more than asked for says that there is a next page; `position` reads what stands behind the record. */
const pageOf = <Position>(
  rows: readonly Values[],
  limit: number,
  position: (values: Values) => Position,
): Page<Position> => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const after = last && rows.length > limit ? position(last.slice(recordWidth)) : undefined
  return { records: shown.map(recordOf), after }
}
