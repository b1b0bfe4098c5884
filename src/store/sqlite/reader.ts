/** The reading half of a room: every look-up is one prepared statement of the connection that the room holds. */
import type { DatabaseSync } from 'node:sqlite'
import type {
  Answer,
  Change,
  Count,
  Facet,
  FacetQuestion,
  KeyRecord,
  Match,
  Question,
  StoredRecord,
  StoreReader,
} from '../store.ts'
import { createFinding } from './finding.ts'
import { changeOf, integer, keyOf, lowerCase, prepareRecords, recordColumns, recordOf } from './rows.ts'

const current = 'FROM article a JOIN version v ON v.seq = a.current'
const past = 'FROM article a JOIN version v ON v.article = a.id'

/** Prepared once for each connection. */
export const prepareReading = (database: DatabaseSync) => ({
  byDoi: prepareRecords(database, `SELECT ${recordColumns} ${current} WHERE a.doi = ?`),
  byCitationKey: prepareRecords(database, `SELECT ${recordColumns} ${current} WHERE a.citation_key = ?`),
  version: prepareRecords(database, `SELECT ${recordColumns} ${past} WHERE a.doi = ? AND v.version = ?`),
  versions: prepareRecords(database, `SELECT ${recordColumns} ${past} WHERE a.doi = ? ORDER BY v.version`),
  finding: createFinding(database),
  changesSince: database.prepare(
    'SELECT seq, doi, kind, version, at, writer FROM version WHERE seq > ? ORDER BY seq LIMIT ?',
  ),
  lastSeq: database.prepare('SELECT coalesce(max(seq), 0) AS seq FROM version'),
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

  async find(question: Question): Promise<Answer> {
    return this.statements.finding.find(question)
  }

  async facet(question: FacetQuestion): Promise<Facet> {
    return this.statements.finding.facet(question)
  }

  async count(match?: Match): Promise<Count> {
    return this.statements.finding.count(match)
  }

  async changesSince(since: number, limit: number): Promise<readonly Change[]> {
    return this.statements.changesSince.all(since, limit).map(changeOf)
  }

  async lastSeq(): Promise<number> {
    return integer(this.statements.lastSeq.get()?.seq)
  }

  async key(id: string): Promise<KeyRecord | undefined> {
    const row = this.statements.key.get(id)
    return row && keyOf(row)
  }

  async keys(): Promise<readonly KeyRecord[]> {
    return this.statements.keys.all().map(keyOf)
  }
}
