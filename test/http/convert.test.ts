import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import t from 'tap'
import { writers } from '../../src/formats/index.ts'
import { record, startService } from './start.ts'

const example = (name: string) => readFileSync(new URL(`../../examples/${name}`, import.meta.url), 'utf8')

t.test('losses: a matrix of all formats, and every leaf of one', async (t) => {
  const { app, key } = await startService(t)
  const full = JSON.parse(example('tidal-clocks.json'))
  await app.inject({ method: 'PUT', url: `/articles/${full.doi}`, headers: { authorization: key }, payload: full })
  const matrix = (await app.inject(`/losses/${full.doi}`)).json()
  t.strictSame(
    matrix.map(({ format }: { format: string }) => format),
    writers.map(({ name }) => name),
  )
  const totals = new Set(
    matrix.map(
      ({ kept, transformed, dropped }: Record<string, number>) => (kept ?? 0) + (transformed ?? 0) + (dropped ?? 0),
    ),
  )
  t.equal(totals.size, 1, 'the same leaves everywhere')
  const bibtex = (await app.inject(`/losses/${full.doi}?format=bibtex`)).json()
  t.match(
    bibtex.leaves.find(({ pointer }: { pointer: string }) => pointer === '/references/0/year'),
    { fate: 'dropped', how: /no place/ },
  )
  t.match(
    bibtex.leaves.find(({ pointer }: { pointer: string }) => pointer === '/volume'),
    { fate: 'kept' },
  )
  for (const { format, dropped } of matrix) {
    const { headers } = await app.inject(`/articles/${full.doi}?format=${format}`)
    t.equal(headers['colophon-losses'], String(dropped), format)
  }
  t.equal((await app.inject('/losses/10.5555/none')).statusCode, 404)
  t.equal((await app.inject(`/losses/${full.doi}?format=docx`)).statusCode, 400)
})

t.test('convert: many records in, many out, from guessed or named; nothing is stored', async (t) => {
  const { app, library } = await startService(t)
  const post = (query: string, payload: string, type = 'application/octet-stream') =>
    app.inject({ method: 'POST', url: `/convert?${query}`, headers: { 'content-type': type }, payload })
  const two = await post('to=csl-json', example('two-letters.bib'), 'application/x-www-form-urlencoded')
  t.equal(two.statusCode, 200)
  t.equal(two.headers['content-type'], 'application/vnd.citationstyles.csl+json; charset=utf-8')
  t.equal(two.json().length, 2)
  t.equal((await post('to=bibtex&from=csl-json', two.body)).body.match(/^@article/gm)?.length, 2)
  const one = await post('to=bibtex', JSON.stringify(record), 'application/json')
  t.match(one.body, /^@article\{berg2024,/)
  t.match(one.headers, { 'colophon-losses': /^\d+$/, 'colophon-refused': '0' })
  const mixed = await post('to=bibtex&report=true', '[{"doi":"10.5555/1","title":"A"},{"title":7}]')
  t.match(mixed.json(), [
    { text: /^@misc/, losses: { format: 'bibtex', kept: 2 } },
    { refused: /title/, findings: [{ pointer: '/title' }] },
  ])
  t.equal((await post('to=bibtex', '[{"doi":"10.5555/1","title":"A"},{"title":7}]')).headers['colophon-refused'], '1')
  t.match((await post('to=bibtex', '{"title":7}')).json(), { status: 422 })
  t.match((await post('', '{}')).json(), { status: 400, detail: /to=/ })
  t.match((await post('to=docx', '{}')).json(), { status: 400 })
  t.match((await post('to=jats&from=docx', '{}')).json(), { status: 400 })
  t.equal(await library.count(), 0)
})

const lines = (count: number, from = 1) =>
  Array.from({ length: count }, (_, n) => `${JSON.stringify({ ...record, doi: `10.5555/${n + from}` })}\n`)

t.test('convert: a body longer than the limit goes through part by part, and is answered piece by piece', async (t) => {
  const { app } = await startService(t, { CONVERT_LIMIT: '400000' })
  const post = (query: string, payload: Buffer | string) =>
    app.inject({ method: 'POST', url: `/convert?${query}`, headers: { 'content-type': 'text/plain' }, payload })
  const source = lines(2000)
  source[1234] = '{"doi": \n'
  source[1500] = '{"title": 7}\n'
  const whole = source.join('')
  t.ok(whole.length > 1_000_000)
  for (const payload of [whole, gzipSync(whole)]) {
    const answer = await post('to=csl-json', payload)
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['colophon-refused'], undefined, 'the end was not known when it began')
    t.same(answer.trailers, { 'colophon-losses': '0', 'colophon-refused': '2' })
    t.equal(answer.json().length, 1998)
  }
  const bibtex = await post('to=bibtex', whole)
  t.equal(bibtex.body.match(/^@article/gm)?.length, 1998)
  t.equal((await post('to=json', bibtex.body)).json().length, 1998, 'BibTeX too')
  const report = (await post('to=bibtex&report=true', whole)).json()
  t.equal(report.length, 2000)
  t.match(report[1234], { place: 'line 1235', refused: /./ })
  const list = await post('to=bibtex', `[${lines(2000).join(',')}]`)
  t.equal(list.statusCode, 413, 'what can only be read whole is held whole')
  t.match(list.json(), { type: '/problems/too-large', detail: /one after another/ })
})

