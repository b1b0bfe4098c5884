/**
 * References a second: alone, in lists, through HTTP, against citeproc-js by itself and against Citation.js. Rounds are
 * interleaved; the ratio of medians counts.
 *
 *   npm run bench:citations -- [rounds] [single|list|cold|http|memory …]
 */
import { fork } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { admit } from '../src/article/admit.ts'
import { cslItem } from '../src/formats/csl-json.ts'
import { localCaller } from '../src/library/keys.ts'
import { createLibrary } from '../src/library/library.ts'
import { serve } from '../src/serve.ts'
import { readSettings } from '../src/settings.ts'
import { openStore } from '../src/store/open.ts'
import { createCatalogue } from '../src/styles/catalogue.ts'
import { type CslItem, csl } from '../src/styles/csl.ts'
import { createRenderer } from '../src/styles/renderer.ts'
import { median, perSecond } from './median.ts'
import { synthetic, syntheticDoi } from './synthetic.ts'

const require = createRequire(import.meta.url)
const catalogue = createCatalogue()
const manner = { style: 'apa', locale: 'en-US', as: 'html', marks: true } as const
const say = (line: string) => process.stdout.write(`${line}\n`)
const millis = (act: () => unknown): number => {
  const start = performance.now()
  act()
  return performance.now() - start
}

const count = 500
const apaPaths = Array.from({ length: count }, (_, n) => `/articles/${syntheticDoi(n)}?style=apa`)
const jsonPaths = Array.from({ length: count }, (_, n) => `/articles/${syntheticDoi(n)}?format=json`)

const parts: Readonly<Record<string, (rounds: number) => void | Promise<void>>> = { single, list, cold, memory, http }
const [role, argument] = process.env.BENCH_ROLE?.split(' ') ?? []
if (role === 'colophon') await serveColophon(argument ?? '')
else {
  const [rounds = '5', ...names] = process.argv.slice(2)
  for (const name of names.length > 0 ? names : Object.keys(parts)) await parts[name]?.(Number(rounds))
}

function itemsOf(count: number): CslItem[] {
  return Array.from({ length: count }, (_, n) => {
    const { custom: _custom, ...item } = cslItem(admit(synthetic(n)).article)
    return item
  })
}

/** citeproc-js with its engine reused, as its documentation has it. */
function bareEngine() {
  let items = new Map<string, CslItem>()
  const system = {
    retrieveLocale: (tag: string) => catalogue.localeDocument(tag),
    retrieveItem: (id: string) => items.get(id),
    embedBibliographyEntry: () => '',
  }
  const engine = new (csl().Engine)(system, catalogue.document('apa'), 'en-US', true)
  return (list: readonly CslItem[]) => {
    items = new Map(list.map((item) => [String(item.id), item]))
    engine.updateItems([...items.keys()])
    return engine.makeBibliography()
  }
}

function single(rounds: number) {
  const items = itemsOf(300)
  const renderer = createRenderer(catalogue, 4)
  const bare = bareEngine()
  const { Cite } = require('@citation-js/core')
  require('@citation-js/plugin-csl')
  const ways = {
    ours: (item: CslItem) => renderer.reference(item, manner),
    bare: (item: CslItem) => bare([item]),
    naive: (item: CslItem) => new Cite(item, { generateGraph: false }).format('bibliography', { format: 'html' }),
  }
  const runs = { ours: [] as number[], bare: [] as number[], naive: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const taken = millis(() => items.forEach(way))
      // The first round makes engines ready.
      if (round > 0) runs[name as keyof typeof runs].push((items.length / taken) * 1000) // the table’s own keys
    }
  }
  const [ours, alone, naive] = [median(runs.ours), median(runs.bare), median(runs.naive)]
  say(
    `single APA reference: ${perSecond(ours)}; citeproc-js, engine reused ${perSecond(alone)}; new Cite() ${perSecond(naive)}`,
  )
  say(`  ratio ${(ours / alone).toFixed(2)} (target 0.95), ${(ours / naive).toFixed(2)} (target 1.3)`)
}

function list(rounds: number) {
  const items = itemsOf(1000)
  const renderer = createRenderer(catalogue, 4)
  const runs = { ours: [] as number[], bare: [] as number[] }
  for (let round = 0; round < Math.min(rounds, 3); round++) {
    runs.bare.push(millis(() => bareEngine()(items)))
    runs.ours.push(millis(() => renderer.bibliography(items, [], manner)))
  }
  const [ours, bare] = [median(runs.ours), median(runs.bare)]
  say(
    `bibliography of 1,000: ${ours.toFixed(0)} ms; citeproc-js ${bare.toFixed(0)} ms; ratio ${(bare / ours).toFixed(2)} (target 0.95)`,
  )
}

/** Styles that were not used before, spread over the catalogue. */
function spread(count: number, from = 0): string[] {
  const step = catalogue.styles.length / count
  return Array.from({ length: count }, (_, n) => catalogue.styles[Math.floor((n + 0.5) * step) + from]?.id ?? 'apa')
}

function cold() {
  const [item = {}] = itemsOf(1)
  const renderer = createRenderer(catalogue, 8)
  renderer.reference(item, manner)
  const taken = spread(50)
    .map((style) => millis(() => renderer.reference(item, { ...manner, style })))
    .sort((a, b) => a - b)
  const longest = ['apa', 'bluebook-law-review', 'chicago-author-date'].map((style) => {
    const fresh = createRenderer(catalogue, 1)
    return `${style} ${millis(() => fresh.reference(item, { ...manner, style })).toFixed(0)} ms`
  })
  say(
    `first use of a style, 50 of them: median ${median(taken).toFixed(0)} ms, longest ${taken.at(-1)?.toFixed(0)} ms (target 150); ${longest.join(', ')}`,
  )
}

