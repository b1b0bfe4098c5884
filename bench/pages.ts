/** How much of real article pages the reader of page text gets right: precision and recall per field and kind of source. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { compare, type Gold, kinds, type Outcome, type Tally } from './pages/compare.ts'

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: '../shared/pages' },
    verbose: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
})

const dir = values.dir
if (!existsSync(dir)) {
  console.error(`No folder ${dir}. Give one with --dir: NAME.txt beside NAME.gold.json.`)
  process.exit(2)
}

const outcomes: Outcome[] = readdirSync(dir)
  .filter((file) => file.endsWith('.gold.json') && (values.only === undefined || new RegExp(values.only).test(file)))
  .map((file) => {
    const name = file.slice(0, -'.gold.json'.length)
    // The folder's README fixes this shape.
    const gold = JSON.parse(readFileSync(join(dir, file), 'utf8')) as Gold
    return compare(name, gold, readFileSync(join(dir, `${name}.txt`), 'utf8'))
  })

const percent = (part: number, whole: number) => (whole === 0 ? '   –' : (part / whole).toFixed(2).padStart(4))

for (const kind of kinds) {
  const ofKind = outcomes.filter((outcome) => outcome.kind === kind)
  if (ofKind.length === 0) continue
  console.log(`\n${kind}: ${ofKind.length} pages`)
  console.log('field            precision  recall   right  given  there')
  for (const [field, { right, given, there }] of total(ofKind))
    console.log(
      `${field.padEnd(18)} ${percent(right, given)}     ${percent(right, there)}  ${String(right).padStart(6)} ${String(given).padStart(6)} ${String(there).padStart(6)}`,
    )
}

if (values.verbose)
  for (const { name, misses } of outcomes.filter((outcome) => outcome.misses.length > 0))
    console.log(`\n${name}\n${misses.map((miss) => `  ${miss}`).join('\n')}`)

function total(some: readonly Outcome[]): Map<string, Tally> {
  const sums = new Map<string, Tally>()
  for (const { fields } of some)
    for (const [field, tally] of Object.entries(fields)) {
      const sum = sums.get(field) ?? { right: 0, given: 0, there: 0 }
      sums.set(field, {
        right: sum.right + tally.right,
        given: sum.given + tally.given,
        there: sum.there + tally.there,
      })
    }
  return sums
}
