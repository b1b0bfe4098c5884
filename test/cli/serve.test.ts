import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { root } from './command.ts'

interface Started {
  readonly child: ChildProcess
  readonly address: string
  readonly out: () => string
  readonly err: () => string
}

async function start(folder: string, env: Record<string, string> = {}): Promise<Started> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src/main.ts'), '--port', '0', '--demo'],
    {
      cwd: folder,
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let out = ''
  let err = ''
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  for (let i = 0; i < 200 && !out.includes('listens'); i++) await pause(50)
  const address = /http:\/\/\S+/.exec(out)?.[0] ?? ''
  return { child, address, out: () => out, err: () => err }
}

t.test('the first start prints address, key and what to do next; later ones the address alone', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-serve-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const first = await start(folder)
  for (let i = 0; i < 100 && !first.out().includes('examples/'); i++) await pause(50)
  const [listens, key, hint, ...more] = first.out().trimEnd().split('\n')
  t.match(listens, /^Colophon listens on http:\/\/127\.0\.0\.1:\d+$/)
  t.match(hint, 'npm run colophon -- import examples/')
  t.strictSame(more, [])
  const secret = /colophon_\S+/.exec(key ?? '')?.[0] ?? ''
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const put = await fetch(`${first.address}/articles/10.5555/1`, { method: 'PUT', headers, body: '{"title":"T"}' })
  t.equal(put.status, 201)
  first.child.kill('SIGTERM')
  const [status] = await once(first.child, 'exit')
  t.equal(status, 0)
  t.notMatch(first.err() + first.out().replace(key ?? '', ''), secret, 'the key is in no log')
  for (const line of first.err().trimEnd().split('\n')) t.doesNotThrow(() => JSON.parse(line), 'a log line is JSON')
  t.match(first.err(), '"reqId"')

  const second = await start(folder)
  t.equal((await fetch(`${second.address}/articles/10.5555/1`)).status, 200)
  second.child.kill('SIGTERM')
  await once(second.child, 'exit')
  t.equal(second.out().trimEnd().split('\n').length, 1, second.out())
})

t.test('SIGTERM finishes what is under way, is not held up by the silent, and leaves a clean store', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-serve-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const { child, address } = await start(folder, { DRAIN_TIMEOUT: '1500' })
  const { port } = new URL(address)
  const silent = connect(Number(port), '127.0.0.1')
  const half = connect(Number(port), '127.0.0.1')
  for (const socket of [silent, half]) socket.on('error', () => {})
  await Promise.all([once(silent, 'connect'), once(half, 'connect')])
  half.write(
    'PUT /articles/10.5555/1 HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"ti',
  )
  await pause(200)
  const asked = performance.now()
  child.kill('SIGTERM')
  const [status] = await once(child, 'exit')
  t.equal(status, 0)
  t.ok(performance.now() - asked < 5000, `took ${performance.now() - asked} ms`)
  silent.destroy()
  half.destroy()
})

t.test('a second service on the same store ends at once and names the first', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-serve-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const { child } = await start(folder)
  const { pid = 0 } = child
  const store = ['--store', `sqlite:${join(folder, 'colophon.db')}`]
  for (const workers of ['1', '2']) {
    const second = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        join(root, 'src/main.ts'),
        '--port',
        '0',
        '--workers',
        workers,
        ...store,
      ],
      { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    let err = ''
    second.stderr?.on('data', (chunk) => {
      err += chunk
    })
    const [status] = await once(second, 'exit')
    t.equal(status, 75, 'try again later')
    t.match(err, new RegExp(`in use by a service, process ${pid}, since \\d{4}-`))
    t.notMatch(err, /at .*\.ts:\d+/, 'no stack')
  }
  child.kill('SIGTERM')
  await once(child, 'exit')
})

t.test('a port that is taken is a clear end', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-serve-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const { child, address } = await start(folder)
  const { port } = new URL(address)
  const other = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(root, 'src/cli.ts'),
      'serve',
      '--port',
      port,
      '--store',
      'sqlite:./other.db',
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let err = ''
  other.stderr?.on('data', (chunk) => {
    err += chunk
  })
  const [status] = await once(other, 'exit')
  t.equal(status, 78, 'the settings are to be mended')
  t.match(err, `Port ${port} of 127.0.0.1 is in use`)
  t.notMatch(err, /at .*\.ts:\d+/, 'no stack')
  child.kill('SIGTERM')
  await once(child, 'exit')
})
