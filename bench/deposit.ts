/**
 * Deposits against SQLite itself. Single ones come over HTTP from 32 clients, each answered when it is on disk; the rival
 * is a loop that writes the same rows with node:sqlite and commits 32 at a time, as a group commit at its best would.
 * Bulk is one request of NDJSON against `bench/import.ts`’s hand-written loop. Look-ups are timed beside such a request.
 *
 *   npm run bench:deposit -- [singles] [bulk]
 */

import { fork } from 'node:child_process'
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
import { synthetic } from './synthetic.ts'

const singles = Number(process.argv[2] ?? 4000)
const bulk = Number(process.argv[3] ?? 20_000)
const rounds = 3
const clients = 32

const most = Math.max(singles, bulk)
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

async function overHttp(running: Running): Promise<number> {
  let next = 0
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let n = next++; n < singles; n = next++) {
        const { status } = await send(running, 'PUT', `/articles/${rows[n]?.doi}`, lines[n])
        if (status !== 201) throw new Error(`A deposit was answered ${status}`)
      }
    }),
  )
  return singles / ((performance.now() - begun) / 1000)
}

function* source(from: number): Generator<string> {
  for (let at = 0; at < bulk; at += 100) {
    yield `${lines
      .slice(at, at + 100)
      .map((line) => line.replaceAll('10.5555/synthetic.', `10.5555/synthetic.${from}.`))
      .join('\n')}\n`
  }
}

async function inBulk(running: Running, from: number): Promise<number> {
  const begun = performance.now()
  const { text } = await send(running, 'POST', '/articles', Readable.from(source(from)))
  const created = text.match(/"created"/g)?.length ?? 0
  if (created !== bulk) throw new Error(`${created} of ${bulk} were created: ${text.slice(-500)}`)
  return bulk / ((performance.now() - begun) / 1000)
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
  const grouped = handWritten(folder, rows.slice(0, singles), clients)
  const loop = handWritten(folder, rows.slice(0, bulk), 1000)
  const file = join(folder, 'a.db')
  const running = await start(file, await keyFor(file))
  const deposited = await overHttp(running)
  const imported = await inBulk(running, round)
  ratios.singles.push(deposited / grouped)
  ratios.bulk.push(imported / loop)
  process.stdout.write(
    `round ${round + 1}: singles ${perSecond(deposited)}, SQLite ${perSecond(grouped)}; bulk ${perSecond(imported)}, loop ${perSecond(loop)}\n`,
  )
  if (round === rounds - 1) {
    const idle = await lookUps(running, new Promise((resolve) => setTimeout(resolve, 4000)))
    const busy = await lookUps(running, inBulk(running, rounds))
    process.stdout.write(
      `look-ups, p99: ${idle.toFixed(1)} ms idle, ${busy.toFixed(1)} ms beside a bulk deposit, ratio ${(busy / idle).toFixed(1)} (target 2)\n`,
    )
  }
  await stop(running)
  rmSync(folder, { recursive: true })
  await turn()
}
process.stdout.write(
  `median of ${rounds}: singles ${median(ratios.singles).toFixed(2)} of SQLite’s group commit (target 0.5), ` +
    `bulk ${median(ratios.bulk).toFixed(2)} of the loop (target 0.6)\n`,
)
