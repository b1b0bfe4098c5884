/** SIGTERM under load, with a long deposit under way and a client that is stuck. */
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Fault, Outcome, Scale } from './fault.ts'
import { ask, keyFor, oneConnectionEach, put, type Running, start, stop } from './service.ts'

const drainTimeout = 10_000

interface Load {
  over: boolean
  readonly faults: string[]
}

export const sigterm: Fault = {
  name: 'sigterm',
  title: 'SIGTERM under load, a client stuck',
  async run({ full, random, folder }: Scale): Promise<Outcome> {
    const trials = full ? 100 : 10
    const file = join(folder, 'a.db')
    const key = await keyFor(file)
    const wrong: string[] = []
    let finished = 0
    let slowest = 0
    for (let trial = 0; trial < trials; trial++) {
      const running = await start(file, key, { DRAIN_TIMEOUT: String(drainTimeout) })
      const load: Load = { over: false, faults: [] }
      // Whoever is stuck holds the end up to the deadline, which takes its time.
      const stuck = trial % 4 === 0 ? await halfSent(running) : undefined
      const bulk = slowBulk(running, trial)
      const singles = Promise.all(
        Array.from({ length: 16 }, (_, client) => singleAfterSingle(running, client, trial, load)),
      )
      await pause(200 + random() * 500)
      // As behind a load balancer, nothing new is sent; what is under way must come to its end.
      load.over = true
      const asked = performance.now()
      const status = await stop(running)
      const took = performance.now() - asked
      slowest = Math.max(slowest, took)
      finished += (await singles).reduce((sum, one) => sum + one, 0)
      for (const fault of [...(await bulk), ...load.faults]) wrong.push(`trial ${trial}: ${fault}`)
      if (status !== 0) wrong.push(`trial ${trial}: exit ${status}: ${running.err()}`)
      if (took > drainTimeout + 3000) wrong.push(`trial ${trial}: took ${Math.round(took)} ms`)
      if ((statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0)
        wrong.push(`trial ${trial}: the log was left`)
      stuck?.destroy()
    }
    const twice = await secondSignal(file, key)
    if (twice > 1000) wrong.push(`a second SIGTERM ended it after ${Math.round(twice)} ms`)
    return {
      trials,
      wrong,
      seen: `${finished} singles and ${trials} bulks came to their end; slowest end ${Math.round(slowest)} ms`,
    }
  },
}

async function singleAfterSingle(running: Running, client: number, trial: number, load: Load): Promise<number> {
  let n = 0
  for (; !load.over; n++) {
    const answer =
      n % 4 === 3 ? ask(running, '/articles?limit=5') : put(running, `10.5555/${trial}.${client}.${n}`, 'T')
    const { status } = await answer.catch((error: Error) => ({ status: error.message }))
    if (status !== 201 && status !== 200) load.faults.push(`in flight: ${status}`)
  }
  return n
}

/** Sends 400 records over more than a second; what is wrong with its answer. */
const slowBulk = ({ port, key }: Running, trial: number): Promise<string[]> =>
  new Promise((resolve) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' }
    const sent = request(
      { port, path: '/articles', method: 'POST', agent: oneConnectionEach, headers },
      async (answer) => {
        let text = ''
        try {
          for await (const chunk of answer) text += chunk
        } catch (error) {
          return resolve([`bulk: ${String(error)}`])
        }
        const created = text.split('\n').filter((line) => line.includes('"created"')).length
        resolve(created === 400 ? [] : [`bulk: ${created} of 400: ${text.slice(-300)}`])
      },
    )
    sent.on('error', (error) => resolve([`bulk: ${error.message}`]))
    const parts = async () => {
      for (let part = 0; part < 10; part++) {
        for (let n = 0; n < 40; n++)
          sent.write(`${JSON.stringify({ doi: `10.5555/bulk.${trial}.${part}.${n}`, title: 'T' })}\n`)
        await pause(120)
      }
      sent.end()
    }
    void parts()
  })

async function halfSent({ port }: Running) {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write('PUT /articles/10.5555/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"ti')
  return socket
}

/** How long the service lives after the second signal, a stuck client holding it. */
async function secondSignal(file: string, key: string): Promise<number> {
  const running = await start(file, key, { DRAIN_TIMEOUT: '30000' })
  const stuck = await halfSent(running)
  running.child.kill('SIGTERM')
  await pause(300)
  const asked = performance.now()
  await stop(running)
  stuck.destroy()
  return performance.now() - asked
}
