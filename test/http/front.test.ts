/** What the front answers is what the routes would answer: every answer is compared with the first, which they gave. */
import t, { type Test } from 'tap'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { openStore } from '../../src/store/open.ts'
import { record, startService } from './start.ts'

interface Seen {
  readonly status: number
  readonly body: string
  readonly headers: Record<string, string>
}

async function look(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Seen> {
  const answer = await fetch(address, { method, headers })
  const { date: _, ...rest } = Object.fromEntries(answer.headers)
  return { status: answer.status, body: await answer.text(), headers: rest }
}

async function closing(t: Test, name: string) {
  const store = await openStore(name)
  t.teardown(() => store.close())
  return store
}

const path = '/articles/10.5555/Tides.7'
const wishes: Readonly<Record<string, Record<string, string>>> = {
  'the record': { accept: 'application/json' },
  BibTeX: { accept: 'application/x-bibtex' },
  JATS: { accept: 'application/vnd.jats+xml' },
  'CSL-JSON': { accept: 'application/vnd.citationstyles.csl+json' },
  'a page': { accept: 'text/html' },
  'a packed page': { accept: 'text/html', 'accept-encoding': 'gzip' },
  'a page as it is': { accept: 'text/html', 'accept-encoding': 'identity' },
}

t.test('the same words get the same answer, whoever gives it', async (t) => {
  const { app, key } = await startService(t, { METRICS: 'open' })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const put = (title: string) =>
    app.inject({
      method: 'PUT',
      url: path,
      headers: { authorization: key },
      payload: { ...record, title },
    })
  await put('First')
  for (const [name, headers] of Object.entries(wishes)) {
    for (const url of [path, `${path}?version=1`, '/10.5555/Tides.7']) {
      const first = await look(address + url, headers)
      t.equal(first.status, 200, `${name} at ${url}`)
      for (let again = 0; again < 3; again++) t.strictSame(await look(address + url, headers), first, 'again')
      const known = { ...headers, 'if-none-match': first.headers.etag ?? '' }
      const unchanged = await look(address + url, known)
      t.equal(unchanged.status, 304)
      t.equal(unchanged.body, '')
      t.equal(unchanged.headers.etag, first.headers.etag?.replace(/^W\//, ''))
      t.notOk(unchanged.headers['content-length'])
      t.equal((await look(address + url, { ...headers, 'if-none-match': '"other"' })).body, first.body)
      const head = await look(address + url, headers, 'HEAD')
      t.equal(head.status, 200)
      t.equal(head.body, '')
    }
  }
  const { body } = await look(`${address}/metrics`)
  const counted = (start: string) =>
    body
      .split('\n')
      .filter((line) => line.startsWith(start) && /route="\/(articles\/)?\*"/.test(line))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0)
  const asked = Object.keys(wishes).length * 3
  t.equal(counted('colophon_http_requests_total{method="GET"'), asked * 6, 'each is counted')
  t.equal(counted('colophon_http_request_duration_seconds_count'), asked * 7 + 1, 'and measured')
})

t.test('nothing is answered that no longer stands', async (t) => {
  const { app, key } = await startService(t)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  for (let version = 1; version <= 5; version++) {
    await app.inject({
      method: 'PUT',
      url: path,
      headers: { authorization: key },
      payload: { ...record, title: `V${version}` },
    })
    for (let again = 0; again < 4; again++)
      t.match((await look(address + path, { accept: 'application/json' })).body, `V${version}`)
  }
  const then = { accept: 'application/json', 'accept-datetime': 'Thu, 01 Feb 2024 00:00:30 GMT' }
  t.ok((await look(address + path, then)).headers['memento-datetime'], 'an instant is asked of the routes')
  t.notOk((await look(address + path, { accept: 'application/json' })).headers['memento-datetime'])
  await app.inject({ method: 'DELETE', url: path, headers: { authorization: key }, payload: { reason: 'Wrong.' } })
  t.equal((await look(address + path, { accept: 'application/json' })).status, 410)
})

const works = '/works/10.5555/Tides.7'
const agents: Readonly<Record<string, Record<string, string>>> = {
  'who is nobody': { 'user-agent': 'curl/8' },
  'who says where to write to': { 'user-agent': 'Harvester/1 (mailto:me@example.org)' },
}

t.test('a work is the same again, in the pool of whoever asks', async (t) => {
  const { app, key } = await startService(t)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const put = (title: string) =>
    app.inject({ method: 'PUT', url: path, headers: { authorization: key }, payload: { ...record, title } })
  for (const title of ['First', 'Second']) {
    await put(title)
    for (const url of [works, `/v1${works}`, `${works}?mailto=me@example.org`]) {
      for (const [name, headers] of Object.entries(agents)) {
        const routed = await app.inject({ url, headers })
        const first = await look(address + url, headers)
        t.equal(first.status, 200, `${name} at ${url}`)
        t.equal(first.body, routed.body)
        t.match(first.body, title)
        const isPolite = url.includes('mailto') || headers['user-agent']?.includes('mailto')
        t.equal(first.headers['x-api-pool'], isPolite ? 'polite' : 'public')
        t.equal(first.headers['x-rate-limit-limit'], '1000')
        t.equal(first.headers.link, routed.headers.link)
        t.notOk(first.headers.etag)
        for (let again = 0; again < 3; again++) t.strictSame(await look(address + url, headers), first, 'again')
        t.equal((await look(address + url, { ...headers, 'if-none-match': '*' })).status, 200)
        t.equal((await look(address + url, headers, 'HEAD')).body, '')
      }
    }
    t.equal((await look(`${address}${works}?rows=none`)).status, 400)
    t.equal((await look(`${address}${works}/agency`)).status, 200)
    t.match((await look(`${address}${works}/transform/application/x-bibtex`)).body, '@article')
  }
  await app.inject({ method: 'DELETE', url: path, headers: { authorization: key }, payload: { reason: 'Wrong.' } })
  t.equal((await look(address + works)).status, 410)
})

t.test('what another process wrote is seen by the next who asks', async (t) => {
  const folder = t.testdir()
  const name = `sqlite:${folder}/shared.db`
  const library = createLibrary({ store: await closing(t, name) })
  const other = createLibrary({ store: await closing(t, name) })
  const { app } = await startService(t, {}, library)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  for (let version = 1; version <= 20; version++) {
    await other.deposit({ draft: { ...record, title: `V${version}` } as never, by: localCaller }) // as over the wire
    for (const url of [path, works])
      for (let again = 0; again < 3; again++)
        t.match((await look(address + url, { accept: 'application/json' })).body, `V${version}"`)
  }
})

t.test('where crawlers are refused, every answer says so', async (t) => {
  const { app, key } = await startService(t, { CRAWLERS: 'refused' })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  await app.inject({ method: 'PUT', url: path, headers: { authorization: key }, payload: record })
  for (let again = 0; again < 4; again++)
    for (const url of [path, works]) t.equal((await look(address + url)).headers['x-robots-tag'], 'noindex')
})

t.test('where requests are rationed, all of them are', async (t) => {
  const { app, key } = await startService(t, { RATE_LIMIT: '20' })
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  await app.inject({ method: 'PUT', url: path, headers: { authorization: key }, payload: record })
  const statuses: number[] = []
  for (let n = 0; n < 25; n++) statuses.push((await look(address + path)).status)
  t.ok(statuses.includes(429))
})
