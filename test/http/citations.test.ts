/** References by content negotiation, bibliographies by POST, and the catalogue of styles. */
import t from 'tap'
import { choose } from '../../src/http/negotiate.ts'
import { bibliographyOffer, createChooser, formatOffers } from '../../src/http/offers.ts'
import { articles } from '../styles/articles.ts'
import { record, startService } from './start.ts'

const url = `/articles/${record.doi}`

t.test('parameters of an Accept header are read as clients write them', async (t) => {
  const of = (accept: string) => choose(accept, [...formatOffers, bibliographyOffer])
  for (const [accept, parameters] of [
    ['text/x-bibliography; style=apa', { style: 'apa' }],
    ['text/x-bibliography; style = apa; locale = en-US', { style: 'apa', locale: 'en-US' }],
    ['text/x-bibliography ; Style="apa" ;locale="de\\-DE"; q=0.9', { style: 'apa', locale: 'de-DE' }],
    ['text/x-bibliography;style=apa;style=ieee;;=;x', { style: 'apa' }],
    ['text/x-bibliography;style=ieee;q=0.1, text/x-bibliography;style=apa', { style: 'apa' }],
    ['text/bibliography; style="a;b,c"', { style: 'a;b,c' }],
  ] as const) {
    t.strictSame(of(accept)?.parameters, parameters, accept)
    t.equal(of(accept)?.offer, bibliographyOffer)
  }
  t.strictSame(of('*/*;style=apa')?.parameters, {}, 'a wildcard asks for no reference')
  t.equal(
    createChooser(formatOffers)({ headers: {}, query: { style: 'apa' } } as never).name,
    'json',
    'lists have none',
  )
})

t.test('a reference in any style, locale and form, by Accept and by query', async (t) => {
  const { app, key } = await startService(t)
  await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: record })
  const accept = (value: string, path = url) => app.inject({ url: path, headers: { accept: value } })
  const apa = await accept('text/x-bibliography; style = apa; locale = en-US')
  t.equal(
    apa.body,
    'van der Berg, J., & The Shoreline Consortium. (2024). Tidal clocks in Eurydice & H2O. ' +
      'Journal of Invented Shores, 12(3). https://doi.org/10.5555/Tides.7\n',
  )
  t.equal(apa.headers['content-type'], 'text/x-bibliography; style=apa; locale=en-US; format=text; charset=utf-8')
  t.match(apa.headers, { vary: 'Accept', etag: /^"1-/ })
  t.equal((await accept('text/plain')).headers['content-type'], 'text/plain; charset=utf-8')
  for (const each of ['text/plain', 'text/bibliography', 'text/x-bibliography']) {
    t.equal((await accept(each)).body, apa.body, each)
    t.equal((await accept(each, `/${record.doi}`)).body, apa.body, each)
  }
  const html = await accept('text/x-bibliography; style=nature; locale=de-DE; format=html')
  t.match(
    html.body,
    'Tidal clocks in <i>Eurydice</i> &amp; H<sub>2</sub>O. <i>Journal of Invented Shores</i> <b>12</b>',
  )
  const query = await app.inject(`${url}?style=apa&locale=fr&as=html`)
  t.equal(query.headers['content-type'], 'text/html; charset=utf-8')
  t.match(query.headers['content-security-policy'], "default-src 'none'")
  t.match(query.body, '<a href="https://doi.org/10.5555/Tides.7">https://doi.org/10.5555/Tides.7</a>')
  t.match((await app.inject(`${url}?style=abnt&as=markdown`)).body, '9 jan. 2024')
  t.match((await app.inject(`${url}?style=apa&as=rtf`)).body, /^\{\\rtf1[\s\S]*\}\n$/)
  t.match((await app.inject(`${url}?format=bibliography`)).body, apa.body)
  t.match((await app.inject(`${url}?style=apa&date=print`)).body, '(2024)')
  const head = await app.inject({ method: 'HEAD', url: `${url}?style=apa` })
  t.equal(Number(head.headers['content-length']), Buffer.byteLength(apa.body))
  const again = await app.inject({ url: `${url}?style=apa`, headers: { 'if-none-match': String(head.headers.etag) } })
  t.equal(again.statusCode, 304)
  await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: { ...record, volume: '13' } })
  t.match((await accept('text/plain')).body, '13(3)', 'a new version has a reference of its own')
})

t.test('a style or locale that is not there is refused with the nearest names', async (t) => {
  const { app, key } = await startService(t)
  await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: record })
  for (const [path, accept, words] of [
    [`${url}?style=natur`, '*/*', 'nature'],
    [url, 'text/x-bibliography; style=natur', 'nature'],
    [`${url}?style=apa&locale=de-XX`, '*/*', 'de-DE'],
    [`${url}?style=apa&as=pdf`, '*/*', 'markdown'],
    [`${url}?style=apa&marks=perhaps`, '*/*', 'off'],
    [`${url}?style=..%2F..%2Fpackage`, '*/*', 'style'],
  ] as const) {
    const { statusCode, headers, body } = await app.inject({ url: path, headers: { accept } })
    t.equal(statusCode, 400, path)
    t.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
    t.match(body, words)
  }
})

