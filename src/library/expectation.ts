/** What must be true of an article as it stands for a write to happen (RFC 9110 13.1). */
import { Refusal } from '../article/refusal.ts'
import type { StoredRecord } from '../store/store.ts'

export type Expectation =
  | { readonly kind: 'version'; readonly versions: readonly number[] }
  | { readonly kind: 'exists' }
  | { readonly kind: 'absent' }

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
