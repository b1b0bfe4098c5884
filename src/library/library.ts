/** What one can do with articles: the one set of verbs behind every door. */
import type { Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type {
  Answer,
  Change,
  Count,
  Facet,
  FacetQuestion,
  FacetsQuestion,
  Match,
  Question,
  Store,
  StoredBytes,
  StoredRecord,
  StoreState,
} from '../store/store.ts'
import { type AuditPage, type AuditSearch, createAudit } from './audit.ts'
import { authorise, authoriseWrite, type Caller, noteOrigin } from './authority.ts'
import { type Browse, createBrowse } from './browse.ts'
import { formatCursor, parseCursor } from './cursor.ts'
import {
  createDeposits,
  type Deposit,
  type Deposited,
  type DepositParts,
  type Expectation,
  judgeExpectation,
} from './deposit.ts'
import type { DepositAll } from './deposit-all.ts'
import { createHarvest, type Harvest } from './harvest.ts'
import { createPast, type Past } from './history.ts'
import { createImports, type Imports } from './imports.ts'
import type { Portion } from './intake.ts'
import { createKeys, type Keys } from './keys.ts'
import { createPatches, type Patching, type Restoring } from './patching.ts'
import { parseKey, parseQuery } from './query-language.ts'
import type { Scribe } from './scribe.ts'
import { createValidate, type Verdict } from './validate.ts'
import { createWebhooks, type Webhooks } from './webhooks.ts'

export interface PageOf<T> {
  readonly items: readonly T[]
  /** How well each fits, in their order; 0 where nothing was ranked. */
  readonly scores?: readonly number[]
  readonly nextCursor?: string
  readonly total?: Count
}

export interface Search {
  /** In the query language; see docs/search.md. */
  readonly query: string
  readonly sort?: Question['sort']
  readonly limit: number
  readonly cursor?: string
}

export interface Library {
  /** The article as it stands, withdrawn or not; undefined where the DOI is unknown. */
  find(doi: string): Promise<StoredRecord | undefined>
  /** Articles that answer a question. */
  find(question: Question): Promise<Answer>
  /** One article as `find` gives it, at once; undefined where the store cannot, or `find` knows why it is not there. */
  findNow(doi: string): StoredRecord | undefined
  /** The same with its JSON as bytes. */
  findBytesNow(doi: string): StoredBytes | undefined
  facet(question: FacetQuestion & { readonly match?: Match }): Promise<Facet>
  /** Of the same articles, in the order in which they are asked for. */
  facets(question: FacetsQuestion): Promise<readonly Facet[]>
  /** The article that bears this citation key. */
  findByCitationKey(key: string): Promise<StoredRecord | undefined>
  /** Every version of an article, oldest first. */
  history(doi: string): Promise<readonly StoredRecord[]>
  /** Articles as they were, and what changed. */
  readonly past: Past
  /** Articles that are not withdrawn, in order of first deposit or in another. */
  list(options: Omit<Search, 'query'>): Promise<PageOf<StoredRecord>>
  /** Articles that a query finds, best first or in another order; the first page says how many there are. */
  search(search: Search): Promise<PageOf<StoredRecord>>
  /** Throws `Refusal` for an inadmissible article, a wrong prefix, or an expectation that does not hold. */
  deposit(deposit: Deposit): Promise<Deposited>
  readonly depositAll: DepositAll
  /** Changes the record that stands. Throws `Refusal`s as `deposit`, and conflict, not-found, withdrawn. */
  patch(patching: Patching): Promise<Deposited>
  /** Writes an earlier version again, or brings back what was withdrawn. */
  restore(restoring: Restoring): Promise<Deposited>
  /** What a deposit would find, for every record; nothing is looked up or written. */
  validate(portions: AsyncIterable<Portion>, doi?: string): AsyncGenerator<Verdict>
  /** Leaves a tombstone. Throws `Refusal('not-found')` for an unknown DOI; a second time changes nothing. */
  withdraw(options: { doi: string; reason: string; expected?: Expectation; by: Caller }): Promise<StoredRecord>
  changesSince(since: number, limit: number): Promise<readonly Change[]>
  /** How many articles are not withdrawn. */
  count(): Promise<number>
  /** How many of them match. */
  count(match: Match): Promise<Count>
  /** Changes whenever any article may have changed; cheap. */
  generation(): number
  /** The same as it is now, whoever wrote: a promise where the store’s server must be asked. */
  generationNow(): number | Promise<number>
  /** How the store is doing. */
  state(): StoreState
  readonly harvest: Harvest
  readonly browse: Browse
  readonly keys: Keys
  /** Every write and every change of a key, newest first. */
  audit(search: AuditSearch): Promise<AuditPage>
  readonly webhooks: Webhooks
  readonly imports: Imports
}

export type { Caller } from './keys.ts'

/** The article of a record. Stored records were admitted when they were written. */
export const articleOf = (record: StoredRecord): Article => JSON.parse(record.json)

export interface LibraryParts extends Omit<DepositParts, 'now'> {
  readonly now?: () => Date
}

export function createLibrary({ now = () => new Date(), ...parts }: LibraryParts): Library {
  const { store } = parts
  const page = createPage(store)
  return {
    ...createDeposits({ ...parts, now }),
    find: createFind(store),
    findNow: (doi) => store.byDoiNow?.(doi),
    findBytesNow: (doi) => store.bytesNow?.(doi),
    async facet({ match, ...asked }) {
      const [facet] = await store.facets({ ...(match && { match }), facets: [asked] })
      return facet ?? { valueCount: 0, values: [], exact: true }
    },
    facets: (question) => store.facets(question),
    findByCitationKey: (key) => store.read((reader) => reader.byCitationKey(key)),
    history: (doi) => store.read((reader) => reader.versions(doi)),
    past: createPast(store),
    ...createPatches({ ...parts, now }),
    validate: createValidate(parts),
    list: ({ limit, cursor, sort }) =>
      page(undefined, { limit, ...(cursor !== undefined && { cursor }), ...(sort && { sort }) }, ''),
    async search({ query, ...options }) {
      const key = parseKey(query)
      const byKey = key && (await page(key, options, query))
      if (byKey && byKey.items.length > 0) return byKey
      const match = parseQuery(query)
      return match ? page(match, options, query) : { items: [], total: { count: 0, exact: true } }
    },
    async withdraw({ doi, reason, expected, by }) {
      authorise(by, doi)
      return store.write(async (writer) => {
        const before = await writer.byDoi(doi)
        if (!before) throw new Refusal('not-found', `No article has the DOI ${doi}.`)
        if (before.withdrawn) return before
        judgeExpectation(before, expected)
        await authoriseWrite(writer, by, before, before, now)
        await noteOrigin(writer, by)
        return writer.put({
          doi: before.doi,
          kind: 'withdraw',
          json: before.json,
          at: now().toISOString(),
          by: by.name,
          // Not every engine’s texts can hold a NUL, nor can XML.
          reason: reason.replaceAll('\0', ''),
        })
      })
    },
    changesSince: (since, limit) => store.read((reader) => reader.changesSince(since, limit)),
    count: createCount(store),
    generation: () => store.generation(),
    generationNow: () => store.generationNow(),
    state: () => stateOf(store, parts.scribe),
    harvest: createHarvest(store, now),
    browse: createBrowse(store),
    keys: createKeys(store, now),
    audit: createAudit(store),
    webhooks: createWebhooks(store, now),
    imports: createImports(store, now),
  }
}

function stateOf(store: Store, scribe: Scribe | undefined): StoreState {
  const state = store.state()
  return { ...state, waitingWrites: state.waitingWrites + (scribe?.waiting() ?? 0) }
}

/** One word for both: an article by its DOI, articles by a question. */
function createFind(store: Store): Library['find'] {
  function find(doi: string): Promise<StoredRecord | undefined>
  function find(question: Question): Promise<Answer>
  function find(asked: string | Question): Promise<StoredRecord | undefined | Answer> {
    if (typeof asked !== 'string') return store.find(asked)
    return store.byDoi ? store.byDoi(asked) : store.read((reader) => reader.byDoi(asked))
  }
  return find
}

function createCount(store: Store): Library['count'] {
  function count(): Promise<number>
  function count(match: Match): Promise<Count>
  async function count(match?: Match): Promise<number | Count> {
    const counted = await store.count(match)
    return match === undefined ? counted.count : counted
  }
  return count
}

/** A page behind a cursor that belongs to this query in this order. */
function createPage(store: Store) {
  return async (
    match: Match | undefined,
    { limit, cursor, sort }: Omit<Search, 'query'>,
    query: string,
  ): Promise<PageOf<StoredRecord>> => {
    const name = JSON.stringify([query, match?.kind ?? '', sort?.by ?? '', sort?.order ?? ''])
    const after = cursor === undefined ? undefined : String(parseCursor(name, cursor))
    const counted = match !== undefined && after === undefined
    const question = { limit, ...(match && { match }), ...(sort && { sort }), ...(after !== undefined && { after }) }
    const answer = await store.find({ ...question, counted })
    return {
      items: answer.hits.map(({ record }) => record),
      scores: answer.hits.map(({ score }) => score),
      ...(answer.after !== undefined && { nextCursor: formatCursor(name, answer.after) }),
      ...(answer.total && { total: answer.total }),
    }
  }
}
