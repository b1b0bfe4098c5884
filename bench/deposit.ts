/**
 * Deposits against SQLite itself, with a service of one process that has taken some deposits before. The rival is a loop that
 * writes the same rows into the same tables with node:sqlite, ready made (see hand-written.ts). Single deposits come over HTTP
 * from 32 clients, each answered when it is on disk, against commits of 32 at a time, as a group commit at its best would do.
 * Bulk is one request of NDJSON against transactions of 1,000. Look-ups are timed beside such a request. Whoever asks shares
 * the machine; what is sent is made before the clock starts, as what the loop inserts is.
 *
 *   npm run bench:deposit -- [singles] [bulk]
 */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { keyFor, type Running, start, stop } from '../test/faults/service.ts'
import { handRow, handWritten } from './hand-written.ts'
import { median, perSecond } from './median.ts'
import { note } from './rows.ts'
import { synthetic } from './synthetic.ts'

const singles = Number(process.argv[2] ?? 4000)
const bulk = Number(process.argv[3] ?? 20_000)
const rounds = 3
const clients = 32
const warmUp = 4000

const most = Math.max(singles, bulk, warmUp)
const lines = Array.from({ length: most }, (_, n) => JSON.stringify(synthetic(n)))
const rows = lines.map(handRow)

const agent = new Agent({ keepAlive: true, maxSockets: clients + 4 })

function send(
  { port, key }: Running,
  method: string,
  path: string,
  body?: string | Readable,
): Promise<{ status: number; text: string }> {
  const headers = {
    authorization: `Bearer ${key}`,
    'content-type': typeof body === 'string' ? 'application/json' : 'application/x-ndjson',
  }
  return new Promise((resolve, reject) => {
    const sent = request({ port, method, path, agent, headers }, async (answer) => {
      let text = ''
      for await (const chunk of answer) text += chunk
      resolve({ status: answer.statusCode ?? 0, text })
    })
    sent.on('error', reject)
    if (body instanceof Readable) pipeline(body, sent).catch(reject)
    else sent.end(body)
  })
}

/** The 32 clients, in a process of their own; how many deposits a second a number of them makes. */
function depositors({ port, key }: Running) {
  const child = fork(fileURLToPath(new URL('./depositor.ts', import.meta.url)), [`${port}`, key, `${clients}`])
  return {
    async deposit(from: number, count: number, name: string): Promise<number> {
      const [took] = await Promise.all([once(child, 'message'), child.send([from, count, name])])
      return count / (Number(took[0]) / 1000)
    },
    end: () => child.disconnect(),
  }
}

/** A hundred lines of NDJSON each. */
const chunksOf = (name: string, count: number): Buffer[] =>
  Array.from({ length: Math.ceil(count / 100) }, (_, n) => {
    const some = lines.slice(n * 100, Math.min(n * 100 + 100, count))
    return Buffer.from(`${some.join('\n')}\n`.replaceAll('10.5555/synthetic.', `10.5555/synthetic.${name}.`))
  })

async function inBulk(running: Running, chunks: readonly Buffer[], count = bulk): Promise<number> {
  const begun = performance.now()
  const { text } = await send(running, 'POST', '/articles', Readable.from(chunks))
  const seconds = (performance.now() - begun) / 1000
  const created = text.match(/"created"/g)?.length ?? 0
  if (created !== count) throw new Error(`${created} of ${count} were created: ${text.slice(-500)}`)
  return count / seconds
}

/** Milliseconds that 99 of 100 look-ups take at most, from a process of its own. */
function lookUps(running: Running, until: Promise<unknown>): Promise<number> {
  const child = fork(fileURLToPath(new URL('./look-ups.ts', import.meta.url)), [String(running.port)], {
    stdio: 'inherit',
  })
  const measured = new Promise<number>((resolve) => child.once('message', (p99) => resolve(Number(p99))))
  void until.then(() => child.send('enough'))
  return measured
}

const ratios = { singles: [] as number[], bulk: [] as number[] }
for (let round = 0; round < rounds; round++) {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-'))
  const grouped = await handWritten(folder, rows.slice(0, singles), clients)
  const loop = await handWritten(folder, rows.slice(0, bulk), 1000)
  const file = join(folder, 'a.db')
  const running = await start(file, await keyFor(file), { WORKERS: '1' })
  const asking = depositors(running)
  await asking.deposit(0, warmUp, 'w')
  const deposited = await asking.deposit(0, singles, 's')
  asking.end()
  await inBulk(running, chunksOf('v', warmUp), warmUp)
  const imported = await inBulk(running, chunksOf('b', bulk))
  ratios.singles.push(deposited / grouped)
  ratios.bulk.push(imported / loop)
  process.stdout.write(
    `round ${round + 1}: singles ${perSecond(deposited)}, SQLite ${perSecond(grouped)}; bulk ${perSecond(imported)}, loop ${perSecond(loop)}\n`,
  )
  if (round === rounds - 1) {
    const idle = await lookUps(running, new Promise((resolve) => setTimeout(resolve, 4000)))
    const chunks = chunksOf('c', bulk)
    const busy = await lookUps(running, inBulk(running, chunks))
    note({
      what: 'look-ups’ p99 beside a bulk deposit',
      yardstick: 'idle',
      ratio: busy / idle,
      target: 2,
      atMost: true,
    })
    process.stdout.write(
      `look-ups, p99: ${idle.toFixed(1)} ms idle, ${busy.toFixed(1)} ms beside a bulk deposit, ratio ${(busy / idle).toFixed(1)} (target 2)\n`,
    )
  }
  await stop(running)
  rmSync(folder, { recursive: true })
  await turn()
}
note({
  what: 'single deposits, 32 clients',
  yardstick: 'group commits by hand',
  ratio: median(ratios.singles),
  target: 0.5,
})
note({ what: 'bulk deposit over HTTP', yardstick: 'loop by hand', ratio: median(ratios.bulk), target: 0.6 })
process.stdout.write(
  `median of ${rounds}: singles ${median(ratios.singles).toFixed(2)} of SQLite’s group commit (target 0.5), ` +
    `bulk ${median(ratios.bulk).toFixed(2)} of the loop (target 0.6)\n`,
)
