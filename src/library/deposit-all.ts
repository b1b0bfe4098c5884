/** Writing many articles: read and prepared some ahead of those that are written, in transactions of about so many. */
import type { Reading } from '../formats/codec.ts'
import { ahead } from './ahead.ts'
import type { Portion } from './intake.ts'
import { type Parcel, parcelsOf } from './parcel.ts'
import { type Errand, type Preparers, prepareReading, type Rules } from './preparing.ts'
import type { Handling, ReportLine, Scribe } from './scribe.ts'

/** What a bulk deposit is given: readings, or portions of sources that are still to be read. */
export type Deliverable = (Reading | Portion) & { readonly source?: string }

export interface BulkOptions extends Errand, Handling {
  /** About how many articles a transaction. */
  readonly batch?: number
  /** Once aborted, no further transaction is ordered. */
  readonly signal?: AbortSignal
}

export interface DepositAllParts extends Rules {
  readonly preparers: Preparers
  readonly scribe: Pick<Scribe, 'ahead' | 'writeAll'>
}

export type DepositAll = (
  deliverables: Iterable<Deliverable> | AsyncIterable<Deliverable>,
  options: BulkOptions,
) => AsyncGenerator<ReportLine>

const batchSize = 1000

export function createDepositAll({ preparers, scribe, ...rules }: DepositAllParts): DepositAll {
  /** A refused one does not hinder the others. Lines come in the order of the records. */
  return async function* depositAll(
    deliverables: Iterable<Deliverable> | AsyncIterable<Deliverable>,
    { by, doi, tellAll = false, batch = batchSize, signal, ...handling }: BulkOptions,
  ): AsyncGenerator<ReportLine> {
    const errand = { by, tellAll, ...(doi !== undefined && { doi }) }
    const work = async (item: Deliverable): Promise<readonly Parcel[]> => {
      const parcels =
        'text' in item ? await preparers.prepare(item, errand) : parcelsOf([prepareReading(item, errand, rules)])
      const { source } = item
      return source === undefined ? parcels : parcels.map((parcel) => ({ ...parcel, source }))
    }
    const write = async (parcels: readonly Parcel[]): Promise<readonly ReportLine[]> =>
      signal?.aborted ? [] : scribe.writeAll(parcels, { ...handling, by })
    // Whether there is a next is known when the last is done.
    const together = handling.onError === 'stop' ? 1 : scribe.ahead
    const batches = batchesOf(ahead(deliverables, work, preparers.ahead), batch)
    for await (const lines of ahead(batches, write, together)) {
      yield* lines
      if (handling.onError === 'stop' && lines.some(({ outcome }) => outcome === 'refused')) return
    }
  }
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
