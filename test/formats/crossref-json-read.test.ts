import { existsSync, readFileSync } from 'node:fs'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { crossrefJson } from '../../src/formats/crossref-json.ts'
import { guessFormat } from '../../src/formats/index.ts'
import { lostLeaves, sourceLeaves } from '../judges/source-leaves.ts'

const all = (text: string) => crossrefJson.read(text)
function read(work: object): Draft {
  const [reading] = all(JSON.stringify({ DOI: '10.5555/a', type: 'journal-article', ...work }))
  if (!reading || 'refusal' in reading) throw new Error(reading?.refusal.message)
  admit(reading.draft)
  return reading.draft
}
const author = (name: object) => read({ author: [{ ...name, sequence: 'first', affiliation: [] }] }).contributors?.[0]
const assertion = (name: string, value: string, more: object = {}) =>
  read({ assertion: [{ name, value, label: name, ...more }] })
const history = { group: { name: 'publication_history', label: 'Publication History' } }

t.test('works come one by one, in envelopes, in lists and one a line', async (t) => {
  const work = { DOI: '10.5555/a', title: ['A'] }
  for (const [value, places] of [
    [work, ['/']],
    [{ status: 'ok', 'message-type': 'work', message: work }, ['/message']],
    [
      { status: 'ok', 'message-type': 'work-list', message: { items: [work, work] } },
      ['/message/items/0', '/message/items/1'],
    ],
    [{ items: [work] }, ['/items/0']],
    [
      [work, { status: 'ok', message: work }],
      ['/0', '/1/message'],
    ],
  ] as const) {
    t.strictSame(
      all(JSON.stringify(value, null, 1)).map(({ place }) => place),
      places,
    )
  }
})

t.test('one bad line of many is one refusal', async (t) => {
  const text = readFileSync(new URL('../fixtures/crossref-json/works.jsonl', import.meta.url), 'utf8')
  const readings = all(text)
  t.equal(guessFormat(text).name, 'crossref-json')
  t.strictSame(
    readings.map((one) => [one.place, 'draft' in one ? one.draft.doi : one.refusal.code]),
    [
      ['line 1', '10.5555/one'],
      ['line 2', 'unreadable'],
      ['line 3/message', '10.5555/three'],
    ],
  )
  t.match(readings[2], {
    draft: { type: 'other', unmapped: [{ value: 'book-chapter' }, { value: ['9783161484100'] }] },
  })
})

t.test('what is no JSON, and what holds no work', async (t) => {
  t.throws(() => all('{"DOI": '), { code: 'unreadable' })
  t.match(all('[1]'), [{ refusal: { code: 'unreadable' } }])
  t.match(all('{"__proto__":{"a":1},"constructor":{"b":2},"DOI":"10.5555/a"}'), [{ draft: { doi: '10.5555/a' } }])
})

const titles: readonly (readonly [string, Draft])[] = [
  ['Growth of <i>E. coli</i> in H<sub>2</sub>O &amp; air', { title: 'Growth of <i>E. coli</i> in H<sub>2</sub>O &amp; air' }],
  ['R&D of &lt;scp&gt;DNA&lt;/scp&gt;', { title: 'R&amp;D of <sc>DNA</sc>' }],
  ['p &lt; 0.05 and &amp;amp; &amp;lt;sup&amp;gt;13&amp;lt;/sup&amp;gt;C', { title: 'p &lt; 0.05 and &amp; <sup>13</sup>C' }],
  ['PULMONARY ABSCESS&lt;SUBTITLE&gt;Report of a case&lt;/SUBTITLE&gt;', { title: 'PULMONARY ABSCESS', subtitle: 'Report of a case' }],
  ['A\n                    long\n title', { title: 'A long title' }],
  ['The <b> element', { title: 'The &lt;b&gt; element' }],
  ['<script>alert(1)</script>', { title: '&lt;script&gt;alert(1)&lt;/script&gt;' }],
  ['<mml:math xmlns:mml="x" alttext="$x$"><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>', { title: '<math alttext="$x$"><msup><mi>x</mi><mn>2</mn></msup></math>' }],
] // biome-ignore format: a table
for (const [title, draft] of titles) t.test(`a title: ${title}`, async (t) => t.match(read({ title: [title] }), draft))

