/** What services miss: every rule, with its field, reason and remedy. */
import t from 'tap'
import type { Article } from '../../schemas/article.ts'
import { Article as Shape } from '../../schemas/article.ts'
import { readinessOf, services } from '../../src/readiness/readiness.ts'
import { record, startService } from '../http/start.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }

const whole: Article = {
  doi: '10.5555/a',
  type: 'research-article',
  title: 'A title',
  abstracts: [{ sections: [{ paragraphs: ['Text.'] }] }],
  contributors: [
    { kind: 'person', role: 'author', family: 'Berg', orcid: '0000-0002-1825-0097', affiliations: ['aff1'] },
  ],
  affiliations: [{ id: 'aff1', name: 'Institute', ror: '01cwqze88' }],
  journal: {
    title: 'Journal',
    abbreviatedTitles: [{ title: 'J', type: 'nlm-ta' }],
    issn: { electronic: '2434-561X' },
    publisher: { name: 'Press' },
  },
  volume: '1',
  pages: { first: '1' },
  dates: { received: '2024-01-01', publishedOnline: '2024-02-03' },
  licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/' }],
  keywords: [{ terms: ['tides'] }],
  language: 'en',
  links: [{ url: 'https://colophon.example/a.pdf', kind: 'pdf' }],
  references: [{ doi: '10.5555/b' }],
  funding: [{ funder: { name: 'F', doi: '10.13039/501100000780' }, awards: ['1'] }],
}

const missingIn = (article: Article, name: string, base = site) => {
  const report = readinessOf(article, base).find(({ service }) => service === name)
  return { ready: report?.ready, fields: report?.missing.map(({ weight, field }) => `${weight} ${field}`) }
}

t.test('an article that has everything lacks nothing anywhere', async (t) => {
  for (const { service, ready, missing } of readinessOf(whole, site)) {
    t.same(missing, [], service)
    t.ok(ready)
  }
})

t.test('every rule speaks up for an article that has nothing, or whose parts say little', async (t) => {
  const silent = new Set(
    services.flatMap(({ name, rules }) => rules.map(({ reason, remedy }) => `${name}: ${reason} ${remedy}`)),
  )
  const little: Article = {
    contributors: [
      { kind: 'person', role: 'author' },
      { kind: 'literal', role: 'author', literal: 'X' },
    ],
    affiliations: [{ id: 'a', name: 'I' }],
    references: [{ unstructured: 'A reference.' }],
    funding: [{ funder: { name: 'F' } }],
    links: [
      { url: 'http://elsewhere.example/a.pdf', kind: 'pdf' },
      { url: 'https://elsewhere.example/a.bin', kind: 'other' },
    ],
  }
  for (const article of [{}, little]) {
    for (const { service, ready, missing } of readinessOf(article, { ...site, baseUrl: 'http://localhost:8080' })) {
      t.notOk(ready, service)
      for (const { reason, remedy } of missing) silent.delete(`${service}: ${reason} ${remedy}`)
    }
  }
  t.same([...silent], [])
})

t.test('fields are those of the record', async (t) => {
  const names = new Set(Object.keys(Shape.properties))
  for (const { missing } of readinessOf({}, site)) {
    for (const { field } of missing) t.ok(field === '' || names.has(field.split('/')[1] ?? ''), field)
  }
})

t.test('what each service misses of an ordinary record', async (t) => {
  const { doi: _, ...bare } = whole
  t.same(missingIn(bare, 'doaj'), { ready: true, fields: [] }, 'a full-text link does for the DOI')
  t.same(missingIn(bare, 'crossref'), { ready: false, fields: ['required /doi'] })
  const { issn: __, ...unnumbered } = whole.journal ?? {}
  t.same(missingIn({ ...whole, journal: unnumbered }, 'doaj').fields, ['required /journal/issn/electronic'])
  const linking = { ...whole, journal: { ...unnumbered, issn: { linking: '2434-561X' } } }
  t.equal(missingIn(linking, 'doaj').ready, false, 'DOAJ has no place for a linking ISSN')
  t.equal(missingIn(linking, 'pubmed').ready, true)
  const elsewhere = { ...whole, links: [{ url: 'https://cdn.example/a.pdf', kind: 'pdf' as const }] }
  t.same(missingIn(elsewhere, 'google-scholar'), { ready: true, fields: ['recommended /links/0/url'] })
  const { licences: ___, ...closed } = whole
  t.same(missingIn(closed, 'openaire').fields, ['required /freeToRead', 'recommended /licences'])
  t.same(missingIn({ ...closed, freeToRead: {} }, 'openaire').fields, ['recommended /licences'])
  t.same(missingIn(whole, 'fair', { ...site, baseUrl: 'http://x.example' }).fields, ['recommended '])
})

t.test('of several fields the first is told, with the number of the others', async (t) => {
  const contributors = Array.from({ length: 5000 }, (_, n) => ({
    kind: 'person' as const,
    role: 'author' as const,
    family: `F${n}`,
  }))
  const report = readinessOf({ ...whole, contributors }, site).find(({ service }) => service === 'crossref')
  t.match(report?.missing, [
    { field: '/contributors/0/orcid', more: 4999 },
    { field: '/contributors/0/affiliations', more: 4999 },
  ])
})

t.test('over HTTP', async (t) => {
  const { app, library, key } = await startService(t)
  const headers = { authorization: key, 'content-type': 'application/json' }
  await app.inject({ method: 'PUT', url: `/articles/${record.doi}`, headers, body: JSON.stringify(record) })
  const answer = await app.inject(`/readiness/${record.doi}`)
  t.equal(answer.statusCode, 200)
  const { doi, version, services: told } = answer.json()
  t.same([doi, version], [record.doi, 1])
  t.same(
    told.map(({ service, ready }: { service: string; ready: boolean }) => [service, ready]),
    [
      ['google-scholar', false],
      ['doaj', true],
      ['pubmed', false],
      ['crossref', true],
      ['openaire', false],
      ['fair', false],
    ],
  )
  const page = await app.inject({ url: `/readiness/${record.doi}`, headers: { accept: 'text/html' } })
  t.match(page.headers['content-type'], 'text/html')
  t.match(page.body, /<h2>○ Google Scholar<\/h2>[\s\S]*Would not take the record/)
  for (const { missing } of told) for (const { field } of missing) t.match(page.body, `<code>${field}</code>`)
  const landing = await app.inject({ url: `/${record.doi}`, headers: { accept: 'text/html' } })
  t.match(landing.body, `href="/readiness/${record.doi}"`)
  t.match(landing.body, '✓ ', 'which are ready')
  t.equal((await app.inject('/readiness/10.5555/none')).statusCode, 404)
  t.equal((await app.inject('/readiness/none')).statusCode, 400)
  await library.withdraw({ doi: record.doi, reason: 'A double.', by: { name: 't', administrator: true, prefixes: [] } })
  t.equal((await app.inject(`/readiness/${record.doi}`)).statusCode, 410)
})
