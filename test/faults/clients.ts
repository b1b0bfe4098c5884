/** Clients that are many, slow, or gone. */
import { readdirSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { openStore } from '../../src/store/open.ts'
import { change } from '../store/contract.ts'
import { type Fault, notRun, type Outcome, percentile, type Scale } from './fault.ts'
import { ask, keyFor, put, type Running, start, stop } from './service.ts'

/** Its own: what is mapped of the store’s file is counted once for every connection, and is not memory that is taken. */
const megabytes = ({ pid }: Running): number =>
  Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
const files = ({ pid }: Running): number => readdirSync(`/proc/${pid}/fd`).length

const opened = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
  })

/** Milliseconds of look-ups one after another; Infinity for one that failed. */
async function lookUps(running: Running, count: number): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < count; n++) {
    const begun = performance.now()
    const { status } = await ask(running, '/articles/10.5555/1').catch(() => ({ status: 0 }))
    times.push(status === 200 ? performance.now() - begun : Number.POSITIVE_INFINITY)
  }
  return times
}

export const idle: Fault = {
  name: 'idle',
  title: 'idle connections',
  async run({ folder }: Scale): Promise<Outcome> {
    const file = join(folder, 'a.db')
    const running = await start(file, await keyFor(file))
    const sockets: Socket[] = []
    try {
      await put(running, '10.5555/1', 'T')
      await lookUps(running, 200)
      const before = { memory: megabytes(running), p99: percentile(await lookUps(running, 300), 0.99) }
      for (let n = 0; n < 10_000; n += 200) {
        sockets.push(...(await Promise.all(Array.from({ length: 200 }, () => opened(running.port)))))
      }
      // One request each, then silence: what Node closes as unused is not what is meant.
      for (const socket of sockets) socket.on('error', () => {}).write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n')
      await pause(3000)
      const after = { memory: megabytes(running), p99: percentile(await lookUps(running, 300), 0.99) }
      const gone = sockets.filter(({ readyState }) => readyState !== 'open').length
      const grown = after.memory - before.memory
      const wrong = [
        ...(gone > 0 ? [`${gone} of ${sockets.length} were refused`] : []),
        ...(grown > 300 ? [`memory grew by ${Math.round(grown)} MB`] : []),
        ...(after.p99 > Math.max(3 * before.p99, 50)
          ? [`p99 ${after.p99.toFixed(1)} ms, ${before.p99.toFixed(1)} before`]
          : []),
      ]
      const seen = `+${Math.round(grown)} MB; p99 of look-ups ${before.p99.toFixed(1)} → ${after.p99.toFixed(1)} ms`
      return { trials: sockets.length, wrong, seen }
    } catch (error) {
      if (/EMFILE/.test(String(error))) return notRun('not enough file descriptors: ulimit -n 20000')
      throw error
    } finally {
      for (const socket of sockets) socket.destroy()
      await stop(running, 'SIGKILL')
    }
  },
}

/** What its objects and buffers take: the rest is caches of the store, which grow to their bounds and stay. */
async function live(running: Running): Promise<number> {
  const { body } = await ask(running, '/metrics')
  const of = (name: string) => Number(new RegExp(`^nodejs_${name}_bytes (\\S+)`, 'm').exec(body)?.[1]) / 1e6
  return of('heap_size_used') + of('external_memory')
}

/** A store with enough to stream. */
async function filled(file: string): Promise<void> {
  const store = await openStore(`sqlite:${file}`)
  await store.write(async (room) => {
    for (let n = 0; n < 20_000; n++) {
      const doi = `10.5555/${n}`
      const json = JSON.stringify({ schema: '1', doi, title: `${n} `.repeat(350) })
      await room.put(change(doi, { json }))
    }
  })
  await store.close()
}

type Slow = readonly [kind: string, count: number, limit: number, begin: string, trickle: string | undefined]

