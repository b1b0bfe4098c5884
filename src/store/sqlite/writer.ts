/** The writing half of a room: an article’s version, change-log row and search text are written by two to four statements. */
import type { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { depositTokens, type IndexText, indexTextOf, sortColumns } from '../index-text.ts'
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
import { prepareReading, SqliteReader } from './reader.ts'
import { integer, lowerCase, prepareChange, prepareRecords, text } from './rows.ts'
import { digestOf, sealOf } from './seal.ts'

const searchColumns = 'rowid, title, abstract, names, affiliations, journal, keywords, doi, facts'
const orderColumns = [...sortColumns, 'reference_count']

export const prepareWriting = (database: DatabaseSync) => ({
  reading: prepareReading(database),
  standing: database.prepare(
    `SELECT a.id, a.created, a.withdrawn, a.citation_key, v.version
     FROM article a JOIN version v ON v.seq = a.current WHERE a.doi = ?`,
  ),
  lastInstant: database.prepare(
    "SELECT max((SELECT promised FROM harvest), coalesce((SELECT at FROM version ORDER BY seq DESC LIMIT 1), '')) AS at",
  ),
  lastId: database.prepare('SELECT coalesce(max(id), 0) AS id FROM article'),
  addVersion: prepareChange(
    database,
    `INSERT OR ROLLBACK INTO version (seq, article, version, kind, at, writer, reason, doi, crc, json, format, sha256, seal)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ),
  addArticle: prepareChange(
    database,
    `INSERT INTO article (id, doi, created, current, withdrawn, citation_key, ${orderColumns})
     VALUES (?, ?, ?, ?, 0, ?, ${orderColumns.map(() => '?')})`,
  ),
  keyTaken: prepareRecords(database, 'SELECT 1 FROM article WHERE citation_key = ?'),
  setCurrent: prepareChange(
    database,
    `UPDATE article SET current = ?, withdrawn = 0, (${orderColumns}) = (${orderColumns.map(() => '?')}) WHERE id = ?`,
  ),
  withdraw: prepareChange(database, 'UPDATE article SET current = ?, withdrawn = 1 WHERE id = ?'),
  addSearch: prepareChange(database, `INSERT INTO search (${searchColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`),
  addTitle: prepareChange(database, 'INSERT OR IGNORE INTO title_number (number) VALUES (?)'),
  removeSearch: prepareChange(database, 'DELETE FROM search WHERE rowid = ?'),
  addFacets: prepareChange(database, 'INSERT INTO facet (article, facts) VALUES (?, ?)'),
  removeFacets: prepareChange(database, 'DELETE FROM facet WHERE article = ?'),
  /** From which suffix on to look for a free citation key: a hint, so that the thousandth namesake is found fast. */
  suffixes: new Map<string, number>(),
})
export type Writing = ReturnType<typeof prepareWriting>

interface Standing {
  readonly id: number
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

/** What a transaction that is alone among writers may count for itself, and need not ask twice, from room to room. */
export interface Counts {
  seq?: number
  id?: number
  key?: KeyRecord | undefined
  origin?: Origin
}

export class SqliteWriter extends SqliteReader implements StoreWriter {
  readonly #writing: Writing
  readonly #counts: Counts
  #instant: string | undefined
  #absent: string | undefined
  #failure: unknown

  /** `counts` is of the transaction, which is nobody else’s. */
  constructor(writing: Writing, counts: Counts = {}) {
    super(writing.reading)
    this.#writing = writing
    this.#counts = counts
  }

  /** What is not there is remembered until the next change: whoever looked before a put need not pay for it twice. */
  override async byDoi(doi: string): Promise<StoredRecord | undefined> {
    const found = await super.byDoi(doi)
    this.#absent = found ? undefined : lowerCase(doi)
    return found
  }

  /** Nearly every deposit is of an article that is not there: it pays for no more than it needs. */
  protected override missed(key: string): void {
    this.statements.absence.ofFirst(key)
  }

  /** Why the room must not be committed: a write that failed half-way, even if the room caught the error. */
  get failure(): unknown {
    return this.#failure
  }

  async put(given: NewVersion): Promise<StoredRecord> {
    void this.statements
    const version = { ...given, at: this.#instantOf(given.at) }
    const standing = this.#standing(version)
    try {
      this.#write(version, standing)
    } catch (error) {
      this.#failure = error
      throw error
    }
    const { doi, at, by, json, format } = version
    const { created, citationKey } = standing
    const bare = { doi, version: standing.version + 1, created, modified: at, by, json }
    const keyed = citationKey === null ? bare : { ...bare, citationKey }
    const record = format === undefined ? keyed : { ...keyed, format }
    return version.kind === 'withdraw' ? { ...record, withdrawn: { reason: version.reason ?? '' } } : record
  }

  /** Every deposit asks for its key, and a depositor’s come together. */
  override async key(id: string): Promise<KeyRecord | undefined> {
    const { access } = this.statements
    if (this.#counts.key?.id !== id) this.#counts.key = access.key(id)
    return this.#counts.key
  }

  async addKey(key: KeyRecord): Promise<void> {
    this.#keys.addKey(key)
  }

  async rotateKey(id: string, digest: string, former: KeyRecord['former']): Promise<boolean> {
    return this.#keys.rotateKey(id, digest, former)
  }

  async revokeKey(id: string, at: string): Promise<boolean> {
    return this.#keys.revokeKey(id, at)
  }

  async noteUse(id: string, at: string, address: string | undefined): Promise<void> {
    this.#keys.noteUse(id, at, address)
  }

  async noteOrigin(origin: Origin): Promise<void> {
    const { access } = this.statements
    if (isSameOrigin(this.#counts.origin, origin)) return
    access.noteOrigin(origin)
    this.#counts.origin = origin
  }

  async noteKeyChange(change: KeyChange): Promise<void> {
    this.statements.access.noteKeyChange(change)
  }

  async keepAnswer(holder: string, key: string, answer: KeptAnswer, at: string, since: string): Promise<void> {
    this.statements.answers.keep(holder, key, answer, at, since)
  }

  /** For changes, after which what is known of a key is known no more. */
  get #keys() {
    this.#counts.key = undefined
    return this.statements.access
  }

  #standing({ doi, kind, at, citationKey }: NewVersion): Standing {
    const key = lowerCase(doi)
    const looked = key === this.#absent
    const row = looked ? undefined : this.#writing.standing.get(key)
    if (!row && !looked) this.missed(key)
    this.#absent = undefined
    const state = !row ? 'absent' : row.withdrawn === 1 ? 'withdrawn' : 'present'
    if (state !== before[kind]) throw new Error(`${kind} needs an article that is ${before[kind]}; ${doi} is ${state}`)
    if (!row) return { id: this.#nextId(), created: at, citationKey: this.#freeKey(citationKey), version: 0, state }
    const { id, created, citation_key: kept, version } = row
    const stored = kept === null ? null : text(kept)
    return { id: integer(id), created: text(created), citationKey: stored, version: integer(version), state }
  }

  #write(put: NewVersion, { id, state, version, citationKey, created }: Standing): void {
    const { addVersion, addArticle, setCurrent, withdraw, removeSearch, removeFacets } = this.#writing
    const { doi, kind, at, by, json, search = nothing } = put
    const index = 'tokens' in search ? search : indexTextOf(search)
    const withdrawn = kind === 'withdraw'
    const seq = this.#nextSeq()
    const sealed = { doi, version: version + 1, kind, at, by, reason: withdrawn ? (put.reason ?? '') : null }
    const { crc = crc32(json), sha256 = digestOf(json), format = null } = put
    const seal = sealOf({ ...sealed, format }, crc)
    addVersion.run(seq, id, sealed.version, kind, at, by, sealed.reason, doi, crc, json, format, sha256, seal)
    if (state === 'absent') addArticle.run(id, lowerCase(doi), at, seq, citationKey, ...index.order)
    else if (withdrawn) withdraw.run(seq, id)
    else setCurrent.run(seq, ...index.order, id)
    if (state === 'present') {
      removeSearch.run(id)
      removeFacets.run(id)
    }
    if (!withdrawn) this.#index(id, index, doi, created, at)
  }

  #index(
    id: number,
    { words, tokens, facets, titles }: IndexText,
    doi: string,
    created: string,
    modified: string,
  ): void {
    const { addSearch, addFacets, addTitle } = this.#writing
    addSearch.run(id, ...words, doi, `${tokens} ${depositTokens(created, modified)}`)
    addFacets.run(id, facets)
    for (const title of titles) addTitle.run(title)
  }

  /** The key itself, or with the first suffix that is free. */
  #freeKey(wished: string | undefined): string | null {
    if (wished === undefined) return null
    const { keyTaken, suffixes: tried } = this.#writing
    // Keys are never given back: what was taken once is taken.
    if (!tried.has(wished) && !keyTaken.get(wished)) return wished
    if (tried.size >= 10_000) tried.clear()
    for (let n = tried.get(wished) ?? 0; ; n++) {
      const key = wished + suffix(n)
      if (keyTaken.get(key)) continue
      tried.set(wished, n + 1)
      return key
    }
  }

  /** A clock may be set back; the log’s instants go on, so that a harvester who has all up to one misses nothing. */
  #instantOf(at: string): string {
    // Another room of the transaction may have promised a later one: each looks for itself.
    const last = this.#instant ?? text(this.#writing.lastInstant.get()?.at)
    this.#instant = at > last ? at : last
    return this.#instant
  }

  #nextId(): number {
    const id = (this.#counts.id ?? integer(this.#writing.lastId.get()?.id)) + 1
    this.#counts.id = id
    return id
  }

  #nextSeq(): number {
    const seq = (this.#counts.seq ?? integer(this.#writing.reading.lastSeq.get()?.seq)) + 1
    this.#counts.seq = seq
    return seq
  }
}

const isSameOrigin = (a: Origin | undefined, b: Origin): boolean =>
  a?.writer === b.writer && a.keyId === b.keyId && a.address === b.address

/** 0 → a, 25 → z, 26 → aa. */
function suffix(n: number): string {
  const letter = String.fromCharCode(97 + (n % 26))
  return n < 26 ? letter : suffix(Math.floor(n / 26) - 1) + letter
}

const nothing: SearchText = { title: '', abstract: '', names: '', affiliations: '', journal: '', keywords: '' }
