/** What the front answers is what the routes would answer: every answer is compared with the first, which they gave. */
import { type AddressInfo, connect } from 'node:net'
import t, { type Test } from 'tap'
import { writers } from '../../src/formats/index.ts'
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

/** Instants, and the number of a request where a problem names it, with the length that this gives. */
const passing =
  /(?<=^date: )[^\r]+|"req-\w+"|(?<=^content-length: )\d+(?=\r\n(?:\S[^\r]+\r\n)*\r\n\{"type":"\/problems)/gim

/** All that comes back for these on one connection, without what is passing. */
function exchange({ port }: AddressInfo, requests: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = ''
    const last = 'GET /livez HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n'
    const socket = connect(port, '127.0.0.1', () => socket.write(requests.join('') + last))
    socket.on('data', (data) => {
      seen += data.toString('latin1')
    })
    socket.on('error', reject).on('end', () => resolve(seen.replace(passing, '…')))
  })
}

const plain = '/articles/10.5555/Tides.7'
const asked: readonly (readonly [line: string, fields?: string])[] = [
  ...writers.map(({ name }) => [`GET ${plain}?format=${name}`] as const),
  ...writers.map(({ mediaType }) => [`GET ${plain}`, `Accept: ${mediaType}\r\n`] as const),
  [`GET ${plain}`],
  ['GET /10.5555/Tides.7', 'Accept: application/json\r\n'],
  ['GET /10.5555/Tides.7?format=ris'],
  ['GET /articles/10.5555/tides.7?format=bibtex'],
  [`HEAD ${plain}?format=bibtex`],
  [`OPTIONS ${plain}`],
  [`GET ${plain}?format=json`, 'If-None-Match: *\r\n'],
  [`GET ${plain}?format=json`, 'If-None-Match: "1-other"\r\n'],
  [`GET ${plain}?format=json`, 'If-Modified-Since: Thu, 01 Jan 2099 00:00:00 GMT\r\n'],
  [`GET ${plain}?format=json`, 'If-Modified-Since: Thu, 01 Jan 1970 00:00:00 GMT\r\n'],
  [`GET ${plain}?format=json`, 'Accept-Datetime: Thu, 01 Feb 2099 00:00:00 GMT\r\n'],
  [`GET ${plain}?format=json`, 'Accept-Encoding: gzip\r\nOrigin: https://example.org\r\n'],
  [`GET ${plain}?format=json&version=1`],
  [`GET ${plain}?version=1`, 'Accept: application/json\r\n'],
  [`GET ${plain}?format=csl-json&id=citation-key`],
  [`GET ${plain}?format=jats&verify=true`],
  [`GET ${plain}?format=`],
  [`GET ${plain}?format=none`],
  [`GET ${plain}?Format=bibtex`],
  [`GET ${plain}?`, 'Accept: application/json\r\n'],
  [`GET ${plain}/?format=json`],
  [`GET ${plain};x?format=json`],
  ['GET /articles/10.5555%2FTides.7?format=json'],
  ['GET /articles/10.5555/Tides%252E7?format=json'],
  ['GET /articles//10.5555/Tides.7?format=json'],
  ['GET /articles/10.5555/./Tides.7?format=json'],
  [`GET ${plain}`, 'Accept: image/png\r\n'],
  ['GET /articles/10.5555/none?format=json'],
  ['GET /articles/10.5555/gone?format=json'],
  ['GET /articles/10.5555/gone?format=bibtex'],
  ['GET /articles/10.5555/a(b)<c>%22;d?format=json'],
  ['GET /articles/10.5555/wide?format=json'],
  ['GET /articles/10.5555/wide?format=csl-json'],
  [`GET /articles/10.5555/${'x'.repeat(300)}?format=ris`],
]

t.test('what is looked up here is what the routes answer, byte for byte, kept or not', async (t) => {
  const library = createLibrary({
    store: await closing(t, 'sqlite::memory:'),
    now: () => new Date(Date.UTC(2024, 1, 29)),
  })
  const others = ['10.5555/gone', '10.5555/a(b)<c>";d', `10.5555/${'x'.repeat(300)}`]
  for (const draft of [
    record,
    ...others.map((doi) => ({ ...record, doi })),
    { ...record, doi: '10.5555/wide', title: 'Καφές ☕ 𝒳' },
  ])
    await library.deposit({ draft: draft as never, by: localCaller }) // as over the wire
  await library.withdraw({ doi: '10.5555/gone', reason: 'Wrong.', by: localCaller })
  let lookedUp = 0
  const watched = {
    ...library,
    findNow: (doi: string) => {
      lookedUp++
      return library.findNow(doi)
    },
    findBytesNow: (doi: string) => {
      lookedUp++
      return library.findBytesNow(doi)
    },
  }
  // Where requests are told in the log, all of them go to the routes.
  const listening = async (settings: Record<string, string>) => {
    const { app } = await startService(t, settings, watched)
    await app.listen({ host: '127.0.0.1', port: 0 })
    return app.server.address() as AddressInfo // of a server that listens at a port
  }
  const routes = await listening({ LOG_LEVEL: 'debug' })
  const cold = await listening({ CACHE_MB: '0' })
  const kept = await listening({})
  const requests = asked.map(([line, fields = '']) => `${line} HTTP/1.1\r\nHost: here\r\n${fields}\r\n`)
  for (const request of requests) {
    const expected = await exchange(routes, [request])
    t.equal(await exchange(cold, [request]), expected, request)
    for (let again = 0; again < 3; again++) t.equal(await exchange(kept, [request]), expected, 'again')
    const [, etag] = /\r\netag: ([^\r]+)/.exec(expected) ?? []
    if (etag === undefined || request.includes('If-None-Match')) continue
    const known = request.replace('\r\n\r\n', `\r\nIf-None-Match: ${etag}\r\n\r\n`)
    const unchanged = await exchange(routes, [known])
    t.equal(await exchange(cold, [known]), unchanged)
    t.equal(await exchange(kept, [known]), unchanged)
  }
  t.ok(lookedUp > 2 * writers.length, `${lookedUp} were looked up here`)
  const all = await exchange(routes, requests)
  t.equal(await exchange(cold, requests), all, 'one behind the other')
  t.equal(await exchange(kept, requests), all)
})

t.test('who leaves before the answer takes nobody else’s', async (t) => {
  const { app, key } = await startService(t)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  await app.inject({ method: 'PUT', url: path, headers: { authorization: key }, payload: record })
  const port = (app.server.address() as AddressInfo).port // of a server that listens at a port
  for (let n = 0; n < 20; n++) {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${path}?format=ris HTTP/1.1\r\nHost: here\r\n\r\n`, () => socket.destroy())
    })
    socket.on('error', () => {})
    t.equal((await look(`${address}${path}?format=bibtex`)).status, 200)
  }
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
