/** Datestamps of two granularities, days and seconds (OAI-PMH 2.0, 3.3), as spans of instants. */
import { Fault } from './fault.ts'

export interface DateSpan {
  /** The first instant of the span. */
  readonly from?: string
  /** The first instant after it: `until` is inclusive. */
  readonly until?: string
}

/** Throws a `Fault` for dates that are none, or do not go together. */
export function readSpan(from: string | undefined, until: string | undefined): DateSpan {
  if (from !== undefined && until !== undefined && from.length !== until.length) {
    throw new Fault('badArgument', 'from and until have different granularities.')
  }
  const first = from === undefined ? undefined : instantOf(from)
  const last = until === undefined ? undefined : instantOf(until)
  if (first !== undefined && last !== undefined && first > last) {
    throw new Fault('badArgument', 'from is later than until.')
  }
  return {
    ...(first !== undefined && { from: first.toISOString() }),
    ...(last !== undefined &&
      until !== undefined && { until: new Date(last.getTime() + lengthOf(until)).toISOString() }),
  }
}

/** An instant of the log as a datestamp: whole seconds, never rounded up. */
export const datestamp = (instant: string): string => `${instant.slice(0, 19)}Z`

const lengthOf = (date: string): number => (date.length === 10 ? 86_400_000 : 1000)

function instantOf(date: string): Date {
  const whole = date.length === 10 ? `${date}T00:00:00.000Z` : `${date.slice(0, -1)}.000Z`
  const instant = new Date(whole)
  // The 30th of February is made the 1st of March by some, and refused by none of the regular expressions.
  if (!Number.isNaN(instant.getTime()) && instant.toISOString() === whole) return instant
  throw new Fault('badArgument', 'There is no such date.')
}
