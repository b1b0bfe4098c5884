/** Writing articles: one at a time with a precondition, or many in transactions of a thousand. */
import { isDeepStrictEqual } from 'node:util'
import type { Draft, StoredArticle } from '../../schemas/article.ts'
import type { OutcomeName } from '../../schemas/listing.ts'
import type { Finding } from '../../schemas/problem.ts'
import { admitStored } from '../article/admit.ts'
import { citekey } from '../article/citekey.ts'
import { doiKey, parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { Reading } from '../formats/codec.ts'
import type { SearchText, Store, StoredRecord, StoreWriter } from '../store/store.ts'
import { authorise, type Caller } from './keys.ts'
import { searchTextOf } from './search-text.ts'

/** What must be true of the article as it stands for a write to happen (RFC 9110 13.1). */
export type Expectation =
  | { readonly kind: 'version'; readonly versions: readonly number[] }
  | { readonly kind: 'exists' }
  | { readonly kind: 'absent' }

export interface Deposit {
  readonly draft: Draft
  /** The DOI it is deposited under; the draft’s own must be the same. */
  readonly doi?: string
  readonly expected?: Expectation
  readonly by: Caller
}

export interface Deposited {
  readonly outcome: Exclude<OutcomeName, 'refused'>
  readonly record: StoredRecord
  readonly article: StoredArticle
  readonly notes: readonly Finding[]
}

/** One line of a bulk deposit’s report. */
export type ReportLine =
  | {
      readonly place: string
      readonly outcome: Exclude<OutcomeName, 'refused'>
      readonly doi: string
      readonly version: number
      readonly notes: readonly Finding[]
    }
  | { readonly place: string; readonly outcome: 'refused'; readonly doi?: string; readonly refusal: Refusal }

export interface BulkOptions {
  readonly by: Caller
  /** Judge and compare, but write nothing. */
  readonly dryRun?: boolean
  /** For a single record without a DOI of its own. */
  readonly doi?: string
}

/** What deposits are made with. */
export interface DepositParts {
  readonly store: Store
  readonly now: () => Date
  /** Template of citation keys. */
  readonly keyTemplate?: string
  /** Throws a `Refusal` for an article that must not be kept although it was admitted. */
  readonly judge?: (article: StoredArticle) => void
}

const batchSize = 1000

export function createDeposits({ store, now, keyTemplate, judge = () => {} }: DepositParts) {
  /** Writes one article; what is the same as what stands is left alone. */
  async function deposit({ draft, doi, expected, by }: Deposit): Promise<Deposited> {
    const { article, notes } = prepare(draft, doi, by, judge)
    const written = writtenOf(article, keyTemplate)
    return store.write(async (writer) => {
      const before = await writer.byDoi(article.doi)
      judgeExpectation(before, expected)
      return { ...(await put(writer, before, written, by, now)), article, notes }
    })
  }

  /** Writes many; a refused one does not hinder the others. Lines come in the order of the readings. */
  async function* depositAll(
    readings: Iterable<Reading> | AsyncIterable<Reading>,
    options: BulkOptions,
  ): AsyncGenerator<ReportLine> {
    let batch: (Prepared | ReportLine)[] = []
    for await (const reading of readings) {
      batch.push(prepareReading(reading, options))
      if (batch.length < batchSize) continue
      yield* await writeBatch(batch, options)
      batch = []
    }
    yield* await writeBatch(batch, options)
  }

  async function writeBatch(prepared: readonly (Prepared | ReportLine)[], options: BulkOptions): Promise<ReportLine[]> {
    if (!prepared.some((item) => 'written' in item)) return prepared.filter((item) => 'outcome' in item)
    const room = async (writer: StoreWriter): Promise<ReportLine[]> => {
      const lines: ReportLine[] = []
      for (const item of prepared) {
        lines.push('written' in item ? await putLine(writer, item, options) : item)
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
    { place, written, notes }: Prepared,
    { by }: BulkOptions,
  ): Promise<ReportLine> {
    const { doi } = written
    const before = await writer.byDoi(doi)
    if (before?.withdrawn) return { place, outcome: 'refused', doi, refusal: withdrawnRefusal(before) }
    const { outcome, record } = await put(writer, before, written, by, now)
    return { place, outcome, doi, version: record.version, notes }
  }

  function prepareReading(reading: Reading, { by, doi }: BulkOptions): Prepared | ReportLine {
    const { place } = reading
    if ('refusal' in reading) return { place, outcome: 'refused', refusal: reading.refusal }
    const own = reading.draft.doi
    try {
      const { article, notes } = prepare(reading.draft, own === undefined ? doi : undefined, by, judge)
      return { place, written: writtenOf(article, keyTemplate), notes: [...reading.notes, ...notes] }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { place, outcome: 'refused', ...(typeof own === 'string' && { doi: own }), refusal: error }
    }
  }

  return { deposit, depositAll }
}

/** Carries a dry run’s report out of the transaction it rolls back. */
class DryRun extends Error {
  readonly lines: ReportLine[]
  constructor(lines: ReportLine[]) {
    super('dry run')
    this.lines = lines
  }
}

interface Prepared {
  readonly place: string
  readonly written: Written
  readonly notes: readonly Finding[]
}

/** An article as the store takes it: a few texts, of which thousands wait for a transaction, not trees of objects. */
interface Written {
  readonly doi: string
  readonly json: string
  readonly search: SearchText
  readonly citationKey: string
}

const writtenOf = (article: StoredArticle, keyTemplate: string | undefined): Written => ({
  doi: article.doi,
  json: JSON.stringify(article),
  search: searchTextOf(article),
  citationKey: citekey(article, keyTemplate),
})

function prepare(draft: Draft, doi: string | undefined, by: Caller, judge: (article: StoredArticle) => void) {
  const admitted = admitStored(draft, doi)
  const own = admitted.article.doi
  if (doi !== undefined && doiKey(own) !== doiKey(doi)) {
    throw new Refusal('invalid-article', `The record says it is ${own}, and was sent to ${doi}.`, {
      findings: [
        {
          severity: 'error',
          code: 'doi-mismatch',
          pointer: '/doi',
          value: own,
          message: `The record’s DOI is not ${doi}.`,
          remedy: 'Send it to its own DOI, or correct the DOI in the record.',
        },
      ],
    })
  }
  authorise(by, parseDoi(own) ?? own)
  judge(admitted.article)
  return admitted
}

async function put(
  writer: StoreWriter,
  before: StoredRecord | undefined,
  { doi, json, search, citationKey }: Written,
  by: Caller,
  now: () => Date,
): Promise<Pick<Deposited, 'outcome' | 'record'>> {
  if (before && !before.withdrawn && isSame(before.json, json)) return { outcome: 'unchanged', record: before }
  const kind = before === undefined ? 'deposit' : before.withdrawn ? 'restore' : 'update'
  const at = now().toISOString()
  const record = await writer.put({
    doi,
    kind,
    json,
    at,
    by: by.name,
    search,
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