export const slow: Fault = {
  name: 'slow',
  title: 'slow headers, slow bodies, slow readers',
  async run({ full, folder }: Scale): Promise<Outcome> {
    const file = join(folder, 'a.db')
    const key = await keyFor(file)
    await filled(file)
    // Without progress a connection is cut after two to four times this: Node looks twice whether anything moved.
    const running = await start(file, key, { REQUEST_TIMEOUT: '10000' })
    const scale = full ? 10 : 1
    const kinds: readonly Slow[] = [
      ['headers', 200 * scale, 20_000, 'GET /livez HTTP/1.1\r\nHost: x\r\nX-Slow: ', 'a'],
      [
        'bodies',
        200 * scale,
        25_000,
        'PUT /articles/10.5555/1 HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n',
        ' ',
      ],
      ['readers', 50 * scale, 45_000, 'GET /dump/json HTTP/1.1\r\nHost: x\r\n\r\n', undefined],
    ]
    const wrong: string[] = []
    const seen: string[] = []
    try {
      const before = await live(running)
      let good = true
      const watched = (async () => {
        const times: number[] = []
        while (good) times.push(...(await lookUps(running, 20)))
        return times
      })()
      await Promise.all(kinds.map((kind) => hold(running, kind, wrong, seen)))
      good = false
      const times = await watched
      const failed = times.filter((time) => time === Number.POSITIVE_INFINITY).length
      if (failed > 0) wrong.push(`${failed} of ${times.length} good requests failed`)
      const grown = (await live(running)) - before
      if (grown > 200) wrong.push(`memory grew by ${Math.round(grown)} MB`)
      seen.push(`${times.length} good requests, p99 ${percentile(times, 0.99).toFixed(1)} ms; +${Math.round(grown)} MB`)
      return { trials: kinds.reduce((sum, [, count]) => sum + count, 0), wrong, seen: seen.join('; ') }
    } finally {
      await stop(running, 'SIGKILL')
    }
  },
}

/** Keeps them going until the service closes them; a refusal counts as that. */
async function hold({ port }: Running, [kind, count, limit, begin, trickle]: Slow, wrong: string[], seen: string[]) {
  const begun = performance.now()
  let longest = 0
  const ended = Array.from({ length: count }, async () => {
    const socket = await opened(port)
    socket.on('error', () => {})
    // A reader that is slow reads nothing at all; the others would see an answer.
    if (trickle === undefined) socket.pause()
    else socket.resume()
    socket.write(begin)
    const timer = trickle === undefined ? undefined : setInterval(() => socket.writable && socket.write(trickle), 1000)
    const closed = new Promise<void>((resolve) => socket.once('close', resolve))
    const peek =
      trickle === undefined
        ? (async () => {
            // Nothing is heard of the end as long as nothing is read.
            await pause(limit)
            socket.resume()
            await closed
          })()
        : closed
    await Promise.race([peek, pause(limit + 8000)])
    clearInterval(timer)
    const lived = performance.now() - begun
    longest = Math.max(longest, lived)
    if (socket.readyState !== 'closed') wrong.push(`a slow one (${kind}) was still there after ${Math.round(lived)} ms`)
    socket.destroy()
  })
  await Promise.all(ended)
  seen.push(`${kind} gone after ${(longest / 1000).toFixed(0)} s`)
}

export const aborts: Fault = {
  name: 'aborts',
  title: 'clients that leave in the middle of an answer',
  async run({ full, random, folder }: Scale): Promise<Outcome> {
    const file = join(folder, 'a.db')
    const key = await keyFor(file)
    await filled(file)
    const running = await start(file, key)
    const trials = full ? 10_000 : 400
    const wrong: string[] = []
    try {
      await ask(running, '/dump/json')
      const before = files(running)
      for (let done = 0; done < trials; done += 20) {
        await Promise.all(Array.from({ length: 20 }, () => leave(running, Math.floor(random() * 500_000))))
      }
      await pause(1500)
      const left = files(running) - before
      if (left > 10) wrong.push(`${left} file descriptors were left open`)
      const { body } = await ask(running, '/metrics')
      const inside = /pool_requests\{pool="harvests"\} (\d+)/.exec(body)?.[1]
      if (inside !== '0') wrong.push(`${inside} dumps are still under way`)
      if (running.err().includes('"level":50')) wrong.push(`errors were logged: ${running.err().slice(0, 300)}`)
      const begun = performance.now()
      const { status } = await ask(running, '/articles/10.5555/1')
      return {
        trials,
        wrong,
        seen: `${left} more descriptors; then ${status} in ${Math.round(performance.now() - begun)} ms`,
      }
    } finally {
      await stop(running, 'SIGKILL')
    }
  },
}

/** Reads so many bytes of a dump, and goes. */
const leave = ({ port }: Running, bytes: number): Promise<void> =>
  new Promise((resolve) => {
    let read = 0
    const asked = get({ port, path: '/dump/json', agent: false }, (answer) => {
      answer.on('data', (chunk: Buffer) => {
        read += chunk.length
        if (read >= bytes) asked.destroy()
      })
      answer.on('error', () => {}).on('close', resolve)
    })
    asked.on('error', () => resolve())
  })
