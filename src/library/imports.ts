/** Imports in the background: ordered, seen and cancelled by whose they are; administrators see all. */
import type { ImportRow } from '../../schemas/imports.ts'
import { doiKey } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { ImportRecord, Store } from '../store/store.ts'
import { type Caller, demand, isValid, localCaller, oversees, reachOf, unauthorised } from './authority.ts'
import { formatCursor, parseCursor } from './cursor.ts'
import { type ImportWish, type KeptWish, rowOf } from './import-record.ts'

/** A record that was not taken, as the report of a bulk deposit has it. */
export interface RefusedRow {
  readonly number: number
  readonly place: string
  readonly doi?: string
  readonly code: string
  readonly detail: string
  readonly findings: readonly unknown[]
}

export interface Imports {
  /** Takes an order. Throws `Refusal`s: forbidden, too-many. */
  order(id: string, wish: ImportWish, by: Caller): Promise<ImportRow>
  /** Throws `Refusal('too-many')` where no more can be ordered. */
  assertRoom(by: Caller): Promise<void>
  list(options: { by: Caller; limit: number; cursor?: string }): Promise<ImportPageOf<ImportRow>>
  /** Throws `Refusal('not-found')`, also for somebody else’s. */
  find(id: string, by: Caller): Promise<ImportRow>
  /** What was written stays; one that is finished stays as it is. */
  cancel(id: string, by: Caller): Promise<ImportRow>
  refusals(id: string, options: { by: Caller; limit: number; after?: number }): Promise<readonly RefusedRow[]>
  /** Whose writes those of an import are, as its key stands now. Throws `Refusal('unauthorised')`. */
  callerOf(record: ImportRecord): Promise<Caller>
  /** What was written after a number of the change log, by the import and by others. */
  writtenSince(id: string, seq: number): Promise<Since>
  lastSeq(): Promise<number>
}

export interface ImportPageOf<T> {
  readonly items: readonly T[]
  readonly nextCursor?: string
}

export interface Since {
  /** What the import wrote, oldest first. */
  readonly own: readonly Version[]
  /** Every article that was written, by its key. */
  readonly touched: ReadonlySet<string>
}

export interface Version {
  readonly doi: string
  readonly version: number
}

/** Each takes room on the disk; whoever has so many before it waits for days. */
const most = 100
const mostEach = 20
const page = 1000

export function createImports(store: Store, now: () => Date): Imports {
  const { imports } = store
  const found = async (id: string, by: Caller): Promise<ImportRecord> => {
    const record = await imports.find(id)
    if (record && (oversees(by) || record.keyId === by.id)) return record
    throw new Refusal('not-found', `There is no import “${id.slice(0, 100)}”. /imports lists those there are.`)
  }
  const assertRoom = async ({ id }: Caller): Promise<void> => {
    const all = await imports.unfinished()
    const own = id === undefined ? 0 : all.filter(({ keyId }) => keyId === id).length
    if (all.length < most && own < mostEach) return
    const words = own < mostEach ? `${all.length} imports` : `${own} of your imports`
    throw new Refusal('too-many', `${words} are not finished; wait for one, or cancel one.`, {
      headers: { 'retry-after': '60' },
    })
  }
  return {
    assertRoom,
    async order(id, wish, by) {
      demand(by, 'writes')
      await assertRoom(by)
      const { name, id: keyId, address } = by
      const kept: KeptWish = { ...wish, by: name, ...(address !== undefined && { address }) }
      const record = {
        id,
        ...(keyId !== undefined && { keyId }),
        created: now().toISOString(),
        wanted: JSON.stringify(kept),
      }
      await imports.add(record)
      return rowOf({ ...record, state: 'queued', progress: '' })
    },
    async list({ by, limit, cursor }) {
      const own = oversees(by) ? undefined : by.id
      const name = JSON.stringify(['imports', own ?? ''])
      const [created = '', id = ''] = cursor === undefined ? [] : String(parseCursor(name, cursor)).split(' ')
      const before = created === '' ? undefined : { created, id }
      const asked = { limit: limit + 1, ...(own !== undefined && { keyId: own }), ...(before && { before }) }
      const records = await imports.list(asked)
      const shown = records.slice(0, limit)
      const last = records.length > limit ? shown.at(-1) : undefined
      const next = last && { nextCursor: formatCursor(name, `${last.created} ${last.id}`) }
      return { items: shown.map(rowOf), ...next }
    },
    find: async (id, by) => rowOf(await found(id, by)),
    async cancel(id, by) {
      const record = await found(id, by)
      if (record.keyId === undefined || record.keyId !== by.id) demand(by, 'manages')
      await imports.cancel(id, now().toISOString())
      return rowOf(await found(id, by))
    },
    async refusals(id, { by, limit, after = 0 }) {
      // What came after the last checkpoint is told again when it goes on.
      const { counts } = rowOf(await found(id, by))
      const lines = await imports.refusals(id, after, limit)
      return lines
        .filter(({ number }) => number <= counts.refused)
        .map(({ number, line }) => ({ number, ...JSON.parse(line) }))
    },
    async callerOf({ id, keyId }) {
      const address = addressOf(id)
      if (keyId === undefined) return { ...localCaller, address }
      const key = await store.read((reader) => reader.key(keyId))
      if (key && isValid(key, now)) return { id: keyId, name: key.name, ...reachOf(key), address }
      throw unauthorised('The key that ordered the import was revoked, or has expired.')
    },
    writtenSince: (id, seq) => writtenSince(store, addressOf(id), seq),
    lastSeq: () => store.read((reader) => reader.lastSeq()),
  }
}

/** What the log has in the place of an address for the writes of an import. */
const addressOf = (id: string): string => `import ${id}`

async function writtenSince(store: Store, address: string, since: number): Promise<Since> {
  const own: Version[] = []
  const touched = new Set<string>()
  const told = () => ({ own: own.reverse(), touched })
  for (let before: number | undefined; ; ) {
    const place = before === undefined ? {} : { before: { seq: before, number: 0 } }
    const entries = await store.read((reader) => reader.audit({ limit: page, only: 'writes', ...place }))
    for (const { seq, address: from, article } of entries) {
      if (seq <= since) return told()
      before = seq
      if (!article) continue
      touched.add(doiKey(article.doi))
      if (from === address) own.push({ doi: article.doi, version: article.version })
    }
    if (entries.length < page) return told()
  }
}
