/**
 * Look-ups over HTTP, against a bare Fastify route that returns a constant of the same size: hot, unchanged (304), as
 * frequent as Zipf’s law has it, and at random among all, so that nearly none was rendered before. Then two workers against
 * one, and start and memory. Servers and client are processes of their own; rounds are interleaved; the ratio of medians
 * counts.
 *
 *   npm run bench:serving -- [articles] [--store FILE] [--rounds N] [--seconds N] [--only hot,unchanged,zipf,random,workers,start]
 *
 * A store that is named must hold the articles of bench/synthetic.ts, and is not changed but for a key.
 */
import { type ChildProcess, fork } from 'node:child_process'
import cluster from 'node:cluster'
import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Fastify from 'fastify'
import packaged from '../package.json' with { type: 'json' }
import { localCaller } from '../src/library/keys.ts'
import { createLibrary } from '../src/library/library.ts'
import { openStore } from '../src/store/open.ts'
import { ask, type Errand, type Tally } from './client.ts'
import { median, perSecond } from './median.ts'
import { childrenOf, memoryOf } from './processor.ts'
import { say } from './rows.ts'
import { synthetic, syntheticDoi } from './synthetic.ts'

interface Server {
  readonly address: string
  readonly child: ChildProcess
  /** Milliseconds from its start to its first answer. */
  readonly took: number
}

const service = new URL('../src/main.ts', import.meta.url)
const [role, argument] = process.env.BENCH_ROLE?.split(' ') ?? []

/** What `npm start` tells Node. */
const flags = packaged.scripts.start.split(' ').filter((word) => word.startsWith('--'))

