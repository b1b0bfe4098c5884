/**
 * Requests a second of the pages against the JSON of the same addresses, in the same process: the page of an article
 * against its record, the page of a search against the list that `/articles` gives of the same query. Hot means that the
 * same addresses are asked again and again; cold, that each search is asked once and nothing is kept of it. Both are asked for as browsers ask: packed, where the service packs.
 *
 *   npm run bench:web -- [articles] [rounds] [seconds]
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localCaller } from '../src/library/keys.ts'
import { createLibrary } from '../src/library/library.ts'
import { serve } from '../src/serve.ts'
import { readSettings } from '../src/settings.ts'
import { openStore } from '../src/store/open.ts'
import { ask } from './client.ts'
import { median, perSecond } from './median.ts'
import { note } from './rows.ts'
import { synthetic, syntheticDoi } from './synthetic.ts'

const [role, store = ''] = process.env.BENCH_ROLE?.split(' ') ?? []
if (role === 'colophon') await serveColophon()
else await compare(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 3), Number(process.argv[4] ?? 3))

async function serveColophon() {
  const settings = readSettings({
    STORE: store,
    PORT: '0',
    LOG_LEVEL: 'warn',
    CACHE_MB: '512',
    CITATION_QUEUE: '10000',
  })
  const { address } = await serve(settings, { say: () => {}, demo: false })
  process.send?.(address)
}

interface Pair {
  readonly name: string
  readonly target: number
  readonly page: readonly string[]
  readonly json: readonly string[]
  /** Asked once before measuring. */
  readonly hot: boolean
}

async function compare(count: number, rounds: number, seconds: number) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  const name = `sqlite:${join(folder, 'bench.db')}`
  const store = await openStore(name)
  const library = createLibrary({ store })
  const readings = Array.from({ length: count }, (_, n) => ({ place: `${n}`, draft: synthetic(n), notes: [] }))
  for await (const line of library.depositAll(readings, { by: localCaller })) {
    if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
  }
  await store.close()
  const { address, child } = await start(`colophon ${name}`)
  for (const pair of pairs(count)) await comparePair(pair, address, rounds, seconds)
  child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
}

/** Words that synthetic articles have, by two; a page of 20 each. */
function pairs(count: number): readonly Pair[] {
  const dois = Array.from({ length: Math.min(count, 200) }, (_, n) => syntheticDoi(n))
  const words = [...new Set(Array.from({ length: 40 }, (_, n) => synthetic(n).title?.split(/\W+/) ?? []).flat())]
    .filter((word) => word.length > 3)
    .slice(0, 30)
  const queries = words.flatMap((one, at) => words.slice(at + 1).map((other) => `${one}+${other}`))
  const numbered = (list: readonly string[]) =>
    Array.from({ length: 4000 }, (_, n) => `${list[n % list.length]}+-n${n}x`)
  const search = (list: readonly string[]) => ({
    page: list.map((query) => `/search?q=${query}`),
    json: list.map((query) => `/articles?q=${query}`),
  })
  return [
    {
      name: 'article',
      target: 0.5,
      hot: true,
      page: dois.map((doi) => `/${doi}`),
      json: dois.map((doi) => `/articles/${doi}`),
    },
    { name: 'search, hot', target: 0.3, hot: true, ...search(queries.slice(0, 100)) },
    { name: 'search, cold', target: 0.3, hot: false, ...search(numbered(queries)) },
  ]
}

async function comparePair({ name, target, page, json, hot }: Pair, address: string, rounds: number, seconds: number) {
  const runs: { page: number[]; json: number[] } = { page: [], json: [] }
  if (hot) await warm(address, [...page, ...json])
  for (let round = 0; round < rounds; round++) {
    // What was asked in another round is kept: each begins elsewhere in the list.
    const from = hot ? 0 : Math.floor((round * json.length) / rounds)
    runs.json.push(await measure(address, rotated(json, from), 'application/json', seconds))
    runs.page.push(await measure(address, rotated(page, from), 'text/html', seconds))
  }
  const ratio = median(runs.page) / median(runs.json)
  note({ what: `page: ${name}`, yardstick: 'JSON of the same', ratio, target })
  process.stdout.write(
    `${name}: JSON ${perSecond(median(runs.json))}, page ${perSecond(median(runs.page))}, ratio ${ratio.toFixed(2)} (target ${target})\n`,
  )
}

function rotated<T>(list: readonly T[], from: number): readonly T[] {
  return [...list.slice(from), ...list.slice(0, from)]
}

async function warm(address: string, paths: readonly string[]) {
  for (const path of paths) {
    const answer = await fetch(address + path, { headers: { accept: 'text/html, application/json;q=0.9' } })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
    await (await fetch(address + path, { headers: { accept: 'application/json' } })).arrayBuffer()
  }
}

/** By a client that costs little: one that inflates or takes long answers apart measures itself. */
async function measure(address: string, paths: readonly string[], accept: string, seconds: number): Promise<number> {
  const fields = [`Accept: ${accept}\r\nAccept-Encoding: gzip`]
  const { perSecond: done, refused } = await ask({ address, paths, connections: 32, seconds, fields })
  if (refused > 0) throw new Error(`${refused} answers were not 200`)
  return done
}

function start(role: string): Promise<{ address: string; child: ReturnType<typeof fork> }> {
  const child = fork(new URL(import.meta.url), { env: { ...process.env, BENCH_ROLE: role } })
  return new Promise((resolve, reject) => {
    child.once('message', (address) => resolve({ address: String(address), child }))
    child.once('exit', (code) => reject(new Error(`${role} ended with ${code}`)))
  })
}
