/** What a bench found, as text for who reads along and as rows for the table of all benches. */
import { appendFileSync } from 'node:fs'

export interface Row {
  readonly what: string
  readonly yardstick: string
  readonly ratio: number
  /** What the ratio should be: at least, or with `atMost`, no more than this. */
  readonly target?: number
  readonly atMost?: boolean
}

/** Adds a row to the file that `bench/all.ts` named, if it runs this. */
export function note(row: Row): void {
  const file = process.env.BENCH_ROWS
  if (file) appendFileSync(file, `${JSON.stringify(row)}\n`)
}

export function say(row: Row, more = ''): void {
  const target = row.target === undefined ? '' : ` (target ${row.atMost ? '≤' : '≥'} ${row.target})`
  process.stdout.write(`${row.what}: ${row.ratio.toFixed(2)} × ${row.yardstick}${target}${more && `; ${more}`}\n`)
  note(row)
}
