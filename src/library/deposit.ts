/** Writing articles: one at a time with a precondition, or many in transactions of a thousand. */
import { isDeepStrictEqual } from 'node:util'
import type { Draft, StoredArticle } from '../../schemas/article.ts'
import type { OutcomeName } from '../../schemas/listing.ts'
import type { Finding } from '../../schemas/problem.ts'
import { Refusal } from '../article/refusal.ts'
import type { Reading } from '../formats/codec.ts'
import type { Store, StoredRecord, StoreWriter } from '../store/store.ts'
import { ahead } from './ahead.ts'
import { authoriseWrite, type Caller, noteOrigin } from './authority.ts'
import { answeredOnce, type Once } from './idempotency.ts'
import type { Portion } from './intake.ts'
import { keptApart } from './kept-apart.ts'
import {
  admitFor,
  type Errand,
  type Prepared,
  type Preparers,
  prepareReading,
  preparersHere,
  type Refused,
  type Rules,
  type Written,
  writtenOf,
} from './preparing.ts'

/** What must be true of the article as it stands for a write to happen (RFC 9110 13.1). */
export type Expectation =
  | { readonly kind: 'version'; readonly versions: readonly number[] }
  | { readonly kind: 'exists' }
  | { readonly kind: 'absent' }

export interface Deposit {
  readonly draft: Draft
  /** The DOI it is deposited under; the draft’s own must be the same. */
  readonly doi?: string
  /** What it was written in. */
  readonly format?: string
  readonly expected?: Expectation
  readonly by: Caller
  /** The depositor’s own key for this request. */
  readonly once?: Once
}

export interface Deposited {
  readonly outcome: Exclude<OutcomeName, 'refused'>
  readonly record: StoredRecord
  readonly article: StoredArticle
  readonly notes: readonly Finding[]
}

/** Where a line of a report belongs: a place in a source; a place is empty where it is the source as a whole. */
interface Whereabouts {
  readonly place: string
  readonly source?: string
}

/** What a bulk deposit is given: readings, or portions of sources that are still to be read. */
export type Deliverable = (Reading | Portion) & { readonly source?: string }

/** One line of a bulk deposit’s report. */
export type ReportLine = Whereabouts &
  (
    | {
        readonly outcome: Exclude<OutcomeName, 'refused'>
        readonly doi: string
        readonly version: number
        readonly notes: readonly Finding[]
      }
    | Omit<Refused, 'place'>
  )

export interface BulkOptions extends Errand {
  /** Judge and compare, but write nothing. */
  readonly dryRun?: boolean
  /** Articles a transaction. */
  readonly batch?: number
  /** What a refused record does: nothing to the others, or it is the last that is looked at. */
  readonly onError?: 'continue' | 'stop'
  /** Once aborted, no further transaction is begun. */
  readonly signal?: AbortSignal
  /** Lets others have their turn, in the middle of a transaction: who only reads does not wait for it. */
  readonly turn?: () => Promise<unknown>
}

/** What deposits are made with. */
export interface DepositParts extends Rules {
  readonly store: Store
  readonly now: () => Date
  /** Who reads and prepares portions; the calling thread unless given. They must have the same rules. */
  readonly preparers?: Preparers
}

const batchSize = 1000
/** Articles that are put without a pause: a few milliseconds. */
const putsATurn = 16
/** Portions under way: enough to keep a thread busy while a batch is written, few enough to hold in memory. */
const portionsAhead = 24

