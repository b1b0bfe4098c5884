/** Writing articles: one at a time with a precondition, or many in transactions of a thousand. The scribe writes what is made here. */
import type { Draft, StoredArticle } from '../../schemas/article.ts'
import type { Reading } from '../formats/codec.ts'
import type { Store } from '../store/store.ts'
import { ahead } from './ahead.ts'
import type { Caller } from './authority.ts'
import type { Expectation } from './expectation.ts'
import type { Once } from './idempotency.ts'
import type { Portion } from './intake.ts'
import { keptApart } from './kept-apart.ts'
import { type Parcel, parcelsOf } from './parcel.ts'
import { admitFor, type Errand, type Preparers, prepareReading, preparersHere, type Rules } from './preparing.ts'
import { type Handling, type Kept, type ReportLine, type Scribe, scribeHere } from './scribe.ts'

export { type Expectation, judgeExpectation, withdrawnRefusal } from './expectation.ts'
export type { ReportLine } from './scribe.ts'

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

export interface Deposited extends Kept {
  /** As it is now kept. */
  readonly article: StoredArticle
}

/** What a bulk deposit is given: readings, or portions of sources that are still to be read. */
export type Deliverable = (Reading | Portion) & { readonly source?: string }

export interface BulkOptions extends Errand, Handling {
  /** About how many articles a transaction. */
  readonly batch?: number
  /** Once aborted, no further transaction is ordered. */
  readonly signal?: AbortSignal
}

/** What deposits are made with. */
export interface DepositParts extends Rules {
  readonly store: Store
  readonly now: () => Date
  /** Who reads and prepares portions; the calling thread unless given. They must have the same rules. */
  readonly preparers?: Preparers
  /** Who writes deposits; the calling thread unless given. It must have the same template of keys. */
  readonly scribe?: Scribe
}

const batchSize = 1000
/** Portions under way: enough to keep a thread busy while a batch is written, few enough to hold in memory. */
const portionsAhead = 24

export function createDeposits({ store, now, preparers, scribe: given, ...rules }: DepositParts) {
  const { prepare } = preparers ?? preparersHere(rules)
  const scribe = given ?? scribeHere({ store, now, ...rules })

  /** Writes one article; what is the same as what stands is left alone. */
  async function deposit({ draft, doi, format, expected, by, once }: Deposit): Promise<Deposited> {
    const admitted = admitFor(draft, doi, by, rules)
    const { article } = admitted
    const notes = [...admitted.notes, ...keptApart(article, format)]
    const json = JSON.stringify(article)
    const asked = { ...(format !== undefined && { format }), ...(expected && { expected }), ...(once && { once }) }
    const kept = await scribe.write({ json, article, notes, by, ...asked })
    return { ...kept, article: kept.record.json === json ? article : JSON.parse(kept.record.json) }
  }

  /** Writes many; a refused one does not hinder the others. Lines come in the order of the records. */
  async function* depositAll(
    deliverables: Iterable<Deliverable> | AsyncIterable<Deliverable>,
    { by, doi, tellAll = false, batch = batchSize, signal, ...handling }: BulkOptions,
  ): AsyncGenerator<ReportLine> {
    const errand = { by, tellAll, ...(doi !== undefined && { doi }) }
    const work = async (item: Deliverable): Promise<readonly Parcel[]> => {
      const parcels = 'text' in item ? await prepare(item, errand) : parcelsOf([prepareReading(item, errand, rules)])
      const { source } = item
      return source === undefined ? parcels : parcels.map((parcel) => ({ ...parcel, source }))
    }
    const write = async (parcels: readonly Parcel[]): Promise<readonly ReportLine[]> =>
      signal?.aborted ? [] : scribe.writeAll(parcels, { ...handling, by })
    // Whether there is a next is known when the last is done.
    const together = handling.onError === 'stop' ? 1 : scribe.ahead
    const batches = batchesOf(ahead(deliverables, work, portionsAhead), batch)
    for await (const lines of ahead(batches, write, together)) {
      yield* lines
      if (handling.onError === 'stop' && lines.some(({ outcome }) => outcome === 'refused')) return
    }
  }

  return { deposit, depositAll }
}

/** Parcels put together to about so many records. */
async function* batchesOf(lists: AsyncIterable<readonly Parcel[]>, size: number): AsyncGenerator<readonly Parcel[]> {
  let batch: Parcel[] = []
  let count = 0
  for await (const parcels of lists) {
    for (const parcel of parcels) {
      if (count > 0 && count + parcel.count > size) {
        yield batch
        batch = []
        count = 0
      }
      batch.push(parcel)
      count += parcel.count
    }
  }
  if (count > 0) yield batch
}
