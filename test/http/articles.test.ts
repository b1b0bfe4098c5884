import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { encodeDoi } from '../../src/article/doi.ts'
import { writers } from '../../src/formats/index.ts'
import { lessened } from '../../src/formats/losses.ts'
import { record, startService } from './start.ts'

const url = `/articles/${record.doi}`
const sici = '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A'

t.test('a deposit is created once, updated when it differs, and left alone when it does not', async (t) => {
  const { app, key } = await startService(t)
  const put = (payload: object) => app.inject({ method: 'PUT', url, headers: { authorization: key }, payload })
  const created = await put(record)
  t.equal(created.statusCode, 201)
  t.equal(created.headers.location, 'https://colophon.example/articles/10.5555/Tides.7')
  t.match(created.json(), {
    outcome: 'created',
    version: 1,
    doi: record.doi,
    article: { title: 'Tidal clocks in <i>Eurydice</i> &amp; H<sub>2</sub>O' },
  })
  t.equal((await app.inject(url)).headers.etag, created.headers.etag, 'the ETag is that of the record as JSON')
  t.match((await put(record)).json(), { outcome: 'unchanged', version: 1 })
  const { title, ...others } = record
  t.match((await put({ ...others, title })).json(), { outcome: 'unchanged' }, 'in another order it is the same')
  const updated = await put({ ...record, volume: '13' })
  t.equal(updated.statusCode, 200)
  t.match(updated.json(), { outcome: 'updated', version: 2 })
  t.not(updated.headers.etag, created.headers.etag)
})

t.test('an article answers in every format, by ?format= and by Accept', async (t) => {
  const { app, key } = await startService(t)
  await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: record })
  for (const { name, mediaType, aliases = [], extension } of writers) {
    const named = await app.inject({ url: `${url}?format=${name}`, headers: { accept: 'text/html' } })
    t.equal(named.statusCode, 200, name)
    t.equal(named.headers['content-type'], `${mediaType}; charset=utf-8`)
    t.equal(named.headers.vary, 'Accept, Accept-Datetime')
    t.match(named.headers['content-disposition'], `10.5555_tides.7${extension}`)
    t.match(named.body, /Tidal(?: |%20)clocks/)
    const link = String(named.headers.link)
    t.match(link, '<https://doi.org/10.5555/Tides.7>; rel="cite-as"')
    for (const other of writers) {
      t.equal(link.includes(`format=${other.name}>; rel="alternate"; type="${other.mediaType}"`), other.name !== name)
    }
    for (const accept of [mediaType, ...aliases]) {
      const negotiated = await app.inject({ url, headers: { accept } })
      t.equal(negotiated.body, named.body, accept)
      t.equal(negotiated.headers.etag, named.headers.etag)
    }
    const head = await app.inject({ method: 'HEAD', url: `${url}?format=${name}` })
    t.equal(head.statusCode, 200)
    t.equal(head.body, '')
    t.equal(Number(head.headers['content-length']), Buffer.byteLength(named.body))
    t.equal(head.headers.etag, named.headers.etag)
  }
  const etags = await Promise.all(
    writers.map(async ({ name }) => (await app.inject(`${url}?format=${name}`)).headers.etag),
  )
  t.equal(new Set(etags).size, writers.length, 'every representation has a validator of its own')
})

