/**
 * Searches against the same query typed into node:sqlite; then a walk through all articles while a writer changes one in a
 * hundred, and look-ups by DOI in a store of 1,000 articles and in this one. The articles are synthetic, with words and
 * names as frequent as Zipf’s law has them.
 *
 * What is typed has a connection with the settings of ours, on the same file; its statement is prepared and its FTS5
 * expression made before it is timed; it ranks by the same weights, fetches as many hits, and answers the columns that
 * records are made of, JSON and all, as the objects that node:sqlite makes. Ours begins with what the searcher wrote: it
 * reads the query, measures it, looks for an article of just this title, fetches one hit more to know whether there is
 * another page, compares every record with its checksums, and may have to hand it to another thread. For a facet SQL has
 * nothing but `json_extract` on every record found; there ours is ahead by what it keeps beside the index. Each answers up to
 * 200 other questions before it is timed. Rounds are interleaved; p50 and p99 are printed; the ratio of the p50 counts. The file is read through once beforehand: what is
 * compared is not the disk.
 *
 * Figures are in docs/search.md.
 *
 *   npm run bench:search -- [articles] [--rounds N] [--store FILE] [--only NAME,NAME]
 *
 * A store that is named is kept, and asked again as it stands where it is there already; the walk changes it. Names are
 * those of the questions, `look-ups` and `walk`.
 */
import { createReadStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openStore } from '../src/store/open.ts'
import { openConnection, placeOf } from '../src/store/sqlite/connection.ts'
import { tellChecks } from './search/checks.ts'
import { load } from './search/load.ts'
import { compareLookUps } from './search/look-ups.ts'
import { questionsOf } from './search/questions.ts'
import { beforehand, compare, say } from './search/timing.ts'
import { walk } from './search/walk.ts'

const options = { rounds: { type: 'string' }, store: { type: 'string' }, only: { type: 'string' } } as const
const { values, positionals } = parseArgs({ options, allowPositionals: true })
const count = Number(positionals[0] ?? 100_000)
const rounds = Number(values.rounds ?? 60)
const only = values.only?.split(',')
const isAsked = (name: string): boolean => only?.includes(name) ?? true

const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const file = values.store ?? join(folder, 'search.db')
const isThere = existsSync(file)
const store = await openStore(`sqlite:${file}`, { searchTimeout: 120_000 })
if (!isThere) await load(store, count)
say(`${Math.round(statSync(file).size / count).toLocaleString('en')} bytes an article on disk`)

for await (const _ of createReadStream(file, { highWaterMark: 1 << 22 }));

const database = openConnection(placeOf(file), 'reader')
for (const pair of questionsOf(store, database, count, rounds + beforehand)) {
  if (isAsked(pair.name)) await compare(pair, rounds)
}
if (isAsked('deep page')) tellChecks(database)
database.close()

if (isAsked('walk')) await walk(store, count)
if (isAsked('look-ups')) {
  const few = join(folder, 'small.db')
  const small = await openStore(`sqlite:${few}`)
  await load(small, 1000)
  await compareLookUps({ store: small, file: few, count: 1000 }, { store, file, count })
  await small.close()
}
await store.close()
