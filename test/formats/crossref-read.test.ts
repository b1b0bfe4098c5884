import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import type { Reading } from '../../src/formats/codec.ts'
import { crossref } from '../../src/formats/crossref.ts'
import { guessFormat } from '../../src/formats/index.ts'
import { unixref } from '../../src/formats/unixref.ts'
import { lostLeaves, sourceLeaves } from '../judges/source-leaves.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
const draftOf = (reading: Reading | undefined): Draft => {
  if (!reading || 'refusal' in reading) throw new Error(reading?.refusal.message)
  admit(reading.draft)
  return reading.draft
}

t.test('a batch of several items is as many records', async (t) => {
  const text = fixture('crossref/deposit.xml')
  t.equal(guessFormat(text).name, 'crossref')
  const readings = crossref.read(text)
  t.strictSame(
    readings.map((one) => draftOf(one).doi),
    ['10.5555/one', '10.5555/two', '10.5555/three'],
  )
  t.strictSame(lostLeaves(sourceLeaves(text, crossref), readings), [])
  t.match(draftOf(readings[2]), {
    type: 'preprint',
    journal: { title: 'bioRxiv' },
    subjects: ['Ecology'],
    dates: { posted: '2024-05-06' },
  })
})

t.test('a deposit says dates, money, updates and relations', async (t) => {
  const draft = draftOf(crossref.read(fixture('crossref/deposit.xml'))[0])
  t.match(draft, {
    title: 'One',
    translatedTitles: [{ title: 'Eins', language: 'de' }],
    journal: { title: 'Water', issn: { electronic: '2434-561X' } },
    articleNumber: 'e7',
    identifiers: [{ type: 'pii', value: 'S0001' }],
    dates: { publishedOnline: '2024', received: '2023-03-21', accepted: { literal: '03/04/2023' } },
    funding: [{ funder: { name: 'SNSF', doi: '10.13039/501100001711' }, awards: ['Ho 443/19-1,2,3'] }],
    relations: [
      { type: 'has-preprint', doi: '10.5555/pre' },
      { type: 'other', url: 'https://example.org/g', label: 'isFinancedBy' },
      { type: 'corrects', doi: '10.5555/old', label: 'erratum', date: '2024-02-03' },
    ],
    links: [
      { url: 'https://example.org/one', kind: 'landing' },
      { url: 'https://example.org/one.pdf', kind: 'other' },
    ],
  })
  t.match(draft.unmapped, [{ value: 'iParadigms' }])
})

t.test('an answer to a harvester: prefixes, names, dates and pages of others', async (t) => {
  const text = fixture('unixref/harvest.xml')
  t.equal(guessFormat(text).name, 'unixref')
  const [reading, none] = unixref.read(text)
  const draft = draftOf(reading)
  t.match(none, { refusal: { code: 'unreadable' } })
  t.match(draft, {
    doi: '10.5555/one',
    title: 'Growth of <i>E. coli</i> in H<sub>2</sub>O',
    contributors: [
      {
        kind: 'person',
        given: 'Almir Ferreira',
        droppingParticle: 'de',
        family: 'Krügel',
        orcid: '0000-0002-1825-0097',
        affiliations: ['aff1'],
      },
      { kind: 'person', family: 'Ito', orcid: undefined, affiliations: ['aff1'] },
      { kind: 'group', name: 'The Tide Group' },
    ],
    affiliations: [{ id: 'aff1', literal: 'Institute of Tides, Ghent, Belgium' }],
    journal: { issn: { print: '0028-0836', unspecified: ['1476-4687'] }, language: 'en' },
    dates: { issue: '1993-22', publishedOnline: { literal: '1993-02-30' }, publishedPrint: '1993-07/1993-08' },
    pages: { first: '1', last: '9', literal: '1-9, 12' },
    references: [
      { key: '1', containerTitle: 'Nature', authors: [{ literal: 'Smith J' }], year: '1990' },
      { key: '2', title: 'Tides', containerTitle: 'Waters' },
    ],
  })
  t.equal(draft.contributors?.length, 3)
  t.strictSame(
    lostLeaves(sourceLeaves(text, unixref), [reading as Reading]).filter(({ path }) => !/error|header/.test(path)),
    [],
  )
})

t.test('mark-up that XML escaped once is mark-up, and is so on the way back', async (t) => {
  const record = (citation: string) => `<doi_records><doi_record owner="10.5555"><crossref><journal><journal_article>
    <titles><title>Scaling</title></titles><doi_data><doi>10.5555/a</doi><resource>https://example.org/a</resource></doi_data>
    <citation_list><citation key="c1"><unstructured_citation>${citation}</unstructured_citation></citation></citation_list>
    </journal_article></journal></crossref></doi_record></doi_records>`
  const cited = (citation: string) => draftOf(unixref.read(record(citation))[0]).references?.[0]?.unstructured
  t.equal(cited('Rees, K. &lt;i&gt;Tides&lt;/i&gt; (1984)'), 'Rees, K. <i>Tides</i> (1984)')
  t.equal(cited('Rees, K. &amp;lt;i&amp;gt;Tides&amp;lt;/i&amp;gt;'), 'Rees, K. <i>Tides</i>')
  t.equal(cited('Rees K, &lt;etal&gt;et al&lt;/etal&gt;. &lt;volume&gt;27&lt;/volume&gt;: 3'), 'Rees K, et al. 27: 3')
  t.equal(cited('a &lt; b &gt; c, the &lt;i&gt; element'), 'a &lt; b &gt; c, the &lt;i&gt; element')
  const { article } = admit(draftOf(unixref.read(record('&lt;i&gt;Tides&lt;/i&gt;'))[0]))
  const [head, , tail] = unixref.frame
  const site = { baseUrl: 'https://articles.example.org', name: 'Example' }
  const again = draftOf(unixref.read(head + unixref.write(article, site) + tail)[0])
  t.strictSame(again.references, article.references)
})

t.test('what is no XML or holds no record says where', async (t) => {
  t.throws(() => unixref.read('<doi_records><doi_record>'), { code: 'unreadable', message: /Line 1/ })
  t.throws(() => crossref.read('<doi_batch><body/></doi_batch>'), { code: 'unreadable', message: /Line 1/ })
})

t.test('of two documents one bad one is one refusal', async (t) => {
  const good = fixture('crossref/deposit.xml')
  const readings = crossref.read(`${good}\n<?xml version="1.0"?><doi_batch><body>`)
  t.equal(readings.length, 4)
  t.match(readings[3], { place: 'document 2', refusal: { code: 'unreadable' } })
})

const folder = '../shared/corpora/crossref-xml/unixsd/'
t.test(
  'of real answers nothing is lost and none refused',
  { skip: existsSync(folder) ? false : 'no corpus here' },
  async (t) => {
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.xml'))) {
      const text = readFileSync(folder + name, 'utf8')
      const readings = unixref.read(text)
      for (const one of readings) if ('draft' in one) admit(one.draft)
      t.strictSame(
        lostLeaves(sourceLeaves(text, unixref), readings).map(({ path }) => path),
        [],
        name,
      )
    }
  },
)