function start(path: URL, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Server> {
  const begun = performance.now()
  const child = fork(path, args, {
    env: { ...process.env, BENCH_ROLE: '', ...env },
    execArgv: flags,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    let out = ''
    child.stdout?.on('data', async (chunk) => {
      out += chunk
      const address = /listens on (\S+)\n/.exec(out)?.[1]
      if (address === undefined) return
      child.stdout?.removeAllListeners('data').resume()
      await (await fetch(`${address}/articles/${syntheticDoi(0)}`)).arrayBuffer()
      resolve({ address, child, took: performance.now() - begun })
    })
    child.once('exit', (code) => reject(new Error(`${path.pathname} ended with ${code}`)))
  })
}

const constantOf = (size: number) => start(new URL(import.meta.url), [], { BENCH_ROLE: `constant ${size}` })
/** Answers after some digests: as long as it takes to render, with nothing else in the way. */
const hashing = (workers: number) => start(new URL(import.meta.url), [], { BENCH_ROLE: `hashing ${workers}` })
const colophon = (store: string, workers: number, env: Readonly<Record<string, string>> = {}) =>
  start(service, ['--store', store, '--port', '0', '--workers', String(workers), '--log-level', 'warn'], env)

async function stop({ child }: Server): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

async function compareAll() {
  const { values, positionals } = parseArgs({
    options: {
      store: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      only: { type: 'string' },
    },
    allowPositionals: true,
  })
  const count = Number(positionals[0] ?? 20_000)
  const rounds = Number(values.rounds ?? 3)
  const seconds = Number(values.seconds ?? 2)
  const isAsked = (name: string) => values.only?.split(',').includes(name) ?? true
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const store = `sqlite:${values.store ?? join(folder, 'bench.db')}`
  if (values.store === undefined) await load(store, count)
  const course = { count, rounds, seconds, store }
  if (isAsked('start')) await compareStart(course)
  if (isAsked('hot') || isAsked('unchanged') || isAsked('zipf') || isAsked('random'))
    await compareLookUps(course, isAsked)
  if (isAsked('workers')) await compareWorkers(course)
}

async function load(name: string, count: number) {
  const store = await openStore(name)
  const library = createLibrary({ store })
  const readings = (function* () {
    for (let n = 0; n < count; n++) yield { place: `${n}`, draft: synthetic(n), notes: [] }
  })()
  for await (const line of library.depositAll(readings, { by: localCaller })) {
    if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
  }
  await store.close()
}

interface Course {
  readonly count: number
  readonly rounds: number
  readonly seconds: number
  readonly store: string
}

/** What each kind of look-up should reach of the constant. */
const kinds = [
  {
    name: 'hot',
    formats: ['json', 'bibtex', 'jats', 'csl-json', 'works'],
    targets: { json: 0.9, bibtex: 0.9, jats: 0.9, 'csl-json': 0.9, works: 0.9 },
  },
  { name: 'unchanged', formats: ['json'], targets: { json: 1 } },
  { name: 'zipf', formats: ['json', 'bibtex'], targets: { json: 0.75, bibtex: 0.75 } },
  {
    name: 'random',
    formats: ['json', 'csl-json', 'bibtex', 'ris', 'jats'],
    targets: { json: 0.5, 'csl-json': 0.5, bibtex: 0.4, ris: 0.4, jats: 0.4 },
  },
] as const

const addressOf = (n: number, format: string): string =>
  format === 'works' ? `/works/${syntheticDoi(n)}` : `/articles/${syntheticDoi(n)}?format=${format}`

const many = 60_000

/** Numbers of articles by the rule of a kind; the same for each run. */
function numbersOf(kind: string, count: number): number[] {
  let state = 42
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  if (kind === 'hot' || kind === 'unchanged') return Array.from({ length: Math.min(count, 1000) }, (_, n) => n)
  // The nth most wanted is wanted n times less often than the first; the most wanted lie anywhere.
  const zipf = () => (Math.floor(count ** next()) * 7919) % count
  return Array.from({ length: many }, kind === 'zipf' ? zipf : () => Math.floor(next() * count))
}

async function compareLookUps({ count, rounds, seconds, store }: Course, isAsked: (name: string) => boolean) {
  const ours = await colophon(store, 1)
  let [resident, own] = [0, 0]
  for (const { name, formats, targets } of kinds) {
    if (!isAsked(name)) continue
    for (const format of formats) {
      const paths = numbersOf(name, count).map((n) => addressOf(n, format))
      const first = await fetch(ours.address + paths[0])
      const size = (await first.arrayBuffer()).byteLength
      if (!first.ok) throw new Error(`${ours.address}${paths[0]}: ${first.status}`)
      const errand: Omit<Errand, 'address'> = { paths, connections: 64, seconds }
      const fields = name === 'unchanged' ? await validators(ours.address, paths) : undefined
      if (name === 'hot')
        for (let n = 0; n < 2; n++) for (const path of paths) await (await fetch(ours.address + path)).arrayBuffer()
      // What is wanted often is kept by the time that anybody measures.
      if (name === 'zipf')
        for (let answers = 0; answers < many; )
          answers += seconds * (await counted({ ...errand, address: ours.address })).perSecond
      const constant = await constantOf(size)
      const runs = { ours: [] as number[], constant: [] as number[] }
      for (let round = 0; round <= rounds; round++) {
        const bare = await counted({
          ...errand,
          paths: paths.map((path) => path.replace('/works/', '/articles/')),
          address: constant.address,
        })
        const mine = await counted({ ...errand, address: ours.address, ...(fields && { fields, status: '304' }) })
        if (round === 0) continue
        runs.constant.push(bare.perSecond)
        runs.ours.push(mine.perSecond)
      }
      constant.child.kill('SIGKILL')
      const memory = memoryOf(ours.child.pid ?? 0)
      resident = Math.max(resident, memory.resident)
      own = Math.max(own, memory.own)
      const target = (targets as Readonly<Record<string, number>>)[format]
      say(
        {
          what: `${name} ${format}, ${count.toLocaleString('en')} articles`,
          yardstick: 'bare Fastify constant',
          ratio: median(runs.ours) / median(runs.constant),
          ...(target !== undefined && { target }),
        },
        `${perSecond(median(runs.ours))} of ${perSecond(median(runs.constant))}, ${size} bytes`,
      )
    }
  }
  sayMemory('one process under look-ups', own, resident)
  ours.child.kill('SIGTERM')
}

function sayMemory(what: string, own: number, resident: number): void {
  if (own === 0) return
  say(
    { what: `memory of ${what}`, yardstick: '200 MB', ratio: own / 200, target: 1, atMost: true },
    `${own.toFixed(0)} MB of its own, with pages of files ${resident.toFixed(0)} MB`,
  )
}

async function validators(address: string, paths: readonly string[]): Promise<string[]> {
  const fields: string[] = []
  for (const path of paths) {
    const answer = await fetch(address + path)
    await answer.arrayBuffer()
    fields.push(`If-None-Match: ${answer.headers.get('etag')}`)
  }
  return fields
}

async function counted(errand: Errand): Promise<Tally> {
  const tally = await ask(errand)
  if (tally.refused > 0) throw new Error(`${tally.refused} of the answers were others than expected`)
  return tally
}

/** So many answers make a process as fast as it gets: before, it compiles what it finds to be asked for often. */
const warmth = 10_000

/** Two workers against one; beside them two bare processes against one, which meet the same client on the same cores. */
async function compareWorkers({ count, rounds, seconds, store }: Course) {
  const paths = numbersOf('random', count).map((n) => addressOf(n, 'bibtex'))
  const errand = { paths, connections: 64, seconds }
  const teams = [
    { workers: 1, begin: () => colophon(store, 1, { CACHE_MB: '0' }), runs: [] as Tally[] },
    { workers: 2, begin: () => colophon(store, 2, { CACHE_MB: '0' }), runs: [] as Tally[] },
    { workers: 1, begin: () => hashing(1), runs: [] as Tally[] },
    { workers: 2, begin: () => hashing(2), runs: [] as Tally[] },
  ]
  const memory = { own: 0, resident: 0 }
  for (const { workers, begin, runs } of teams) {
    const server = await begin()
    for (let answers = 0; answers < warmth * workers; )
      answers += seconds * (await counted({ ...errand, address: server.address })).perSecond
    for (let round = 0; round < rounds; round++) runs.push(await counted({ ...errand, address: server.address }))
    for (const { own, resident } of childrenOf(server.child.pid ?? 0).map(memoryOf)) {
      memory.own = Math.max(memory.own, own)
      memory.resident = Math.max(memory.resident, resident)
    }
    await stop(server)
  }
  const [one = 0, two = 0, bareOne = 1, bareTwo = 0] = teams.map(({ runs }) =>
    median(runs.map((tally) => tally.perSecond)),
  )
  const share = (at: number) => `${(median((teams[at]?.runs ?? []).map((tally) => tally.share)) * 100).toFixed(0)} %`
  const bare = (bareTwo / bareOne).toFixed(2)
  say(
    { what: 'two workers, BibTeX at random', yardstick: 'one worker', ratio: two / one, target: 1.7 },
    `${perSecond(two)} of ${perSecond(one)}; two bare Fastify that hash reach ${bare}; the client took ${share(1)} of one of the cores, ${share(0)} beside one worker`,
  )
  sayMemory('a worker of two, nothing cached', memory.own, memory.resident)
}

async function compareStart({ rounds, store }: Course) {
  const runs = { ours: [] as number[], bare: [] as number[] }
  const sizes: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const bare = await constantOf(2000)
    bare.child.kill('SIGKILL')
    const ours = await colophon(store, 1)
    sizes.push(memoryOf(ours.child.pid ?? 0).own)
    await stop(ours)
    if (round === 0) continue
    runs.bare.push(bare.took)
    runs.ours.push(ours.took)
  }
  say(
    {
      what: 'start to first answer',
      yardstick: 'bare Fastify',
      ratio: median(runs.ours) / median(runs.bare),
      target: 1.5,
      atMost: true,
    },
    `${median(runs.ours).toFixed(0)} ms of ${median(runs.bare).toFixed(0)} ms; ${median(sizes).toFixed(0)} MB of its own`,
  )
}

if (role === 'constant') {
  const body = Buffer.alloc(Number(argument), 'x')
  await answerBare(() => body)
} else if (role === 'hashing' && cluster.isPrimary) {
  let listening = 0
  cluster.on('listening', (_worker, { port }) => {
    if (++listening === Number(argument)) process.stdout.write(`Colophon listens on http://127.0.0.1:${port}\n`)
  })
  process.once('SIGTERM', () => cluster.disconnect(() => process.exit(0)))
  for (let n = 0; n < Number(argument); n++) cluster.fork()
} else if (role === 'hashing') {
  const body = Buffer.alloc(2000, 'x')
  await answerBare((path) => {
    for (let n = 0; n < 40; n++) body.write(hash('sha256', `${path}${body.toString('latin1')}`))
    return body
  })
} else await compareAll()

async function answerBare(make: (path: string) => Buffer): Promise<void> {
  const app = Fastify()
  app.get('/articles/*', (request, reply) => reply.type('application/json; charset=utf-8').send(make(request.url)))
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  if (cluster.isPrimary) process.stdout.write(`Colophon listens on ${address}\n`)
}
