/** A deposit that is sent again under the depositor’s own key: it is answered again, and written once. */
import type { Finding } from '../../schemas/problem.ts'
import { Refusal } from '../article/refusal.ts'
import type { KeptAnswer, StoreWriter } from '../store/store.ts'
import type { Kept } from './scribe.ts'

/** A request under a key of the depositor’s own. */
export interface Once {
  /** Whose key it is: two depositors may choose the same. */
  readonly holder: string
  readonly key: string
  /** Tells the request from others: a digest of all that it says. */
  readonly request: string
}

const day = 24 * 3_600_000

/** In the transaction of the write: either both are kept, or none. What was refused wrote nothing, and is tried again. */
export async function answeredOnce(
  writer: StoreWriter,
  once: Once | undefined,
  now: () => Date,
  write: () => Promise<Kept>,
): Promise<Kept> {
  if (!once) return write()
  const { holder, key, request } = once
  const at = now()
  const since = new Date(at.getTime() - day).toISOString()
  const kept = await writer.answer(holder, key, since)
  if (kept) return replayed(writer, kept, once)
  const deposited = await write()
  const { outcome, record, notes } = deposited
  const answer = { request, outcome, doi: record.doi, version: record.version, notes: JSON.stringify(notes) }
  await writer.keepAnswer(holder, key, answer, at.toISOString(), since)
  return deposited
}

async function replayed(writer: StoreWriter, kept: KeptAnswer, { key, request }: Once): Promise<Kept> {
  if (kept.request !== request) {
    throw new Refusal(
      'key-reused',
      `The Idempotency-Key “${key}” was used for another request within the last day. Make a new key for every request, and use it again only to send the same once more.`,
    )
  }
  const record = await writer.version(kept.doi, kept.version)
  if (!record) throw new Error(`The answer kept under ${key} names no version`)
  const notes: Finding[] = JSON.parse(kept.notes)
  return {
    outcome: kept.outcome === 'created' ? 'created' : kept.outcome === 'updated' ? 'updated' : 'unchanged',
    record,
    notes,
  }
}