t.test('convert: a source that breaks off is no whole answer', async (t) => {
  const { app } = await startService(t)
  const broken = gzipSync(lines(3000).join('')).subarray(0, -100)
  const post = (query: string, payload: Buffer) =>
    app.inject({ method: 'POST', url: `/convert?${query}`, headers: { 'content-type': 'text/plain' }, payload })
  await t.rejects(post('to=csl-json', broken), 'the connection ends with it')
  const report = (await post('to=csl-json&report=true', broken)).json()
  t.match(report.at(-1), { refused: /gzip/ })
  t.ok(report.length > 2000)
  const early = await post('to=csl-json', gzipSync('{}').subarray(0, 15))
  t.equal(early.statusCode, 400)
  t.match(early.headers['content-type'], 'application/problem+json')
  t.match((await post('to=csl-json', Buffer.from(''))).json(), { status: 400, type: '/problems/unreadable' })
})

t.test('a format that demands more than the article has is refused with what is missing', async (t) => {
  const { app, key } = await startService(t)
  const { dates: _, ...undated } = record
  await app.inject({ method: 'PUT', url: `/articles/${record.doi}`, headers: { authorization: key }, payload: undated })
  const deposit = await app.inject(`/articles/${record.doi}?format=crossref`)
  t.equal(deposit.statusCode, 406)
  t.match(deposit.json(), {
    type: '/problems/incomplete-article',
    findings: [{ code: 'crossref-year', pointer: '/dates/published', remedy: /at least its year/ }],
  })
  const list = await app.inject('/articles?format=crossref')
  t.equal(list.headers['colophon-refused'], '1')
  const converted = await app.inject({
    method: 'POST',
    url: '/convert?to=crossref',
    payload: '{"title":"T"}',
    headers: { 'content-type': 'application/json' },
  })
  t.match(converted.json(), { findings: [{ code: 'crossref-doi' }, { code: 'crossref-year' }] })
})

t.test('the citation date can be chosen, and citations keep their key', async (t) => {
  const { app, key } = await startService(t)
  const dates = { publishedOnline: '2023-12-30', publishedPrint: '2024-02' }
  for (const doi of ['10.5555/1', '10.5555/2', '10.5555/3']) {
    const put = await app.inject({
      method: 'PUT',
      url: `/articles/${doi}`,
      headers: { authorization: key },
      payload: { ...record, doi, dates },
    })
    t.match(put.json().notes, [{ code: 'citation-year' }])
  }
  const bibtex = async (n: number, query = '') =>
    (await app.inject(`/articles/10.5555/${n}?format=bibtex${query}`)).body
  t.match(await bibtex(1), /year = \{?2023/)
  t.match(await bibtex(1, '&date=print'), /year = \{?2024/)
  t.match(await bibtex(1, '&date=online'), /year = \{?2023/)
  t.match(await bibtex(1, '&date=earliest'), /year = \{?2023/)
  t.equal((await app.inject('/articles/10.5555/1?date=never')).statusCode, 400)
  t.match(await bibtex(1), /^@article\{berg2023,/)
  t.match(await bibtex(2), /^@article\{berg2023a,/)
  t.match(await bibtex(3), /^@article\{berg2023b,/)
  await app.inject({
    method: 'PUT',
    url: '/articles/10.5555/2',
    headers: { authorization: key },
    payload: { ...record, doi: '10.5555/2', contributors: [] },
  })
  t.match(await bibtex(2), /^@article\{berg2023a,/, 'the key outlives the name')
  const found = await app.inject('/keys/berg2023a')
  t.equal(found.statusCode, 303)
  t.equal(found.headers.location, 'https://colophon.example/articles/10.5555/2')
  t.equal((await app.inject('/keys/berg2023z')).statusCode, 404)
})

t.test('JATS is judged where it is asked for, and comes in the version that is asked for', async (t) => {
  const { app, key } = await startService(t, { VERIFY_JATS: 'export' })
  await app.inject({ method: 'PUT', url: `/articles/${record.doi}`, headers: { authorization: key }, payload: record })
  for (const query of ['', '&verify=true', '&verify=false']) {
    t.equal((await app.inject(`/articles/${record.doi}?format=jats${query}`)).statusCode, 200, query)
  }
  t.match(
    (await app.inject(`/articles/${record.doi}?format=jats&formatVersion=1.3&verify=true`)).body,
    'dtd-version="1.3"',
  )
})
