import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { schemaOrg } from '../../src/formats/schema-org.ts'
import { full, site } from './tagged/sample.ts'

const node = { '@context': 'https://schema.org', '@type': 'ScholarlyArticle' }

function readings(value: unknown) {
  return schemaOrg.read(typeof value === 'string' ? value : JSON.stringify(value)).map((reading) => {
    if ('refusal' in reading) throw reading.refusal
    return { ...admit(reading.draft), own: reading.notes }
  })
}

function read(more: object) {
  const [one] = readings({ ...node, ...more })
  if (!one) throw new Error('Nothing')
  return one
}

t.test('a whole record comes back: people, places, history, funding, references, relations', async (t) => {
  const [one] = readings(schemaOrg.write(full, site, {}))
  const { journal, abstracts: _, title, ...rest } = full
  t.match(one?.article, {
    ...rest,
    title: 'Growth of E. coli in H2O &amp; air',
    contributors: [
      { family: 'van der Berg', given: 'Jan', suffix: 'Jr.', orcid: '0000-0002-1825-0097', corresponding: true },
      { family: 'García Márquez', given: 'Ana María' },
      { kind: 'group', name: 'Tide Study Group, Lund', members: [{ family: 'Hidden', given: 'H.' }] },
      { family: 'Madonna' },
      { role: 'editor', family: 'Ito' },
      { role: 'translator', family: 'Moreau' },
    ],
    affiliations: [
      { id: 'aff1', name: 'University of X', department: 'Dept of Y', city: 'Town', country: 'Chile' },
      { id: 'aff2', literal: 'Institute of Z; Room 5, Berlin' },
    ],
    relations: [
      { type: 'has-preprint', doi: '10.1101/2023.01.01' },
      { type: 'retracted-by', doi: '10.5555/notice', date: '2025-01-01' },
    ],
    references: [{ title: 'Ebb; flow', year: '1999', volume: '4' }, { unstructured: 'Moon, On water. 1901.' }],
  } as object)
  t.match(one?.article.journal, { title: journal?.title, publisher: journal?.publisher })
  t.equal(one?.article.unmapped, undefined)
  t.ok(title)
})

t.test('authors in every shape', async (t) => {
  const of = (author: unknown) => read({ author }).article.contributors
  const person = { kind: 'person', role: 'author', family: 'Khan', given: 'Ann' }
  t.strictSame(of('Khan, Ann'), [person])
  t.strictSame(of(['Khan, Ann']), [person])
  t.strictSame(of({ '@list': [{ '@type': 'Person', familyName: 'Khan', givenName: 'Ann', name: 'Ann Khan' }] }), [
    person,
  ])
  t.strictSame(of({ '@type': ['Person'], name: 'Ann Khan' }), [
    { kind: 'literal', role: 'author', literal: 'Ann Khan' },
  ])
  t.strictSame(of({ '@type': 'Organization', name: 'The X' }), [{ kind: 'group', role: 'author', name: 'The X' }])
  for (const id of [
    { '@id': 'http://orcid.org/0000-0002-1825-0097' },
    { sameAs: ['https://orcid.org/0000-0002-1825-0097'] },
    { identifier: { '@type': 'PropertyValue', propertyID: 'orcid', value: '0000-0002-1825-0097' } },
  ]) {
    t.strictSame(of({ '@type': 'Person', name: 'Khan, Ann', ...id }), [{ ...person, orcid: '0000-0002-1825-0097' }])
  }
})

t.test('an undivided name and a description that stands for the abstract are noted', async (t) => {
  const { article, own } = read({
    author: 'Ann Khan',
    description: '<p>We &lt;i&gt;walked&lt;/i&gt;.</p><p>We sat.</p>',
  })
  t.strictSame(
    own.map(({ code }) => code),
    ['name-undivided', 'description-as-abstract'],
  )
  t.strictSame(article.abstracts, [{ sections: [{ paragraphs: ['We <i>walked</i>.', 'We sat.'] }] }])
})

t.test('issue, volume and periodical, whichever way they are nested', async (t) => {
  const periodical = { '@type': 'Periodical', name: 'Tides &amp; Shores', issn: '00280836' }
  const nested = read({
    isPartOf: {
      '@type': 'PublicationIssue',
      issueNumber: 2,
      datePublished: '2024-06',
      isPartOf: {
        '@type': ['PublicationVolume', 'Periodical'],
        volumeNumber: 30,
        name: 'Tides &amp; Shores',
        issn: '0028-0836',
      },
    },
    pagination: '12–19',
  }).article
  const flat = read({
    isPartOf: [
      { '@type': 'PublicationVolume', volumeNumber: '30' },
      { '@type': 'PublicationIssue', issueNumber: '2', datePublished: '2024-06' },
      periodical,
    ],
    pageStart: '12',
    pageEnd: '19',
  }).article
  t.strictSame(nested, flat)
  t.strictSame(nested, {
    journal: { title: 'Tides & Shores', issn: { unspecified: ['0028-0836'] } },
    volume: '30',
    issue: '2',
    pages: { first: '12', last: '19' },
    dates: { issue: '2024-06' },
  })
})