function memory() {
  const [item = {}] = itemsOf(1)
  const renderer = createRenderer(catalogue, 24)
  const sizes = spread(300, 1).map((style) => {
    renderer.reference(item, { ...manner, style })
    return process.memoryUsage().rss / 1e6
  })
  say(
    `300 styles in a row: ${[50, 100, 150, 200, 250, 300].map((n) => `${sizes[n - 1]?.toFixed(0)} MB after ${n}`).join(', ')}`,
  )
}

async function serveColophon(argument: string) {
  const [store = '', workers = '2', cache = '0'] = argument.split(',')
  const given = { STORE: store, PORT: '0', LOG_LEVEL: 'warn', CACHE_MB: cache, CITATION_WORKERS: workers }
  const { address } = await serve(readSettings(given), { say: () => {}, demo: false })
  process.send?.(address)
}

async function http(rounds: number) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  const path = `sqlite:${join(folder, 'bench.db')}`
  const store = await openStore(path)
  const library = createLibrary({ store })
  const readings = Array.from({ length: count }, (_, n) => ({ place: `${n}`, draft: synthetic(n), notes: [] }))
  for await (const line of library.depositAll(readings, { by: localCaller })) {
    if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
  }
  await store.close()
  await compareWorkers(path, rounds)
  await compareCached(path, rounds)
  await lookUpsWhileCold(path)
  rmSync(folder, { recursive: true })
}

async function compareWorkers(path: string, rounds: number) {
  const one = await start(`colophon ${path},1,0`)
  // A store has one service.
  const copy = path.replace('.db', '-2.db')
  copyFileSync(path.slice('sqlite:'.length), copy.slice('sqlite:'.length))
  const two = await start(`colophon ${copy},2,0`)
  const runs = { one: [] as number[], two: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    const [a, b] = [await measure(one.address, apaPaths, 3), await measure(two.address, apaPaths, 3)]
    if (round === 0) continue
    runs.one.push(a.requests.average)
    runs.two.push(b.requests.average)
  }
  for (const { child } of [one, two]) child.kill('SIGKILL')
  const ratio = median(runs.two) / median(runs.one)
  say(
    `HTTP, nothing cached: one worker ${perSecond(median(runs.one))}, two ${perSecond(median(runs.two))}, ratio ${ratio.toFixed(2)} (target 1.6)`,
  )
}

async function compareCached(path: string, rounds: number) {
  const { address, child } = await start(`colophon ${path},2,64`)
  for (const each of [...apaPaths, ...jsonPaths]) await (await fetch(address + each)).arrayBuffer()
  const runs = { apa: [] as number[], json: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    runs.json.push((await measure(address, jsonPaths, 3)).requests.average)
    runs.apa.push((await measure(address, apaPaths, 3)).requests.average)
  }
  child.kill('SIGKILL')
  const ratio = median(runs.apa) / median(runs.json)
  say(
    `HTTP, cached: APA ${perSecond(median(runs.apa))}, JSON ${perSecond(median(runs.json))}, ratio ${ratio.toFixed(2)} (target 0.8)`,
  )
}

async function lookUpsWhileCold(path: string) {
  const { address, child } = await start(`colophon ${path},2,64`)
  for (const each of jsonPaths) await (await fetch(address + each)).arrayBuffer()
  const idle = await paced(address)
  const loading = Promise.all(
    spread(50, 3).map((style) => fetch(`${address}/articles/${syntheticDoi(1)}?style=${style}`)),
  )
  const busy = await paced(address)
  const answers = await loading
  child.kill('SIGKILL')
  const failed = answers.filter(({ ok }) => !ok).length
  say(
    `look-ups: p99 ${idle.toFixed(1)} ms idle, ${busy.toFixed(1)} ms while 50 styles are loaded (${failed} failed), ratio ${(busy / idle).toFixed(1)} (target 2)`,
  )
}

/** The 99th percentile of look-ups at a steady 200 a second for two seconds. */
async function paced(address: string): Promise<number> {
  const { latency } = await autocannon({
    url: address,
    connections: 2,
    duration: 2,
    overallRate: 200,
    requests: requestsOf(jsonPaths),
  })
  return latency.p99
}

function requestsOf(paths: readonly string[]) {
  return paths.map((path) => ({ method: 'GET' as const, path }))
}

async function measure(address: string, paths: readonly string[], duration: number) {
  // Each connection begins elsewhere: the same reference asked for twice at once is rendered once.
  let next = 0
  const setupClient = (client: autocannon.Client) => {
    const from = Math.floor((next++ * paths.length) / 16)
    client.setRequests(requestsOf([...paths.slice(from), ...paths.slice(0, from)]))
  }
  const result = await autocannon({ url: address, connections: 16, duration, setupClient })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 2xx`)
  return result
}

function start(role: string): Promise<{ address: string; child: ReturnType<typeof fork> }> {
  const child = fork(new URL(import.meta.url), { env: { ...process.env, BENCH_ROLE: role } })
  return new Promise((resolve, reject) => {
    child.once('message', (address) => resolve({ address: String(address), child }))
    child.once('exit', (code) => reject(new Error(`${role} ended with ${code}`)))
  })
}
