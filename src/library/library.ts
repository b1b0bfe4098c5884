/** What one can do with articles: the one set of verbs behind every door. */
import type { Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Reading } from '../formats/codec.ts'
import type { Change, Page, StoredRecord } from '../store/store.ts'
import { formatCursor, isHitPosition, isListPosition, parseCursor } from './cursor.ts'
import {
  type BulkOptions,
  createDeposits,
  type Deposit,
  type Deposited,
  type DepositParts,
  type Expectation,
  judgeExpectation,
  type ReportLine,
} from './deposit.ts'
import { authorise, type Caller, createKeys, type Keys } from './keys.ts'
import { parseQuery } from './search-text.ts'

export interface PageOf<T> {
  readonly items: readonly T[]
  readonly nextCursor?: string
}

export interface Library {
  /** The article as it stands, withdrawn or not; undefined where the DOI is unknown. */
  find(doi: string): Promise<StoredRecord | undefined>
  /** The article that bears this citation key. */
  findByCitationKey(key: string): Promise<StoredRecord | undefined>
  /** Every version of an article, oldest first. */
  history(doi: string): Promise<readonly StoredRecord[]>
  list(options: { limit: number; cursor?: string }): Promise<PageOf<StoredRecord>>
  /** Articles in which all words of the query occur, best first. */
  search(options: { query: string; limit: number; cursor?: string }): Promise<PageOf<StoredRecord>>
  /** Throws `Refusal` for an inadmissible article, a wrong prefix, or an expectation that does not hold. */
  deposit(deposit: Deposit): Promise<Deposited>
  depositAll(readings: Iterable<Reading> | AsyncIterable<Reading>, options: BulkOptions): AsyncGenerator<ReportLine>
  /** Leaves a tombstone. Throws `Refusal('not-found')` for an unknown DOI; a second time changes nothing. */
  withdraw(options: { doi: string; reason: string; expected?: Expectation; by: Caller }): Promise<StoredRecord>
  changesSince(since: number, limit: number): Promise<readonly Change[]>
  count(): Promise<number>
  /** Changes whenever any article may have changed; cheap. */
  generation(): number
  readonly keys: Keys
}

export type { Caller } from './keys.ts'

/** The article of a record. Stored records were admitted when they were written. */
export const articleOf = (record: StoredRecord): Article => JSON.parse(record.json)

export interface LibraryParts extends Omit<DepositParts, 'now'> {
  readonly now?: () => Date
}

export function createLibrary({ now = () => new Date(), ...parts }: LibraryParts): Library {
  const { store } = parts
  return {
    ...createDeposits({ ...parts, now }),
    find: (doi) => store.read((reader) => reader.byDoi(doi)),
    findByCitationKey: (key) => store.read((reader) => reader.byCitationKey(key)),
    history: (doi) => store.read((reader) => reader.versions(doi)),
    async list({ limit, cursor }) {
      const after = cursor === undefined ? undefined : position(parseCursor('list', cursor), isListPosition)
      return pageOf('list', await store.read((reader) => reader.list({ limit, ...(after !== undefined && { after }) })))
    },
    async search({ query, limit, cursor }) {
      const question = `search:${query}`
      const terms = parseQuery(query)
      if (terms.length === 0) return { items: [] }
      const after = cursor === undefined ? undefined : position(parseCursor(question, cursor), isHitPosition)
      return pageOf(question, await store.read((reader) => reader.search({ terms, limit, ...(after && { after }) })))
    },
    async withdraw({ doi, reason, expected, by }) {
      authorise(by, doi)
      return store.write(async (writer) => {
        const before = await writer.byDoi(doi)
        if (!before) throw new Refusal('not-found', `No article has the DOI ${doi}.`)
        if (before.withdrawn) return before
        judgeExpectation(before, expected)
        return writer.put({
          doi: before.doi,
          kind: 'withdraw',
          json: before.json,
          at: now().toISOString(),
          by: by.name,
          reason,
        })
      })
    },
    changesSince: (since, limit) => store.read((reader) => reader.changesSince(since, limit)),
    count: () => store.read((reader) => reader.count()),
    generation: () => store.generation(),
    keys: createKeys(store, now),
  }
}

function position<T>(value: unknown, is: (value: unknown) => value is T): T {
  if (is(value)) return value
  throw new Refusal('invalid-request', 'The cursor does not belong to this list.')
}

function pageOf<P>(question: string, { records, after }: Page<P>): PageOf<StoredRecord> {
  return { items: records, ...(after !== undefined && { nextCursor: formatCursor(question, after) }) }
}
