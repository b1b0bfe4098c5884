/**
 * The writing half of a room. What is put waits for the next look at it, for hundreds of its kind, or for the end of all
 * rooms that are committed together: many articles are written by one statement for each table.
 */
import { lowerCase } from '../sqlite/rows.ts'
import type {
  ChangeKind,
  KeptAnswer,
  KeyChange,
  KeyRecord,
  NewVersion,
  Origin,
  StoredRecord,
  StoreWriter,
} from '../store.ts'
import { addKey, noteKeyChange } from './access.ts'
import { freeKey } from './citation-keys.ts'
import { createFiller, type Filler } from './filler.ts'
import { PostgresReader } from './reader.ts'
import type { Session } from './session.ts'
import { answerKey, look, originOf, type Sheet, type State, standingIn } from './sheet.ts'
import { fillVersion, type Stand, withoutNul } from './version-rows.ts'
import { watching } from './watching.ts'

// What an article must be before a change, so that version, withdrawal and search text can never disagree.
const needed: Readonly<Record<ChangeKind, State>> = {
  deposit: 'absent',
  update: 'present',
  withdraw: 'present',
  restore: 'withdrawn',
}

/** A room among those that are committed together. */
export interface Berth {
  readonly session: Session
  readonly sheet: Sheet
  /** Makes that what the room sends from here on can be undone alone. */
  save(): Promise<void>
}

export class PostgresWriter extends PostgresReader implements StoreWriter {
  readonly #sheet: Sheet
  readonly #save: () => Promise<void>
  readonly #filler: Filler
  /** Keys and answers of this room, which are taken back with it. */
  readonly #given: string[] = []
  readonly #answered: string[] = []
  #origin: Origin | undefined
  #sent: Promise<void> | undefined
  #failure: unknown

  constructor({ session, sheet, save }: Berth) {
    const watched = watching(session, (error) => {
      this.#failure ??= error
    })
    // What the room itself writes counts too.
    super(watched, { of: () => new Map(), seq: () => -1 })
    this.#sheet = sheet
    this.#save = save
    this.#filler = createFiller(watched)
  }

  /** Why the room must not be committed: a statement that failed, even if the room caught the error. */
  get failure(): unknown {
    return this.#failure
  }

  /** The end of the room: what waits is written with what other rooms wrote. */
  async finish(): Promise<void> {
    await this.#sent
    this.#sheet.filler.take(this.#filler)
  }

