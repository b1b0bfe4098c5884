/**
 * Deposits against SQLite itself, with a service of one process that has taken some deposits before. The rival is a loop that
 * writes the same rows into the same tables with node:sqlite, ready made (see hand-written.ts). Single deposits come over HTTP
 * from 32 clients, each answered when it is on disk, against commits of 32 at a time, as a group commit at its best would do.
 * Bulk is one request of NDJSON against transactions of 1,000. Whoever asks shares the machine; what is sent is made before the
 * clock starts, as what the loop inserts is.
 *
 * Look-ups come at a steady 200 a second from four clients, alone and beside a bulk deposit that lasts as long as they do.
 * For a second before, the clients ask as fast as they can: the first thousands of answers are slow by what client and service
 * compile. Clients that went on so would take all of two cores themselves.
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
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { keyFor, type Running, start, stop } from '../test/faults/service.ts'
import { ask } from './client.ts'
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

/** Lines of NDJSON, under DOIs of their own. */
const chunkOf = (name: string, from: number, to: number): Buffer =>
  Buffer.from(`${lines.slice(from, to).join('\n')}\n`.replaceAll('10.5555/synthetic.', `10.5555/synthetic.${name}.`))

/** A hundred lines each. */
const chunksOf = (name: string, count: number): Buffer[] =>
  Array.from({ length: Math.ceil(count / 100) }, (_, n) => chunkOf(name, n * 100, Math.min(n * 100 + 100, count)))

async function inBulk(
  running: Running,
  chunks: Iterable<Buffer> | AsyncIterable<Buffer>,
  told: () => number = () => bulk,
): Promise<number> {
  const begun = performance.now()
  const { text } = await send(running, 'POST', '/articles', Readable.from(chunks))
  const seconds = (performance.now() - begun) / 1000
  const count = told()
  const created = text.match(/"created"/g)?.length ?? 0
  if (created !== count) throw new Error(`${created} of ${count} were created: ${text.slice(-500)}`)
  return count / seconds
}

const lookUps = async ({ port }: Running): Promise<number> => {
  const paths = Array.from({ length: 1000 }, (_, n) => `/articles/10.5555/synthetic.s.${n % singles}`)
  const { p99, refused } = await ask({
    ...{ address: `http://127.0.0.1:${port}`, paths },
    ...{ connections: 4, rate: 200, warmUp: 1, seconds: 3 },
  })
  if (refused > 0) throw new Error(`${refused} look-ups were not answered`)
  return p99
}

/** Long enough for as long as look-ups are timed beside it. */
const passes = Math.ceil(60_000 / bulk)

/** The same beside a bulk deposit; and how many articles a second that took in. */
async function lookUpsBeside(running: Running, name: string): Promise<{ p99: number; rate: number }> {
  const chunks = Array.from({ length: passes }, (_, pass) => chunksOf(`${name}.${pass}`, bulk)).flat()
  let [sent, over] = [0, false]
  function* body() {
    for (const chunk of chunks) {
      if (over) return
      sent += 100
      yield chunk
    }
    throw new Error('The bulk deposit was over before the look-ups were.')
  }
  const deposited = inBulk(running, body(), () => sent)
  // Until its threads have started.
  await pause(1000)
  const p99 = await lookUps(running)
  over = true
  return { p99, rate: await deposited }
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
  await inBulk(running, chunksOf('v', warmUp), () => warmUp)
  const imported = await inBulk(running, chunksOf('b', bulk))
  ratios.singles.push(deposited / grouped)
  ratios.bulk.push(imported / loop)
  process.stdout.write(
    `round ${round + 1}: singles ${perSecond(deposited)}, SQLite ${perSecond(grouped)}; bulk ${perSecond(imported)}, loop ${perSecond(loop)}\n`,
  )
  if (round === rounds - 1) {
    const idle: number[] = []
    const busy: { p99: number; rate: number }[] = []
    for (let n = 0; n < rounds; n++) {
      idle.push(await lookUps(running))
      busy.push(await lookUpsBeside(running, `c${n}`))
    }
    const [alone, beside] = [median(idle), median(busy.map(({ p99 }) => p99))]
    note({
      what: 'look-ups’ p99 beside a bulk deposit',
      yardstick: 'idle',
      ratio: beside / alone,
      target: 2,
      atMost: true,
    })
    process.stdout.write(
      `look-ups, 200 a second, p99: ${alone.toFixed(1)} ms idle, ${beside.toFixed(1)} ms beside a bulk deposit of ` +
        `${perSecond(median(busy.map(({ rate }) => rate)))}, ratio ${(beside / alone).toFixed(1)} (target 2)\n`,
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
