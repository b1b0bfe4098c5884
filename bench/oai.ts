/**
 * ListRecords, records a second, against a bare loop that reads the same rows from SQLite, writes each by the same
 * format and prints the same bytes without any of the protocol. Rounds are interleaved; the ratio of medians counts.
 * Also how the last page compares with the first, and what memory a harvest takes.
 *
 *   node bench/oai.ts [articles] [rounds]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { writers } from '../src/formats/index.ts'
import { localCaller } from '../src/library/keys.ts'
import { createLibrary } from '../src/library/library.ts'
import { createOai, type Oai } from '../src/oai/oai.ts'
import { openStore } from '../src/store/open.ts'
import { median } from './median.ts'
import { note } from './rows.ts'
import { synthetic } from './synthetic.ts'

const [count, rounds] = [Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 3)]
const prefixes = ['oai_dc', 'jats']
const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
const file = join(folder, 'bench.db')
const store = await openStore(`sqlite:${file}`)
const library = createLibrary({ store })
const readings = Array.from({ length: count }, (_, n) => ({ place: `${n}`, draft: synthetic(n), notes: [] }))
for await (const line of library.depositAll(readings, { by: localCaller })) {
  if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
}
const oai = createOai({ library, site })
for (const prefix of prefixes) {
  const ours: number[] = []
  const bare: number[] = []
  const pages: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(await harvest(oai, prefix, pages))
    bare.push(bareLoop(prefix))
  }
  const [mine, theirs] = [median(ours), median(bare)]
  const tenth = Math.ceil(pages.length / rounds / 10)
  const last = median(pages.slice(-tenth)) / median(pages.slice(-pages.length / rounds).slice(0, tenth))
  const said = [`${Math.round(count / mine)} records/s`, `bare ${Math.round(count / theirs)}/s`]
  note({ what: `ListRecords ${prefix}`, yardstick: 'bare loop', ratio: theirs / mine, target: 0.5 })
  console.log(`${prefix}: ${said.join(', ')}, ratio ${(theirs / mine).toFixed(2)}, last/first page ${last.toFixed(2)}`)
}
console.log(`RSS ${Math.round(process.memoryUsage.rss() / 1_048_576)} MB`)
await store.close()
rmSync(folder, { recursive: true })

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

function bareLoop(prefix: string): number {
  const write = writers.find((codec) => codec.oai?.prefix === prefix)?.write
  const start = performance.now()
  const database = new DatabaseSync(file, { readOnly: true })
  let page: string[] = []
  const rows = database.prepare('SELECT v.json FROM article a JOIN version v ON v.seq = a.current ORDER BY a.current')
  for (const { json } of rows.iterate()) {
    page.push(`<record><metadata>${write?.(JSON.parse(String(json)), site)}</metadata></record>`)
    if (page.length < 200) continue
    Buffer.from(page.join('')).toString()
    page = []
  }
  database.close()
  return (performance.now() - start) / 1000
}
