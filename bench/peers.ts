/**
 * Beside what else there is, in the same run: one record by DOI as BibTeX and as an APA reference, from us and from what one
 * would build of the libraries in an afternoon: Fastify, the CSL items in memory, and Citation.js for BibTeX, citeproc-js
 * with its engine kept for APA. (Zotero’s translation-server and citeproc-js-server do the same work with the same engines
 * and are no packages of npm.) Servers and client are processes of their own; rounds are interleaved; the ratio of medians
 * counts. Ours is asked for what it has not kept,
 * then for what it has.
 *
 *   npm run bench:peers -- [articles] [rounds] [seconds]
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Fastify from 'fastify'
import { admit } from '../src/article/admit.ts'
import { cslItem } from '../src/formats/csl-json.ts'
import { createCatalogue } from '../src/styles/catalogue.ts'
import { type CslItem, csl } from '../src/styles/csl.ts'
import { ask } from './client.ts'
import { fill } from './fill.ts'
import { median, perSecond } from './median.ts'
import { say } from './rows.ts'
import { synthetic, syntheticDoi } from './synthetic.ts'

const [role, argument] = process.env.BENCH_ROLE?.split(' ') ?? []
const quiet = '--disable-warning=ExperimentalWarning'

interface Server {
  readonly address: string
  readonly child: ChildProcess
}

function start(path: URL, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Server> {
  const child = fork(path, args, {
    env: { ...process.env, BENCH_ROLE: '', ...env },
    execArgv: [quiet],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    let out = ''
    child.stdout?.on('data', (chunk) => {
      out += chunk
      const address = /listens on (\S+)\n/.exec(out)?.[1]
      if (address !== undefined) resolve({ address, child })
    })
    child.once('exit', (code) => reject(new Error(`${path.pathname} ended with ${code}`)))
  })
}

/** Ways to write an item, as the libraries’ own documentation has them. */
const ways: Readonly<Record<string, () => (item: CslItem) => string>> = {
  bibtex() {
    const require = createRequire(import.meta.url)
    const { Cite } = require('@citation-js/core')
    require('@citation-js/plugin-bibtex')
    return (item) => new Cite(item, { generateGraph: false }).format('bibtex')
  },
  apa() {
    const catalogue = createCatalogue()
    let current: CslItem | undefined
    const system = {
      retrieveLocale: (tag: string) => catalogue.localeDocument(tag),
      retrieveItem: () => current,
      embedBibliographyEntry: () => '',
    }
    const engine = new (csl().Engine)(system, catalogue.document('apa'), 'en-US', true)
    return (item) => {
      current = item
      engine.updateItems([String(item.id)])
      const made = engine.makeBibliography()
      return made === false ? '' : made[1].join('')
    }
  },
}

async function servePeer(name: string, count: number): Promise<void> {
  const items = new Map<string, CslItem>()
  for (let n = 0; n < count; n++) {
    const { custom: _custom, ...item } = cslItem(admit(synthetic(n)).article)
    items.set(syntheticDoi(n), item)
  }
  const write = ways[name]?.()
  const app = Fastify()
  app.get('/articles/*', (request, reply) => {
    const item = items.get((request.params as { '*': string })['*']) // the route’s own parameter
    if (item === undefined || write === undefined) return reply.code(404).send()
    return reply.type('text/plain; charset=utf-8').send(write(item))
  })
  process.stdout.write(`a peer listens on ${await app.listen({ host: '127.0.0.1', port: 0 })}\n`)
}

async function compare(count: number, rounds: number, seconds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const store = `sqlite:${join(folder, 'bench.db')}`
  await fill(store, count, async () => {})
  const service = new URL('../src/main.ts', import.meta.url)
  const args = ['--store', store, '--port', '0', '--workers', '1', '--log-level', 'warn']
  // A cache that holds some dozens: who asks for all in turn never meets what was kept.
  const ours = await start(service, args, { CACHE_MB: '1' })
  for (const [name, query, peer] of [
    ['bibtex', 'format=bibtex', 'Citation.js in Fastify'],
    ['apa', 'style=apa', 'citeproc-js in Fastify'],
  ] as const) {
    const other = await start(new URL(import.meta.url), [], { BENCH_ROLE: `${name} ${count}` })
    const spread = Array.from({ length: count }, (_, n) => `/articles/${syntheticDoi((n * 7919) % count)}?${query}`)
    const few = spread.slice(0, 50)
    const runs = { cold: [] as number[], hot: [] as number[], other: [] as number[] }
    const errand = { connections: 16, seconds }
    for (let round = 0; round <= rounds; round++) {
      const found = {
        other: await ask({ ...errand, address: other.address, paths: spread }),
        cold: await ask({ ...errand, address: ours.address, paths: spread }),
        hot: await ask({ ...errand, address: ours.address, paths: few }),
      }
      for (const [who, { refused, perSecond: speed }] of Object.entries(found)) {
        if (refused > 0) throw new Error(`${refused} of the answers of ${who} were others than expected`)
        if (round > 0) runs[who as keyof typeof runs].push(speed) // the table’s own keys
      }
    }
    other.child.kill('SIGKILL')
    const theirs = median(runs.other)
    for (const who of ['cold', 'hot'] as const) {
      const what = `${name} of one record, ${who === 'cold' ? 'nothing cached' : 'asked before'}`
      const speed = median(runs[who])
      say({ what, yardstick: peer, ratio: speed / theirs }, `${perSecond(speed)} of ${perSecond(theirs)}`)
    }
  }
  ours.child.kill('SIGTERM')
}

if (role) await servePeer(role, Number(argument))
else await compare(Number(process.argv[2] ?? 2000), Number(process.argv[3] ?? 3), Number(process.argv[4] ?? 2))
