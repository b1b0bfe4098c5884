/**
 * How many records a second the readers read, beside the fastest other program that reads the same text in this process.
 * Each file of bench/readers measures one family of formats.
 *
 *   node bench/readers.ts [rounds]
 */
import { readdirSync } from 'node:fs'
import { perSecond } from './median.ts'
import type { ReaderRow } from './readers/row.ts'
import { note } from './rows.ts'

interface Measurement {
  readonly measure: (rounds: number) => ReaderRow[] | Promise<ReaderRow[]>
}

const [rounds = 9] = process.argv.slice(2).map(Number)
const asked = process.env.ONLY?.split(',')
const folder = new URL('readers/', import.meta.url)
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'row.ts')
  .sort()
for (const file of files) {
  if (asked && !asked.includes(file.slice(0, -3))) continue
  const { measure } = (await import(new URL(file, folder).href)) as Measurement // every file but row.ts is one
  for (const { name, ours, yardstick, yardstickName, target, unit } of await measure(rounds)) {
    const ratio = (ours / yardstick).toFixed(2)
    note({ what: `reading ${name}`, yardstick: yardstickName, ratio: ours / yardstick, target })
    process.stdout.write(
      `${name}: ${perSecond(ours)}, ${yardstickName} ${perSecond(yardstick)}, × ${ratio} (target ${target}; ${unit})\n`,
    )
  }
}
