import { readFileSync } from 'node:fs'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { Refusal } from '../../src/article/refusal.ts'
import { addressIn } from '../../src/formats/pubmed/places.ts'
import { medlineDate } from '../../src/formats/pubmed/read/dates.ts'
import { endedTitle } from '../../src/formats/pubmed/titles.ts'
import { pubmed } from '../../src/formats/pubmed.ts'
import { lostLeaves, sourceLeaves } from '../judges/source-leaves.ts'

const fixture = readFileSync(new URL('../fixtures/pubmed/set.xml', import.meta.url), 'utf8')

function draftOf(document: string): Draft {
  const [reading] = pubmed.read(document)
  if (reading === undefined || 'refusal' in reading) throw new Error('no draft')
  return reading.draft
}

t.test('a record of PubMed', async (t) => {
  const [reading, book] = pubmed.read(fixture)
  t.match(book, { place: /^line \d+$/, refusal: { code: 'unreadable', message: /book/ } })
  if (reading === undefined || 'refusal' in reading) throw new Error('no draft')
  const { article } = admit(reading.draft)
  t.match(article, {
    doi: '10.5555/ficus',
    type: 'review-article',
    title: 'Wachstum der Wurzeln',
    translatedTitles: [{ title: 'Growth of <i>Ficus</i> roots', language: 'en' }],
    language: 'de',
    volume: '12',
    issue: '3',
    supplement: 'Suppl 1',
    pages: { first: '132', last: '142' },
    dates: {
      received: '2023-02-03',
      revised: ['2023-05'],
      accepted: { literal: '2023 13 3' },
      publishedOnline: '2023-11-30',
      publishedPrint: '2023-12/2024-01',
    },
    journal: {
      title: 'Journal of tests',
      abbreviatedTitles: [
        { title: 'J. Test.', type: 'iso' },
        { title: 'J Test', type: 'nlm-ta' },
      ],
      issn: { electronic: '1476-4687', linking: '0028-0836' },
      publisher: { place: 'Germany' },
    },
    contributors: [
      {
        family: 'van der Berg',
        given: 'Jan',
        suffix: 'Jr',
        orcid: '0000-0002-1825-0097',
        email: 'jan@example.org',
        equalContribution: true,
        affiliations: ['aff1'],
      },
      { family: 'Ray', given: 'M', affiliations: ['aff2'] },
      { kind: 'group', name: 'Root Group' },
    ],
    affiliations: [
      { id: 'aff1', literal: 'Institute A, Delft, Netherlands', ror: 'https://ror.org/05dxps055' },
      { id: 'aff2', literal: 'Institute B.' },
    ],
    abstracts: [{ sections: [{ title: 'AIM', paragraphs: ['To measure H<sub>2</sub>O.', 'It was done.'] }] }],
    copyright: { statement: '© 2024 The Authors.' },
    funding: [{ funder: { name: 'NIGMS NIH HHS' }, awards: ['R01 1', 'R01 2'] }],
    keywords: [{ vocabulary: 'mesh', terms: ['Plant Roots/growth &amp; development'] }, { terms: ['roots'] }],
    clinicalTrials: [{ number: 'NCT01234567', registry: 'ClinicalTrials.gov' }],
    relations: [
      { type: 'has-dataset', doi: '10.5555/data' },
      { type: 'has-comment', identifier: '22222222', identifierType: 'pmid' },
      { type: 'has-preprint', doi: '10.1101/2022.01.01' },
      { type: 'retracted-by' },
    ],
    references: [
      { unstructured: 'J Old. 1990;1:1', pmid: '3333333' },
      { unstructured: 'Darwin C. <i>Roots</i>. 1880.', pmid: '444' },
    ],
    identifiers: [
      { type: 'pii', value: 'S0033-3506(15)00037-2' },
      { type: 'pmid', value: '11111111' },
      { type: 'pmcid', value: 'PMC7654321' },
    ],
  })
  t.equal(article.articleNumber, undefined, 'a publisher’s item number is no article number')
  const codes = reading.notes.map(({ code }) => code)
  t.strictSame(codes.sort(), ['contributors-incomplete', 'email-in-affiliation', 'orcid-checksum', 'pages-expanded'])
  const leaves = sourceLeaves(fixture.replace(/<PubmedBookArticle>.*<\/PubmedBookArticle>/s, ''), pubmed)
  t.strictSame(lostLeaves(leaves, [reading]), [])
})

