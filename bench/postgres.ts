/**
 * The store on PostgreSQL against the server itself: the same bytes by COPY and by SELECT, in the same run. Prints ratios,
 * and what an article takes on disk. `npm run bench:postgres -- 20000`
 */
import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { searchTextOf } from '../src/library/search-text.ts'
import { indexTextOf } from '../src/store/index-text.ts'
import { openStore } from '../src/store/open.ts'
import type { NewVersion, Store } from '../src/store/store.ts'
import { startServer } from '../test/store/server.ts'
import { note } from './rows.ts'
import { synthetic, word } from './synthetic.ts'

const count = Number(process.argv[2] ?? 20_000)
const at = '2026-01-31T12:00:00.000Z'

const article = (n: number): NewVersion => {
  const draft = synthetic(n)
  // Synthetic drafts are whole articles.
  const search = indexTextOf(searchTextOf(draft as Parameters<typeof searchTextOf>[0]))
  return {
    doi: draft.doi,
    kind: 'deposit',
    json: JSON.stringify(draft),
    at,
    by: 'bench',
    citationKey: `key${n}`,
    search,
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const server = await startServer((message) => console.log(message), { durable: true })
if (server) {
  const url = await server.url()
  const store = await openStore(url)
  const client = await server.client()
  try {
    await measure(store, client, url)
  } finally {
    await store.close()
    await client.end()
    await server.stop()
  }
}

async function measure(store: Store, client: pg.Client, url: string): Promise<void> {
  const versions = Array.from({ length: count }, (_, n) => article(n))
  const bytes = versions.reduce((sum, { json }) => sum + Buffer.byteLength(json), 0)
  await client.query('CREATE TABLE bare (doi TEXT COLLATE "C" PRIMARY KEY, json TEXT NOT NULL)')
  const bulk = await timed(() => putAll(store, versions))
  const copy = await timed(() => copyAll(client, versions))
  row('bulk, articles a second', count / (bulk / 1000), count / (copy / 1000), 'COPY of DOI and JSON')
  const alone = await timed(() => singles(store, 'alone', 200, 1))
  const together = await timed(() => singles(store, 'together', 1600, 64))
  const commits = await timed(async () => {
    for (let n = 0; n < 200; n++) await client.query('INSERT INTO bare VALUES ($1, $2)', [`one${n}`, versions[n]?.json])
  })
  row('deposits one after another, a second', 200 / (alone / 1000), 200 / (commits / 1000), 'INSERT, one after another')
  row('deposits of 64 clients, a second', 1600 / (together / 1000), 200 / (commits / 1000), 'INSERT, one after another')
  await reads(store, client)
  await searches(store)
  await sizes(url, client, bytes / count)
}

async function putAll(store: Store, versions: readonly NewVersion[]): Promise<void> {
  for (let from = 0; from < versions.length; from += 1000)
    await store.write(async (writer) => {
      const portion = versions.slice(from, from + 1000)
      await writer.expect?.(
        portion.map(({ doi }) => doi),
        portion.map(({ citationKey = '' }) => citationKey),
      )
      for (const version of portion) {
        await writer.byDoi(version.doi)
        await writer.put(version)
      }
    })
}

async function copyAll(client: pg.Client, versions: readonly NewVersion[]): Promise<void> {
  const stream = client.query(copyFrom('COPY bare FROM STDIN'))
  for (const { doi, json } of versions)
    if (!stream.write(`${doi}\t${json.replaceAll('\\', '\\\\')}\n`)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'finish')
}

async function singles(store: Store, name: string, all: number, clients: number): Promise<void> {
  const put = async (n: number) => {
    const version = { ...article(n), doi: `10.5555/${name}.${n}`, citationKey: `${name}${n}` }
    await store.write(async (writer) => {
      await writer.byDoi(version.doi)
      await writer.put(version)
    })
  }
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = client; n < all; n += clients) await put(n)
    }),
  )
}

async function reads(store: Store, client: pg.Client): Promise<void> {
  const dois = Array.from({ length: 3000 }, (_, n) => synthetic((n * 7919) % count).doi)
  const ours = await timed(async () => {
    for (const doi of dois) await store.byDoi?.(doi)
  })
  const bare = await timed(async () => {
    for (const doi of dois)
      await client.query({ name: 'bare', text: 'SELECT json FROM bare WHERE doi = $1', values: [doi] })
  })
  row('look-ups one after another, a second', dois.length / (ours / 1000), dois.length / (bare / 1000), 'SELECT by key')
  const many = await timed(async () => {
    for (let from = 0; from < dois.length; from += 100)
      await Promise.all(dois.slice(from, from + 100).map((doi) => store.byDoi?.(doi)))
  })
  row(
    'look-ups, 100 at once, a second',
    dois.length / (many / 1000),
    dois.length / (bare / 1000),
    'SELECT by key, one by one',
  )
}

async function searches(store: Store): Promise<void> {
  for (const text of [`${word(300)} ${word(700)}`, word(2), `${word(50).slice(0, 4)}*`]) {
    const prefix = text.endsWith('*')
    const of = text.split(' ').map((one) => ({ kind: 'words', text: one.replace('*', ''), prefix }) as const)
    const find = () => store.find({ match: { kind: 'all', of }, limit: 20, counted: true })
    const first = await timed(find)
    const again: number[] = []
    for (let n = 0; n < 7; n++) again.push(await timed(find))
    const median = again.sort((a, b) => a - b)[3] ?? 0
    const { total } = await find()
    console.log(`search “${text}”, ${total?.count} hits: ${median.toFixed(1)} ms (first ${first.toFixed(1)} ms)`)
  }
}

async function sizes(url: string, client: pg.Client, json: number): Promise<void> {
  const [, schema = ''] = /search_path=(\w+)/.exec(new URL(url).searchParams.get('options') ?? '') ?? []
  await client.query('VACUUM')
  const { rows } = await client.query(
    `SELECT relname, pg_table_size(c.oid)::int AS heap, pg_indexes_size(c.oid)::int AS indexes FROM pg_class c
     WHERE relnamespace = $1::regnamespace AND relkind = 'r' AND relname = ANY($2) ORDER BY 2 DESC`,
    [schema, ['version', 'search', 'article', 'citation_key']],
  )
  const all = count + 1800
  console.log(`an article of ${Math.round(json)} bytes of JSON takes, in bytes:`)
  for (const { relname, heap, indexes } of rows)
    console.log(`  ${relname}: ${Math.round(heap / all)}, its indexes ${Math.round(indexes / all)}`)
}

function row(what: string, ours: number, yardstick: number, name: string): void {
  note({ what: `PostgreSQL: ${what}`, yardstick: name, ratio: ours / yardstick })
  console.log(`${what}: ${ours.toFixed(0)} | ${name}: ${yardstick.toFixed(0)} | ${(ours / yardstick).toFixed(2)}`)
}
