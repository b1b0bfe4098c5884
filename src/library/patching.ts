/** Changes to the record that stands: parts of it, or another version of it. */
import type { Draft } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { StoredRecord, StoreWriter } from '../store/store.ts'
import type { Deposited, DepositParts } from './deposit.ts'
import { type Expectation, judgeExpectation, withdrawnRefusal } from './expectation.ts'
import { answeredOnce, type Once } from './idempotency.ts'
import { authorise, type Caller } from './keys.ts'
import { admitFor } from './preparing.ts'
import { put } from './scribe.ts'
import { writtenOf } from './written.ts'

interface Rewriting {
  readonly doi: string
  readonly expected?: Expectation
  readonly by: Caller
  readonly once?: Once
}

export interface Patching extends Rewriting {
  /** The record that is to be, of the one that stands. Throws `Refusal('conflict')` where they do not fit. */
  readonly change: (record: unknown) => unknown
  /** The notation of the change. */
  readonly format: string
}

export interface Restoring extends Rewriting {
  /** The newest unless said. */
  readonly version?: number
}

export function createPatches({ store, now, ...rules }: DepositParts) {
  /** In one transaction: what is changed is what stands. */
  const rewrite = async (
    { doi, expected, by, once }: Rewriting,
    make: (writer: StoreWriter, before: StoredRecord) => Promise<{ readonly draft: unknown; readonly format?: string }>,
  ): Promise<Deposited> => {
    authorise(by, doi)
    const kept = await store.write((writer) =>
      answeredOnce(writer, once, now, async () => {
        const before = await writer.byDoi(doi)
        if (!before) throw new Refusal('not-found', `No article has the DOI ${doi}.`)
        const { draft, format } = await make(writer, before)
        const { article, notes } = admitFor(draftOf(draft), doi, by, rules)
        judgeExpectation(before, expected)
        return { ...(await put(writer, before, writtenOf(article, rules, format), by, now)), notes }
      }),
    )
    return { ...kept, article: JSON.parse(kept.record.json) }
  }
  return {
    patch: ({ change, format, ...rewriting }: Patching): Promise<Deposited> =>
      rewrite(rewriting, async (_writer, before) => {
        if (before.withdrawn) throw withdrawnRefusal(before)
        // A patch is made for a version: whether it fits another is not worth telling.
        judgeExpectation(before, rewriting.expected)
        return { draft: change(JSON.parse(before.json)), format }
      }),
    restore: ({ version, ...rewriting }: Restoring): Promise<Deposited> =>
      rewrite(rewriting, async (writer, before) => {
        const wanted = version === undefined ? before : await writer.version(before.doi, version)
        if (!wanted) throw new Refusal('not-found', `${before.doi} has no version ${version}.`)
        return { draft: JSON.parse(wanted.json), ...(wanted.format !== undefined && { format: wanted.format }) }
      }),
  }
}

/** `admit()` judges what is in it. */
function draftOf(value: unknown): Draft {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Draft // judged when admitted
  throw new Refusal('conflict', 'What the patch makes of the record is no record.')
}
