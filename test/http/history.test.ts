import t from 'tap'
import type { Operation } from '../../src/article/operations.ts'
import { patched } from '../../src/article/patch.ts'
import { writers } from '../../src/formats/index.ts'
import { record, type Service, startService } from './start.ts'

const url = `/articles/${record.doi}`
const base = 'https://colophon.example'

/** Three versions, a withdrawal and a restoration; each a second after the one before, from 2024-02-01T00:00:01Z on. */
async function versions({ app, key }: Service) {
  const headers = { authorization: key }
  const put = (payload: object) => app.inject({ method: 'PUT', url, headers, payload })
  await put(record)
  await put({ ...record, title: 'Tidal clocks, mended', volume: '13' })
  const { issue: _, ...rest } = record
  await put({ ...rest, title: 'Tidal clocks, mended', volume: '13' })
  await app.inject({ method: 'DELETE', url: `${url}?reason=Twice`, headers })
  await put(record)
}

const times = async ({ app }: Service) =>
  (await app.inject(`/history/${record.doi}`)).json().versions.map(({ at }: { at: string }) => at)

t.test('every version can be had by its number, in every format and citation', async (t) => {
  const service = await startService(t)
  const { app } = service
  await versions(service)
  for (const { name } of writers) {
    const first = await app.inject(`${url}?version=1&format=${name}`)
    const standing = await app.inject(`${url}?format=${name}`)
    t.equal(first.statusCode, 200, name)
    t.match(first.body, /Tidal(?: |%20)clocks/)
    t.match(first.headers.link, `<${base}/articles/${record.doi}?version=1>; rel="memento"`)
    t.notMatch(first.headers.link, '<?format=', 'other formats of the same version')
    t.notMatch(standing.headers, { 'memento-datetime': /./ })
  }
  t.match((await app.inject(`${url}?version=1`)).json(), { volume: '12', issue: '3' })
  t.match((await app.inject(`${url}?version=2`)).json(), { volume: '13', issue: '3' })
  t.notMatch((await app.inject(`${url}?version=3`)).json(), { issue: '3' })
  t.match((await app.inject(`${url}?version=2&style=apa`)).body, /mended.*13\(3\)/)
  t.match((await app.inject(`${url}?version=1&style=apa`)).body, /Eurydice.*12\(3\)/)
  const page = (await app.inject({ url: `/${record.doi}?version=2`, headers: { accept: 'text/html' } })).body
  t.match(page, /mended/)
  t.ok(page.includes(`href="/articles/${record.doi}?version=2&amp;format=bibtex"`), 'formats of the same version')
  t.ok(page.includes(`href="/${record.doi}"`), 'the way to how it stands')
})

t.test('a version has the validator of its bytes, also while it stands', async (t) => {
  const service = await startService(t)
  const { app, key } = service
  await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: record })
  const standing = String((await app.inject(url)).headers.etag)
  const { headers } = await app.inject(`${url}?version=1`)
  t.equal(headers.etag, standing)
  t.equal((await app.inject({ url: `${url}?version=1`, headers: { 'if-none-match': standing } })).statusCode, 304)
  await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: { ...record, volume: '99' } })
  t.equal((await app.inject(`${url}?version=1`)).headers.etag, standing)
  t.not((await app.inject(url)).headers.etag, standing)
})

t.test('the time of a withdrawal is a tombstone, before it and after it there is the article', async (t) => {
  const service = await startService(t)
  const { app } = service
  await versions(service)
  t.match((await app.inject(`${url}?version=4`)).json(), { status: 410, reason: 'Twice' })
  t.match((await app.inject(`${url}?version=5`)).json(), { volume: '12' })
  const [, second, , withdrawn, restored] = await times(service)
  t.match((await app.inject(`${url}?as-of=${withdrawn}`)).json(), { status: 410 })
  t.match((await app.inject(`${url}?as-of=${second}`)).json(), { volume: '13' })
  t.match((await app.inject(`${url}?as-of=${restored}`)).json(), { volume: '12' })
})