t.test('titles and subtitles are paired only where every title has one', async (t) => {
  const two = { title: ['Eins', 'One'] }
  t.match(read({ ...two, subtitle: ['zwei', 'two'] }), {
    subtitle: 'zwei',
    translatedTitles: [{ title: 'One', subtitle: 'two' }],
  })
  t.match(read({ ...two, subtitle: ['zwei'] }), {
    subtitle: 'zwei',
    translatedTitles: [{ title: 'One', subtitle: undefined }],
  })
  t.equal(read({ title: [''] }).title, undefined)
  t.strictSame(read({ title: ['A'], 'original-title': ['A'] }).translatedTitles, undefined)
})

t.test('abstracts: undeclared prefixes, headings, HTML inside JATS', async (t) => {
  const paragraphs = (abstract: string) => read({ abstract }).abstracts?.[0]?.sections
  t.strictSame(paragraphs('<ns4:p>A <ns4:italic>b</ns4:italic>.</ns4:p>'), [{ paragraphs: ['A <i>b</i>.'] }])
  t.strictSame(paragraphs('<jats:title>Abstract</jats:title><jats:p>A</jats:p>'), [{ paragraphs: ['A'] }])
  t.strictSame(paragraphs('<jats:p>&lt;p&gt;A &lt;em&gt;b&lt;/em&gt;&lt;/p&gt;</jats:p>'), [
    { paragraphs: ['A <i>b</i>'] },
  ])
  t.strictSame(paragraphs('<jats:sec><jats:title>Aim</jats:title><jats:p>A</jats:p></jats:sec>'), [
    { title: 'Aim', paragraphs: ['A'] },
  ])
  t.strictSame(paragraphs('Plain & simple'), [{ paragraphs: ['Plain &amp; simple'] }])
})

const names: readonly (readonly [object, object | undefined])[] = [
  [{ family: 'Andrade', given: 'Almir Ferreira de' }, { kind: 'person', family: 'Andrade', given: 'Almir Ferreira', droppingParticle: 'de' }],
  [{ family: 'van der Berg', given: 'Jan' }, { kind: 'person', family: 'van der Berg', given: 'Jan' }],
  [{ family: 'Raimundo, Jr.', given: 'Ivo M.' }, { family: 'Raimundo', given: 'Ivo M.', suffix: 'Jr.' }],
  [{ family: 'Elnaz Nadermahmoudi' }, { kind: 'literal', literal: 'Elnaz Nadermahmoudi' }],
  [{ family: 'N.' }, { kind: 'person', family: 'N.' }],
  [{ family: 'Bremer', given: 'J.', suffix: 'V' }, { family: 'Bremer', given: 'J.', suffix: 'V' }],
  [{ family: 'John', given: 'Smith,' }, { family: 'John', given: 'Smith' }],
  [{ name: 'The PLOS ONE Staff' }, { kind: 'group', name: 'The PLOS ONE Staff' }],
  [{ family: 'for the Tide Initiative' }, { kind: 'group', name: 'for the Tide Initiative' }],
  [{ family: 'Kr&uuml;gel', given: 'H' }, { family: 'Krügel' }],
  [{ family: '&NA;' }, undefined],
  [{}, undefined],
] // biome-ignore format: a table
for (const [said, name] of names) {
  t.test(`a name: ${JSON.stringify(said)}`, async (t) =>
    name ? t.match(author(said), name) : t.equal(author(said), undefined),
  )
}

t.test('an ORCID iD that is none is kept apart', async (t) => {
  t.match(author({ family: 'A', ORCID: 'http://orcid.org/0000-0002-1825-0097', 'authenticated-orcid': true }), {
    orcid: '0000-0002-1825-0097',
    orcidAuthenticated: true,
  })
  t.notOk(author({ family: 'A', ORCID: 'http://orcid.org/0000-0002-1825-0098' })?.orcid)
})

