/** A service that is killed and started again: every change reaches its receiver, and what came before comes first. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { root, unwatched, workplace } from '../cli/command.ts'
import { becomes, startReceiver, upTo } from './receiver.ts'

const env = { WEBHOOK_ADDRESSES: 'any', LOG_LEVEL: 'fatal' }

async function serve(folder: string): Promise<{ child: ChildProcess; address: string; key: string }> {
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', join(root, 'src/main.ts'), '--port', '0']
  // `exec`, so that the kill reaches the service itself.
  const child = spawn('env', [...unwatched, ...command], {
    cwd: folder,
    env: { PATH: process.env.PATH, STORE: 'sqlite:./articles.db', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  child.stdout?.setEncoding('utf8').on('data', (text) => {
    out += text
  })
  await becomes(() => out.includes('listens'), 20_000)
  await becomes(() => out.includes('colophon_'), 500)
  return { child, address: /http:\/\/\S+/.exec(out)?.[0] ?? '', key: /colophon_\S+/.exec(out)?.[0] ?? '' }
}

t.test('killed again and again, it misses nothing; stopped in order, it repeats nothing', async (t) => {
  const { run, folder } = workplace(t)
  const receiver = await startReceiver(t, async () => {
    await pause(5)
    return 204
  })
  const added = await run(['webhook', 'add', receiver.url], '', env)
  t.match(added, { status: 0, out: /^whsec_\S+\n$/, err: /after number 0/ })
  let service = await serve(folder)
  t.teardown(() => service.child.kill('SIGKILL'))
  const headers = { authorization: `Bearer ${service.key}`, 'content-type': 'application/json' }
  let written = 0
  const put = async () => {
    written++
    const url = `${service.address}/articles/10.5555/${written % 20}`
    const { ok } = await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ title: `T ${written}` }) })
    if (!ok) throw new Error(`${written} was refused`)
  }
  for (let round = 0; round < 2; round++) {
    for (let n = 0; n < 30; n++) await put()
    await pause(Math.random() * 300)
    service.child.kill('SIGKILL')
    await once(service.child, 'exit')
    service = await serve(folder)
  }
  t.ok(await becomes(() => receiver.acknowledged.includes(written), 30_000))
  const first = receiver.acknowledged.filter((seq, index, all) => all.indexOf(seq) === index)
  t.same(first, upTo(written), 'each came, in order')
  const ids = new Map(receiver.all.map(({ seq, headers: given }) => [seq, given['webhook-id']]))
  t.ok(
    receiver.all.every(({ seq, headers: given }) => given['webhook-id'] === ids.get(seq)),
    'repeated under one id',
  )

  service.child.kill('SIGTERM')
  await once(service.child, 'exit')
  const { length } = receiver.all
  service = await serve(folder)
  await put()
  t.ok(await becomes(() => receiver.all.length > length))
  await pause(300)
  t.equal(receiver.all.length, length + 1, 'nothing is sent twice after an orderly end')
  const list = await run(['webhook', 'list'], '', env)
  t.match(
    list.out,
    new RegExp(`^[0-9a-f]{12}\\t(idle|delivering)\\t\\d+\\t[01]\\t0\\t-\\tall\\t${receiver.url}\\t-\\n$`),
  )
})

t.test('the command line refuses what leads nowhere, and removes what is there', async (t) => {
  const { run } = workplace(t)
  for (const [url, fault] of [
    ['https://127.0.0.1/', 'no public address'],
    ['https://[::1]/', 'no public address'],
    ['https://localhost/', 'no public address'],
    ['http://index.example.org/', 'https:'],
    ['index', 'not an address'],
  ] as const) {
    t.match(await run(['webhook', 'add', url]), { status: 1, err: fault }, url)
  }
  t.equal((await run(['webhook'])).status, 2)
  t.equal((await run(['webhook', 'add'])).status, 2)
  const url = 'https://index.example.org/'
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const added = await run(['webhook', 'add', url, '--event', 'article.retracted', '--secret', secret])
  t.match(added, { status: 0, out: '' }, 'a secret that was given is not repeated')
  const id = (await run(['webhook', 'list'])).out.split('\t')[0] ?? ''
  t.match(await run(['webhook', 'retry', id]), { status: 0 })
  t.match(await run(['webhook', 'remove', id]), { status: 0 })
  t.match(await run(['webhook', 'remove', id]), { status: 1, err: /no webhook/ })
})