t.test('an instant is meant to its end: of the second, the day, the month, the year', async (t) => {
  const service = await startService(t)
  const { app } = service
  await versions(service)
  for (const asOf of ['2024-02-01', '2024-02', '2024', '2030-01-01T00:00:00Z', '2024-02-01T12:00+01:00']) {
    const answer = await app.inject(`${url}?as-of=${encodeURIComponent(asOf)}&format=json`)
    t.match(answer.json(), { volume: '12' }, asOf)
    t.equal(answer.headers['content-location'], `${base}/articles/${record.doi}?version=5&format=json`)
  }
  t.equal((await app.inject(`${url}?as-of=2024-02-01T12:00+01:00`)).statusCode, 200, 'a plus that is not encoded')
  const before = await app.inject(`${url}?as-of=2024-01-31`)
  t.match(before.json(), { status: 404, detail: /first deposited on 2024-02-01/ })
  for (const asOf of ['yesterday', '2024-13', '2024-02-30', '2024-02-01T25:00', '', '05.03.2024', '2024-03-05T10']) {
    t.match((await app.inject(`${url}?as-of=${asOf}`)).json(), { status: 400, findings: [{ pointer: '/as-of' }] }, asOf)
  }
  for (const version of ['0', '-1', 'x', '1.5', '']) {
    t.match((await app.inject(`${url}?version=${version}`)).json(), {
      status: 400,
      findings: [{ pointer: '/version' }],
    })
  }
  t.match((await app.inject(`${url}?version=6`)).json(), { status: 404, detail: /versions 1 to 5/ })
  t.equal((await app.inject(`${url}?version=1&as-of=2024`)).statusCode, 400)
  t.equal((await app.inject('/articles/10.5555/none?version=1')).statusCode, 404)
})

t.test('Accept-Datetime negotiates in time as Memento says (RFC 7089)', async (t) => {
  const service = await startService(t)
  const { app } = service
  await versions(service)
  const [first, second] = await times(service)
  const at = (instant: string, headers = {}) =>
    app.inject({ url, headers: { 'accept-datetime': new Date(instant).toUTCString(), ...headers } })
  const memento = await at(second)
  t.equal(memento.statusCode, 200)
  t.match(memento.json(), { volume: '13' })
  t.equal(memento.headers['memento-datetime'], new Date(second).toUTCString())
  t.equal(memento.headers['content-location'], `${base}/articles/${record.doi}?version=2`)
  t.equal(memento.headers.vary, 'Accept, Accept-Datetime')
  for (const link of [
    `<${base}/articles/${record.doi}>; rel="original timegate"`,
    `<${base}/timemap/${record.doi}>; rel="timemap"; type="application/link-format"`,
    `<${base}/articles/${record.doi}?version=2>; rel="memento"; datetime="${new Date(second).toUTCString()}"`,
  ]) {
    t.ok(String(memento.headers.link).includes(link), link)
  }
  t.match((await at('1999-01-01')).headers, { 'memento-datetime': new Date(first).toUTCString() }, 'the first')
  t.match((await at('2099-01-01')).json(), { volume: '12' }, 'the last')
  t.match((await at(second, { accept: 'application/x-bibtex' })).body, /volume += \{13\}/)
  t.equal((await at(second, { 'if-none-match': String(memento.headers.etag) })).statusCode, 304)
  const standing = await app.inject(url)
  t.ok(String(standing.headers.link).includes(`<${base}/timemap/${record.doi}>; rel="timemap"`))
  t.equal((await app.inject({ url, headers: { 'accept-datetime': '2024-02-01' } })).statusCode, 400)
  t.match(await app.inject(`${url}?version=1`), { headers: { 'memento-datetime': new Date(first).toUTCString() } })
})

