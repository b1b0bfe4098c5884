/** Counts what fails from where: who guesses secrets is told to wait. */
import { networkOf } from './address.ts'

export interface Failures {
  /** Counts one; the seconds to wait where there were too many, otherwise nothing. */
  count(address: string | undefined): number | undefined
}

const most = 10
const within = 60_000
const mostAddresses = 10_000

/** `clock` in milliseconds, going on whatever the time of day does. */
export function createFailures(clock: () => number): Failures {
  const seen = new Map<string, { since: number; count: number }>()
  return {
    count(address) {
      const from = networkOf(address ?? '')
      const now = clock()
      const entry = seen.get(from)
      if (!entry || now - entry.since >= within) {
        seen.delete(from)
        // Whoever came first leaves first: many addresses cannot fill the memory.
        for (const oldest of seen.size >= mostAddresses ? seen.keys() : []) {
          seen.delete(oldest)
          break
        }
        seen.set(from, { since: now, count: 1 })
        return undefined
      }
      entry.count++
      return entry.count > most ? Math.ceil((within - (now - entry.since)) / 1000) : undefined
    },
  }
}
