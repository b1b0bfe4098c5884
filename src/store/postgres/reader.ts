/** The reading half of a room: every look-up is one statement of the catalogue. */
import { Damage } from '../sqlite/faults.ts'
import { changeKind, integer, lowerCase, recordOf, text, type Values } from '../sqlite/rows.ts'
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
  StoredRecord,
  StoreReader,
  VersionRange,
  VersionStep,
} from '../store.ts'
import { auditOf, keyOf, keysOf } from './access.ts'
import { createFinding } from './finding.ts'
import type { Sums } from './ranking.ts'
import type { Session } from './session.ts'

/** One object a room: a room that was left answers no more, since its connection is somebody else’s by then. */
export class PostgresReader implements StoreReader {
  #session: Session | undefined
  /** Kept from room to room; a room that writes sees what nobody else may. */
  protected readonly sums: Sums

  constructor(session: Session, sums: Sums) {
    this.#session = session
    this.sums = sums
  }

  leave(): void {
    this.#session = undefined
  }

  /** As it is; a writer’s own is brought up to date first. */
  protected get bare(): Session {
    if (this.#session) return this.#session
    throw new Error('The store was used outside of the room: everything in a room must be awaited in it')
  }

  protected async session(): Promise<Session> {
    return this.bare
  }

  protected async finding() {
    const session = await this.session()
    await session.run('bySearch')
    return createFinding(session, this.sums)
  }

  async byDoi(doi: string): Promise<StoredRecord | undefined> {
    const [row] = await (await this.session()).run('byDoi', lowerCase(doi))
    return row && ownOf(row, doi)
  }

  async byCitationKey(key: string): Promise<StoredRecord | undefined> {
    const session = await this.session()
    const [row] = await session.run('doiOfKey', key)
    const [found] = row ? await session.run('byDoi', text(row[0])) : []
    return found && recordOf(found)
  }

  async version(doi: string, version: number): Promise<StoredRecord | undefined> {
    const [row] = await (await this.session()).run('version', lowerCase(doi), version)
    return row && ownOf(row, doi)
  }

  async versions(doi: string, range?: VersionRange): Promise<readonly StoredRecord[]> {
    const session = await this.session()
    const rows = await session.run('versions', lowerCase(doi), range?.after ?? 0, range?.limit ?? null)
    return rows.map((row) => ownOf(row, doi))
  }

  async versionAt(doi: string, instant: string): Promise<StoredRecord | undefined> {
    const [row] = await (await this.session()).run('versionAt', lowerCase(doi), instant)
    return row && ownOf(row, doi)
  }

  async steps(doi: string): Promise<readonly VersionStep[]> {
    const rows = await (await this.session()).run('steps', lowerCase(doi))
    return rows.map(([version, kind, at, by]) => ({
      version: integer(version),
      kind: changeKind(kind),
      at: text(at),
      by: text(by),
    }))
  }

  async changesSince(since: number, limit: number): Promise<readonly Change[]> {
    const rows = await (await this.session()).run('changesSince', since, limit)
    return rows.map(([seq, doi, kind, version, at, by]) => ({
      seq: integer(seq),
      doi: text(doi),
      kind: changeKind(kind),
      version: integer(version),
      at: text(at),
      by: text(by),
    }))
  }

  async lastSeq(): Promise<number> {
    const [row] = await (await this.session()).run('head')
    return integer(row?.[2])
  }

  async answer(holder: string, key: string, since: string): Promise<KeptAnswer | undefined> {
    const [row] = await this.bare.run('answer', holder, key, since)
    if (!row) return undefined
    const [request, outcome, doi, version, notes] = row
    return {
      request: text(request),
      outcome: text(outcome),
      doi: text(doi),
      version: integer(version),
      notes: text(notes),
    }
  }

  async find(question: Question): Promise<Answer> {
    return (await this.finding()).find(question)
  }

  async facets(question: FacetsQuestion): Promise<readonly Facet[]> {
    return (await this.finding()).facets(question)
  }

  async count(match?: Match): Promise<Count> {
    return (await this.finding()).count(match)
  }

  async key(id: string): Promise<KeyRecord | undefined> {
    return keyOf(this.bare, id)
  }

  async keys(): Promise<readonly KeyRecord[]> {
    return keysOf(this.bare)
  }

  async audit(question: AuditQuestion): Promise<readonly AuditEntry[]> {
    return auditOf(await this.session(), question)
  }
}

/** A damaged index leads to another article’s rows, each of which is as it was written. */
export const ownOf = (row: Values, doi: string): StoredRecord => {
  const record = recordOf(row)
  if (lowerCase(record.doi) === lowerCase(doi)) return record
  throw new Damage(`Under ${doi} the store has the record of ${record.doi}`)
}