t.test('the TimeMap lists what can be had', async (t) => {
  const service = await startService(t)
  const { app } = service
  await versions(service)
  const [first, second, third, , fifth] = (await times(service)).map((at: string) => new Date(at).toUTCString())
  const answer = await app.inject(`/timemap/${record.doi.toLowerCase()}`)
  t.equal(answer.headers['content-type'], 'application/link-format')
  const article = `${base}/articles/${record.doi}`
  t.strictSame(answer.body.split('\n'), [
    `<${article}>;rel="original timegate",`,
    `<${base}/timemap/${record.doi}>;rel="self";type="application/link-format";from="${first}";until="${fifth}",`,
    `<${article}?version=1>;rel="first memento";datetime="${first}",`,
    `<${article}?version=2>;rel="memento";datetime="${second}",`,
    `<${article}?version=3>;rel="memento";datetime="${third}",`,
    `<${article}?version=5>;rel="last memento";datetime="${fifth}"`,
    '',
  ])
  t.equal((await app.inject('/timemap/10.5555/none')).statusCode, 404)
})

t.test('the history tells who, when, of which format, and what changed as JSON Patch', async (t) => {
  const service = await startService(t)
  const { app, key } = service
  await versions(service)
  const bibtex = (await app.inject(`${url}?version=2&format=bibtex`)).body
  const type = { 'content-type': 'application/x-bibtex' }
  const sent = await app.inject({ method: 'PUT', url, headers: { authorization: key, ...type }, payload: bibtex })
  t.match(sent.json(), { outcome: 'updated', version: 6 }, sent.body)
  const answer = await app.inject(`/history/${record.doi}`)
  const { versions: told, total } = answer.json()
  t.equal(total, 6)
  t.strictSame(
    told.map((one: Record<string, unknown>) => [one.version, one.kind, one.by, one.format, one.reason]),
    [
      [1, 'deposit', 'test', 'json', undefined],
      [2, 'update', 'test', 'json', undefined],
      [3, 'update', 'test', 'json', undefined],
      [4, 'withdraw', 'test', undefined, 'Twice'],
      [5, 'restore', 'test', 'json', undefined],
      [6, 'update', 'test', 'bibtex', undefined],
    ],
  )
  t.notOk('changes' in told[0])
  t.strictSame(told[1].changes, [
    { op: 'replace', path: '/title', value: 'Tidal clocks, mended' },
    { op: 'replace', path: '/volume', value: '13' },
  ])
  t.strictSame(told[2].changes, [{ op: 'remove', path: '/issue' }])
  t.strictSame(told[3].changes, [])
  let made: unknown = (await app.inject(`${url}?version=1`)).json()
  for (const { version, changes, kind } of told.slice(1)) {
    made = patched(made, changes as readonly Operation[])
    if (kind !== 'withdraw') t.strictSame(made, (await app.inject(`${url}?version=${version}`)).json(), version)
  }
  const page = (await app.inject(`/history/${record.doi}?after=1&limit=2`)).json()
  t.strictSame(page.versions, told.slice(1, 3))
  t.equal(page.next, 3)
  t.equal((await app.inject(`/history/${record.doi}?after=5`)).json().next, undefined)
  const { etag } = answer.headers
  t.equal(
    (await app.inject({ url: `/history/${record.doi}`, headers: { 'if-none-match': String(etag) } })).statusCode,
    304,
  )
})

t.test('two versions are compared', async (t) => {
  const service = await startService(t)
  const { app } = service
  await versions(service)
  const compare = (query: string, headers = {}) => app.inject({ url: `/history/${record.doi}?${query}`, headers })
  const there = (await compare('from=1&to=3')).json()
  t.match(there, { doi: record.doi, from: 1, to: 3 })
  const [first, third] = [1, 3].map((version) => app.inject(`${url}?version=${version}`))
  t.strictSame(patched((await first)?.json(), there.changes), (await third)?.json())
  t.strictSame((await compare('from=1&to=5')).json().changes, [])
  const patch = await compare('from=3&to=1', { accept: 'application/json-patch+json' })
  t.equal(patch.headers['content-type'], 'application/json-patch+json')
  t.strictSame(patched((await third)?.json(), patch.json()), (await first)?.json())
  t.equal((await compare('from=1')).statusCode, 400)
  t.equal((await compare('from=1&to=9')).statusCode, 404)
  t.equal((await compare('since=1')).statusCode, 400)
})
