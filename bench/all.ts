/**
 * All benches at a size that takes ten minutes, and one table of what they found: each ratio with its yardstick, measured in
 * the same run. Ratios are what counts: seconds of one machine say nothing of another.
 *
 *   npm run bench -- [--json] [--only NAME,NAME] [--store FILE] [--keep]
 *
 * With a store of synthetic articles, look-ups and searches are measured on that. `--keep` puts the table into the README.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { between } from '../.ci/generated.ts'
import type { Row } from './rows.ts'

interface Bench {
  readonly name: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const { values } = parseArgs({
  options: {
    json: { type: 'boolean' },
    only: { type: 'string' },
    store: { type: 'string' },
    keep: { type: 'boolean' },
  },
})
const stored = values.store === undefined ? [] : ['--store', values.store]

const benches: readonly Bench[] = [
  { name: 'serving', args: ['20000', '--rounds', '2', '--seconds', '1', ...stored] },
  { name: 'web', args: ['2000', '1', '2'] },
  { name: 'formats', args: ['2000', '7'], env: { ONLY: 'csl-json,bibtex,ris,jats' } },
  { name: 'readers', args: ['3'] },
  { name: 'citations', args: ['2', 'single', 'http', 'cached'] },
  { name: 'peers', args: ['2000', '2', '1'] },
  { name: 'search', args: ['20000', '--rounds', '20', ...stored] },
  { name: 'growth', args: ['10000'] },
  { name: 'import', args: ['30000', '1'] },
  { name: 'deposit', args: ['4000', '8000', '3'] },
  { name: 'oai', args: ['5000', '3'] },
  { name: 'postgres', args: ['4000'] },
]

const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

/** What a bench says goes to stderr, so that the table is alone on stdout. */
async function run({ name, args, env }: Bench): Promise<(Row & { bench: string })[]> {
  const file = join(folder, `${name}.ndjson`)
  const path = new URL(`${name}.ts`, import.meta.url).pathname
  const begun = performance.now()
  process.stderr.write(`— ${name} ${args.join(' ')}\n`)
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', path, ...args], {
    env: { ...process.env, ...env, BENCH_ROWS: file },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.pipe(process.stderr, { end: false })
  const status = await new Promise((resolve) => child.once('exit', resolve))
  process.stderr.write(
    `  ${((performance.now() - begun) / 1000).toFixed(0)} s${status === 0 ? '' : `, ended with ${status}`}\n`,
  )
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : []
  return lines.map((line) => ({ bench: name, ...(JSON.parse(line) as Row) })) // written by rows.ts
}

const isMet = ({ ratio, target, atMost }: Row): string =>
  target === undefined ? '' : (atMost ? ratio <= target : ratio >= target) ? 'met' : 'not met'

const asked = values.only?.split(',')
const rows: (Row & { bench: string })[] = []
for (const bench of benches) if (asked?.includes(bench.name) ?? true) rows.push(...(await run(bench)))
const table = [
  '| Bench | What | × | of | Target | |',
  '| --- | --- | ---: | --- | ---: | --- |',
  ...rows.map((row) => {
    const target = row.target === undefined ? '' : `${row.atMost ? '≤' : '≥'} ${row.target}`
    return `| ${row.bench} | ${row.what} | ${row.ratio.toFixed(2)} | ${row.yardstick} | ${target} | ${isMet(row)} |`
  }),
].join('\n')
process.stdout.write(values.json ? `${JSON.stringify(rows, undefined, 2)}\n` : `${table}\n`)

if (values.keep) {
  const readme = new URL('../README.md', import.meta.url)
  const where = `${cpus().length} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`
  writeFileSync(readme, between(readFileSync(readme, 'utf8'), 'measured', `\nMeasured with ${where}.\n\n${table}\n`))
}