const dates: Readonly<Record<string, ReturnType<typeof medlineDate>>> = {
  '2000 Spring': '2000-21',
  '1998 Dec-1999 Jan': '1998-12/1999-01',
  '2000 Nov-Dec': '2000-11/2000-12',
  '2000 Dec 23-30': '2000-12-23/2000-12-30',
  '2000 Nov 30-Dec 6': '2000-11-30/2000-12-06',
  '1994-1995': '1994/1995',
  '1999 1st Quart': { year: 1999, season: '1st Quart' },
  '2000 Spring-Summer': { year: 2000, season: 'Spring-Summer' },
  '2018 Mar 1': '2018-03-01',
  '2000': '2000',
  'in press': { literal: 'in press' },
  '2000 Dec-Feb': { year: 2000, season: 'Dec-Feb' },
  '03/04/2024': { literal: '03/04/2024' },
}
for (const [words, date] of Object.entries(dates)) {
  t.test(`“${words}” as a date`, async (t) => t.strictSame(medlineDate(words), date))
}

t.test('titles lose NLM’s stop and brackets, and nothing of their own', async (t) => {
  t.strictSame(endedTitle('[Water].'), { title: 'Water', isTranslation: true })
  t.strictSame(endedTitle('Is it water?'), { title: 'Is it water?', isTranslation: false })
  t.strictSame(endedTitle('[3H]Thymidine in [cells].').title, '[3H]Thymidine in [cells]')
  t.strictSame(endedTitle('And so on ...').title, 'And so on ...')
})

t.test('an address at the end of an affiliation is taken from it, two are not', async (t) => {
  t.strictSame(addressIn('A, B. a@example.org'), { line: 'A, B', email: 'a@example.org' })
  t.strictSame(addressIn('a@example.org'), { email: 'a@example.org' })
  t.strictSame(addressIn('A; a@example.org; b@example.org.'), { line: 'A; a@example.org; b@example.org.' })
})

t.test('submissions of others', async (t) => {
  const draft = draftOf(`<ArticleSet><Article>
    <Journal><JournalTitle>J Test</JournalTitle><Issn>0028-0837</Issn>
      <PubDate PubStatus="aheadofprint"><Year>2024</Year><Month>March</Month><Day>1</Day></PubDate></Journal>
    <ArticleTitle>Water</ArticleTitle>
    <AuthorList><Author><FirstName>Ann</FirstName><MiddleName>B</MiddleName><LastName>Ray</LastName></Author>
      <Author><FirstName EmptyYN="Y"/><LastName>Sukarno</LastName></Author></AuthorList>
    <ObjectList><Object Type="ANZCTR"><Param Name="id">ACTRN1</Param></Object>
      <Object Type="Dryad"><Param Name="id">x</Param><Param Name="note">y</Param></Object></ObjectList>
  </Article></ArticleSet>`)
  t.match(admit(draft).article, {
    dates: { publishedOnline: '2024-03-01' },
    contributors: [{ family: 'Ray', given: 'Ann B' }, { family: 'Sukarno' }],
    clinicalTrials: [{ number: 'ACTRN1', registry: 'ANZCTR' }],
  })
  const left = (draft.unmapped ?? []).map(({ value }) => value)
  for (const value of ['0028-0837', 'x', 'y']) t.ok(left.includes(value), value)
})

t.test('what is no PubMed XML is refused', async (t) => {
  for (const text of ['', 'Dear Sir', '<mods/>', '<PubmedArticleSet/>', '<PubmedArticle>'.repeat(1000)]) {
    t.throws(() => pubmed.read(text), Refusal)
  }
})

t.test('sniffing', async (t) => {
  t.equal(pubmed.sniffs(fixture), 1)
  t.ok(pubmed.sniffs('<Article><Journal><PublisherName>X</PublisherName></Journal></Article>') > 0.5)
  t.equal(pubmed.sniffs('<article/>'), 0)
  t.equal(pubmed.sniffs('<Article/>'), 0)
})
