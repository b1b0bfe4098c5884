import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import t from 'tap'
import type { Article } from '../../schemas/article.ts'
import { cslItem, cslJson } from '../../src/formats/csl-json.ts'
import { lessened } from '../../src/formats/losses.ts'
import { article } from '../arbitraries.ts'
import { sample } from './bibtex/sample.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/csl-json/${name}.json`, import.meta.url), 'utf8')
const readBack = (one: Article) => {
  const [reading] = cslJson.read(cslJson.write(one))
  return reading && 'draft' in reading ? reading.draft : reading
}

const written: readonly (readonly [what: string, article: Article, item: object])[] = [
  [
    '`issued` is the earliest date, `submitted` the day of receipt',
    sample,
    { issued: { 'date-parts': [[2024, 3, 5]] }, submitted: { 'date-parts': [[2024, 1, 18]] } },
  ],
  ['other dates are custom', sample, { custom: { dates: { accepted: '2024-02-01', publishedPrint: '2024-05' } } }],
  [
    'names',
    sample,
    {
      author: [
        { family: 'Berg', given: 'Jan', 'non-dropping-particle': 'van der' },
        { family: 'King', given: 'Martin Luther', suffix: 'Jr.' },
        { literal: 'The Barnes and Noble Consortium' },
        { family: 'Madonna' },
      ],
    },
  ],
  [
    'what names cannot say is custom',
    sample,
    {
      custom: {
        contributors: [{ in: 'author', orcid: '0000-0002-1825-0097', email: 'jan@example.org', corresponding: true }],
      },
    },
  ],
  ['one ISSN, electronic first', sample, { ISSN: '1476-4687' }],
  ['an article number is number and page', { articleNumber: 'e42' }, { number: 'e42', page: 'e42' }],
  [
    'pages before an article number',
    { articleNumber: 'e42', pages: { first: '1', last: '9' } },
    { number: 'e42', page: '1-9' },
  ],
  [
    'marks are the HTML of CSL',
    { title: '<i>a</i> <sc>b</sc> x&lt;y &amp; <u>c</u>' },
    { title: '<i>a</i> <span style="font-variant:small-caps;">b</span> x<y & c' },
  ],
  ['a subtitle is appended', { title: 'Why?', subtitle: 'Because' }, { title: 'Why? Because' }],
  ['a season', { dates: { published: '2024-21' } }, { issued: { 'date-parts': [[2024]], season: 1 } }],
  [
    'a range',
    { dates: { published: '2024-01/2024-02' } },
    {
      issued: {
        'date-parts': [
          [2024, 1],
          [2024, 2],
        ],
      },
    },
  ],
  ['words', { dates: { published: { literal: 'in press' } } }, { issued: { literal: 'in press' } }],
  ['a preprint', { type: 'preprint' }, { type: 'article' }],
]

for (const [what, one, item] of written) {
  t.test(what, async (t) => {
    t.match(cslItem(one), item)
    t.strictSame(readBack(one), lessened(one, cslJson))
  })
}

t.test('any article comes back whole', async (t) => {
  t.strictSame(cslJson.loses, [])
  fc.assert(
    fc.property(article(), (one) => {
      t.strictSame(readBack(one), lessened(one, cslJson))
    }),
    { numRuns: 100 },
  )
})

/** Variables of CSL-JSON 1.0.2 that may be written, and of which type. */
const shape: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'id type citation-key title title-short container-title container-title-short publisher publisher-place ISSN DOI URL volume issue supplement page page-first number language keyword abstract status PMID PMCID'
      .split(' ')
      .map((name) => [name, 'string']),
  ),
  ...Object.fromEntries(
    'author editor translator chair illustrator contributor'.split(' ').map((name) => [name, 'object']),
  ),
  issued: 'object',
  submitted: 'object',
  custom: 'object',
}

t.test('the text says what the item says that styles are given, under any options', async (t) => {
  const options = fc.record(
    {
      date: fc.constantFrom('earliest' as const, 'online' as const, 'print' as const),
      key: fc.constantFrom('Khan2024a', 'x<crossref>'),
      id: fc.constantFrom('doi' as const, 'citation-key' as const),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(article(), options, (one, asked) => {
      const item = cslItem(one, asked)
      const written = JSON.parse(cslJson.write(one, undefined, asked))
      t.strictSame(written, JSON.parse(JSON.stringify(item)))
      // Also in the order in which styles and programs meet the members.
      t.strictSame(Object.keys(written), Object.keys(item))
    }),
    { numRuns: 100 },
  )
})

t.test('only variables of CSL are written', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      for (const [name, value] of Object.entries(cslItem(one))) t.equal(typeof value, shape[name], name)
    }),
    { numRuns: 100 },
  )
})

const official = new URL('../../../shared/schemas/csl/csl-data.json', import.meta.url)
t.test('valid against csl-data.json', { skip: !existsSync(official) && 'the schema is not here' }, async (t) => {
  const isValid = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(official, 'utf8')))
  fc.assert(
    fc.property(article(), (one) => {
      t.ok(isValid([JSON.parse(cslJson.write(one))]), JSON.stringify(isValid.errors))
    }),
    { numRuns: 100 },
  )
})

