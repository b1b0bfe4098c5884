/** A real service of several processes for tests, and requests each on a connection of its own: they reach the workers in turn. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Test } from 'tap'
import { root } from '../cli/command.ts'

export interface Team {
  readonly child: ChildProcess
  readonly folder: string
  readonly key: string
  readonly err: () => string
  readonly ask: (method: string, path: string, more?: Asked) => Promise<Answer>
  /** Process ids of the workers. */
  readonly workers: () => Promise<readonly number[]>
}

export interface Asked {
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

export async function startTeam(t: Test, env: Readonly<Record<string, string>> = {}): Promise<Team> {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-team-'))
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src/main.ts'), '--port', '0', '--workers', '2'],
    { cwd: folder, env: { PATH: process.env.PATH, DRAIN_DELAY: '50', ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  t.teardown(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    rmSync(folder, { recursive: true, force: true })
  })
  for (let i = 0; i < 400 && !out.includes('colophon_'); i++) await pause(50)
  const address = /http:\/\/\S+/.exec(out)?.[0] ?? ''
  const key = `Bearer ${/colophon_\S+/.exec(out)?.[0] ?? ''}`
  const ask: Team['ask'] = (method, path, { body, headers } = {}) =>
    askOnce(address + path, method, { body: body ?? '', headers: headers ?? {} })
  const team = { child, folder, key, err: () => err, ask, workers: () => children(child.pid ?? 0) }
  for (let i = 0; i < 200 && (await team.workers()).length < 2; i++) await pause(50)
  // Both answer once the second has been heard.
  for (let i = 0; i < 200 && !(await bothAnswer(team)); i++) await pause(50)
  return team
}

async function askOnce(url: string, method: string, { body, headers }: Required<Asked>): Promise<Answer> {
  const asked = request(url, {
    method,
    agent: false,
    headers: { ...headers, ...(body !== '' && { 'content-type': headers['content-type'] ?? 'application/json' }) },
  })
  asked.end(body === '' ? undefined : body)
  const [answer] = await once(asked, 'response')
  let text = ''
  answer.setEncoding('utf8')
  for await (const chunk of answer) text += chunk
  return { status: answer.statusCode ?? 0, body: text, headers: answer.headers }
}

async function children(parent: number): Promise<readonly number[]> {
  const { readdirSync, readFileSync } = await import('node:fs')
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => {
    try {
      // The second word after the name in brackets is the parent’s id (proc(5)).
      const [, ppid] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return Number(ppid) === parent ? [Number(pid)] : []
    } catch {
      return []
    }
  })
}

/** Metrics are gathered from every worker that is ready. */
export async function bothAnswer(team: Pick<Team, 'ask' | 'key'>): Promise<boolean> {
  const { body } = await team.ask('GET', '/metrics', { headers: { authorization: team.key } })
  return metricOf(body, 'colophon_workers') === 2
}

export const metricOf = (metrics: string, name: string): number | undefined => {
  const line = metrics.split('\n').find((one) => one.startsWith(`${name} `) || one.startsWith(`${name}{`))
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ')))
}
