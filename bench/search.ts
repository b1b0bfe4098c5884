/**
 * Searches against the same query typed into node:sqlite, on synthetic articles whose words and names are as frequent as
 * Zipf’s law has them. Then look-ups by DOI in a small store and in this one, and a walk through all articles while a
 * writer changes one in a hundred. Rounds are interleaved; p50 and p99 are printed, the ratio of the p50 counts.
 *
 * Figures are in docs/search.md.
 *
 *   npm run bench:search -- [articles] [rounds] [file]
 *
 * A store that is named is kept, and asked again as it stands where it is there already.
 */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { StoredArticle } from '../schemas/article.ts'
import { parseQuery } from '../src/library/query-language.ts'
import { searchTextOf } from '../src/library/search-text.ts'
import { openStore } from '../src/store/open.ts'
import { expressionOf } from '../src/store/sqlite/expression.ts'
import { rank } from '../src/store/sqlite/order.ts'
import type { Match, Store } from '../src/store/store.ts'
import { perSecond } from './median.ts'
import { synthetic, syntheticDoi } from './synthetic.ts'

const count = Number(process.argv[2] ?? 100_000)
const rounds = Number(process.argv[3] ?? 60)
const say = (line: string) => process.stdout.write(`${line}\n`)

/** The nth of a row of invented names of which the first is a hundred times as common as the hundredth. */
const zipf = (n: number, seed: number, names: number): number =>
  Math.floor(names ** (((Math.imul(n + 1, 2_654_435_761) ^ Math.imul(seed, 40_503)) >>> 0) / 4_294_967_296)) - 1

function article(n: number): StoredArticle {
  const draft = synthetic(n)
  const contributors = Array.from({ length: 3 }, (_, at) => ({
    kind: 'person' as const,
    role: 'author' as const,
    family: `Fam${zipf(n, at + 1, 50_000).toString(36)}`,
    given: `Giv${zipf(n, at + 11, 3_000).toString(36)}`,
    orcid: `0000-000${at + 1}-${String(zipf(n, at + 21, 9_000)).padStart(4, '0')}-0000`,
  }))
  const journal = zipf(n, 31, 5_000)
  const issn = `${String(journal).padStart(4, '0')}-0000`
  return { ...draft, contributors, journal: { title: `Journal ${journal.toString(36)}`, issn: { electronic: issn } } }
}

async function load(store: Store, articles: number): Promise<void> {
  const start = performance.now()
  for (let at = 0; at < articles; at += 1000) {
    await store.write(async (writer) => {
      for (let n = at; n < Math.min(at + 1000, articles); n++) {
        const one = article(n)
        const { doi } = one
        const [json, search] = [JSON.stringify(one), searchTextOf(one)]
        await writer.put({ doi, kind: 'deposit', json, at: new Date(1.7e12 + n).toISOString(), by: 'bench', search })
      }
    })
  }
  say(
    `${articles.toLocaleString('en')} articles loaded at ${perSecond((1000 * articles) / (performance.now() - start))}`,
  )
}

const quantile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(share * (times.length - 1))] ?? 0
const shown = (times: readonly number[]): string =>
  `${quantile(times, 0.5).toFixed(2)} / ${quantile(times, 0.99).toFixed(2)} ms`

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

async function compare(name: string, ours: (n: number) => unknown, direct: (n: number) => unknown): Promise<void> {
  const times: { ours: number[]; direct: number[] } = { ours: [], direct: [] }
  for (let n = -3; n < rounds; n++) {
    // Whoever asks second finds the pages of the first in memory.
    const first = n % 2 === 0 ? await timed(() => ours(n + 3)) : undefined
    const typed = await timed(() => direct(n + 3))
    const own = first ?? (await timed(() => ours(n + 3)))
    if (n < 0) continue
    times.ours.push(own)
    times.direct.push(typed)
  }
  const ratio = quantile(times.ours, 0.5) / quantile(times.direct, 0.5)
  say(`${name}: ours ${shown(times.ours)}, typed ${shown(times.direct)}, ratio ${ratio.toFixed(2)} (target 1.3)`)
}

const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const file = process.argv[4] ?? join(folder, 'search.db')
const isThere = existsSync(file)
const store = await openStore(`sqlite:${file}`, { searchTimeout: 120_000 })
if (!isThere) await load(store, count)
say(`${Math.round(statSync(file).size / count).toLocaleString('en')} bytes an article on disk`)
const database = new DatabaseSync(file)
database.exec('PRAGMA mmap_size = 2147418112')

// Words by how many articles have them, for this connection alone.
database.exec('CREATE VIRTUAL TABLE temp.search_words USING fts5vocab (main, search, row)')

const hits = database.prepare(`
  WITH hit AS MATERIALIZED (SELECT rowid AS id, ${rank} AS score FROM search WHERE search MATCH ? ORDER BY score LIMIT 20)
  SELECT v.doi, v.version, a.created, v.at, v.writer, a.citation_key, v.json FROM hit JOIN article a ON a.id = hit.id JOIN version v ON v.seq = a.current ORDER BY hit.score`)
const faceted = database.prepare(`
  SELECT json_extract(v.json, '$.journal.title') AS title, count(*) AS articles
  FROM search JOIN article a ON a.id = search.rowid JOIN version v ON v.seq = a.current
  WHERE search MATCH ? GROUP BY title ORDER BY articles DESC LIMIT 10`)
