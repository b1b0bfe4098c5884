/**
 * Requests a second of `GET /articles/{doi}` with 10,000 stored articles, hot, against a bare Fastify route that returns
 * a constant of the same size. Servers are processes of their own; rounds are interleaved; the ratio of medians counts.
 *
 *   npm run bench:http -- [articles] [rounds] [seconds]
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import Fastify from 'fastify'
import { codecs } from '../src/formats/index.ts'
import { localCaller } from '../src/library/keys.ts'
import { createLibrary } from '../src/library/library.ts'
import { serve } from '../src/serve.ts'
import { readSettings } from '../src/settings.ts'
import { openStore } from '../src/store/open.ts'
import { median, perSecond } from './median.ts'
import { synthetic, syntheticDoi } from './synthetic.ts'

const formats = ['json', 'bibtex']
const [role, argument] = process.env.BENCH_ROLE?.split(' ') ?? []
if (role === 'colophon') await serveColophon(argument ?? '')
else if (role === 'constant') await serveConstant(Number(argument))
else await compare(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 5), Number(process.argv[4] ?? 4))

async function serveColophon(store: string) {
  const settings = readSettings({ STORE: store, PORT: '0', LOG_LEVEL: 'warn', CACHE_MB: '256' })
  const { address } = await serve(settings, { say: () => {}, demo: false })
  process.send?.(address)
}

async function serveConstant(size: number) {
  const app = Fastify()
  const body = Buffer.alloc(size, 'x')
  app.get('/articles/*', (_request, reply) => reply.type('application/json; charset=utf-8').send(body))
  process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }))
}

async function compare(count: number, rounds: number, seconds: number) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  const store = await openStore(`sqlite:${join(folder, 'bench.db')}`)
  const library = createLibrary({ store })
  const readings = Array.from({ length: count }, (_, n) => ({ place: `${n}`, draft: synthetic(n), notes: [] }))
  for await (const line of library.depositAll(readings, { by: localCaller })) {
    if (line.outcome !== 'created') throw new Error(`${line.place} was ${line.outcome}`)
  }
  await store.close()
  const ours = await start(`colophon sqlite:${join(folder, 'bench.db')}`)
  for (const format of formats) await compareFormat(format, count, rounds, seconds, ours.address)
  ours.child.kill('SIGKILL')
  rmSync(folder, { recursive: true })
}

async function compareFormat(format: string, count: number, rounds: number, seconds: number, address: string) {
  const accept = codecs.find(({ name }) => name === format)?.mediaType ?? '*/*'
  const paths = Array.from({ length: count }, (_, n) => `/articles/${syntheticDoi(n)}`)
  const first = await fetch(address + paths[0], { headers: { accept } })
  const size = (await first.arrayBuffer()).byteLength
  if (!first.ok || !first.headers.get('content-type')?.startsWith(accept)) throw new Error(`${format}: ${first.status}`)
  const constant = await start(`constant ${size}`)
  // Once through all articles, so that what is measured is hot.
  for (const path of paths) await (await fetch(address + path, { headers: { accept } })).arrayBuffer()
  const runs: { ours: number[]; constant: number[] } = { ours: [], constant: [] }
  for (let round = 0; round < rounds; round++) {
    runs.constant.push(await measure(constant.address, paths, accept, seconds))
    runs.ours.push(await measure(address, paths, accept, seconds))
  }
  constant.child.kill('SIGKILL')
  const ratio = median(runs.ours) / median(runs.constant)
  process.stdout.write(
    `${format}: ${count.toLocaleString('en')} articles, ${size} bytes, median of ${rounds}: bare Fastify constant ` +
      `${perSecond(median(runs.constant))}, Colophon ${perSecond(median(runs.ours))}, ratio ${ratio.toFixed(2)} (target 0.6)\n`,
  )
}

async function measure(address: string, paths: readonly string[], accept: string, duration: number): Promise<number> {
  const requests = paths.map((path) => ({ method: 'GET' as const, path, headers: { accept } }))
  const { requests: done, non2xx, errors } = await autocannon({ url: address, connections: 64, duration, requests })
  if (non2xx > 0 || errors > 0) throw new Error(`${non2xx} answers were not 2xx, ${errors} failed`)
  return done.average
}

function start(role: string): Promise<{ address: string; child: ReturnType<typeof fork> }> {
  const child = fork(new URL(import.meta.url), { env: { ...process.env, BENCH_ROLE: role } })
  return new Promise((resolve, reject) => {
    child.once('message', (address) => resolve({ address: String(address), child }))
    child.once('exit', (code) => reject(new Error(`${role} ended with ${code}`)))
  })
}
