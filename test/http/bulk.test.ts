import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { record, type Service, startService } from './start.ts'

interface Line {
  readonly place: string
  readonly outcome: string
  readonly doi?: string
  readonly version?: number
  readonly code?: string
  readonly detail?: string
  readonly findings: readonly { readonly code: string; readonly pointer: string }[]
}

const linesOf = (body: string): Line[] =>
  body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const ndjson = (records: readonly object[]) => records.map((one) => JSON.stringify(one)).join('\n')
const named = (doi: string, title = doi) => ({ ...record, doi, title })

const poster =
  ({ app, key }: Service) =>
  async (payload: string | Buffer, query = '', headers: Record<string, string> = {}) => {
    const answer = await app.inject({
      method: 'POST',
      url: `/articles${query}`,
      headers: { authorization: key, 'content-type': 'application/x-ndjson', ...headers },
      payload,
    })
    return { ...answer, lines: answer.statusCode === 200 ? linesOf(answer.body) : [] }
  }

const outcomes = (lines: readonly Line[]) => lines.map(({ outcome }) => outcome)

t.test('a report line for every record, in their order, with its place', async (t) => {
  const service = await startService(t)
  const post = poster(service)
  const records = [named('10.5555/1'), { title: 'No DOI' }, named('10.5555/2'), named('10.5555/1', 'Other')]
  const { headers, lines } = await post(`${ndjson(records)}\n{"title":\n${JSON.stringify(named('10.5555/3'))}\n`)
  t.equal(headers['content-type'], 'application/x-ndjson; charset=utf-8')
  t.match(lines, [
    { place: 'line 1', outcome: 'created', doi: '10.5555/1', version: 1, findings: [] },
    {
      place: 'line 2',
      outcome: 'refused',
      code: 'invalid-article',
      findings: [{ code: 'doi-missing', pointer: '/doi' }],
    },
    { place: 'line 3', outcome: 'created', doi: '10.5555/2' },
    { place: 'line 4', outcome: 'updated', doi: '10.5555/1', version: 2 },
    { place: 'line 5', outcome: 'refused', code: 'unreadable', findings: [{ code: 'json-syntax' }] },
    { place: 'line 6', outcome: 'created', doi: '10.5555/3' },
  ])
  t.match((await service.app.inject('/articles/10.5555/1')).json(), { title: 'Other' })
  t.strictSame(outcomes((await post(ndjson([named('10.5555/2')]))).lines), ['unchanged'])
  t.match((await service.app.inject('/history/10.5555/2')).json(), {
    total: 1,
    versions: [{ format: 'json', by: 'test' }],
  })
})

t.test('any readable format, by its type, by its content, or as named, packed or not', async (t) => {
  const service = await startService(t)
  const post = poster(service)
  await post(ndjson([named('10.5555/1'), named('10.5555/2')]))
  const { body: bibtex } = await service.app.inject('/dump/bibtex')
  const { body: ris } = await service.app.inject('/dump/ris')
  for (const [payload, query, type] of [
    [bibtex, '', 'application/x-bibtex'],
    [bibtex, '', 'text/plain'],
    [ris, '', 'application/octet-stream'],
    [gzipSync(ris), '', 'application/gzip'],
    [gzipSync(bibtex), '?from=bibtex', 'text/plain'],
  ] as const) {
    const { lines } = await post(payload, query, { 'content-type': type })
    t.equal(lines.length, 2, type)
    t.ok(
      lines.every(({ outcome }) => outcome !== 'refused'),
      type,
    )
  }
  const packed = await post(gzipSync(ndjson([named('10.5555/9')])), '', { 'content-encoding': 'gzip' })
  t.strictSame(outcomes(packed.lines), ['created'])
  const single = await post(JSON.stringify({ title: 'Single' }), '?doi=10.5555/single')
  t.match(single.lines, [{ outcome: 'created', doi: '10.5555/single' }])
  t.equal((await post('x', '', { 'content-type': 'image/png' })).statusCode, 415)
  t.equal((await post('x', '?from=docx')).statusCode, 400)
  t.equal((await post('x', '?doi=docx')).statusCode, 400)
  t.equal((await post('x', '?mood=docx')).statusCode, 400)
  t.match((await post('This is no record.', '', { 'content-type': 'application/json' })).lines, [
    { outcome: 'refused', code: 'unreadable' },
  ])
})

