/** The reading half of a room: every look-up is one prepared statement of the connection that the room holds. */
import type { DatabaseSync } from 'node:sqlite'
import type {
  Answer,
  AuditEntry,
  AuditQuestion,
  Change,
  Count,
  Facet,
  FacetsQuestion,
  KeptAnswer,
  KeyRecord,
  Match,
  Question,
  StoredBytes,
  StoredRecord,
  StoreReader,
  VersionRange,
  VersionStep,
} from '../store.ts'
import { prepareAbsence } from './absence.ts'
import { prepareAccess } from './access.ts'
import { prepareAnswers } from './answers.ts'
import { Damage } from './faults.ts'
import { createFinding } from './finding.ts'
import {
  bytesColumns,
  bytesOf,
  changeKind,
  changeOf,
  integer,
  lowerCase,
  prepareRecords,
  recordColumns,
  recordOf,
  text,
  type Values,
} from './rows.ts'

const current = 'FROM article a JOIN version v ON v.seq = a.current'
const past = 'FROM article a JOIN version v ON v.article = a.id'

const prepareByDoi = (database: DatabaseSync) =>
  prepareRecords(database, `SELECT ${recordColumns} ${current} WHERE a.doi = ?`)

/** Look-ups without a room; that nothing was found is not looked into. */
export const prepareLookUps = (database: DatabaseSync) => {
  const byDoi = prepareByDoi(database)
  const bytes = prepareRecords(database, `SELECT ${bytesColumns} ${current} WHERE a.doi = ?`)
  return {
    byDoi(doi: string): StoredRecord | undefined {
      const row = byDoi.get(lowerCase(doi))
      return row && ownOf(row, doi)
    },
    bytes(doi: string): StoredBytes | undefined {
      const row = bytes.get(lowerCase(doi))
      return row && judgedOwn(bytesOf(row), doi)
    },
  }
}

/** Prepared once for each connection. */
export const prepareReading = (database: DatabaseSync) => ({
  byDoi: prepareByDoi(database),
  byCitationKey: prepareRecords(database, `SELECT ${recordColumns} ${current} WHERE a.citation_key = ?`),
  version: prepareRecords(database, `SELECT ${recordColumns} ${past} WHERE a.doi = ? AND v.version = ?`),
  versions: prepareRecords(
    database,
    `SELECT ${recordColumns} ${past} WHERE a.doi = ? AND v.version > ? ORDER BY v.version LIMIT ? + 0`,
  ),
  versionAt: prepareRecords(
    database,
    `SELECT ${recordColumns} ${past} WHERE a.doi = ? AND v.at <= ? ORDER BY v.version DESC LIMIT 1`,
  ),
  steps: prepareRecords(
    database,
    `SELECT v.version, v.kind, v.at, v.writer ${past} WHERE a.doi = ? ORDER BY v.version`,
  ),
  absence: prepareAbsence(database),
  answers: prepareAnswers(database),
  finding: createFinding(database),
  changesSince: database.prepare(
    'SELECT seq, doi, kind, version, at, writer FROM version WHERE seq > ? ORDER BY seq LIMIT ? + 0',
  ),
  lastSeq: database.prepare('SELECT coalesce(max(seq), 0) AS seq FROM version'),
  access: prepareAccess(database),
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
    const key = lowerCase(doi)
    const row = this.statements.byDoi.get(key)
    if (row) return ownOf(row, doi)
    this.missed(key)
    return undefined
  }

  /** Throws `Damage` where an article only seems not to be there. */
  protected missed(key: string): void {
    this.statements.absence.ofDoi(key)
  }

  async byCitationKey(key: string): Promise<StoredRecord | undefined> {
    const row = this.statements.byCitationKey.get(key)
    if (row) return keyedOf(row, key)
    this.statements.absence.ofCitationKey(key)
    return undefined
  }

  async version(doi: string, version: number): Promise<StoredRecord | undefined> {
    const row = this.statements.version.get(lowerCase(doi), version)
    if (row) return ownOf(row, doi)
    this.statements.absence.ofVersion(lowerCase(doi), version)
    return undefined
  }

  async versions(doi: string, range?: VersionRange): Promise<readonly StoredRecord[]> {
    const rows = this.statements.versions.all(lowerCase(doi), range?.after ?? 0, range?.limit ?? -1)
    if (rows.length === 0 && range?.limit !== 0)
      this.statements.absence.ofVersion(lowerCase(doi), (range?.after ?? 0) + 1)
    return rows.map((row) => ownOf(row, doi))
  }

  async versionAt(doi: string, instant: string): Promise<StoredRecord | undefined> {
    const row = this.statements.versionAt.get(lowerCase(doi), instant)
    if (row) return ownOf(row, doi)
    this.statements.absence.ofInstant(lowerCase(doi), instant)
    return undefined
  }

  async steps(doi: string): Promise<readonly VersionStep[]> {
    const steps = this.statements.steps.all(lowerCase(doi))
    if (steps.length === 0) this.statements.absence.ofVersion(lowerCase(doi), 1)
    return steps.map(([version, kind, at, by]) => ({
      version: integer(version),
      kind: changeKind(kind),
      at: text(at),
      by: text(by),
    }))
  }

  async answer(holder: string, key: string, since: string): Promise<KeptAnswer | undefined> {
    return this.statements.answers.find(holder, key, since)
  }

  async find(question: Question): Promise<Answer> {
    return this.statements.finding.find(question)
  }

  async facets(question: FacetsQuestion): Promise<readonly Facet[]> {
    return this.statements.finding.facets(question)
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
    return this.statements.access.key(id)
  }

  async keys(): Promise<readonly KeyRecord[]> {
    return this.statements.access.keys()
  }

  async audit(question: AuditQuestion): Promise<readonly AuditEntry[]> {
    return this.statements.access.audit(question)
  }
}

/** A damaged index leads to another article’s rows, each of which is as it was written. */
const ownOf = (row: Values, doi: string): StoredRecord => judgedOwn(recordOf(row), doi)

const judgedOwn = <T extends { readonly doi: string }>(record: T, doi: string): T => {
  if (lowerCase(record.doi) === lowerCase(doi)) return record
  throw new Damage(`Under ${doi} the store has the record of ${record.doi}`)
}

const keyedOf = (row: Values, key: string): StoredRecord => {
  const record = recordOf(row)
  if (record.citationKey === key) return record
  throw new Damage(`Under the citation key ${key} the store has the record of ${record.doi}`)
}