t.test('a place of work is one for all who name it', async (t) => {
  const affiliation = [
    {
      name: 'Ghent University',
      place: ['Ghent, Belgium'],
      id: [{ id: 'https://ror.org/05dxps055', 'id-type': 'ROR' }],
    },
  ]
  const line = [{ name: 'Dept. of Tides, Ghent, Belgium' }]
  const { affiliations, contributors } = read({
    author: [
      { family: 'A', affiliation },
      { family: 'B', affiliation: [...line, ...affiliation] },
      { family: 'C', affiliation: line },
    ],
  })
  t.strictSame(affiliations, [
    {
      id: 'aff1',
      name: 'Ghent University',
      ror: 'https://ror.org/05dxps055',
      literal: 'Ghent University, Ghent, Belgium',
    },
    { id: 'aff2', literal: 'Dept. of Tides, Ghent, Belgium' },
  ])
  t.strictSame(
    contributors?.map((one) => one.affiliations),
    [['aff1'], ['aff2', 'aff1'], ['aff2']],
  )
})

t.test('dates keep the precision that was given', async (t) => {
  const parts = (...numbers: unknown[]) => ({ 'date-parts': [numbers] })
  t.equal(read({ issued: parts(null) }).dates, undefined)
  t.strictSame(read({ 'published-print': parts(2018, 3), issued: parts(2018, 3), published: parts(2018, 3) }).dates, {
    publishedPrint: '2018-03',
  })
  t.strictSame(read({ issued: parts(2018) }).dates, { published: '2018' })
  t.strictSame(read({ 'published-online': parts(2018, 2, 30) }).dates, { publishedOnline: { literal: '2018-2-30' } })
})

const events: readonly (readonly [name: string, value: string, more: object, dates: object | undefined])[] = [
  ['received', '24 October 2018', { label: 'Received', group: { name: 'ArticleHistory' } }, { received: '2018-10-24' }],
  ['received', '17 November 2017, 00:00:00', { label: 'Received', group: { name: 'ChapterHistory' } }, { received: '2017-11-17' }],
  ['date_received', '2016-12-08', { label: 'Date received', group: { name: 'publication_dates' } }, { received: '2016-12-08' }],
  ['received', 'Received: 21 March 2019', history, { received: '2019-03-21' }],
  ['received', '03/04/2024', history, { received: { literal: '03/04/2024' } }],
  ['manuscript_received', '1er mars 2020', history, { received: '2020-03-01' }],
  ['first_online', '5 October 2018', { label: 'First Online', ...history }, { publishedOnline: '2018-10-05' }],
  ['proof', '2018-10-05', history, { other: [{ event: 'proof', date: '2018-10-05' }] }],
  ['history', 'Received 2 July 2015; Accepted 31 July 2015;  Advance Article published 13 August 2015', history, { received: '2015-07-02', accepted: '2015-07-31', publishedOnline: '2015-08-13' }],
  ['publisher', 'Elsevier', { label: 'This article is maintained by' }, undefined],
  ['Ethics', 'All authors declare that they have no conflict of interest.', { group: { name: 'EthicsHeading' } }, undefined],
] // biome-ignore format: a table
for (const [name, value, more, dates] of events) {
  t.test(`an assertion: ${name} ${value}`, async (t) => {
    const draft = assertion(name, value, more)
    t.strictSame(draft.dates, dates)
    if (dates === undefined || name === 'history') t.match(draft.unmapped, [{ value: { name, value } }])
  })
}

t.test('pages, article numbers and ISSNs', async (t) => {
  t.strictSame(read({ page: '635-641' }).pages, { first: '635', last: '641' })
  t.strictSame(read({ page: '233-240.e2' }).pages, { first: '233', last: '240.e2' })
  t.strictSame(read({ page: '198-a-198' }).pages, { literal: '198-a-198' })
  t.strictSame(read({ page: 'no-no' }).pages, undefined)
  t.match(read({ page: '104399', 'article-number': '104399' }), { articleNumber: '104399', pages: undefined })
  t.strictSame(
    read({ ISSN: ['0028-0836', '1476-4687', '1234-5678'], 'issn-type': [{ type: 'print', value: '0028-0836' }] })
      .journal,
    {
      issn: { print: '0028-0836', unspecified: ['1476-4687'] },
    },
  )
})

