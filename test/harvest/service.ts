/** The service in a process of its own, as harvesters meet it: over HTTP, with a file for a store. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const main = join(fileURLToPath(new URL('../..', import.meta.url)), 'src/main.ts')

export interface Answer {
  readonly status: number
  readonly text: string
}

export interface RunningService {
  readonly key: string
  ask(method: string, path: string, body?: string): Promise<Answer>
  /** Its own memory in MiB, without the pages of the store’s file that the system maps into it. */
  memory(): number
  stop(): Promise<void>
}

export async function startServiceOn(store: string): Promise<RunningService> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main, '--port', '0'], {
    env: { PATH: process.env.PATH, STORE: store, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { address, key } = await said(child)
  // As many as there are writers and a harvester.
  const agent = new Agent({ keepAlive: true, maxSockets: 40 })
  return {
    key,
    ask: (method, path, body) => ask(agent, `${address}${path}`, method, key, body),
    memory: () =>
      Math.round(Number(/RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024),
    async stop() {
      agent.destroy()
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    },
  }
}

/** What the service says of itself when it starts. */
async function said(child: ChildProcess): Promise<{ address: string; key: string }> {
  let out = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  for (let n = 0; n < 600 && !/listens.*\n/.test(out); n++) await pause(50)
  // The key comes at the first start alone.
  for (let n = 0; n < 10 && !/colophon_.*\n/.test(out); n++) await pause(50)
  if (!out.includes('listens')) throw new Error('The service did not start')
  return { address: /http:\/\/\S+/.exec(out)?.[0] ?? '', key: /colophon_\S+/.exec(out)?.[0] ?? '' }
}

function ask(agent: Agent, url: string, method: string, key: string, body?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = request(
      url,
      {
        method,
        agent,
        headers: {
          'accept-encoding': 'gzip',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(method !== 'GET' && { authorization: `Bearer ${key}` }),
        },
      },
      (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('error', reject)
        response.on('end', () => {
          const bytes = Buffer.concat(pieces)
          const text = response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes
          resolve({ status: response.statusCode ?? 0, text: text.toString('utf8') })
        })
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}
