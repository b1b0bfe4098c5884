/**
 * References a second: alone, in lists, through HTTP, against citeproc-js by itself and against Citation.js. Rounds are
 * interleaved; the ratio of medians counts.
 *
 *   npm run bench:citations -- [rounds] [single|list|cold|http|cached|lookups|memory …]
 */
import { fork } from 'node:child_process'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
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
import { ask } from './client.ts'
import { median, perSecond } from './median.ts'
import { residentOf, usedBy } from './processor.ts'
import { note } from './rows.ts'
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

const parts: Readonly<Record<string, (rounds: number) => void | Promise<void>>> = {
  single,
  list,
  cold,
  http: (rounds) => withStore((path) => compareWorkers(path, rounds)),
  cached: (rounds) => withStore((path) => compareCached(path, rounds)),
  lookups: (rounds) => withStore((path) => lookUpsWhileCold(path, rounds)),
  memory: () => withStore(styleAfterStyle),
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
  note({ what: 'one reference', yardstick: 'citeproc-js', ratio: ours / alone, target: 0.95 })
  note({ what: 'one reference', yardstick: 'naive Citation.js', ratio: ours / naive, target: 1.3 })
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

async function serveColophon(argument: string) {
  const [store = '', workers = '2', cache = '0'] = argument.split(',')
  const given = { STORE: store, PORT: '0', LOG_LEVEL: 'warn', CACHE_MB: cache, CITATION_WORKERS: workers }
  const { address } = await serve(readSettings(given), { say: () => {}, demo: false })
  process.send?.(address)
}

async function withStore(act: (path: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  const path = `sqlite:${join(folder, 'bench.db')}`
  const store = await openStore(path)
  const library = createLibrary({ store })
  const readings = Array.from({ length: count }, (_, n) => ({ place: `${n}`, draft: synthetic(n), notes: [] }))
  for await (const line of library.depositAll(readings, { by: localCaller })) {
    if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
  }
  await store.close()
  await act(path)
  rmSync(folder, { recursive: true })
}

async function compareWorkers(path: string, rounds: number) {
  const one = await start(`colophon ${path},1,0`)
  // A store has one service.
  const copy = path.replace('.db', '-2.db')
  copyFileSync(path.slice('sqlite:'.length), copy.slice('sqlite:'.length))
  const two = await start(`colophon ${copy},2,0`)
  const runs = new Map([one, two].map((service) => [service, [] as Awaited<ReturnType<typeof measure>>[]]))
  // Until then V8 compiles for each thread what it runs: measured, a fifth of what the main thread takes, and two thirds of
  // what V8’s own threads do.
  for (const { address } of [one, two]) await ask({ address, paths: apaPaths, connections: 16, seconds: 9 })
  for (let round = 0; round < rounds; round++) {
    for (const [service, measured] of runs) measured.push(await measure(service, apaPaths))
  }
  for (const { child } of [one, two]) child.kill('SIGKILL')
  const [single, double] = [one, two].map((service) => median((runs.get(service) ?? []).map((run) => run.perSecond)))
  const ratio = (double ?? 0) / (single ?? 1)
  note({ what: 'references over HTTP, two workers', yardstick: 'one', ratio, target: 1.6 })
  say(
    `HTTP, nothing cached: one worker ${perSecond(single ?? 0)}, two ${perSecond(double ?? 0)}, ratio ${ratio.toFixed(2)} (target 1.6)`,
  )
  for (const [service, measured] of runs) {
    const of = (key: 'main' | 'workers' | 'helpers' | 'client' | 'cost') =>
      median(measured.map((run) => run[key])).toFixed(key === 'cost' ? 2 : 0)
    say(
      `  ${service === one ? 'one worker: ' : 'two workers:'} of a core the workers took ${of('workers')} %, the main thread ${of('main')} %, ` +
        `garbage collection and the like ${of('helpers')} %, the client ${of('client')} %; ${of('cost')} ms of processor a reference`,
    )
  }
}

async function compareCached(path: string, rounds: number) {
  const service = await start(`colophon ${path},2,64`)
  for (const each of [...apaPaths, ...jsonPaths]) await (await fetch(service.address + each)).arrayBuffer()
  const runs = { apa: [] as number[], json: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    runs.json.push((await measure(service, jsonPaths)).perSecond)
    runs.apa.push((await measure(service, apaPaths)).perSecond)
  }
  service.child.kill('SIGKILL')
  const ratio = median(runs.apa) / median(runs.json)
  note({ what: 'cached reference over HTTP', yardstick: 'cached JSON', ratio, target: 0.8 })
  say(
    `HTTP, cached: APA ${perSecond(median(runs.apa))}, JSON ${perSecond(median(runs.json))}, ratio ${ratio.toFixed(2)} (target 0.8)`,
  )
}

/**
 * Look-ups at a steady 200 a second, alone, and while eight clients ask for one style after another. Both have been going
 * on for a while before: what V8 compiles in a service’s first seconds is not what is asked about.
 */
async function lookUpsWhileCold(path: string, rounds: number) {
  const runs = { idle: [] as number[], busy: [] as number[] }
  let loaded = 0
  for (let round = 0; round < Math.min(rounds, 5); round++) {
    const { address, child } = await start(`colophon ${path},2,64`)
    const paths = catalogue.styles.map(({ id }) => `/articles/${syntheticDoi(1)}?style=${id}`)
    const shuffled = paths.map((_, n) => paths[(n * 997 + round * 7) % paths.length] ?? '')
    const paced = async (seconds: number) =>
      (await ask({ address, paths: jsonPaths, connections: 4, seconds, rate: 200 })).p99
    const beside = async (styles: readonly string[], seconds: number) => {
      const loading = ask({ address, paths: styles, connections: 8, seconds: seconds + 1.5 })
      // Until that client has started.
      await pause(500)
      const p99 = await paced(seconds)
      const { perSecond: rate, refused } = await loading
      if (refused > 0) throw new Error(`${refused} styles were refused`)
      return { p99, loaded: rate * seconds }
    }
    await beside(shuffled.slice(0, 1000), 3)
    runs.idle.push(await paced(4))
    const busy = await beside(shuffled.slice(1000), 4)
    runs.busy.push(busy.p99)
    loaded += busy.loaded
    child.kill('SIGKILL')
  }
  const [idle, busy] = [median(runs.idle), median(runs.busy)]
  const styles = (loaded / runs.busy.length).toFixed(0)
  say(
    `look-ups: p99 ${idle.toFixed(1)} ms idle, ${busy.toFixed(1)} ms while ${styles} styles are loaded in four seconds, ratio ${(busy / idle).toFixed(1)} (target 2)`,
  )
}

/** Resident memory of the whole service. */
async function styleAfterStyle(path: string) {
  const { address, child } = await start(`colophon ${path},2,0`)
  const sizes: string[] = []
  for (const [n, style] of spread(600, 1).entries()) {
    await (await fetch(`${address}/articles/${syntheticDoi(n % count)}?style=${style}`)).arrayBuffer()
    if ([1, 50, 100, 200, 300, 400, 600].includes(n + 1)) {
      sizes.push(`${residentOf(child.pid ?? 0).toFixed(0)} MB after ${n + 1}`)
    }
  }
  child.kill('SIGKILL')
  say(`the service, style after style: ${sizes.join(', ')}`)
}

async function measure({ address, child: { pid = 0 } }: Awaited<ReturnType<typeof start>>, paths: readonly string[]) {
  const seconds = 3
  const before = usedBy(pid)
  const { perSecond: rate, refused, share } = await ask({ address, paths, connections: 16, seconds })
  const after = usedBy(pid)
  if (refused > 0) throw new Error(`${refused} answers were not 200`)
  const of = (key: 'main' | 'workers' | 'helpers') => ((after[key] - before[key]) / seconds) * 100
  const [main, workers, helpers, client] = [of('main'), of('workers'), of('helpers'), share * 100]
  return { perSecond: rate, main, workers, helpers, client, cost: (main + workers + helpers + client) / rate / 0.1 }
}

function start(role: string): Promise<{ address: string; child: ReturnType<typeof fork> }> {
  const child = fork(new URL(import.meta.url), {
    env: { ...process.env, BENCH_ROLE: role },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  return new Promise((resolve, reject) => {
    child.once('message', (address) => resolve({ address: String(address), child }))
    child.once('exit', (code) => reject(new Error(`${role} ended with ${code}`)))
  })
}

const [role, argument] = process.env.BENCH_ROLE?.split(' ') ?? []
if (role === 'colophon') await serveColophon(argument ?? '')
else {
  const [rounds = '5', ...names] = process.argv.slice(2)
  for (const name of names.length > 0 ? names : Object.keys(parts)) await parts[name]?.(Number(rounds))
}
