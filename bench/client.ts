/**
 * A client that costs little beside what it measures: bare sockets, one request at a time on each, in a process of its
 * own. Run by other benches with a message `Errand`; answers with a `Tally`.
 */
import { fork } from 'node:child_process'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export interface Errand {
  readonly address: string
  readonly paths: readonly string[]
  readonly connections: number
  readonly seconds: number
  /** Header fields of each request beside Host; a list has one for each path. */
  readonly fields?: readonly string[]
  /** What is expected instead of 200. */
  readonly status?: string
  /** Requests a second, evenly; without it each connection asks as soon as it has its answer. */
  readonly rate?: number
  /**
   * Seconds before those that count, in which each connection asks as soon as it has its answer: a client that has just
   * started is slow itself, and compiles for its first thousands.
   */
  readonly warmUp?: number
}

export interface Tally {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  readonly longest: number
  readonly refused: number
  /** Of one core. */
  readonly share: number
}

/** Sends a client on an errand. */
export function ask(errand: Errand): Promise<Tally> {
  // Of one thread: V8’s own, which collect its garbage, would take a core from what is measured.
  const execArgv = ['--disable-warning=ExperimentalWarning', '--single-threaded']
  const child = fork(new URL(import.meta.url), { execArgv })
  return new Promise((resolve, reject) => {
    child.once('message', (tally) => resolve(tally as Tally)) // what this file sends
    child.once('exit', (code) => reject(new Error(`the client ended with ${code}`)))
    child.send(errand)
  })
}

/** Sends one request and waits for the whole answer; gives its status. */
function openLine(address: string): { get: (request: Buffer) => Promise<string>; close: () => void } {
  const { hostname, port } = new URL(address)
  let done: (status: string) => void = () => {}
  let [head, missing, isLast] = ['', 0, false]
  const open = () =>
    connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port), noDelay: true }).on('data', take)
  let socket = open()
  function take(data: Buffer): void {
    if (missing === 0) {
      head += data.toString('latin1')
      const end = head.indexOf('\r\n\r\n')
      if (end < 0) return
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
      missing = length === undefined ? 0 : Number(length) - (head.length - end - 4)
      isLast = /\r\nconnection: close\r\n/i.test(head)
    } else missing -= data.length
    if (missing > 0) return
    const status = head.slice(9, 12)
    head = ''
    missing = 0
    // RFC 9112, 9.6: no request may follow on this connection. Services say so after some thousands.
    if (isLast) {
      socket.off('data', take).destroy()
      socket = open()
    }
    done(status)
  }
  return {
    get: (request) =>
      new Promise((resolve) => {
        done = resolve
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}

const requestOf = (path: string, address: string, field = ''): Buffer =>
  Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${new URL(address).host}\r\n${field && `${field}\r\n`}\r\n`)

async function run({
  address,
  paths,
  connections,
  seconds,
  fields,
  rate,
  warmUp = 0,
  status: expected = '200',
}: Errand): Promise<Tally> {
  const requests = paths.map((path, n) => requestOf(path, address, fields?.[n % fields.length]))
  const lines = Array.from({ length: connections }, () => openLine(address))
  const times: number[] = []
  let refused = 0
  const before = process.cpuUsage()
  const begun = performance.now()
  const counted = begun + warmUp * 1000
  const until = counted + seconds * 1000
  const each = rate === undefined ? 0 : (connections / rate) * 1000
  await Promise.all(
    lines.map(async ({ get }, line) => {
      // Each begins elsewhere: the same reference asked for twice at once is rendered once.
      let next = Math.floor((line * paths.length) / connections)
      let due = counted + (line * each) / connections
      while (performance.now() < until) {
        const isPaced = each > 0 && performance.now() >= counted
        if (isPaced) await pause(Math.max(0, due - performance.now()))
        const sent = performance.now()
        const status = await get(requests[next++ % requests.length] ?? Buffer.of())
        if (sent >= counted) times.push(performance.now() - sent)
        if (status !== expected) refused++
        if (isPaced) due = Math.max(due + each, performance.now())
      }
    }),
  )
  const taken = performance.now() - begun
  const { user, system } = process.cpuUsage(before)
  for (const { close } of lines) close()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0
  return {
    perSecond: (times.length / (taken - warmUp * 1000)) * 1000,
    p50: at(0.5),
    p99: at(0.99),
    longest: times.at(-1) ?? 0,
    refused,
    share: (user + system) / 1000 / taken,
  }
}

if (process.argv[1] === import.meta.filename && process.send) {
  process.once('message', (errand) => {
    run(errand as Errand).then((tally) => process.send?.(tally, () => process.disconnect())) // from ask()
  })
}
