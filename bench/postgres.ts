/**
 * The store on PostgreSQL against the server itself: the same bytes by COPY, INSERT and SELECT, in the same run. Prints
 * ratios, and what an article takes on disk. `npm run bench:postgres -- 20000`
 */
import type pg from 'pg'
import { openStore } from '../src/store/open.ts'
import type { Store } from '../src/store/store.ts'
import { startServer } from '../test/store/server.ts'
import { median } from './median.ts'
import { article, deposit } from './postgres/articles.ts'
import { bulk, copyBare, copyRows } from './postgres/bulk.ts'
import { dump, harvest, lookUps, searches } from './postgres/reading.ts'
import { note } from './rows.ts'
import { timed } from './search/timing.ts'

const count = Number(process.argv[2] ?? 20_000)
/** Yardsticks need no more rows than these to be steady. */
const most = Math.min(count, 20_000)

const server = await startServer((message) => console.log(message), { durable: true })
if (server) {
  const url = new URL(await server.url())
  const [, schema = ''] = /search_path=(\w+)/.exec(url.searchParams.get('options') ?? '') ?? []
  const store = await openStore(url.href)
  const client = await server.client()
  try {
    await client.query(`SET search_path = ${schema}`)
    await measure(store, client, schema)
  } finally {
    await store.close()
    await client.end()
    await server.stop()
  }
}

async function measure(store: Store, client: pg.Client, schema: string): Promise<void> {
  const spent = await bulk(store, client, count)
  const loaded = count / (spent / 1000)
  row('bulk, articles', loaded, most / ((await copyBare(client, most)) / 1000), 'COPY of DOI and JSON')
  row('bulk, articles', loaded, most / ((await copyRows(client, most)) / 1000), 'COPY of all the rows and indexes')
  await sizes(client, schema)
  const found = await lookUps(store, client, count)
  const each = found.lookUps * 1000
  row('look-ups one after another', each / found.ours, each / found.bare, 'SELECT by key')
  row('look-ups, 100 at once', each / found.many, each / found.bare, 'SELECT by key, one by one')
  await searches(store)
  const all = await dump(store, client)
  row('dump, records', (all.records * 1000) / all.ours, (all.records * 1000) / all.bare, 'SELECT through a cursor')
  console.log(`a page of 1,000 in the last tenth of the dump: ${all.last.toFixed(2)} × one in the first`)
  const told = await harvest(store, client)
  row(
    'harvest, records',
    (told.records * 1000) / told.ours,
    (told.records * 1000) / told.bare,
    'SELECT by number of the log',
  )
  await singles(store, client)
}

/** In turns: whatever else the machine does meets all of them. */
async function singles(store: Store, client: pg.Client): Promise<void> {
  const times: Record<'alone' | 'together' | 'insert', number[]> = { alone: [], together: [], insert: [] }
  for (let round = 0; round < 3; round++) {
    times.insert.push(await timed(() => inserts(client, `insert${round}`, 200)))
    times.alone.push(await timed(() => deposits(store, `alone${round}`, 200, 1)))
    times.together.push(await timed(() => deposits(store, `together${round}`, 1600, 64)))
  }
  const insert = 200_000 / median(times.insert)
  row('deposits one after another', 200_000 / median(times.alone), insert, 'INSERT, one after another')
  row('deposits of 64 clients', 1_600_000 / median(times.together), insert, 'INSERT, one after another')
}

async function inserts(client: pg.Client, name: string, all: number): Promise<void> {
  for (let n = 0; n < all; n++)
    await client.query({
      name: 'insert',
      text: 'INSERT INTO bare VALUES ($1, $2)',
      values: [`${name}.${n}`, article(n).json],
    })
}

async function deposits(store: Store, name: string, all: number, clients: number): Promise<void> {
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = client; n < all; n += clients)
        await deposit(store, { ...article(n), doi: `10.5555/${name}.${n}`, citationKey: `${name}${n}` })
    }),
  )
}

async function sizes(client: pg.Client, schema: string): Promise<void> {
  await client.query('VACUUM ANALYZE')
  const { rows } = await client.query(
    `SELECT relname, pg_table_size(c.oid)::float8 AS heap, pg_indexes_size(c.oid)::float8 AS indexes FROM pg_class c
     WHERE relnamespace = $1::regnamespace AND relkind = 'r' AND relname = ANY($2) ORDER BY 2 DESC`,
    [schema, ['version', 'search', 'article', 'citation_key']],
  )
  const json = Array.from({ length: 100 }, (_, n) => Buffer.byteLength(article(n).json)).reduce((a, b) => a + b) / 100
  console.log(`an article of ${Math.round(json)} bytes of JSON takes, in bytes:`)
  for (const { relname, heap, indexes } of rows)
    console.log(`  ${relname}: ${Math.round(heap / count)}, its indexes ${Math.round(indexes / count)}`)
}

function row(what: string, ours: number, yardstick: number, name: string): void {
  note({ what: `PostgreSQL: ${what}`, yardstick: name, ratio: ours / yardstick })
  console.log(`${what}: ${ours.toFixed(0)}/s | ${name}: ${yardstick.toFixed(0)}/s | ${(ours / yardstick).toFixed(2)}`)
}