t.test('the body holds nothing that Zotero takes for another format', async (t) => {
  const title = 'A <crossref of "agency": "DataCite", "providerId": x and http://datacite.org/schema'
  const one = { fundingStatement: title, unmapped: [{ path: 'x', value: { agency: 'DataCite', providerId: 'x' } }] }
  const text = cslJson.write(one)
  for (const sign of ['<crossref', 'http://datacite.org/schema', '"agency": "DataCite"', '"providerId": ']) {
    t.notOk(text.includes(sign), sign)
  }
  t.strictSame(readBack(one), one)
})

t.test('one article is one object, many are a list', async (t) => {
  const [head, between, tail] = cslJson.frame
  t.match(cslJson.write(sample), /^\{.*\}$/)
  t.equal(cslJson.read(head + [cslJson.write(sample), cslJson.write(sample)].join(between) + tail).length, 2)
})

t.test('the shape of Crossref is read, with a note', async (t) => {
  t.match(cslJson.read(fixture('registry-shape')), [
    {
      draft: {
        doi: '10.1126/science.169.3946.635',
        title: 'The Structure of <i>Ordinary</i> Water &amp; Ice',
        contributors: [
          { family: 'Frank', given: 'Henry S.', orcid: /0000-0002-1825-0097/, affiliations: ['aff1'] },
          { kind: 'group', name: 'The Consortium' },
        ],
        affiliations: [{ id: 'aff1', literal: 'University of Pittsburgh' }],
        journal: { title: 'Science', issn: { unspecified: ['0036-8075', '1095-9203'] } },
        dates: { publishedPrint: '1970-08-14' },
        pages: { first: '635', last: '641' },
        unmapped: [{ path: '/0/score', value: 1 }],
      },
      notes: [{ code: 'crossref-shape' }],
    },
  ])
})

t.test('a list of items of other programs', async (t) => {
  t.match(cslJson.read(fixture('list')), [
    {
      place: 'a',
      draft: {
        title: 'A <b>bold</b> a &lt; b Title <sc>bc</sc>',
        contributors: [{ family: 'Gaulle', nonDroppingParticle: 'de' }, { literal: 'WHO' }],
        dates: { published: '2024-02' },
        volume: '5',
        pages: { first: 'e1', last: 'e10' },
        unmapped: [{ path: 'a/accessed' }],
      },
    },
    { place: '2', draft: { dates: { published: '2024-22' } } },
    { place: 'c', draft: { title: 'No date', dates: undefined } },
    { refusal: { code: 'unreadable' } },
  ])
})

t.test('what is no JSON is refused', async (t) => {
  t.throws(() => cslJson.read('{'), { code: 'unreadable' })
  t.equal(cslJson.sniffs('@article{a}'), 0)
  t.ok(cslJson.sniffs(cslJson.write(sample)) > 0.9)
})

t.test('one item a line: a damaged line is one refusal', async (t) => {
  const item = (id: string) => JSON.stringify({ id, type: 'article-journal', title: id })
  const text = `\ufeff${item('a')}\n{"id": \n${item('b')}\n"c"\n`
  t.equal(cslJson.cut(text), text.length)
  t.match(cslJson.read(text), [
    { place: 'a', draft: { title: 'a' } },
    { place: 'line 2', refusal: { code: 'unreadable' } },
    { place: 'b', draft: { title: 'b' } },
    { place: 'line 4', refusal: { code: 'unreadable' } },
  ])
})

t.test('members of another shape are read as far as they go and kept whole', async (t) => {
  const read = (members: object) => {
    const [reading] = cslJson.read(JSON.stringify({ id: 'a', type: 'article-journal', ...members }))
    if (!reading || 'refusal' in reading) throw new Error('not read')
    return reading.draft
  }
  t.match(read({ author: 'Ann Khan' }).contributors, [{ kind: 'literal', literal: 'Ann Khan' }])
  t.match(read({ author: { family: 'Khan' } }).contributors, [{ kind: 'person', family: 'Khan' }])
  t.equal(read({ issued: 2020 }).dates?.published, '2020')
  t.match(read({ volume: ['1', '2'] }), { volume: '1', unmapped: [{ path: 'a/volume', value: ['1', '2'] }] })
  t.match(read({ title: ['One', 'Two'] }), { title: 'One', unmapped: [{ path: 'a/title', value: ['One', 'Two'] }] })
  for (const odd of [
    { author: [42] },
    { author: [{ family: 'Khan', nick: 'A' }] },
    { author: [{ literal: 'G', family: 'Khan' }] },
    { issued: [2020] },
    { publisher: { name: 'P' } },
    { title: { text: 'x' } },
    { custom: 'x' },
    { ISSN: [7] },
  ]) {
    const [[name, value] = ['', undefined]] = Object.entries(odd)
    t.same(read(odd).unmapped, [{ path: `a/${name}`, value }], name)
  }
  const two = read({ 'container-title-short': 'J. T.', journalAbbreviation: 'Jour. T.' })
  t.match(two, { unmapped: [{ path: 'a/journalAbbreviation', value: 'Jour. T.' }] })
  t.equal(read({ 'container-title-short': 'J. T.', journalAbbreviation: 'J. T.' }).unmapped, undefined)
})
