/**
 * The writing half of a room. What is put waits for the next look at it, for a hundred of its kind, or for the end of
 * the room: many articles are written by one statement for each table.
 */
import { crc32 } from 'node:zlib'
import { depositTokens, indexTextOf } from '../index-text.ts'
import { integer, lowerCase, text, type Values } from '../sqlite/rows.ts'
import { digestOf, sealOf } from '../sqlite/seal.ts'
import type {
  ChangeKind,
  KeptAnswer,
  KeyChange,
  KeyRecord,
  NewVersion,
  Origin,
  SearchText,
  StoredRecord,
  StoreWriter,
} from '../store.ts'
import { addKey, noteKeyChange, noteOrigin } from './access.ts'
import { recordWidth } from './catalogue.ts'
import { freeKey, type KeyHints } from './citation-keys.ts'
import { createFiller, type Filler } from './filler.ts'
import { indexRow } from './index-row.ts'
import type { Ledger } from './ledger.ts'
import { ownOf, PostgresReader } from './reader.ts'
import type { Session } from './session.ts'

interface Standing {
  readonly place: number
  readonly created: string
  readonly citationKey: string | null
  readonly version: number
  readonly state: State
}
type State = 'absent' | 'present' | 'withdrawn'

// What an article must be before a change, so that version, withdrawal and search text can never disagree.
const before: Readonly<Record<ChangeKind, State>> = {
  deposit: 'absent',
  update: 'present',
  withdraw: 'present',
  restore: 'withdrawn',
}

/** Looked at last, by DOI: whoever looked before a put need not pay for it twice. */
const mostSeen = 2000

export class PostgresWriter extends PostgresReader implements StoreWriter {
  readonly #ledger: Ledger
  readonly #hints: KeyHints
  readonly #filler: Filler
  readonly #seen = new Map<string, Standing | undefined>()
  readonly #keys = new Set<string>()
  /** Citation keys that nobody had when they were looked up together. */
  #free = new Set<string>()
  readonly #keyRecords = new Map<string, Promise<KeyRecord | undefined>>()
  #origin: string | undefined
  #failure: unknown

  constructor(session: Session, ledger: Ledger, hints: KeyHints) {
    const watched = watching(session, (error) => {
      this.#failure ??= error
    })
    // What the room itself writes counts too.
    super(watched, { of: () => new Map() })
    this.#ledger = ledger
    this.#hints = hints
    this.#filler = createFiller(watched)
  }

  /** Why the room must not be committed: a statement that failed, even if the room caught the error. */
  get failure(): unknown {
    return this.#failure
  }

  /** Writes what waits. */
  async flush(): Promise<void> {
    await this.#filler.flush()
    this.#keys.clear()
  }

  protected override async session(): Promise<Session> {
    const session = this.bare
    await this.flush()
    return session
  }

  async expect(dois: readonly string[], citationKeys: readonly string[]): Promise<void> {
    await this.flush()
    const keys = dois.map(lowerCase)
    const [rows, taken] = await Promise.all([this.bare.run('standing', keys), this.bare.run('keysTaken', citationKeys)])
    this.#seen.clear()
    for (const key of keys) this.#seen.set(key, undefined)
    for (const row of rows) this.#seen.set(text(row[0]), standingOf(row))
    this.#free = new Set(citationKeys)
    for (const [key] of taken) this.#free.delete(text(key))
  }