t.test('graphs: a node is described elsewhere, and the rest of the document is kept', async (t) => {
  const [one, more] = readings({
    '@context': ['http://schema.org', { x: 'y' }],
    '@graph': [
      { '@type': 'WebSite', name: 'Tides online' },
      { '@type': 'schema:MedicalScholarlyArticle', 'schema:headline': 'T', author: { '@id': '#a' } },
      { '@id': '#a', '@type': 'Person', familyName: 'Khan', affiliation: 'Bergen' },
    ],
  })
  t.equal(more, undefined)
  t.match(one?.article, {
    title: 'T',
    contributors: [{ family: 'Khan', affiliations: ['aff1'] }],
    affiliations: [{ name: 'Bergen' }],
  })
  t.ok(one?.article.unmapped?.some(({ value }) => value === 'Tides online'))
})

t.test('a page stands for its main entity', async (t) => {
  const [one] = readings({
    '@context': 'https://schema.org',
    '@type': 'WebPage',
    isAccessibleForFree: false,
    mainEntity: { ...node, headline: 'T' },
  })
  t.equal(one?.article.title, 'T')
})

t.test('identifiers, addresses and licence in every shape', async (t) => {
  const { article } = read({
    '@id': 'https://tides.example/30/2',
    identifier: ['doi:10.5555/a', { '@type': 'PropertyValue', propertyID: 'pmid', value: 123 }],
    url: 'https://tides.example/30/2',
    sameAs: 'https://doi.org/10.5555/A',
    license: { '@type': 'CreativeWork', name: 'CC BY', url: 'https://creativecommons.org/licenses/by/4.0/' },
    isAccessibleForFree: 'True',
    funding: {
      '@type': 'Grant',
      identifier: 'A-1',
      funder: { '@type': 'Organization', name: 'Sea Council', '@id': 'https://doi.org/10.13039/100000001' },
    },
    keywords: 'tides, shores',
  })
  t.strictSame(article, {
    doi: '10.5555/a',
    licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/', text: 'CC BY' }],
    freeToRead: {},
    funding: [{ funder: { name: 'Sea Council', doi: '10.13039/100000001' }, awards: ['A-1'] }],
    keywords: [{ terms: ['tides', 'shores'] }],
    links: [{ url: 'https://tides.example/30/2', kind: 'landing' }],
    identifiers: [{ type: 'pmid', value: '123' }],
  })
})

t.test('dates keep their precision; a time is its day, an ambiguous one stays as it is', async (t) => {
  const of = (datePublished: unknown) => read({ datePublished }).article.dates?.published
  t.equal(of('2024'), '2024')
  t.equal(of(2024), '2024')
  t.equal(of('2024-03-05T10:00:00+02:00'), '2024-03-05')
  t.equal(of('2024-03-05 13:24:46 -0400 -0400'), '2024-03-05')
  t.strictSame(of('03/04/2024'), { literal: '03/04/2024' })
  t.equal(of('0000-00-00'), undefined)
})

t.test('wrong identifiers are kept apart with a note', async (t) => {
  const { article, own } = read({
    isPartOf: { '@type': 'Periodical', issn: '0028-0837' },
    author: { '@type': 'Person', familyName: 'Khan', '@id': 'https://orcid.org/0000-0002-1825-0098' },
  })
  t.strictSame(
    own.map(({ code }) => code),
    ['orcid-checksum', 'issn-checksum'],
  )
  t.equal(article.unmapped?.length, 2)
})

t.test('what is no article: a work is read with a note, anything else refused', async (t) => {
  const [one] = readings({ ...node, '@type': 'Dataset', name: 'Counts' })
  t.equal(one?.article.type, 'other')
  t.match(one?.own, [{ code: 'item-type', value: 'Dataset' }])
  t.throws(() => readings({ ...node, '@type': 'WebSite', name: 'Tides' }), {
    code: 'unreadable',
    message: /a WebSite, not an article/,
  })
  t.throws(() => readings({ items: [{ title: 'x' }] }), { code: 'unreadable' })
  t.throws(() => readings('{"@context":'), { code: 'unreadable' })
})

t.test('in a list one bad member is refused alone', async (t) => {
  const list = schemaOrg.read(
    JSON.stringify([
      { ...node, name: 'A' },
      { ...node, '@type': 'Person' },
      { ...node, name: 'B' },
    ]),
  )
  t.strictSame(
    list.map((reading) => ('refusal' in reading ? reading.refusal.code : reading.draft.title)),
    ['A', 'unreadable', 'B'],
  )
})

t.test('nodes that point to each other, and names of prototypes, do no harm', async (t) => {
  const body = {
    '@id': '#b',
    '@type': 'Organization',
    name: 'B',
    member: [{ '@id': '#b' }, { '@id': '#b' }, { '@id': '#b' }],
  }
  const [one] = readings({
    '@context': 'https://schema.org',
    '@graph': [{ '@type': 'Article', '@id': '#a', author: { '@id': '#b' }, isPartOf: { '@id': '#a' } }, body],
  })
  t.match(one?.article.contributors, [{ kind: 'group', name: 'B' }])
  const odd = readings(
    '{"@context":"https://schema.org","@type":"Article","__proto__":{"x":1},"constructor":"y","toString":{"a":"b"},"name":"T"}',
  )
  t.equal(odd[0]?.article.title, 'T')
  t.equal(({} as { x?: number }).x, undefined)
})