  /** The room was undone. */
  async takeBack(): Promise<void> {
    await this.#sent?.catch(() => {})
    const { seen, keys, keyRecords, answers, hints } = this.#sheet
    for (const key of this.#given) keys.delete(key)
    for (const key of this.#answered) answers.delete(key)
    for (const memory of [seen, keyRecords, hints]) memory.clear()
  }

  #waits(key: string): boolean {
    return this.#filler.waits(key) || this.#sheet.filler.waits(key)
  }

  /** For statements that are no article’s. */
  async own(): Promise<Session> {
    const session = this.bare
    await this.#save()
    return session
  }

  /** Sees everything that was put. */
  protected override async session(): Promise<Session> {
    const session = this.bare
    if (!this.#filler.isEmpty()) {
      await this.#save()
      await this.#filler.flush()
    }
    await this.#sent
    await this.#sheet.flush()
    return session
  }

  async expect(dois: readonly string[], citationKeys: readonly string[]): Promise<void> {
    await look(this.bare, this.#sheet, [{ dois, citationKeys }])
  }

  override async byDoi(doi: string): Promise<StoredRecord | undefined> {
    const key = lowerCase(doi)
    void this.bare
    if (!this.#sheet.seen.has(key)) {
      // What waits was forgotten among too many others.
      await look(this.#waits(key) ? await this.session() : this.bare, this.#sheet, [{ dois: [key] }])
    }
    return standingIn(this.#sheet, key)?.record
  }

  async put(given: NewVersion): Promise<StoredRecord> {
    void this.bare
    if (this.#failure) throw this.#failure
    const { ledger, seen } = this.#sheet
    const key = lowerCase(given.doi)
    // A statement replaces a row once.
    if (this.#waits(key)) await this.session()
    const standing = await this.#standing(key, given)
    const at = given.at > ledger.instant ? given.at : ledger.instant
    const version = { ...withoutNul(given), at }
    const created = standing.before?.record.created ?? at
    try {
      fillVersion(this.#filler, ledger, { key, put: version, created, ...standing })
      this.#noteOrigin(key, ledger.seq)
      if (this.#filler.isFull()) await this.#spill()
    } catch (error) {
      this.#failure ??= error
      throw error
    }
    const { doi, by, json, format } = version
    const bare = { doi, version: (standing.before?.record.version ?? 0) + 1, created, modified: at, by, json }
    const keyed = standing.citationKey === null ? bare : { ...bare, citationKey: standing.citationKey }
    const told = format === undefined ? keyed : { ...keyed, format }
    const withdrawn = version.kind === 'withdraw'
    const record = withdrawn ? { ...told, withdrawn: { reason: version.reason ?? '' } } : told
    seen.set(key, { place: standing.place, state: withdrawn ? 'withdrawn' : 'present', record })
    return record
  }

  /** Rows of a bulk leave while the next are made; one load is under way at most. */
  async #spill(): Promise<void> {
    const before = this.#sent
    if (!before) {
      const session = await this.own()
      void session.run('bulk').catch(() => {})
    }
    this.#sent = this.#filler.flush()
    // Whoever awaits it is told, and the room fails by it in any case.
    this.#sent.catch(() => {})
    await before
  }

  /** Asked for at every put of a bulk. */
  override async key(id: string): Promise<KeyRecord | undefined> {
    void this.bare
    const { keyRecords } = this.#sheet
    const known = keyRecords.get(id) ?? super.key(id)
    keyRecords.set(id, known)
    return known
  }

  async addKey(key: KeyRecord): Promise<void> {
    this.#sheet.keyRecords.clear()
    await addKey(await this.own(), key)
  }

  async rotateKey(id: string, digest: string, former: KeyRecord['former']): Promise<boolean> {
    this.#sheet.keyRecords.clear()
    const session = await this.own()
    const rows = await session.run('rotateKey', digest, former?.digest ?? null, former?.until ?? null, id)
    return rows.length === 1
  }

  async revokeKey(id: string, at: string): Promise<boolean> {
    this.#sheet.keyRecords.clear()
    return (await (await this.own()).run('revokeKey', at, id)).length === 1
  }

  async noteUse(id: string, at: string, address: string | undefined): Promise<void> {
    this.#sheet.keyRecords.clear()
    await (await this.own()).run('useKey', at, address ?? null, id)
  }

  async noteOrigin(origin: Origin): Promise<void> {
    void this.bare
    this.#origin = origin
  }

  async noteKeyChange(change: KeyChange): Promise<void> {
    await noteKeyChange(await this.own(), this.#sheet.ledger.seq, change)
  }

  override async answer(holder: string, key: string, since: string): Promise<KeptAnswer | undefined> {
    const { answers } = this.#sheet
    const name = answerKey(holder, key)
    if (!answers.has(name)) await look(this.bare, this.#sheet, [{ answers: [{ holder, key }] }])
    const known = answers.get(name)
    if (!known || known.at < since) return undefined
    const { at: _, ...answer } = known
    return answer
  }

  async keepAnswer(holder: string, key: string, answer: KeptAnswer, at: string, since: string): Promise<void> {
    const session = this.bare
    const { request, outcome, doi, version, notes } = answer
    const name = answerKey(holder, key)
    if (this.#waits(name)) await this.session()
    this.#filler.add('answer', name, [holder, key, at, request, outcome, doi, version, notes])
    this.#answered.push(name)
    this.#sheet.answers.set(name, { ...answer, at })
    if (this.#sheet.forgot) return
    this.#sheet.forgot = true
    // What it forgets is not given any more, whether the room is undone or not.
    await session.run('forgetAnswers', since)
  }

  async #standing(key: string, { doi, kind, citationKey }: NewVersion): Promise<Stand> {
    await this.byDoi(doi)
    const before = standingIn(this.#sheet, key)
    const state = before?.state ?? 'absent'
    if (state !== needed[kind]) throw new Error(`${kind} needs an article that is ${needed[kind]}; ${doi} is ${state}`)
    if (before) return { before, place: before.place, citationKey: before.record.citationKey ?? null }
    const free = citationKey === undefined ? null : await this.#freeKey(citationKey)
    return { before, place: this.#sheet.ledger.place + 1, citationKey: free }
  }

  async #freeKey(wished: string): Promise<string> {
    const { free, keys, hints } = this.#sheet
    const found = free.delete(wished) && !keys.has(wished) ? wished : await freeKey(this.bare, wished, keys, hints)
    free.delete(found)
    keys.add(found)
    this.#given.push(found)
    return found
  }

  /** A depositor’s next write begins nothing new: most deposits cost no row here. */
  #noteOrigin(key: string, seq: number): void {
    if (!this.#origin) return
    const { writer, keyId = null, address = null } = this.#origin
    const now = originOf([writer, keyId, address])
    if (now === this.#sheet.origin) return
    this.#filler.add('origin', key, [seq, writer, keyId, address])
    this.#sheet.origin = now
  }
}
