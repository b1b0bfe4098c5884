/**
 * Look-ups by DOI in a store of 1,000 articles and in the large one, in turns: of 1,000 articles that lie side by side, so
 * that both stores have as much to keep at hand and the difference is that of the tables’ size alone; of 1,000 spread over
 * all, which no processor’s cache holds; and of those as requests. Beside it stands the same SELECT, typed into node:sqlite
 * and asked in the same turns of other articles: no look-up can grow by less than the machine’s memory makes that grow.
 */
import { fork } from 'node:child_process'
import { serve } from '../../src/serve.ts'
import { readSettings } from '../../src/settings.ts'
import { openConnection, placeOf } from '../../src/store/sqlite/connection.ts'
import type { Store } from '../../src/store/store.ts'
import { ask } from '../client.ts'
import { note } from '../rows.ts'
import { syntheticDoi, word } from '../synthetic.ts'
import { matchOf, record } from './questions.ts'
import { quantile, say, timed } from './timing.ts'

export interface Sized {
  readonly store: Store
  readonly file: string
  readonly count: number
}

type Place = (n: number, count: number) => number
const spread: Place = (n, count) => ((n * 7919) % 1000) * Math.floor(count / 1000)
const beside: Place = (n, count) => (count <= 1000 ? 0 : Math.floor(count / 2)) + ((n * 7919) % 1000)

const attempts = 20_000
const seconds = 4

export async function compareLookUps(small: Sized, large: Sized): Promise<void> {
  const line = (what: string, [few = 0, many = 0]: readonly number[]) =>
    say(
      `look-up by DOI, ${what}: ${few.toFixed(1)} µs of 1,000, ${many.toFixed(1)} µs of all, ratio ${(many / few).toFixed(2)} (target 1.2)`,
    )
  for (const [what, place] of Object.entries({ 'side by side': beside, 'spread over all': spread })) {
    const { ours, typed } = await medians([small, large], place)
    line(`of 1,000 ${what}`, ours)
    const ratio = growth(ours) / growth(typed)
    const [few, many] = typed.map((time) => time.toFixed(1))
    say(
      `  the same SELECT, typed: ${few} µs of 1,000, ${many} µs of all, ratio ${growth(typed).toFixed(2)}; ours grew ${ratio.toFixed(2)} × as much (target 1.2)`,
    )
    note({ what: `growth of a look-up, ${what}`, yardstick: 'of the SELECT typed', ratio, target: 1.2, atMost: true })
  }
  await meanwhile(large)
  line('as requests, spread over all', await requests([small, large]))
}

const growth = ([few = 1, many = 1]: readonly number[]): number => many / few

interface Medians {
  readonly ours: readonly number[]
  readonly typed: readonly number[]
}

/** In µs, of each store. */
async function medians(stores: readonly Sized[], place: Place): Promise<Medians> {
  const asked = stores.map((sized) => ({ ...sized, ...typedInto(sized), times: { ours: [0], typed: [0] } }))
  for (let n = 0; n < attempts; n++) {
    for (const { store, count, select, times } of asked) {
      const doi = syntheticDoi(place(n, count))
      // Of other articles, half a round away: what was just looked up lies in the processor’s cache.
      const other = syntheticDoi(place(n + 500, count))
      times.ours.push(await timed(() => store.read((reader) => reader.byDoi(doi))))
      const begun = performance.now()
      select.get(other)
      times.typed.push(performance.now() - begun)
    }
  }
  for (const { database } of asked) database.close()
  const of = (way: 'ours' | 'typed') => asked.map(({ times }) => 1000 * quantile(times[way], 0.5))
  return { ours: of('ours'), typed: of('typed') }
}

function typedInto({ file }: Sized) {
  const database = openConnection(placeOf(file), 'reader')
  const from = 'FROM article a JOIN version v ON v.seq = a.current'
  return { database, select: database.prepare(`SELECT ${record} ${from} WHERE a.doi = ?`) }
}

async function meanwhile(large: Sized): Promise<void> {
  const searching = Array.from({ length: 8 }, (_, n) => large.store.find({ match: matchOf(word(n)), limit: 20 }))
  const [time = 0] = (await medians([large], spread)).ours
  say(`look-up by DOI, spread, while 8 very common words are sought: ${time.toFixed(1)} µs`)
  await Promise.all(searching)
}

/** Each store is served in a process of its own, without keeping what was rendered. */
async function requests(stores: readonly Sized[]): Promise<readonly number[]> {
  const times: number[] = []
  const served = await Promise.all(stores.map(({ file }) => start(file)))
  try {
    for (const [at, { address }] of served.entries()) {
      const { count } = stores[at] ?? { count: 1000 }
      const paths = Array.from({ length: 1000 }, (_, n) => `/articles/${syntheticDoi(spread(n, count))}`)
      await ask({ address, paths, connections: 1, seconds: 2 })
      const { p50, refused } = await ask({ address, paths, connections: 1, seconds })
      if (refused > 0) throw new Error(`${refused} look-ups were refused`)
      times.push(1000 * p50)
    }
  } finally {
    for (const { child } of served) child.kill('SIGTERM')
  }
  return times
}

function start(file: string): Promise<{ address: string; child: ReturnType<typeof fork> }> {
  const child = fork(new URL(import.meta.url), { env: { ...process.env, BENCH_SERVES: file } })
  return new Promise((resolve, reject) => {
    child.once('message', (address) => resolve({ address: String(address), child }))
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)))
  })
}

const { BENCH_SERVES } = process.env
if (BENCH_SERVES !== undefined && process.argv[1] === import.meta.filename) {
  const settings = readSettings({
    STORE: `sqlite:${BENCH_SERVES}`,
    PORT: '0',
    LOG_LEVEL: 'warn',
    CACHE_MB: '0',
    RATE_LIMIT: '0',
  })
  const { address } = await serve(settings, { say: () => {}, demo: false })
  process.once('disconnect', () => process.exit())
  process.send?.(address)
}