t.test('a dry run reports and writes nothing; on-error=stop ends at the first refusal', async (t) => {
  const service = await startService(t)
  const post = poster(service)
  const records = [named('10.5555/1'), { title: 'No DOI' }, named('10.5555/2')]
  t.strictSame(outcomes((await post(ndjson(records), '?dry-run')).lines), ['created', 'refused', 'created'])
  t.strictSame(outcomes((await post(ndjson(records), '?dry-run=true')).lines), ['created', 'refused', 'created'])
  t.equal((await service.app.inject('/articles/10.5555/1')).statusCode, 404)
  t.strictSame(outcomes((await post(ndjson(records), '?on-error=stop')).lines), ['created', 'refused'])
  t.equal((await service.app.inject('/articles/10.5555/1')).statusCode, 200, 'what came before is kept')
  t.equal((await service.app.inject('/articles/10.5555/2')).statusCode, 404)
  await service.app.inject({ method: 'DELETE', url: '/articles/10.5555/1', headers: { authorization: service.key } })
  const withdrawn = await post(ndjson([named('10.5555/1'), named('10.5555/2')]), '?on-error=stop')
  t.match(withdrawn.lines, [{ outcome: 'refused', code: 'withdrawn' }])
  t.equal(withdrawn.lines.length, 1)
  t.equal((await post('x', '?on-error=later')).statusCode, 400)
})

t.test('every record needs a prefix of the key, and a key is needed', async (t) => {
  const service = await startService(t)
  const { secret } = await service.library.keys.create({ name: 'office', prefixes: ['10.5555'] })
  const post = poster({ ...service, key: `Bearer ${secret}` })
  const dois = ['10.5555/1', '10.55555/1', '10.5555.1/1', 'https://doi.org/10.1000%2Fx', 'DOI:10.5555/2']
  const { lines } = await post(ndjson(dois.map((doi) => named(doi, 'T'))))
  t.strictSame(
    lines.map(({ outcome, code }) => code ?? outcome),
    ['created', 'forbidden', 'forbidden', 'forbidden', 'created'],
  )
  t.equal((await poster({ ...service, key: '' })(ndjson([named('10.5555/1')]))).statusCode, 401)
})

t.test('what JSON loses in silence is refused at every door', async (t) => {
  const service = await startService(t)
  const post = poster(service)
  const deep = `${'{"a":'.repeat(70)}1${'}'.repeat(70)}`
  const bad: readonly (readonly [string, string])[] = [
    ['{"doi":"10.5555/1","title":"A","title":"B"}', 'json-duplicate-name'],
    ['{"doi":"10.5555/1","title":"A","x":12345678901234567890}', 'json-number-inexact'],
    [`{"doi":"10.5555/1","title":"A","x":${deep}}`, 'too-deep'],
    ['{"doi":"10.5555/1","title":"A\\ud800"}', 'text-ill-formed'],
  ]
  const good = JSON.stringify(named('10.5555/2'))
  const { lines } = await post([...bad.map(([text]) => text), good].join('\n'))
  t.strictSame(
    lines.map(({ outcome, findings }) => (outcome === 'refused' ? findings[0]?.code : outcome)),
    [...bad.map(([, code]) => code), 'created'],
  )
  for (const [text, code] of bad) {
    const headers = { authorization: service.key, 'content-type': 'application/json' }
    const put = await service.app.inject({ method: 'PUT', url: '/articles/10.5555/1', headers, payload: text })
    t.match(put.json(), { findings: [{ code, severity: 'error' }] }, code)
    t.ok(put.statusCode === 400 || put.statusCode === 422)
    const validated = await service.app.inject({ method: 'POST', url: '/validate', payload: text })
    t.match(validated.json(), { invalid: 1, records: [{ valid: false, findings: [{ code }] }] })
  }
  const latin = Buffer.from('{"doi":"10.5555/1","title":"Caf\xe9"}', 'latin1')
  t.match((await post(latin)).lines, [{ outcome: 'refused', findings: [{ code: 'not-utf-8', value: 'e9' }] }])
  const list = `[${good},{"doi":"10.5555/3","title":"A","title":"B"}]`
  t.match((await post(list)).lines, [
    { outcome: 'unchanged' },
    { place: 'record 2', outcome: 'refused', findings: [{ code: 'json-duplicate-name', pointer: '/title' }] },
  ])
  const entry = '@article{a, title={T}, doi={10.5555/5}, mood={fine}}'
  const told = { findings: [{ severity: 'note', code: 'kept-apart', pointer: '/unmapped/0', value: 'fine' }] }
  t.match((await service.app.inject({ method: 'POST', url: '/validate', payload: entry })).json(), { records: [told] })
  t.match((await post(entry, '', { 'content-type': 'application/x-bibtex' })).lines, [{ outcome: 'created', ...told }])
  const headers = { authorization: service.key, 'content-type': 'application/x-bibtex' }
  const put = await service.app.inject({ method: 'PUT', url: '/articles/10.5555/5', headers, payload: entry })
  t.match(put.json(), { outcome: 'unchanged', notes: told.findings })
  const odd = await post('{"doi":"10.5555/4","title":"A\\u0000B","mood":"fine","__proto__":{"x":1}}')
  t.match(odd.lines, [{ outcome: 'created' }])
  t.strictSame(odd.lines[0]?.findings.map(({ code, pointer }) => `${code} ${pointer}`).sort(), [
    'text-control-characters /title',
    'unknown-field /__proto__',
    'unknown-field /mood',
  ])
})

