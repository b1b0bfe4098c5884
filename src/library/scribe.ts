/**
 * The second half of a deposit: what was admitted and prepared is compared with what stands, and written, in one
 * transaction. It needs nothing but texts, so that it can be done in a thread that does nothing else.
 */
import { isDeepStrictEqual } from 'node:util'
import type { StoredArticle } from '../../schemas/article.ts'
import type { OutcomeName } from '../../schemas/listing.ts'
import type { Finding } from '../../schemas/problem.ts'
import { Refusal } from '../article/refusal.ts'
import type { Store, StoredRecord, StoreWriter } from '../store/store.ts'
import { authoriseWrite, type Caller, noteOrigin } from './authority.ts'
import { type Expectation, judgeExpectation, withdrawnRefusal } from './expectation.ts'
import { answeredOnce, type Once } from './idempotency.ts'
import type { Parcel, Prepared, Refused } from './parcel.ts'
import { type Writing, type Written, writtenOf } from './written.ts'

/** What became of an order. */
export interface Kept {
  readonly outcome: Exclude<OutcomeName, 'refused'>
  readonly record: StoredRecord
  readonly notes: readonly Finding[]
}

/** One article to be written. */
export interface Order {
  /** As it was admitted. */
  readonly json: string
  /** The same as a tree, where it is at hand. */
  readonly article?: StoredArticle
  readonly notes: readonly Finding[]
  readonly by: Caller
  readonly format?: string
  readonly expected?: Expectation
  readonly once?: Once
}

/** Where a line of a report belongs: a place in a source; a place is empty where it is the source as a whole. */
export interface Whereabouts {
  readonly place: string
  readonly source?: string
}

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

export interface Handling {
  readonly by: Caller
  /** Judge and compare, but write nothing. */
  readonly dryRun?: boolean
  /** What a refused record does: nothing to the others, or it is the last that is looked at. */
  readonly onError?: 'continue' | 'stop'
  /**
   * Lets others of the calling thread have their turn, in the middle of a transaction: who only reads does not wait for
   * it. Not needed where another thread writes.
   */
  readonly turn?: () => Promise<unknown>
}

/** Writes deposits, here or elsewhere. */
export interface Scribe {
  /** How many batches may be ordered before the first is done, so that it need not wait for the next. */
  readonly ahead: number
  /** When it returns, the article is on disk and every reader sees it. */
  write(order: Order): Promise<Kept>
  /** Writes all of them in one transaction; a refused one does not hinder the others. Lines are in their order. */
  writeAll(parcels: readonly Parcel[], handling: Handling): Promise<readonly ReportLine[]>
  /** How many are under way. */
  waiting(): number
  /** Ends what was started for it; safe to call twice. */
  close(): Promise<void>
}

export interface ScribeParts extends Writing {
  readonly store: Store
  readonly now: () => Date
}

/** Articles that are put without a pause: a few milliseconds. */
const putsATurn = 16

/** In the calling thread. */
export function scribeHere({ store, now, ...writing }: ScribeParts): Scribe {
  return {
    // Rooms that wait together are one transaction.
    ahead: 1,
    write: ({ json, article = JSON.parse(json), notes, by, format, expected, once }) => {
      const written = writtenOf(article, writing, format, json)
      return store.write(
        (writer) =>
          answeredOnce(writer, once, now, async () => {
            const before = await writer.byDoi(written.doi)
            judgeExpectation(before, expected)
            return { ...(await put(writer, before, written, by, now)), notes }
          }),
        {
          dois: [written.doi],
          citationKeys: [written.citationKey],
          keys: by.id === undefined ? [] : [by.id],
          answers: once ? [once] : [],
        },
      )
    },
    async writeAll(parcels, handling) {
      const items = parcels.flatMap(itemsOf)
      if (!items.some((item) => 'written' in item)) {
        return items.filter((item) => 'outcome' in item).slice(0, handling.onError === 'stop' ? 1 : undefined)
      }
      const room = async (writer: StoreWriter): Promise<ReportLine[]> => {
        const lines: ReportLine[] = []
        await expectAll(writer, items)
        for (const item of items) {
          const line = 'written' in item ? await putLine(writer, item, handling.by, now) : item
          lines.push(line)
          if (handling.onError === 'stop' && line.outcome === 'refused') break
          if (lines.length % putsATurn === 0) await handling.turn?.()
        }
        if (handling.dryRun) throw new DryRun(lines)
        return lines
      }
      return store.write(room).catch((error: unknown) => {
        if (error instanceof DryRun) return error.lines
        throw error
      })
    },
    waiting: () => 0,
    close: async () => {},
  }
}

type Item = (Prepared | Refused) & Whereabouts

/** One look-up for all of them, where the store can make use of it. */
async function expectAll(writer: StoreWriter, items: readonly Item[]): Promise<void> {
  const written = items.flatMap((item) => ('written' in item ? [item.written] : []))
  await writer.expect?.(
    written.map(({ doi }) => doi),
    written.map(({ citationKey }) => citationKey),
  )
}

const itemsOf = (parcel: Parcel): readonly Item[] => {
  const { source } = parcel
  const items = parcel.items()
  return source === undefined ? items : items.map((item) => ({ ...item, source }))
}

async function putLine(
  writer: StoreWriter,
  { written, notes, ...where }: Prepared & Whereabouts,
  by: Caller,
  now: () => Date,
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

/** Carries a dry run’s report out of the transaction it rolls back. */
class DryRun extends Error {
  readonly lines: ReportLine[]
  constructor(lines: ReportLine[]) {
    super('dry run')
    this.lines = lines
  }
}

/** Writes what is not the same as what stands. */
export async function put(
  writer: StoreWriter,
  before: StoredRecord | undefined,
  { doi, json, search, citationKey, ...proof }: Written,
  by: Caller,
  now: () => Date,
): Promise<Pick<Kept, 'outcome' | 'record'>> {
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
