import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { parse, parseAllDocuments } from 'yaml'
import type { Article, Contributor } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { formatYaml } from '../../src/formats/cff/yaml.ts'
import { cff } from '../../src/formats/cff.ts'
import type { WritableCodec } from '../../src/formats/codec.ts'
import { legalText } from '../../src/text/json.ts'
import { article } from '../arbitraries.ts'
import { corners, unclean } from '../corners.ts'
import { judgeCff } from '../judges/cff.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const codec: WritableCodec = cff
const file = (one: Article) => parse(codec.write(one, site))
const cited = (one: Article) => file(one)['preferred-citation']
const author = (rest: object): Contributor => ({ kind: 'person', role: 'author', family: 'Khan', ...rest })

t.test('any article is a CITATION.cff by keys, types and patterns', async (t) => {
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(judgeCff(codec.write(one, site)), [])),
    { numRuns: 150 },
  )
  for (const [name, draft] of Object.entries(corners))
    t.same(judgeCff(codec.write(admit(structuredClone(draft)).article, site)), [], name)
})

t.test('what no record may hold does not pass', async (t) => {
  const text = codec.write(structuredClone(unclean) as unknown as Article, site) // as if it had been admitted
  t.same(judgeCff(text), [])
  t.notMatch(JSON.stringify(parse(text)), /\\u(?:00[01]|d[89a-f])|\ufffe/)
  t.notMatch(text, /^L1/m)
})

t.test('the judge sees what is wrong', async (t) => {
  const document = codec.write({ doi: '10.5555/a', dates: { published: '2024-03-05' } }, site)
  t.same(judgeCff(document), [])
  t.not(judgeCff(document.replace('year: 2024', 'year: "2024"')).length, 0)
  t.not(judgeCff(document.replace('type: "article"', 'type: "paper"')).length, 0)
  t.not(judgeCff(document.replace('2024-03-05', '2024')).length, 0)
  t.not(judgeCff(document.replace(/^authors:\n.*\n/m, '')).length, 0)
})

t.test('any text comes back from YAML as it was', async (t) => {
  const corners = [
    '"',
    '\\',
    '\u0085',
    '\u2028x\u2029',
    '\ufeff',
    'a\nb\r\n',
    '- a: b',
    '#',
    '\x7f',
    '%',
    '\t',
    "'",
    '😀',
  ]
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...corners))
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.array(value, { minLength: 1 })), (map) => {
      const expected = Object.fromEntries(Object.entries(map).map(([key, list]) => [key, list.map(legalText)]))
      deepStrictEqual(Object.keys(map).length === 0 ? {} : parse(formatYaml(map)), expected)
    }),
    { numRuns: 150 },
  )
  t.pass()
})

t.test('no text can begin a line of its own', async (t) => {
  const text = codec.write({ title: 'a\nauthors: []\u2028b\u0085c', doi: '10.5555/a' }, site)
  t.notMatch(text, /^authors: \[\]/m)
  t.notMatch(text, /[\u0085\u2028]/)
})

t.test('what is required is there even where nothing is known', async (t) => {
  const one = file({})
  t.same(one.authors, [{ name: 'anonymous' }])
  t.equal(one.title, '[no title]')
  t.same(judgeCff(codec.write({}, site)), [])
})

t.test('names in their parts; groups are entities; other roles in their places', async (t) => {
  const contributors: Contributor[] = [
    author({ given: 'Jan', nonDroppingParticle: 'van der', suffix: 'Jr.', orcid: '0000-0002-1825-0097' }),
    { kind: 'group', role: 'author', name: 'WHO', ror: 'https://ror.org/01f80g185' },
    { kind: 'literal', role: 'author', literal: 'Anon' },
    author({ role: 'editor', email: 'e@localhost', corresponding: true }),
  ]
  const one = cited({ contributors })
  t.same(one.authors, [
    {
      'family-names': 'Khan',
      'given-names': 'Jan',
      'name-particle': 'van der',
      'name-suffix': 'Jr.',
      orcid: 'https://orcid.org/0000-0002-1825-0097',
    },
    { name: 'WHO', website: 'https://ror.org/01f80g185' },
    { name: 'Anon' },
  ])
  t.same(one.editors, [{ 'family-names': 'Khan' }])
  t.same(one.contact, [{ 'family-names': 'Khan' }])
})

t.test('a date is a day only where the day is known', async (t) => {
  const date = (published: NonNullable<Article['dates']>['published']) => {
    const one = cited({ dates: { ...(published && { published }) } })
    return [one['date-published'], one.year, one.month]
  }
  t.same(date('2024-03-05'), ['2024-03-05', 2024, 3])
  t.same(date('2024-03'), [undefined, 2024, 3])
  t.same(date('2024'), [undefined, 2024, undefined])
  t.same(date('2024-21'), [undefined, 2024, undefined])
  t.same(date({ literal: 'im Druck' }), [undefined, undefined, undefined])
  const both: Article = { dates: { publishedOnline: '2023-12', publishedPrint: '2024-02' } }
  t.equal(parse(codec.write(both, site, { date: 'print' }))['preferred-citation'].year, 2024)
})

t.test('volume and pages are integers where they can be, and words where not', async (t) => {
  t.match(cited({ volume: '12', pages: { first: '233', last: '240' } }), { volume: 12, start: 233, end: 240 })
  t.match(cited({ volume: 'XIV', pages: { first: 'S12', last: 'S20' } }), { 'volume-title': 'XIV', section: 'S12–S20' })
  t.match(cited({ pages: { first: '007' } }), { section: '007' })
  t.match(cited({ articleNumber: 'e42' }), { number: 'e42' })
})

t.test('a DOI that the pattern has no room for is whole among the identifiers', async (t) => {
  const doi = '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A'
  const one = cited({ doi })
  t.equal(one.doi, undefined)
  t.same(one.identifiers, [{ type: 'other', value: doi, description: 'DOI' }])
  t.equal(one.url, 'https://doi.org/10.1002/(SICI)1096-911X(199805)30:5%3C297::AID-MPO7%3E3.0.CO;2-A')
  t.equal(cited({ doi: '10.5555/(a)_b;c' }).doi, '10.5555/(a)_b;c')
})

t.test('a retraction is in the notes', async (t) => {
  const one = cited({ relations: [{ type: 'retracted-by', doi: '10.5555/r' }] })
  t.equal(one.notes, 'Retracted: https://doi.org/10.5555/r')
})

t.test('cited works are references', async (t) => {
  const { references } = file({
    references: [
      { type: 'journal', authors: [{ family: 'A', given: 'B' }], title: 'T', year: '1998', doi: '10.5555/x' },
      { unstructured: 'Smith, <i>Book</i>, 2001a' },
    ],
  })
  t.same(references, [
    {
      type: 'article',
      authors: [{ 'family-names': 'A', 'given-names': 'B' }],
      title: 'T',
      year: 1998,
      doi: '10.5555/x',
    },
    { type: 'generic', authors: [{ name: 'anonymous' }], title: 'Smith, Book, 2001a' },
  ])
})

t.test('many articles are the documents of one stream', async (t) => {
  const [head, between, tail] = codec.frame
  const stream = head + [1, 2].map((n) => codec.write({ title: `T${n}` }, site)).join(between) + tail
  t.same(
    parseAllDocuments(stream).map((document) => document.toJS().title),
    ['T1', 'T2'],
  )
})