t.test('what cannot be had is refused with what can', async (t) => {
  const { app, key } = await startService(t)
  await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: record })
  const none = await app.inject({ url, headers: { accept: 'image/png' } })
  t.equal(none.statusCode, 406)
  t.equal(none.headers['content-type'], 'application/problem+json; charset=utf-8')
  t.equal(none.headers.vary, 'Accept')
  t.strictSame(none.json().available, [
    ...writers.map(({ mediaType }) => mediaType),
    'text/x-bibliography',
    'text/html',
  ])
  t.match(none.headers.link, 'rel="alternate"')
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
  for (const accept of ['text/html', browser]) {
    const page = await app.inject({ url, headers: { accept } })
    t.match([page.statusCode, page.headers['content-type']], [200, 'text/html'], accept)
  }
  t.match((await app.inject({ url, headers: { accept: '*/*' } })).headers['content-type'], 'application/json')
  t.match((await app.inject(`${url}?format=docx`)).json(), { status: 400, type: '/problems/unknown-format' })
  t.match((await app.inject('/articles/10.5555/none')).json(), { status: 404, type: '/problems/not-found' })
  t.match((await app.inject('/articles/nonsense')).json(), { status: 400, findings: [{ code: 'doi-syntax' }] })
  t.equal((await app.inject('/articles/%zz')).statusCode, 400)
  const post = await app.inject({ method: 'POST', url, payload: {} })
  t.equal(post.statusCode, 405)
  t.equal(post.headers.allow, 'DELETE, GET, HEAD, OPTIONS, PATCH, PUT')
  t.equal((await app.inject({ method: 'PUT', url: '/formats' })).headers.allow, 'GET, HEAD, OPTIONS')
  for (const path of ['/dump/jats', '/feeds/2434-561X.atom', '/styles/apa', '/sitemap-1.xml']) {
    const wrong = await app.inject({ method: 'PATCH', url: path, payload: {} })
    t.match([wrong.statusCode, wrong.headers.allow], [405, 'GET, HEAD, OPTIONS'], path)
  }
  t.equal((await app.inject('/nothing/here')).statusCode, 404)
})

