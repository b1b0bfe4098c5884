/**
 * Whole harvests and dumps, records a second, against bare loops that read the same rows from SQLite, write each by the same
 * format and print the same bytes without any of the protocol. Rounds are interleaved; the ratio of medians counts.
 * Also how the last page of a harvest compares with the first, and what memory it takes.
 *
 *   npm run bench:oai -- [articles] [rounds] [--store FILE]
 *
 * A store that is named must hold as many articles, and is not changed.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'
import { openDump } from '../src/feed/dump.ts'
import { writers } from '../src/formats/index.ts'
import { localCaller } from '../src/library/keys.ts'
import { createLibrary, type Library } from '../src/library/library.ts'
import { createOai, type Oai } from '../src/oai/oai.ts'
import { openStore } from '../src/store/open.ts'
import { median } from './median.ts'
import { note } from './rows.ts'
import { synthetic } from './synthetic.ts'

const { values, positionals } = parseArgs({ options: { store: { type: 'string' } }, allowPositionals: true })
const [count = 10_000, rounds = 3] = positionals.map(Number)
const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
const file = values.store ?? join(folder, 'bench.db')
const store = await openStore(`sqlite:${file}`)
const library = createLibrary({ store })
if (values.store === undefined) await fill(library)
const oai = createOai({ library, site })

for (const prefix of ['oai_dc', 'jats']) {
  const pages: number[] = []
  const ratio = await compare(
    `ListRecords ${prefix}`,
    () => harvest(oai, prefix, pages),
    () => bareHarvest(prefix),
  )
  const own = pages.slice(-pages.length / rounds)
  const tenth = Math.ceil(own.length / 10)
  console.log(`last/first tenth ${(median(own.slice(-tenth)) / median(own.slice(0, tenth))).toFixed(2)}`)
  note({ what: `ListRecords ${prefix}`, yardstick: 'bare loop', ratio, target: 0.5 })
}
for (const format of ['ndjson', 'jats'])
  note({
    what: `dump, ${format}`,
    yardstick: 'bare loop',
    ratio: await compare(
      `dump, ${format}`,
      () => dump(library, format),
      () => bareDump(format),
    ),
  })
console.log(`RSS ${Math.round(process.memoryUsage.rss() / 1_048_576)} MB`)
await store.close()
rmSync(folder, { recursive: true })

async function fill(library: Library): Promise<void> {
  const readings = Array.from({ length: count }, (_, n) => ({ place: `${n}`, draft: synthetic(n), notes: [] }))
  for await (const line of library.depositAll(readings, { by: localCaller })) {
    if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
  }
}

/** How many times as fast ours is, by seconds in turns. */
async function compare(what: string, ours: () => Promise<number>, bare: () => number): Promise<number> {
  const mine: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    mine.push(await ours())
    theirs.push(bare())
  }
  const [seconds, least] = [median(mine), median(theirs)]
  const said = [`${Math.round(count / seconds)} records/s`, `bare ${Math.round(count / least)}/s`]
  console.log(`${what}: ${said.join(', ')}, ratio ${(least / seconds).toFixed(2)}`)
  return least / seconds
}

/** Seconds of a whole harvest. */
async function harvest({ answer }: Oai, prefix: string, pages: number[]): Promise<number> {
  const start = performance.now()
  let records = 0
  let next: readonly (readonly [string, string])[] = [['metadataPrefix', prefix]]
  for (;;) {
    const begun = performance.now()
    const bytes = Buffer.from(await answer([['verb', 'ListRecords'], ...next]))
    pages.push(performance.now() - begun)
    const xml = bytes.toString()
    records += xml.split('<record>').length - 1
    const token = /<resumptionToken[^>]*>([^<]+)</.exec(xml)?.[1]
    if (token === undefined) break
    next = [['resumptionToken', token]]
  }
  if (records !== count) throw new Error(`${records} of ${count} records`)
  return (performance.now() - start) / 1000
}

/** Seconds of a whole dump. */
async function dump(library: Library, format: string): Promise<number> {
  const start = performance.now()
  const { texts } = await openDump({ library, site, format })
  let [page, bytes]: [string[], number] = [[], 0]
  for await (const text of texts) {
    page.push(text)
    if (page.length < 200) continue
    bytes += Buffer.from(page.join('')).toString().length
    page = []
  }
  if (bytes < count * 100) throw new Error('records are missing from the dump')
  return (performance.now() - start) / 1000
}

type Write = (json: string) => string

function bareHarvest(prefix: string): number {
  const write = writers.find((codec) => codec.oai?.prefix === prefix)?.write
  return bareLoop((json) => `<record><metadata>${write?.(JSON.parse(json), site)}</metadata></record>`)
}

function bareDump(format: string): number {
  const write = writers.find(({ name }) => name === format)?.write
  return bareLoop((json) => `${write ? write(JSON.parse(json), site) : json}\n`)
}

function bareLoop(write: Write): number {
  const start = performance.now()
  const database = new DatabaseSync(file, { readOnly: true })
  let page: string[] = []
  const rows = database.prepare('SELECT v.json FROM article a JOIN version v ON v.seq = a.current ORDER BY a.current')
  for (const { json } of rows.iterate()) {
    page.push(write(String(json)))
    if (page.length < 200) continue
    Buffer.from(page.join('')).toString()
    page = []
  }
  database.close()
  return (performance.now() - start) / 1000
}
