/** kill -9 at a random instant of single and bulk deposits under load; what was not answered is sent again afterwards. */
import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openStore } from '../../src/store/open.ts'
import type { Fault, Outcome, Scale } from './fault.ts'
import { keyFor, oneConnectionEach, put, type Running, start, stop } from './service.ts'

const clients = 8
const bulkSize = 300

interface Ledger {
  /** What was acknowledged: the DOI and its title. */
  readonly promised: Map<string, string>
  readonly wrong: string[]
}

export const kills: Fault = {
  name: 'kills',
  title: 'kill -9 under single and bulk deposits',
  async run({ full, random, folder }: Scale): Promise<Outcome> {
    const trials = full ? 1000 : 100
    const file = join(folder, 'a.db')
    const key = await keyFor(file)
    const ledger: Ledger = { promised: new Map(), wrong: [] }
    let slowest = 0
    for (let round = 0; round < trials; round++) {
      const running = await start(file, key)
      slowest = Math.max(slowest, running.startTime)
      // The round before is sent once more: what it had is unchanged, the rest is written now.
      const ended = Promise.all([
        deposits(running, ledger, round),
        bulk(running, ledger, Math.max(round - (round % 2), 0)),
      ])
      // Every other time it is killed at work, however long it took to begin.
      if (round % 2 === 1) await acknowledged(ledger, ledger.promised.size)
      await pause(random() * 700)
      await stop(running, 'SIGKILL')
      await ended
      if (round % 10 === 9 || round === trials - 1) await inspect(file, ledger)
    }
    const { promised, wrong } = ledger
    if (promised.size === 0) wrong.push('nothing was acknowledged, so that nothing could be lost')
    return { trials, wrong, seen: `${promised.size} acknowledged; slowest start ${Math.round(slowest)} ms` }
  },
}

const patience = 10_000

async function acknowledged({ promised }: Ledger, before: number): Promise<void> {
  for (const begun = performance.now(); performance.now() - begun < patience; await pause(5)) {
    if (promised.size > before) return
  }
}

/** Each client sends one deposit after another, until the service is gone. */
const deposits = (running: Running, { promised, wrong }: Ledger, round: number): Promise<unknown> =>
  Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let n = 0; ; n++) {
        const doi = `10.5555/single.${round}.${client}.${n}`
        const answer = await put(running, doi, doi, { headers: { 'idempotency-key': doi } }).catch(() => undefined)
        if (!answer) return
        if (answer.status === 201) promised.set(doi, doi)
        else wrong.push(`${doi} was answered ${answer.status}`)
      }
    }),
  )

/** A line of the report is an acknowledgement, whether the rest comes or not. */
const bulk = ({ port, key }: Running, { promised, wrong }: Ledger, round: number): Promise<void> =>
  new Promise((resolve) => {
    let rest = ''
    const sent = request(
      {
        port,
        path: '/articles',
        method: 'POST',
        agent: oneConnectionEach,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' },
      },
      (answer) => {
        answer.setEncoding('utf8').on('data', (text: string) => {
          const lines = (rest + text).split('\n')
          rest = lines.pop() ?? ''
          for (const line of lines) {
            const { outcome, doi } = JSON.parse(line)
            if (outcome === 'created' || outcome === 'unchanged') promised.set(doi, doi)
            else wrong.push(line)
          }
        })
        answer.on('error', () => {}).on('close', resolve)
      },
    )
    sent.on('error', () => resolve())
    for (let n = 0; n < bulkSize; n++) {
      const doi = `10.5555/bulk.${round}.${n}`
      sent.write(`${JSON.stringify({ doi, title: doi })}\n`)
    }
    sent.end()
  })

async function inspect(file: string, { promised, wrong }: Ledger): Promise<void> {
  const store = await openStore(`sqlite:${file}`)
  for await (const { doi, message } of store.verify()) wrong.push(`verify: ${doi ?? ''} ${message}`)
  await store.read(async (reader) => {
    const log = await reader.changesSince(0, 10_000_000)
    for (const [index, { seq, doi, version }] of log.entries()) {
      if (seq !== index + 1) wrong.push(`the log has a gap before ${seq}`)
      // Every DOI was only ever sent with one record.
      if (version !== 1) wrong.push(`${doi} was written twice`)
    }
    for (const [doi, title] of promised) {
      const found = await reader.byDoi(doi)
      if (!found) wrong.push(`${doi} was acknowledged and is missing`)
      else if (JSON.parse(found.json).title !== title) wrong.push(`${doi} is not what was sent`)
    }
  })
  await store.close()
}
