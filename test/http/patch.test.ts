import t from 'tap'
import { record, startService } from './start.ts'

const url = `/articles/${record.doi}`
const merge = 'application/merge-patch+json'
const operations = 'application/json-patch+json'

async function start(t: Parameters<typeof startService>[0]) {
  const service = await startService(t)
  const { app, key } = service
  const put = await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: record })
  const patch = (type: string, payload: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'PATCH',
      url,
      headers: { authorization: key, 'content-type': type, ...headers },
      payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    })
  return { ...service, put, patch }
}

t.test('a merge patch changes what it names, and null removes', async (t) => {
  const { app, patch } = await start(t)
  const answer = await patch(merge, { volume: '13', issue: null, journal: { title: 'Invented Shores' } })
  t.equal(answer.statusCode, 200)
  t.match(answer.json(), { outcome: 'updated', version: 2, article: { volume: '13' } })
  const article = (await app.inject(url)).json()
  t.match(article, { volume: '13', journal: { title: 'Invented Shores', issn: { electronic: '2434-561X' } } })
  t.notOk('issue' in article)
  t.equal(answer.headers.etag, (await app.inject(url)).headers.etag)
  t.match((await patch(merge, { volume: '13' })).json(), { outcome: 'unchanged', version: 2 })
  t.match((await patch(`${merge}; charset=utf-8`, { volume: '14' })).json(), { version: 3 })
})

t.test('a JSON Patch is applied as a whole or not at all', async (t) => {
  const { app, patch } = await start(t)
  const answer = await patch(operations, [
    { op: 'test', path: '/volume', value: '12' },
    { op: 'replace', path: '/volume', value: '13' },
    { op: 'add', path: '/contributors/1', value: { kind: 'person', role: 'author', family: 'Nowak' } },
    { op: 'move', from: '/contributors/0', path: '/contributors/-' },
  ])
  t.match(answer.json(), { outcome: 'updated', version: 2 })
  const names = (await app.inject(url)).json().contributors.map((one: Record<string, string>) => one.family ?? one.name)
  t.strictSame(names, ['Nowak', 'The Shoreline Consortium', 'Berg'])
  const conflict = await patch(operations, [
    { op: 'replace', path: '/volume', value: '14' },
    { op: 'test', path: '/issue', value: '4' },
  ])
  t.match(conflict.json(), {
    status: 409,
    findings: [{ code: 'patch-conflict', pointer: '/issue', value: { op: 'test' } }],
  })
  t.match((await app.inject(url)).json(), { volume: '13' })
})

t.test('a patch is guarded by If-Match, and made for one version alone', async (t) => {
  const { put, patch } = await start(t)
  const tag = String(put.headers.etag)
  t.equal((await patch(merge, { volume: '13' }, { 'if-match': tag })).statusCode, 200)
  t.equal((await patch(merge, { volume: '14' }, { 'if-match': tag })).statusCode, 412)
  t.equal((await patch(merge, { volume: '14' }, { 'if-match': '"2"' })).statusCode, 200)
})

t.test('what a patch makes is judged as a deposit is', async (t) => {
  const { patch, library } = await start(t)
  t.match((await patch(merge, { title: 7 })).json(), { status: 422, findings: [{ pointer: '/title' }] })
  t.match((await patch(merge, { doi: '10.5555/other' })).json(), { status: 422, findings: [{ code: 'doi-mismatch' }] })
  t.match((await patch(merge, { mood: 'fine' })).json(), {
    article: { unmapped: [{ path: '/mood', value: 'fine' }] },
    notes: [{ code: 'unknown-field', pointer: '/mood' }],
  })
  t.match((await patch(merge, '{"volume":"1","volume":"2"}')).json(), {
    status: 400,
    findings: [{ code: 'json-duplicate-name', pointer: '/volume', value: '2' }],
  })
  t.match((await patch(operations, { op: 'add' })).json(), { status: 400, findings: [{ code: 'patch-syntax' }] })
  t.match((await patch(operations, [{ op: 'replace', path: '', value: 3 }])).json(), { status: 409 })
  const wrong = await patch('application/json', { volume: '1' })
  t.equal(wrong.statusCode, 415)
  t.equal(wrong.headers['accept-patch'], `${merge}, ${operations}`)
  const { secret } = await library.keys.create({ name: 'office', prefixes: ['10.55555'] })
  for (const [authorization, status] of [
    [`Bearer ${secret}`, 403],
    ['', 401],
  ] as const) {
    t.equal((await patch(merge, { volume: '1' }, { authorization })).statusCode, status)
  }
})