t.test('a retracted article says so in HTML, a withdrawn one how it was cited', async (t) => {
  const { app, key } = await startService(t)
  const watt = `/articles/${articles.watt.doi}`
  await app.inject({ method: 'PUT', url: watt, headers: { authorization: key }, payload: articles.watt })
  const of = async (query: string) => (await app.inject(`${watt}?style=apa${query}`)).body
  t.match(await of('&as=html'), '[Retracted: <a')
  t.notMatch(await of('&as=html&marks=off'), 'Retracted')
  t.notMatch(await of(''), 'Retracted')
  t.match(await of('&marks=on'), '[Retracted: https://doi.org/10.5555/watt.78]')
  const { headers } = await app.inject(watt)
  await app.inject({
    method: 'DELETE',
    url: `${watt}?reason=gone`,
    headers: { authorization: key, 'if-match': String(headers.etag) },
  })
  const gone = await app.inject(`${watt}?style=apa`)
  t.equal(gone.statusCode, 410)
  t.match(gone.json().citation, 'Müller, J., & Suhartini. (2021)')
})

t.test('a list becomes a bibliography and citations; each item says what became of it', async (t) => {
  const { app, key } = await startService(t)
  for (const article of [articles.tides, articles.watt]) {
    const headers = { authorization: key }
    await app.inject({ method: 'PUT', url: `/articles/${article.doi}`, headers, payload: article })
  }
  const book = { id: 'b', type: 'book', title: 'Of <i>tides</i> & <script>', author: [{ family: 'Abel' }], custom: {} }
  const payload = {
    items: [articles.watt.doi, `https://doi.org/${articles.tides.doi}`, '10.5555/none', 'nonsense', book],
    style: 'apa',
    as: 'html',
    citations: [[{ id: 'b', locator: '7', prefix: 'see ' }, { id: '10.5555/SHORES.2024.7' }], [{ id: '10.5555/none' }]],
  }
  const answer = await app.inject({ method: 'POST', url: '/citations', payload })
  t.equal(answer.statusCode, 200)
  const { references, citations, items, bibliography, ...said } = answer.json()
  t.strictSame(said, { style: 'apa', locale: 'en-US', as: 'html' })
  t.strictSame(
    references.map(({ id }: { id: string }) => id),
    ['b', articles.watt.doi, articles.tides.doi],
  )
  t.strictSame(
    items.map(({ status }: { status: string }) => status),
    ['cited', 'cited', 'not-found', 'invalid', 'cited'],
  )
  t.equal(references[0].text, 'Abel. (n.d.). <i>Of</i> tides <i>&amp; &lt;script&gt;</i>.')
  t.match(citations, ['(see Abel, n.d., p. 7; van der Berg et al., 2024)', ''])
  t.match(bibliography, /^<ul class="references">\n<li>Abel/)
  t.equal(answer.headers['colophon-refused'], '2')
  const cited = { citations: [[{ id: articles.tides.doi }]], style: 'ieee' }
  const alone = (await app.inject({ method: 'POST', url: '/citations', payload: cited })).json()
  t.match(alone, { citations: ['[1]'], items: [{ id: articles.tides.doi, status: 'cited', version: 1 }] })
  const dois = { items: [articles.watt.doi, articles.tides.doi], style: 'nature' }
  const list = await app.inject({ method: 'POST', url: '/citations', headers: { accept: 'text/plain' }, payload: dois })
  t.match(list.body, /^1\. Müller, J\.[^\n]*\n2\. van der Berg[^\n]*\n$/)
  const headers = { accept: 'text/x-bibliography; style="ieee"; locale = de; format=markdown' }
  const listed = await app.inject({
    method: 'POST',
    url: '/citations',
    headers,
    payload: { items: [articles.watt.doi] },
  })
  t.equal(
    listed.headers['content-type'],
    'text/x-bibliography; style=ieee; locale=de-DE; format=markdown; charset=utf-8',
    'the answer says what it was made by',
  )
  for (const wrong of [
    '{',
    '{}',
    '{"items":[7]}',
    '{"items":[],"x":1}',
    '{"items":[{"id":"a"}],"style":"natur"}',
    '{"items":[{"id":"a"}],"citations":[[{"id":"b"}]]}',
  ]) {
    t.equal((await app.inject({ method: 'POST', url: '/citations', payload: wrong })).statusCode, 400, wrong)
  }
})

t.test('styles are found, shown by an example, and their locales listed', async (t) => {
  const { app } = await startService(t)
  const found = (await app.inject('/styles?q=vancouver&limit=2')).json()
  t.equal(found.items[0].id, 'vancouver')
  t.equal(found.items.length, 2)
  t.ok(found.total > 20)
  t.equal((await app.inject('/styles')).json().total, 2679)
  t.equal((await app.inject('/styles?limit=0')).statusCode, 400)
  const { example, ...style } = (await app.inject('/styles/mla?locale=de&as=html')).json()
  t.match(style, { id: 'modern-language-association', citationFormat: 'author', bibliography: true })
  t.match(example, {
    locale: 'de-DE',
    as: 'html',
    citation: /van der Berg/,
    reference: /<i>Journal of Invented Shores<\/i>/,
  })
  const none = await app.inject('/styles/natur')
  t.equal(none.statusCode, 404)
  t.match(none.json().available, ['nature'])
  const locales = (await app.inject('/locales')).json()
  t.equal(locales.length, 56)
  t.match(locales, [{ tag: 'af-ZA', name: 'Afrikaans (South Africa)' }])
})