t.test('findings alone, without a key and without a store', async (t) => {
  const { app } = await startService(t)
  const validate = (payload: string, query = '') => app.inject({ method: 'POST', url: `/validate${query}`, payload })
  const both = await validate(ndjson([named('10.5555/1'), { doi: '10.5555/2', title: 7, mood: 1 }]))
  t.match(both.json(), {
    valid: 1,
    invalid: 1,
    records: [
      { place: 'line 1', doi: '10.5555/1', valid: true, findings: [] },
      { place: 'line 2', doi: '10.5555/2', valid: false },
    ],
  })
  t.match((await validate('{"title":"T"}')).json(), { invalid: 1, records: [{ findings: [{ code: 'doi-missing' }] }] })
  t.match((await validate('{"title":"T"}', '?doi=10.5555/x')).json(), { valid: 1, records: [{ doi: '10.5555/x' }] })
  t.match((await validate('@article{a, title={T}, doi={10.5555/x}}')).json(), { valid: 1 })
  t.match((await validate('nothing of the kind')).json(), { invalid: 1 })
  t.equal((await app.inject({ method: 'POST', url: '/validate' })).statusCode, 400)
  t.equal((await app.inject('/articles/10.5555/1')).statusCode, 404)
})

/** Sends the head of a request and as much of its body as it is told to. */
async function openRequest(t: Parameters<typeof startService>[0], { app, key }: Service, query = '') {
  await app.listen({ port: 0, host: '127.0.0.1' })
  const address = app.server.address()
  const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1')
  socket.write(
    `POST /articles${query} HTTP/1.1\r\nHost: x\r\nAuthorization: ${key}\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n`,
  )
  t.teardown(() => socket.destroy())
  const send = (text: string) => socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
  return { socket, send }
}

const page = (from: number) =>
  Array.from({ length: 1500 }, (_, n) => `${JSON.stringify(named(`10.5555/${from + n}`))}\n`).join('')

t.test(
  'the report comes while the body is sent, and a client that leaves ends it between two transactions',
  async (t) => {
    const service = await startService(t)
    const { socket, send } = await openRequest(t, service)
    send(page(0))
    send(page(1500))
    const [first] = await once(socket, 'data')
    t.match(String(first), /^HTTP\/1\.1 200 OK/)
    const kept = await service.library.count()
    t.ok(kept > 0)
    socket.destroy()
    // What was under way ends, and nothing comes after it.
    let left = kept
    for (let now = -1; now !== left; ) {
      left = await service.library.count()
      await pause(500)
      now = await service.library.count()
    }
    t.ok(left < 3000)
  },
)

t.test('a key that is revoked meanwhile writes no further transaction', async (t) => {
  const service = await startService(t)
  const { secret, key } = await service.library.keys.create({ name: 'office', prefixes: ['10.5555'] })
  const { socket, send } = await openRequest(t, { ...service, key: `Bearer ${secret}` })
  let answer = ''
  socket.on('data', (data) => {
    answer += data
  })
  send(page(0))
  while (!answer.includes('created')) await pause(20)
  await service.library.keys.revoke(key.id)
  send(page(1500))
  while (!answer.endsWith('0\r\n\r\n')) await pause(20)
  t.match(answer, /"code":"unauthorised"/)
  const kept = await service.library.count()
  t.equal(kept, answer.match(/"created"/g)?.length, 'what was told was written, and nothing else')
  t.ok(kept < 3000)
  socket.destroy()
})

/** More than a system holds of what nobody reads. */
const mebibytes = 96

t.test('a client that reads nothing before it has sent all gets the answer that ended early', async (t) => {
  for (const [what, query, first] of [
    ['the first record ends it', '?on-error=stop', '{"doi": 5}\n'],
    ['the body cannot be read', '', '\u0000\n'],
  ] as const) {
    const { socket, send } = await openRequest(t, await startService(t), query)
    let answer = ''
    send(first + page(0))
    for (let sent = 0; sent < mebibytes; sent++) if (!send(`${' '.repeat(2 ** 20)}\n`)) await once(socket, 'drain')
    socket.write('0\r\n\r\n')
    socket.on('data', (data) => {
      answer += data
    })
    while (!answer.endsWith('0\r\n\r\n')) await pause(20)
    t.match(answer, /^HTTP\/1\.1 200 OK[\s\S]*"refused"/, what)
    answer = ''
    socket.write('GET /livez HTTP/1.1\r\nHost: x\r\n\r\n')
    while (!answer.includes('\r\n\r\n')) await pause(20)
    t.match(answer, /^HTTP\/1\.1 200 OK/, `${what}: the connection serves the next request`)
  }
})