t.test('an unknown article cannot be patched, a withdrawn one can be restored', async (t) => {
  const { app, key, patch } = await start(t)
  const headers = { authorization: key, 'content-type': merge }
  t.equal(
    (await app.inject({ method: 'PATCH', url: '/articles/10.5555/none', headers, payload: '{}' })).statusCode,
    404,
  )
  await patch(merge, { volume: '13' })
  const restore = (query = '', doi = record.doi) =>
    app.inject({ method: 'POST', url: `/restore/${doi}${query}`, headers: { authorization: key } })
  t.match((await restore()).json(), { outcome: 'unchanged', version: 2 })
  t.match((await restore('?version=1')).json(), { outcome: 'updated', version: 3, article: { volume: '12' } })
  await app.inject({ method: 'DELETE', url: `${url}?reason=Twice`, headers: { authorization: key } })
  t.match((await patch(merge, { volume: '1' })).json(), { status: 410, reason: 'Twice' })
  t.match((await restore()).json(), { outcome: 'updated', version: 5, article: { volume: '12' } })
  t.equal((await app.inject(url)).statusCode, 200)
  t.equal((await restore('?version=9')).statusCode, 404)
  t.equal((await restore('', '10.5555/none')).statusCode, 404)
  t.equal((await app.inject({ method: 'POST', url: `/restore/${record.doi}` })).statusCode, 401)
})

t.test('a request under an Idempotency-Key is done once and answered twice the same', async (t) => {
  const { app, key, library, patch } = await start(t)
  const add = [{ op: 'add', path: '/subjects', value: ['Tides'] }]
  const append = [{ op: 'add', path: '/subjects/-', value: 'Clocks' }]
  await patch(operations, add)
  const first = await patch(operations, append, { 'idempotency-key': 'k-1' })
  const second = await patch(operations, append, { 'idempotency-key': '"k-1"' })
  t.equal(first.statusCode, 200)
  t.equal(second.body, first.body)
  t.equal(second.headers.etag, first.headers.etag)
  t.strictSame((await app.inject(url)).json().subjects, ['Tides', 'Clocks'])
  t.match((await patch(operations, add, { 'idempotency-key': 'k-1' })).json(), {
    status: 422,
    type: '/problems/key-reused',
  })
  t.equal((await patch(operations, add, { 'idempotency-key': 'no blanks' })).statusCode, 400)

  const put = (doi: string, idempotency: string, authorization = key) =>
    app.inject({
      method: 'PUT',
      url: `/articles/${doi}`,
      headers: { authorization, 'idempotency-key': idempotency },
      payload: { ...record, doi },
    })
  const together = await Promise.all(Array.from({ length: 8 }, () => put('10.5555/new', 'k-2')))
  t.strictSame([...new Set(together.map(({ statusCode }) => statusCode))], [201], 'also where they come together')
  t.equal(new Set(together.map(({ body }) => body)).size, 1)
  t.equal((await library.history('10.5555/new')).length, 1)
  t.equal((await put('10.5555/other', 'k-2')).statusCode, 422)
  const { secret } = await library.keys.create({ name: 'office', prefixes: ['10.5555'] })
  t.equal((await put('10.5555/other', 'k-2', `Bearer ${secret}`)).statusCode, 201, 'the key of another depositor')
  await patch(merge, { volume: '77' }, { 'idempotency-key': 'k-3' })
  await patch(merge, { volume: '78' })
  t.match((await patch(merge, { volume: '77' }, { 'idempotency-key': 'k-3' })).json(), { article: { volume: '77' } })
  t.match((await app.inject(url)).json(), { volume: '78' }, 'what was answered again was not done again')
})

t.test('what was refused under a key wrote nothing, and may be sent again', async (t) => {
  const { patch } = await start(t)
  const once = { 'idempotency-key': 'k' }
  t.equal((await patch(merge, { volume: '2' }, { ...once, 'if-match': '"9"' })).statusCode, 412)
  t.equal((await patch(merge, { volume: '2' }, once)).statusCode, 200)
})