  override async byDoi(doi: string): Promise<StoredRecord | undefined> {
    const key = lowerCase(doi)
    // Alone among writers: what was not there is not there.
    if (this.#seen.has(key) && this.#seen.get(key) === undefined) return undefined
    if (this.#filler.waits(key)) await this.flush()
    const [row] = await this.bare.run('byDoi', key)
    if (this.#seen.size >= mostSeen) this.#seen.clear()
    if (!row) {
      this.#seen.set(key, undefined)
      return undefined
    }
    const record = ownOf(row, doi)
    this.#seen.set(key, {
      place: integer(row[recordWidth]),
      created: record.created,
      citationKey: record.citationKey ?? null,
      version: record.version,
      state: row[recordWidth + 1] === 1 ? 'withdrawn' : 'present',
    })
    return record
  }

  async put(given: NewVersion): Promise<StoredRecord> {
    void this.bare
    const key = lowerCase(given.doi)
    if (this.#filler.waits(key)) await this.flush()
    const standing = await this.#standing(key, given)
    const at = given.at > this.#ledger.instant ? given.at : this.#ledger.instant
    const version = { ...withoutNul(given), at }
    try {
      this.#write(key, version, standing, version.kind === 'deposit' ? at : standing.created)
      if (this.#filler.isFull()) await this.flush()
    } catch (error) {
      this.#failure ??= error
      throw error
    }
    const { doi, by, json, format } = version
    const created = version.kind === 'deposit' ? at : standing.created
    const bare = { doi, version: standing.version + 1, created, modified: at, by, json }
    const keyed = standing.citationKey === null ? bare : { ...bare, citationKey: standing.citationKey }
    const record = format === undefined ? keyed : { ...keyed, format }
    return version.kind === 'withdraw' ? { ...record, withdrawn: { reason: version.reason ?? '' } } : record
  }

  /** Asked for at every put of a bulk: alone among writers, what was read once stays. */
  override async key(id: string): Promise<KeyRecord | undefined> {
    void this.bare
    const known = this.#keyRecords.get(id) ?? super.key(id)
    this.#keyRecords.set(id, known)
    return known
  }

  async addKey(key: KeyRecord): Promise<void> {
    this.#keyRecords.clear()
    await addKey(this.bare, key)
  }

  async rotateKey(id: string, digest: string, former: KeyRecord['former']): Promise<boolean> {
    this.#keyRecords.clear()
    const rows = await this.bare.run('rotateKey', digest, former?.digest ?? null, former?.until ?? null, id)
    return rows.length === 1
  }

  async revokeKey(id: string, at: string): Promise<boolean> {
    this.#keyRecords.clear()
    return (await this.bare.run('revokeKey', at, id)).length === 1
  }

  async noteUse(id: string, at: string, address: string | undefined): Promise<void> {
    this.#keyRecords.clear()
    await this.bare.run('useKey', at, address ?? null, id)
  }

  async noteOrigin(origin: Origin): Promise<void> {
    const now = JSON.stringify([origin.writer, origin.keyId, origin.address])
    if (now === this.#origin) return void this.bare
    await noteOrigin(this.bare, this.#ledger.seq + 1, origin)
    this.#origin = now
  }

  async noteKeyChange(change: KeyChange): Promise<void> {
    await noteKeyChange(this.bare, this.#ledger.seq, change)
  }

  async keepAnswer(holder: string, key: string, answer: KeptAnswer, at: string, since: string): Promise<void> {
    const { request, outcome, doi, version, notes } = answer
    await Promise.all([
      this.bare.run('forgetAnswers', since),
      this.bare.run('keepAnswer', holder, key, at, request, outcome, doi, version, notes),
    ])
  }

  async #standing(key: string, { doi, kind, at, citationKey }: NewVersion): Promise<Standing> {
    if (!this.#seen.has(key)) await this.byDoi(doi)
    const found = this.#seen.get(key)
    const state = found?.state ?? 'absent'
    if (state !== before[kind]) throw new Error(`${kind} needs an article that is ${before[kind]}; ${doi} is ${state}`)
    if (found) return found
    const free = citationKey === undefined ? null : await this.#freeKey(citationKey)
    return { place: this.#ledger.place + 1, created: at, citationKey: free, version: 0, state }
  }

  async #freeKey(wished: string): Promise<string> {
    if (this.#free.delete(wished) && !this.#keys.has(wished)) return wished
    const free = await freeKey(this.bare, wished, this.#keys, this.#hints)
    this.#free.delete(free)
    return free
  }

  #write(key: string, put: NewVersion, { place, state, version, citationKey }: Standing, created: string): void {
    const { doi, kind, at, by, json, search = nothing, format = null } = put
    const index = 'tokens' in search ? search : indexTextOf(search)
    const withdrawn = kind === 'withdraw'
    const words = withdrawn ? undefined : indexRow(index, doi, `${index.tokens} ${depositTokens(created, at)}`)
    const seq = this.#ledger.seq + 1
    const sealed = { doi, version: version + 1, kind, at, by, reason: withdrawn ? (put.reason ?? '') : null }
    const { crc = crc32(json), sha256 = digestOf(json) } = put
    const seal = sealOf({ ...sealed, format }, crc)
    const fill = this.#filler
    fill.add('version', key, [
      ...[key, sealed.version, seq, kind, at, by, sealed.reason, doi, format, crc, sha256, seal, json],
    ])
    const orders = withdrawn ? index.order.map(() => null) : index.order
    fill.add('article', key, [key, place, citationKey, created, seq, sealed.version, withdrawn ? 1 : 0, ...orders])
    if (state === 'absent' && citationKey !== null) fill.add('citation_key', key, [citationKey, key])
    if (words) {
      const { length, clipped, lexemes, words: lines } = words
      fill.add('search', key, [key, place, length, clipped, lexemes, lines, index.facets])
      this.#ledger.indexed += 1
      this.#ledger.words += length
    } else fill.dropSearch(key)
    this.#count(seq, at, state, withdrawn)
    if (citationKey !== null) this.#keys.add(citationKey)
    this.#seen.set(key, {
      place,
      created,
      citationKey,
      version: version + 1,
      state: withdrawn ? 'withdrawn' : 'present',
    })
  }

  #count(seq: number, at: string, state: State, withdrawn: boolean): void {
    const ledger = this.#ledger
    ledger.seq = seq
    ledger.instant = at
    if (state === 'absent') ledger.place += 1
    if (withdrawn) ledger.withdrawn += 1
    if (state === 'withdrawn') ledger.withdrawn -= 1
  }
}

/** Tells of every statement that failed: after one, the transaction takes no others. */
const watching = (session: Session, told: (error: unknown) => void): Session => {
  const watch = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error) => {
      told(error)
      throw error
    })
  return {
    run: (name, ...parameters) => watch(session.run(name, ...parameters)),
    ask: (sql, parameters, name) => watch(session.ask(sql, parameters, name)),
  }
}

/** The server’s texts hold no NUL; what is sealed must be what is kept. */
function withoutNul(version: NewVersion): NewVersion {
  const { by, reason } = version
  if (!by.includes('\0') && !reason?.includes('\0')) return version
  const clean = (text: string) => text.replaceAll('\0', '\ufffd')
  return { ...version, by: clean(by), ...(reason !== undefined && { reason: clean(reason) }) }
}

/** Of a row of the statement `standing`. */
const standingOf = ([, place, created, citationKey, version, withdrawn]: Values): Standing => ({
  place: integer(place),
  created: text(created),
  citationKey: citationKey == null ? null : text(citationKey),
  version: integer(version),
  state: withdrawn === 1 ? 'withdrawn' : 'present',
})

const nothing: SearchText = { title: '', abstract: '', names: '', affiliations: '', journal: '', keywords: '' }