t.test('relations and updates', async (t) => {
  t.match(
    read({
      relation: {
        'has-review': [{ id: '10.5555/r', 'id-type': 'doi' }],
        'is-same-as': [{ id: '10.5555/s', 'id-type': 'doi' }],
      },
      'update-to': [
        { DOI: '10.5555/a', type: 'correction', label: 'Correction', updated: { 'date-parts': [[2019, 4, 8]] } },
      ],
      'updated-by': [{ DOI: '10.5555/w', type: 'withdrawal', label: 'Withdrawal', source: 'retraction-watch' }],
    }),
    {
      relations: [
        { type: 'has-review', doi: '10.5555/r' },
        { type: 'other', doi: '10.5555/s', label: 'is-same-as' },
        { type: 'corrects', doi: '10.5555/a', date: '2019-04-08' },
        { type: 'retracted-by', doi: '10.5555/w', label: 'Withdrawal' },
      ],
    },
  )
})

t.test('money, licences, links and trials', async (t) => {
  const draft = read({
    funder: [
      { name: 'DFG', DOI: '10.13039/501100001659', award: ['Ho 443/19-1,2,3 and Ro 2431/3-1'] },
      { award: ['1'] },
    ],
    license: [{ URL: 'https://example.org/l', 'content-version': 'unspecified', 'delay-in-days': 0 }],
    link: [
      {
        URL: 'https://example.org/a.pdf',
        'content-type': 'application/pdf',
        'content-version': 'vor',
        'intended-application': 'text-mining',
      },
    ],
    resource: { primary: { URL: 'https://example.org/a' } },
    'clinical-trial-number': [{ 'clinical-trial-number': 'isrctn75784880', registry: '10.18810/isrctn' }],
  })
  t.match(draft, {
    funding: [
      { funder: { name: 'DFG', doi: '10.13039/501100001659' }, awards: ['Ho 443/19-1,2,3 and Ro 2431/3-1'] },
      { awards: ['1'] },
    ],
    licences: [{ url: 'https://example.org/l' }],
    links: [
      { url: 'https://example.org/a', kind: 'landing' },
      { url: 'https://example.org/a.pdf', kind: 'pdf', contentVersion: 'vor' },
    ],
    clinicalTrials: [{ number: 'ISRCTN75784880' }],
  })
})

t.test('names of every object’s own members are names like any other', async (t) => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const draft = assertion(name, 'x')
    t.match(draft.unmapped, [{ value: { name } }])
    t.ok(read({ [name]: 'x', relation: { [name]: [{ id: '10.5555/b', 'id-type': 'doi' }] }, type: name }).doi)
  }
})

t.test('hostile strings take linear time', async (t) => {
  const start = Date.now()
  for (const piece of ['<i>', '&lt;i&gt;', '<', '&amp;', '<jats:p', 'a, ', '<!--', ']]>', '</p>']) {
    const one = {
      title: [piece.repeat(20_000)],
      abstract: piece.repeat(20_000),
      author: [{ family: piece.repeat(1000) }],
    }
    t.equal(all(JSON.stringify(one)).length, 1)
  }
  t.ok(Date.now() - start < 5000)
})

const corpus = '../shared/corpora/crossref-rest/works.jsonl'
t.test(
  'of real works nothing is lost and none refused',
  { skip: existsSync(corpus) ? false : 'no corpus here' },
  async (t) => {
    for (const line of readFileSync(corpus, 'utf8')
      .split('\n')
      .filter(Boolean)
      .filter((_, n) => n % 10 === 0)) {
      const readings = all(line)
      for (const one of readings) if ('draft' in one) admit(one.draft)
      t.strictSame(lostLeaves(sourceLeaves(line, crossrefJson), readings), [])
    }
  },
)
