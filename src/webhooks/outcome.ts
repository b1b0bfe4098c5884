/** What an attempt makes of a webhook’s progress: on with the log, again later, or never again. Pure. */
import type { WebhookProgress } from '../store/store.ts'
import type { Outcome } from './courier.ts'

/** How long a receiver may fail before it is told nothing any more. */
export const longestFailure = 5 * 86_400_000

const [shortest, longest] = [1000, 3_600_000]

/** Milliseconds to wait after so many failures: twice as long each time, and never quite as long as others. */
export const delayAfter = (failures: number, chance: number): number =>
  Math.round(Math.min(longest, shortest * 2 ** Math.min(failures - 1, 30)) * (0.5 + chance / 2))

/** Undefined for an answer that acknowledges. A redirect could lead anywhere, and is a fault. */
export function faultOf({ status }: Outcome): string | undefined {
  if (status >= 200 && status < 300) return undefined
  return status >= 300 && status < 400 ? `Status ${status}: redirects are not followed.` : `Status ${status}.`
}

export const delivered = (seq: number, at: string): WebhookProgress => ({
  delivered: seq,
  failures: 0,
  lastDelivery: at,
})

export function failed(
  before: WebhookProgress,
  fault: string,
  { now, chance, outcome }: { readonly now: Date; readonly chance: number; readonly outcome?: Outcome | undefined },
): WebhookProgress {
  const { delivered: reached, lastDelivery, failingSince = now.toISOString() } = before
  const failures = before.failures + 1
  const asked = Math.min((outcome?.retryAfter ?? 0) * 1000, longest)
  const progress = {
    delivered: reached,
    failures,
    failingSince,
    fault: fault.slice(0, 500),
    nextAttempt: new Date(now.getTime() + Math.max(asked, delayAfter(failures, chance))).toISOString(),
    ...(lastDelivery !== undefined && { lastDelivery }),
  }
  // RFC 9110 15.5.11: gone, and likely for good.
  const isOver = outcome?.status === 410 || now.getTime() - Date.parse(failingSince) > longestFailure
  return isOver ? { ...progress, disabled: now.toISOString() } : progress
}
