/** Several processes are one service: what one wrote all read, and who ends takes down nothing but what it was doing. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { root } from '../cli/command.ts'
import { bothAnswer, metricOf, startTeam, type Team } from './team.ts'

const skip = existsSync('/proc/self/stat') ? false : 'needs /proc to tell the workers'

const put = (team: Team, n: number, title: string, headers: Record<string, string> = {}) =>
  team.ask('PUT', `/articles/10.5555/${n}`, {
    body: JSON.stringify({ title }),
    headers: { authorization: team.key, ...headers },
  })

t.test('several processes are one service', { skip, timeout: 120_000 }, async (t) => {
  const team = await startTeam(t, { BODY_LIMIT: '1024' })

  await t.test('what is written through any worker is in the next answer of all', async (t) => {
    for (let version = 1; version <= 25; version++) {
      const { status } = await put(team, 1, `Title ${version}`)
      t.equal(status, version === 1 ? 201 : 200)
      const answers = await Promise.all(
        ['', '', '?format=bibtex', '?format=bibtex', '?format=csl-json', '?format=csl-json'].map((query) =>
          team.ask('GET', `/articles/10.5555/1${query}`),
        ),
      )
      for (const { body } of answers) t.match(body, `Title ${version}`)
    }
    const { body } = await team.ask('GET', '/metrics', { headers: { authorization: team.key } })
    const puts = body.split('\n').filter((line) => line.startsWith('colophon_http_requests_total{method="PUT"'))
    t.equal(
      puts.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0),
      25,
      'each is counted once, whichever worker it came to',
    )
    t.equal(metricOf(body, 'colophon_articles'), 1)
  })

  await t.test('long deposits are handed on as they come, and so is their report', async (t) => {
    const lines = Array.from({ length: 500 }, (_, n) =>
      JSON.stringify({ doi: `10.5555/bulk.${n}`, title: `Bulk ${n}` }),
    )
    for (const expected of ['created', 'unchanged', 'unchanged']) {
      const { status, body } = await team.ask('POST', '/articles', {
        body: lines.join('\n'),
        headers: { authorization: team.key, 'content-type': 'application/x-ndjson', expect: '100-continue' },
      })
      t.equal(status, 200)
      const outcomes = body.trimEnd().split('\n').slice(0, 500)
      t.ok(
        outcomes.every((line) => line.includes(`"${expected}"`)),
        outcomes.find((line) => !line.includes(expected)) ?? 'all',
      )
    }
  })

  await t.test('a worker that is killed is replaced; nothing acknowledged is lost', async (t) => {
    const kept: number[] = []
    let next = 0
    let stopped = false
    const writers = Array.from({ length: 4 }, async () => {
      while (!stopped) {
        const n = next++
        const status = await put(team, n, `N ${n}`).then(
          (answer) => answer.status,
          () => 0,
        )
        if (status === 201) kept.push(n)
      }
    })
    for (let kill = 0; kill < 2; kill++) {
      await pause(400)
      const [victim] = await team.workers()
      if (victim !== undefined) process.kill(victim, 'SIGKILL')
      for (let i = 0; i < 200 && !(await bothAnswer(team).catch(() => false)); i++) await pause(50)
    }
    stopped = true
    await Promise.all(writers)
    t.ok(kept.length > 20, `${kept.length} were acknowledged`)
    const answers = await Promise.all(kept.map((n) => team.ask('GET', `/articles/10.5555/${n}`)))
    t.equal(answers.filter(({ status }) => status !== 200).length, 0, 'each is there')
    t.equal((await team.workers()).length, 2)
  })

  await t.test('SIGHUP replaces all workers, and no request fails', async (t) => {
    const before = await team.workers()
    const statuses: number[] = []
    let stopped = false
    let n = 0
    const clients = Array.from({ length: 4 }, async (_, client) => {
      while (!stopped) {
        const answer = client < 2 ? put(team, n++, 'T') : team.ask('GET', '/articles/10.5555/0')
        statuses.push(
          await answer.then(
            ({ status }) => status,
            () => 0,
          ),
        )
      }
    })
    await pause(300)
    team.child.kill('SIGHUP')
    for (let i = 0; i < 300; i++) {
      const now = await team.workers()
      if (now.length === 2 && !now.some((pid) => before.includes(pid))) break
      await pause(50)
    }
    stopped = true
    await Promise.all(clients)
    const after = await team.workers()
    t.notOk(
      after.some((pid) => before.includes(pid)),
      'all are new',
    )
    const failed = statuses.filter((status) => ![200, 201, 404].includes(status))
    t.strictSame(failed, [], `of ${statuses.length}`)
  })

  await t.test('SIGTERM ends all of them, and a second service is told who holds the store', async (t) => {
    await put(team, 1, 'T')
    const second = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'src/main.ts'), '--port', '0', '--workers', '2'],
      {
        cwd: team.folder,
        encoding: 'utf8',
      },
    )
    t.equal(second.status, 75)
    t.match(second.stderr, String(team.child.pid))
    const workers = await team.workers()
    team.child.kill('SIGTERM')
    const [status] = await once(team.child, 'exit')
    t.equal(status, 0)
    for (const pid of workers) t.throws(() => process.kill(pid, 0), 'no worker is left')
    t.notOk(existsSync(join(team.folder, 'colophon.db-wal')), 'the log is written back')
  })
})

t.test('they know who asks, and what was asked of the others', { skip, timeout: 120_000 }, async (t) => {
  const team = await startTeam(t, { TRUST_PROXY: '1', RATE_LIMIT: '400' })

  await t.test('who asks is known to the worker that writes', async (t) => {
    for (const n of [1, 2, 3, 4]) {
      const made = await team.ask('POST', '/api-keys', {
        body: JSON.stringify({ name: `key ${n}`, role: 'depositor', prefixes: ['10.5555'] }),
        headers: { authorization: team.key },
      })
      const {
        key: { id },
        secret,
      } = JSON.parse(made.body)
      const headers = {
        authorization: `Bearer ${secret}`,
        'x-forwarded-for': `192.0.2.${n}`,
        'x-colophon-peer': '203.0.113.9',
      }
      t.equal((await put(team, 100 + n, 'T', headers)).status, 201)
      const { body } = await team.ask('GET', '/api-keys', { headers: { authorization: team.key } })
      const key = JSON.parse(body).keys.find((one: { id: string }) => one.id === id)
      t.equal(key.lastAddress, `192.0.2.${n}`, 'nobody says of himself who he is')
    }
  })

  await t.test('what an address may spend is one sum', async (t) => {
    let refused = 0
    for (let round = 0; round < 30; round++) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => team.ask('GET', '/articles/10.5555/none')))
      refused += answers.filter(({ status }) => status === 429).length
      await pause(50)
    }
    // Two workers that know nothing of one another would let all of them pass.
    t.ok(600 - refused < 520, `${600 - refused} were answered`)
    t.ok(600 - refused >= 250, `${600 - refused} were answered`)
  })

  await t.test('workers end with the primary process', async (t) => {
    const workers = await team.workers()
    t.equal(workers.length, 2)
    team.child.kill('SIGKILL')
    await once(team.child, 'exit')
    const isAlive = (pid: number) => {
      try {
        return process.kill(pid, 0)
      } catch {
        return false
      }
    }
    for (let i = 0; i < 100 && workers.some(isAlive); i++) await pause(50)
    t.notOk(workers.some(isAlive))
  })
})