t.test('conditional reads', async (t) => {
  const { app, key } = await startService(t)
  await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: record })
  const { headers } = await app.inject(url)
  const etag = String(headers.etag)
  const get = (conditions: Record<string, string>) => app.inject({ url, headers: conditions })
  for (const tag of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
    const fresh = await get({ 'if-none-match': tag })
    t.equal(fresh.statusCode, 304, tag)
    t.equal(fresh.headers.etag, etag)
    t.equal(fresh.headers.vary, 'Accept, Accept-Datetime')
    t.equal(fresh.body, '')
  }
  t.equal((await get({ 'if-none-match': '"other"' })).statusCode, 200)
  t.equal(
    (await get({ 'if-none-match': '"other"', 'if-modified-since': String(headers['last-modified']) })).statusCode,
    200,
  )
  t.equal((await get({ 'if-modified-since': String(headers['last-modified']) })).statusCode, 304)
  t.equal((await get({ 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' })).statusCode, 200)
  t.equal(
    (await get({ 'if-none-match': etag, accept: 'application/x-bibtex' })).statusCode,
    200,
    'another representation',
  )
})

t.test('conditional writes', async (t) => {
  const { app, key } = await startService(t)
  const put = (volume: string, conditions: Record<string, string>) =>
    app.inject({ method: 'PUT', url, headers: { authorization: key, ...conditions }, payload: { ...record, volume } })
  t.equal((await put('1', { 'if-match': '*' })).statusCode, 412, 'there is none yet')
  const first = await put('1', { 'if-none-match': '*' })
  t.equal(first.statusCode, 201)
  t.equal((await put('2', { 'if-none-match': '*' })).statusCode, 412)
  t.equal((await put('2', { 'if-match': String(first.headers.etag) })).statusCode, 200)
  t.equal((await put('3', { 'if-match': String(first.headers.etag) })).statusCode, 412)
  t.equal((await put('3', { 'if-match': 'W/"2"' })).statusCode, 412, 'a weak tag never matches')
  t.equal((await put('3', { 'if-match': '"1", "2"' })).statusCode, 200)
  t.equal((await put('4', { 'if-none-match': '"3"' })).statusCode, 400)
  t.match((await app.inject(url)).json(), { volume: '3' })
  const bibtexTag = String((await app.inject(`${url}?format=bibtex`)).headers.etag)
  t.equal(
    (await put('5', { 'if-match': bibtexTag })).statusCode,
    200,
    'any representation of the current version will do',
  )
  t.equal(
    (await app.inject({ method: 'DELETE', url, headers: { authorization: key, 'if-match': '"1"' } })).statusCode,
    412,
  )
})

t.test('a DOI is found however it is spelt in the path', async (t) => {
  const { app, key } = await startService(t)
  const dois = [
    sici,
    '10.1000/a#b?c%d',
    '10.1000/x//y/',
    '10.1000/a;b=c+d',
    '10.5555/Über',
    '10.1000/a%2Fb',
    `10.1000/${'long'.repeat(60)}`,
  ]
  for (const doi of dois) {
    const put = await app.inject({
      method: 'PUT',
      url: `/articles/${encodeDoi(doi)}`,
      headers: { authorization: key },
      payload: { ...record, doi },
    })
    t.equal(put.statusCode, 201, doi)
    const spellings = [
      encodeDoi(doi),
      encodeURIComponent(doi),
      encodeURIComponent(encodeURIComponent(doi)),
      encodeDoi(doi.toUpperCase().replace('ÜBER', 'ÜBER'.replace('Ü', 'Ü'))),
      `${encodeDoi(doi)}/`,
      `https://doi.org/${encodeURIComponent(encodeURIComponent(doi))}`,
    ]
    for (const spelling of spellings) {
      const found = await app.inject(`/articles/${spelling}`)
      t.equal(found.statusCode, 200, spelling)
      t.equal(found.json().doi, doi, spelling)
      t.equal(new URL(String(put.headers.location)).pathname, `/articles/${encodeDoi(doi)}`)
    }
    const resolved = await app.inject({ url: `/${encodeDoi(doi)}`, headers: { accept: 'application/json' } })
    t.equal(resolved.json().doi, doi)
  }
  const raw = await app.inject({ method: 'GET', url: `/articles/${sici}` })
  t.equal(raw.json().doi, sici, 'raw angle brackets, semicolons and colons')
})

t.test('the root answers as a resolver does: a page for browsers, formats for programs', async (t) => {
  const { app, key } = await startService(t)
  await app.inject({
    method: 'PUT',
    url,
    headers: { authorization: key },
    payload: { ...record, title: 'A <script>alert(1)</script> & <i>x</i>' },
  })
  const page = await app.inject({ url: '/10.5555/tides.7', headers: { accept: 'text/html,*/*;q=0.8' } })
  t.equal(page.headers['content-type'], 'text/html; charset=utf-8')
  t.match(page.headers['content-security-policy'], "default-src 'none'")
  t.match(page.body, 'A &lt;script&gt;alert(1)&lt;/script&gt; &amp; <i>x</i>')
  t.notMatch(page.body, '<script>')
  for (const words of [
    'van der Berg',
    'Shoreline Consortium',
    'Example Institute',
    '2023-05-02',
    'https://doi.org/10.5555/Tides.7',
    'format=bibtex',
    '<meta name="citation_doi" content="10.5555/Tides.7"',
  ]) {
    t.match(page.body, words)
  }
  t.equal(
    (await app.inject('/10.5555/tides.7')).headers['content-type'],
    'text/html; charset=utf-8',
    'anything goes: the page',
  )
  t.match(
    (await app.inject({ url: '/10.5555/tides.7', headers: { accept: 'application/x-bibtex' } })).body,
    /^@article/,
  )
  t.equal((await app.inject('/10.5555/none')).statusCode, 404)
})

t.test('a withdrawn article answers 410 with reason and citation, and can come back', async (t) => {
  const { app, key } = await startService(t)
  const headers = { authorization: key }
  t.equal((await app.inject({ method: 'DELETE', url, headers })).statusCode, 404)
  await app.inject({ method: 'PUT', url, headers, payload: record })
  const gone = await app.inject({ method: 'DELETE', url: `${url}?reason=Published%20twice`, headers })
  t.match(gone.json(), { doi: record.doi, version: 2, withdrawn: { reason: 'Published twice' } })
  for (const path of [url, '/10.5555/tides.7', `${url}?format=bibtex`]) {
    const answer = await app.inject(path)
    t.equal(answer.statusCode, 410)
    t.match(answer.json(), {
      type: '/problems/withdrawn',
      reason: 'Published twice',
      citation: /van der Berg.*Tidal clocks in Eurydice & H2O.*12\(3\)/,
    })
  }
  t.match((await app.inject('/articles')).json(), { items: [], total: 0 })
  t.match((await app.inject('/articles?q=tidal')).json(), { items: [] })
  t.equal((await app.inject({ method: 'DELETE', url, headers })).statusCode, 200, 'a second time changes nothing')
  const back = await app.inject({ method: 'PUT', url, headers, payload: record })
  t.match(back.json(), { outcome: 'updated', version: 3 })
  t.equal((await app.inject('/articles?q=tidal')).json().items.length, 1)
})

t.test('writing needs a key, and a key writes under its own prefixes alone', async (t) => {
  const { app, library, key } = await startService(t)
  const { secret, key: record1 } = await library.keys.create({ name: 'office', prefixes: ['10.5555'] })
  const put = (authorization: string | undefined, doi: string) =>
    app.inject({
      method: 'PUT',
      url: `/articles/${doi}`,
      headers: authorization === undefined ? {} : { authorization },
      payload: { ...record, doi },
    })
  const altered = secret.replace(/.(?=.{20}$)/, (c) => (c === 'A' ? 'B' : 'A'))
  for (const wrong of [undefined, 'Bearer nonsense', `Basic ${secret}`, `Bearer ${secret}x`, `Bearer ${altered}`]) {
    const answer = await put(wrong, '10.5555/1')
    t.equal(answer.statusCode, 401, String(wrong))
    t.match(answer.headers['www-authenticate'], 'Bearer')
  }
  t.equal((await put(`Bearer ${secret}`, '10.5555/1')).statusCode, 201)
  t.equal((await put(`bearer ${secret}`, '10.5555/2')).statusCode, 201)
  for (const other of ['10.55555/1', '10.5555.1/1', '10.1000/1'])
    t.equal((await put(`Bearer ${secret}`, other)).statusCode, 403, other)
  await put(key, '10.1000/1')
  t.equal(
    (await app.inject({ method: 'DELETE', url: '/articles/10.1000/1', headers: { authorization: `Bearer ${secret}` } }))
      .statusCode,
    403,
  )
  await library.keys.revoke(record1.id)
  t.equal((await put(`Bearer ${secret}`, '10.5555/1')).statusCode, 401, 'revoked')
})

t.test('a body is read by its type, or by its content where the type says nothing', async (t) => {
  const { app, key } = await startService(t)
  await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: record })
  const put = (type: string | undefined, payload: string | Buffer) =>
    app.inject({
      method: 'PUT',
      url,
      headers: { authorization: key, ...(type !== undefined && { 'content-type': type }) },
      payload,
    })
  const whole = admit(record as Draft).article // a literal, whose kinds TypeScript widens
  for (const codec of writers.filter(({ read }) => read !== undefined)) {
    const { name, mediaType } = codec
    await put('application/json', JSON.stringify(record))
    const { body } = await app.inject(`${url}?format=${name}`)
    for (const type of [mediaType, `${mediaType}; charset=utf-8`, undefined, 'application/octet-stream']) {
      const answer = await put(type, body)
      t.equal(answer.statusCode, 200, `${name} as ${type}: ${answer.body.slice(0, 300)}`)
      t.strictSame(answer.json().article, lessened(whole, codec))
    }
  }
  t.match((await put('image/png', 'x')).json(), { status: 415, available: ['application/json'] })
  t.match((await put('application/json', '{"title":')).json(), { status: 400, type: '/problems/unreadable' })
  t.match((await put('application/json', '[{},{}]')).json(), { status: 400, detail: /2 records/ })
  t.match((await put('application/json', Buffer.from([0x22, 0xe9, 0x22]))).json(), { status: 400, detail: /UTF-8/ })
  t.match((await put('application/json', '')).json(), { status: 400 })
  t.match((await put('application/json', '{"doi":"10.5555/other","title":"T"}')).json(), {
    status: 422,
    findings: [{ code: 'doi-mismatch' }],
  })
  t.match((await put('application/json', '{"title":7,"mood":1}')).json(), {
    status: 422,
    findings: [{ pointer: '/title', code: 'type' }],
  })
  t.match((await put('application/json', '{"title":"Own DOI from the path"}')).json(), { article: { doi: record.doi } })
  t.match((await put('application/json', `{"title":"${'x'.repeat(1_100_000)}"}`)).json(), { status: 413 })
})