const typed = (match: Match | undefined): string => {
  const expression = expressionOf(match, () => [])
  return typeof expression === 'string' ? '' : expression.fts
}
const wordAt = (rank: number): string => words[Math.min(rank, words.length - 1)] ?? ''
const words = database
  .prepare("SELECT term FROM search_words WHERE term GLOB '[a-z]*' ORDER BY doc DESC LIMIT 4000")
  .all()
  .map(({ term }) => String(term))

const queries: Readonly<Record<string, (n: number) => string>> = {
  'two words': (n) => `${wordAt(100 + 7 * n)} ${wordAt(200 + 11 * n)}`,
  'two fields': (n) => `title:${wordAt(60 + 5 * n)} author:fam${(n % 40).toString(36)}`,
  'very common word': (n) => wordAt(20 + (n % 3)),
  'beginning of a word': (n) => `${wordAt(900 + n).slice(0, 6)}*`,
}
for (const [name, query] of Object.entries(queries)) {
  await compare(
    name,
    (n) => {
      const match = parseQuery(query(n))
      return store.find({ ...(match && { match }), limit: 20 })
    },
    (n) => hits.all(typed(parseQuery(query(n)))),
  )
}
const filtered = (n: number) =>
  parseQuery(`${wordAt(40 + 3 * n)} has:abstract year:2000..2015`) ?? { kind: 'any', of: [] }
await compare(
  'filter and facet',
  (n) =>
    Promise.all([
      store.find({ match: filtered(n), limit: 20 }),
      store.facet({ match: filtered(n), facet: 'journal', limit: 10 }),
    ]),
  (n) => [hits.all(typed(filtered(n))), faceted.all(typed(filtered(n)))],
)
const deep = database.prepare(
  'SELECT v.doi, v.version, a.created, v.at, v.writer, a.citation_key, v.json FROM article a JOIN version v ON v.seq = a.current WHERE a.id > ? AND a.withdrawn = 0 ORDER BY a.id LIMIT 100',
)
const place = (n: number) => Math.floor(count * (0.9 + 0.001 * (n % 90)))
await compare(
  'deep page',
  (n) => store.find({ limit: 100, after: JSON.stringify([null, place(n)]) }),
  (n) => deep.all(place(n)),
)

const small = await openStore(`sqlite:${join(folder, 'small.db')}`)
await load(small, 1000)
const lookUps = async (stores: readonly (readonly [of: Store, articles: number])[]): Promise<readonly number[]> => {
  const times = stores.map((): number[] => [])
  for (let n = 0; n < 20_000; n++) {
    for (const [at, [of, articles]] of stores.entries()) {
      const doi = syntheticDoi(((n * 7919) % 1000) * Math.floor(articles / 1000))
      times[at]?.push(await timed(() => of.read((reader) => reader.byDoi(doi))))
    }
  }
  return times.map((list) => quantile(list, 0.5))
}
const [few = 0, many = 0] = await lookUps([
  [small, 1000],
  [store, count],
])
say(
  `look-up by DOI: ${(1000 * few).toFixed(1)} µs of 1,000, ${(1000 * many).toFixed(1)} µs of all, ratio ${(many / few).toFixed(2)} (target 1.2)`,
)
const searching = Array.from({ length: 8 }, (_, n) =>
  store.find({ match: parseQuery(wordAt(n)) ?? { kind: 'any', of: [] }, limit: 20 }),
)
const [meanwhile = 0] = await lookUps([[store, count]])
say(`look-up by DOI while 8 very common words are sought: ${(1000 * meanwhile).toFixed(1)} µs`)
await Promise.all(searching)

/** The writer at work: ten articles change. */
let changed = 0
const change = (round: number) =>
  store.write(async (writer) => {
    for (let k = 0; k < 10; k++, changed++) {
      const one = article((round * 7919 + k * 104_729) % count)
      const { doi } = one
      const [json, search] = [JSON.stringify({ ...one, volume: `new ${round}` }), searchTextOf(one)]
      await writer.put({ doi, kind: 'update', json, at: new Date().toISOString(), by: 'bench', search })
    }
  })

const places: string[] = []
const seen = new Set<string>()
let met = 0
for (let after: string | undefined = '', n = 0; after !== undefined; n++) {
  const answer = await store.find({ limit: 1000, ...(after !== '' && { after }) })
  for (const { record } of answer.hits) seen.add(record.doi)
  met += answer.hits.length
  after = answer.after
  if (after !== undefined) places.push(after)
  await change(n)
}
say(
  `walk of ${places.length + 1} pages while ${changed} articles change: ${met} met, ${seen.size} different, of ${count}`,
)
const ends: { first: number[]; last: number[] } = { first: [], last: [] }
const tenth = Math.max(1, Math.floor(places.length / 10))
for (let n = 0; n < 2 * Math.min(tenth, 50); n++) {
  const [first = '', last = ''] = [places[n % tenth], places[places.length - 2 - (n % tenth)]]
  ends.first.push(await timed(() => store.find({ limit: 1000, after: first })))
  ends.last.push(await timed(() => store.find({ limit: 1000, after: last })))
  await change(n)
}
const [start, end] = [quantile(ends.first, 0.5), quantile(ends.last, 0.5)]
say(
  `a page of 1,000 takes ${start.toFixed(2)} ms in its first tenth, ${end.toFixed(2)} ms in its last, ratio ${(end / start).toFixed(2)} (target 1.2)`,
)
database.close()
await small.close()
await store.close()
