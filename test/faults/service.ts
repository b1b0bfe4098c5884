/** The service as it runs: a process of its own, with a store of its own and an administrator’s key. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createLibrary } from '../../src/library/library.ts'
import { openStore } from '../../src/store/open.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const quiet = '--disable-warning=ExperimentalWarning'

export interface Running {
  readonly child: ChildProcess
  readonly pid: number
  readonly port: number
  readonly key: string
  /** Milliseconds from the start to the first answer. */
  readonly startTime: number
  readonly err: () => string
}

/** An administrator’s secret for a store that no service has seen yet. */
export async function keyFor(file: string): Promise<string> {
  const store = await openStore(`sqlite:${file}`)
  const { secret } = await createLibrary({ store }).keys.create({ name: 'faults', role: 'administrator' })
  await store.close()
  return secret
}

export async function start(file: string, key: string, env: Record<string, string> = {}): Promise<Running> {
  const begun = performance.now()
  const child = spawn(
    process.execPath,
    [quiet, join(root, 'src/main.ts'), '--port', '0', '--store', `sqlite:${file}`],
    {
      // One process unless said: what is done to it is done to the service.
      env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', WORKERS: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let out = ''
  let err = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
  })
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  while (!/listens on \S+:\d+/.test(out)) {
    if (child.exitCode !== null || performance.now() - begun > 60_000)
      throw new Error(`The service did not start: ${err}`)
    await pause(10)
  }
  const port = Number(/:(\d+)\s/.exec(out)?.[1])
  const { pid = 0 } = child
  return { child, pid, port, key, startTime: performance.now() - begun, err: () => err }
}

/** Ends it as SIGTERM does; the exit status. */
export async function stop({ child }: Running, signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
  // Where somebody else killed it there is no status, and no end to wait for.
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
  const ended = once(child, 'exit')
  child.kill(signal)
  const [status] = await ended
  return status
}

export interface Answered {
  readonly status: number
  readonly body: string
  readonly headers: NodeJS.Dict<string | string[]>
}

export interface Sending {
  readonly method?: string
  readonly body?: string
  readonly headers?: Record<string, string>
  readonly agent?: Agent
}

export const oneConnectionEach = new Agent({ keepAlive: false })

/** Rejects unless the answer came to its end. */
export const ask = (
  { port, key }: Pick<Running, 'port' | 'key'>,
  path: string,
  sending: Sending = {},
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { method = 'GET', body, headers, agent = oneConnectionEach } = sending
    const sent = request(
      {
        port,
        path,
        method,
        agent,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...headers },
      },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk
        })
        answer.on('error', reject).on('close', () => {
          if (answer.complete) resolve({ status: answer.statusCode ?? 0, body: text, headers: answer.headers })
          else reject(new Error('cut off'))
        })
      },
    )
    sent.on('error', reject).end(body)
  })

export const put = (running: Running, doi: string, title: string, sending: Sending = {}): Promise<Answered> =>
  ask(running, `/articles/${doi}`, { method: 'PUT', body: JSON.stringify({ title }), ...sending })

/** A small disk of its own, and how to leave it; undefined where this user may not mount one. */
export function smallDisk(folder: string, size: string): (() => void) | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' })
    return () => void execFileSync('umount', ['-l', folder])
  } catch {
    return undefined
  }
}
