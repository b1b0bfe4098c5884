/** A bulk deposit from the bytes of its source to the report of what became of each record. */
import type { OutcomeName, ReportRow } from '../../schemas/listing.ts'
import { Refusal } from '../article/refusal.ts'
import { readerNamed } from '../formats/index.ts'
import type { Caller } from '../library/authority.ts'
import type { ReportLine } from '../library/deposit.ts'
import type { Deliverable, DepositAll } from '../library/deposit-all.ts'
import { within } from '../library/held.ts'
import { type Bytes, type Portion, portionsOf, textOf } from '../library/intake.ts'
import { findingsOf } from '../library/validate.ts'
import { type Pieces, piecesOf } from './pieces.ts'

/** A bulk deposit as its door understood it. */
export interface BulkOrder {
  readonly by: Caller
  /** The DOI of a single record that does not say its own. */
  readonly doi?: string
  /** Name of the format, where it is known before the source is looked at. */
  readonly from?: string
  readonly dryRun: boolean
  readonly onError: 'continue' | 'stop'
  /** How much of a source is held at once, in characters. */
  readonly limit: number
}

export type Counts = Record<OutcomeName, number>

export const noCounts = (): Counts => ({ created: 0, updated: 0, unchanged: 0, refused: 0 })

export interface ReportParts {
  readonly depositAll: DepositAll
  /** Where what became of the records is counted, as it is told. */
  readonly counts: Counts
  /** Aborted when nobody listens any more. */
  readonly signal: AbortSignal
  /** Lets others of the calling thread have their turn. */
  readonly turn?: () => Promise<unknown>
  readonly pieces?: Pieces
  /** About how many characters a portion has. */
  readonly portion?: number
}

/** Articles a transaction: single deposits wait for no more than its commit, a fraction of a second. */
const batch = 500

/** The report, a line of JSON for each record, in pieces that are worth sending. */
export function reportOf(
  bytes: Bytes,
  { from, limit, ...order }: BulkOrder,
  { depositAll, counts, pieces, portion, ...manner }: ReportParts,
): AsyncGenerator<string> {
  const named = from === undefined ? undefined : readerNamed(from)
  const portions = within(limit, textOf(bytes, 'The body'), (texts) => portionsOf(texts, named, portion))
  const lines = depositAll(deliverables(portions), { ...order, ...manner, tellAll: true, batch })
  return piecesOf(rowsOf(lines, counts), pieces)
}

/** A body that cannot be read, or not to its end, is one refusal: what came before it is kept. */
async function* deliverables(portions: AsyncIterable<Portion>): AsyncGenerator<Deliverable> {
  try {
    yield* portions
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    yield { place: '', refusal: error }
  }
}

/** A line of JSON for each line of the report, and one for what ended it early. */
async function* rowsOf(lines: AsyncIterable<ReportLine>, counts: Record<OutcomeName, number>): AsyncGenerator<string> {
  try {
    for await (const line of lines) {
      counts[line.outcome]++
      yield `${JSON.stringify(rowOf(line))}\n`
    }
  } catch (error) {
    // A store that takes no more, or a key that was revoked: what has no line was not written.
    if (!(error instanceof Refusal)) throw error
    counts.refused++
    yield `${JSON.stringify(rowOf({ place: '', outcome: 'refused', refusal: error }))}\n`
  }
}

function rowOf(line: ReportLine): ReportRow {
  const { place, outcome } = line
  if (line.outcome !== 'refused')
    return { place, outcome, doi: line.doi, version: line.version, findings: [...line.notes] }
  const { doi, refusal } = line
  const { code, message: detail } = refusal
  return { place, outcome, ...(doi !== undefined && { doi }), code, detail, findings: [...findingsOf(refusal)] }
}