export function createDeposits({ store, now, preparers, ...rules }: DepositParts) {
  const { prepare } = preparers ?? preparersHere(rules)

  /** Writes one article; what is the same as what stands is left alone. */
  async function deposit({ draft, doi, format, expected, by, once }: Deposit): Promise<Deposited> {
    const admitted = admitFor(draft, doi, by, rules)
    const { article } = admitted
    const notes = [...admitted.notes, ...keptApart(article, format)]
    const written = writtenOf(article, rules, format)
    return store.write((writer) =>
      answeredOnce(writer, once, now, async () => {
        const before = await writer.byDoi(article.doi)
        judgeExpectation(before, expected)
        return { ...(await put(writer, before, written, by, now)), article, notes }
      }),
    )
  }

  /** Writes many; a refused one does not hinder the others. Lines come in the order of the records. */
  async function* depositAll(
    deliverables: Iterable<Deliverable> | AsyncIterable<Deliverable>,
    options: BulkOptions,
  ): AsyncGenerator<ReportLine> {
    const { by, doi, tellAll = false } = options
    const errand = { by, tellAll, ...(doi !== undefined && { doi }) }
    const work = async (item: Deliverable): Promise<readonly Item[]> => {
      const prepared = 'text' in item ? await prepare(item, errand) : [prepareReading(item, errand, rules)]
      const { source } = item
      return source === undefined ? prepared : prepared.map((one) => ({ ...one, source }))
    }
    const { batch: size = batchSize } = options
    let batch: Item[] = []
    for await (const items of ahead(deliverables, work, portionsAhead)) {
      for (const item of items) {
        batch.push(item)
        const last = options.onError === 'stop' && 'outcome' in item
        if (batch.length < size && !last) continue
        const lines = await writeBatch(batch, options)
        yield* lines
        if (options.onError === 'stop' && lines.some(({ outcome }) => outcome === 'refused')) return
        batch = []
      }
    }
    yield* await writeBatch(batch, options)
  }

  async function writeBatch(prepared: readonly Item[], options: BulkOptions): Promise<ReportLine[]> {
    if (options.signal?.aborted) return []
    if (!prepared.some((item) => 'written' in item)) return prepared.filter((item) => 'outcome' in item)
    const room = async (writer: StoreWriter): Promise<ReportLine[]> => {
      const lines: ReportLine[] = []
      for (const item of prepared) {
        const line = 'written' in item ? await putLine(writer, item, options) : item
        lines.push(line)
        if (options.onError === 'stop' && line.outcome === 'refused') break
        if (lines.length % putsATurn === 0) await options.turn?.()
      }
      if (options.dryRun) throw new DryRun(lines)
      return lines
    }
    return store.write(room).catch((error: unknown) => {
      if (error instanceof DryRun) return error.lines
      throw error
    })
  }

  async function putLine(
    writer: StoreWriter,
    { written, notes, ...where }: Prepared & Whereabouts,
    { by }: BulkOptions,
  ): Promise<ReportLine> {
    const { doi } = written
    const before = await writer.byDoi(doi)
    if (before?.withdrawn) return { ...where, outcome: 'refused', doi, refusal: withdrawnRefusal(before) }
    try {
      const { outcome, record } = await put(writer, before, written, by, now)
      return { ...where, outcome, doi, version: record.version, notes }
    } catch (error) {
      // A journal that the key may not write: the others of the batch are none the worse.
      if (!(error instanceof Refusal) || error.code !== 'forbidden') throw error
      return { ...where, outcome: 'refused', doi, refusal: error }
    }
  }

  return { deposit, depositAll }
}

type Item = (Prepared | Refused) & Whereabouts

/** Carries a dry run’s report out of the transaction it rolls back. */
class DryRun extends Error {
  readonly lines: ReportLine[]
  constructor(lines: ReportLine[]) {
    super('dry run')
    this.lines = lines
  }
}

export async function put(
  writer: StoreWriter,
  before: StoredRecord | undefined,
  { doi, json, search, citationKey, ...proof }: Written,
  by: Caller,
  now: () => Date,
): Promise<Pick<Deposited, 'outcome' | 'record'>> {
  await authoriseWrite(writer, by, before, { doi, json }, now)
  if (before && !before.withdrawn && isSame(before.json, json)) return { outcome: 'unchanged', record: before }
  const kind = before === undefined ? 'deposit' : before.withdrawn ? 'restore' : 'update'
  await noteOrigin(writer, by)
  const at = now().toISOString()
  const record = await writer.put({
    doi,
    kind,
    json,
    at,
    by: by.name,
    search,
    ...proof,
    ...(kind === 'deposit' && { citationKey }),
  })
  return { outcome: before === undefined ? 'created' : 'updated', record }
}

/** The same record in another order of keys is the same record. */
const isSame = (before: string, after: string): boolean =>
  before === after || (before.length === after.length && isDeepStrictEqual(JSON.parse(before), JSON.parse(after)))

export function judgeExpectation(before: StoredRecord | undefined, expected: Expectation | undefined): void {
  if (expected === undefined) return
  const stands = before !== undefined && !before.withdrawn
  const held = {
    version: () => stands && expected.kind === 'version' && expected.versions.includes(before.version),
    exists: () => stands,
    absent: () => !stands,
  }[expected.kind]()
  if (held) return
  throw new Refusal(
    'version-mismatch',
    stands
      ? `The article stands at version ${before.version}, not where you expected it; fetch it, merge, and send again.`
      : 'There is no such article (any more), and the request expects one.',
  )
}

export function withdrawnRefusal(record: StoredRecord, citation?: string): Refusal {
  const reason = record.withdrawn?.reason ?? ''
  return new Refusal('withdrawn', `${record.doi} was withdrawn on ${record.modified.slice(0, 10)}: ${reason}`, {
    reason,
    ...(citation !== undefined && { citation }),
  })
}
