/**
 * What a look-up and a page of a walk cost in stores of 1,000 to 1,000,000 articles, and a plot of it: docs/growth.svg.
 *
 *   npm run bench:growth -- [largest] [--store FILE] [--plot]
 *
 * Stores are made as they are needed; one that is named holds the largest number of articles already.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/store.ts'
import { say } from './rows.ts'
import { load } from './search/load.ts'
import { quantile, timed } from './search/timing.ts'
import { syntheticDoi } from './synthetic.ts'

interface Cost {
  readonly count: number
  /** Microseconds, p50. */
  readonly lookUp: number
  /** The same of the `SELECT` typed. */
  readonly typed: number
  /** Milliseconds, p50, of a page of 100 in the last tenth of a walk. */
  readonly page: number
}

const { values, positionals } = parseArgs({
  options: { store: { type: 'string' }, plot: { type: 'boolean' } },
  allowPositionals: true,
})
const largest = Number(positionals[0] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

async function costOf(store: Store, file: string, count: number): Promise<Cost> {
  const database = new DatabaseSync(file, { readOnly: true })
  const select = database.prepare('SELECT v.json FROM article a JOIN version v ON v.seq = a.current WHERE a.doi = ?')
  const lookUps: number[] = []
  const typed: number[] = []
  for (let n = 0; n < 20_000; n++) {
    // A thousand spread over all, of which the typed ones lie halfway between ours: neither warms the other’s pages.
    const [each, half] = [Math.floor(count / 1000), Math.floor(count / 2000)]
    const [doi, other] = [0, half].map((more) => syntheticDoi(((n * 7919) % 1000) * each + more))
    lookUps.push(1000 * (await timed(() => store.read((reader) => reader.byDoi(doi ?? '')))))
    typed.push(1000 * (await timed(async () => select.get(other ?? ''))))
  }
  database.close()
  // The first walk only brings the store into the system’s memory, where a store in use is.
  await walk(store, count)
  const pages: number[] = []
  while (pages.length < fewest) pages.push(...(await walk(store, count)))
  return { count, lookUp: quantile(lookUps, 0.5), typed: quantile(typed, 0.5), page: quantile(pages, 0.5) }
}

/** Pages that are measured, so that small stores are walked again and again. */
const fewest = 200

/** Milliseconds of each page in the last tenth. */
async function walk(store: Store, count: number): Promise<number[]> {
  const pages: number[] = []
  let seen = 0
  for (let after: string | undefined = ''; after !== undefined; ) {
    const place: string = after
    const begun = performance.now()
    const answer = await store.find({ limit: 100, ...(place !== '' && { after: place }) })
    seen += answer.hits.length
    if (seen > count * 0.9) pages.push(performance.now() - begun)
    after = answer.after
  }
  return pages
}

const costs: Cost[] = []
for (let count = 1000; count <= largest; count *= 10) {
  const isNamed = values.store !== undefined && count === largest
  const file = (isNamed && values.store) || join(folder, `${count}.db`)
  const store = await openStore(`sqlite:${file}`)
  if (!isNamed) await load(store, count)
  const cost = await costOf(store, file, count)
  costs.push(cost)
  process.stdout.write(
    `${count.toLocaleString('en')}: a look-up ${cost.lookUp.toFixed(1)} µs, typed ${cost.typed.toFixed(1)} µs, a page of 100 ${cost.page.toFixed(2)} ms\n`,
  )
  await store.close()
}
const [first, last] = [costs[0], costs.at(-1)]
if (first && last) {
  const yardstick = 'of 1,000 articles'
  const of = `of ${last.count.toLocaleString('en')}`
  say({ what: `look-up ${of}`, yardstick, ratio: last.lookUp / first.lookUp, target: 1.2, atMost: true })
  const grown = (name: 'lookUp' | 'typed') => last[name] / first[name]
  say({
    what: `growth of a look-up, ${of}`,
    yardstick: 'of the SELECT typed',
    ratio: grown('lookUp') / grown('typed'),
    target: 1.2,
    atMost: true,
  })
  say({ what: `page of a walk ${of}`, yardstick, ratio: last.page / first.page, target: 1.2, atMost: true })
  if (values.plot) writeFileSync(new URL('../docs/growth.svg', import.meta.url), plot(costs))
}

/** Two lines over the number of articles, each in parts of its own first value, so that flat is flat. */
function plot(list: readonly Cost[]): string {
  const [width, height, left, top] = [640, 300, 60, 30]
  const [right, bottom] = [width - 40, height - 50]
  const timesOf = (name: 'lookUp' | 'typed' | 'page') => list.map((cost) => cost[name] / (first?.[name] ?? 1))
  const [lookUps, typed, pages] = [timesOf('lookUp'), timesOf('typed'), timesOf('page')]
  const most = Math.max(2, ...lookUps, ...typed, ...pages)
  const x = (at: number) => left + (at * (right - left)) / Math.max(1, list.length - 1)
  const y = (times: number) => bottom - (times / most) * (bottom - top)
  const line = (name: string, colour: string, dash: string, times: readonly number[]) =>
    `<polyline fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}" points="${times.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>` +
    times
      .map(
        (value, at) =>
          `<circle cx="${x(at).toFixed(1)}" cy="${y(value).toFixed(1)}" r="3.5" fill="${colour}"><title>${name}: × ${value.toFixed(2)}</title></circle>`,
      )
      .join('')
  const ticks = list
    .map(
      ({ count }, at) =>
        `<text x="${x(at).toFixed(1)}" y="${bottom + 20}" text-anchor="middle">${count.toLocaleString('en')}</text>`,
    )
    .join('')
  const rows = [0.5, 1, 1.5, 2, 2.5]
    .filter((value) => value <= most)
    .map(
      (value) =>
        `<line x1="${left}" x2="${right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" stroke="#ccc"/><text x="${left - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">× ${value}</text>`,
    )
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#444" role="img" aria-label="Cost of a look-up and of a page, by the number of articles">
<rect width="${width}" height="${height}" fill="#fff"/>
${rows}${ticks}
${line('look-up by DOI', '#8e2c12', 'none', lookUps)}
${line('the SELECT typed', '#8a6d00', '2 4', typed)}
${line('page of a walk', '#22577a', '6 4', pages)}
<text x="${left}" y="18" fill="#8e2c12">— look-up by DOI (${first?.lookUp.toFixed(1)} µs of 1,000)</text>
<text x="${left + 200}" y="18" fill="#8a6d00">·· the SELECT typed (${first?.typed.toFixed(1)} µs)</text>
<text x="${left + 385}" y="18" fill="#22577a">- - a page of 100 (${first?.page.toFixed(2)} ms)</text>
<text x="${(left + right) / 2}" y="${height - 10}" text-anchor="middle">articles</text>
</svg>
`
}
