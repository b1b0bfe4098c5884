import fc from 'fast-check'
import t from 'tap'
import { documentOf } from '../../src/formats/codec.ts'
import { csv } from '../../src/formats/csv.ts'
import { article } from '../arbitraries.ts'
import { parseCsv } from '../judges/csv.ts'
import { articleOf, crowded, full, hostileArticle, sici, site } from './tagged/sample.ts'

type Draft = Parameters<typeof articleOf>[0]
const table = (text: string): Record<string, string>[] => {
  const [header = [], ...rows] = parseCsv(text)
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))
}
const row = (draft: Draft) => table(documentOf(csv, articleOf(draft), site))[0] ?? {}

t.test('every column of the whole record', async (t) => {
  const [found = {}] = table(documentOf(csv, full, site))
  const said = Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''))
  t.strictSame(said, {
    doi: sici,
    key: 'berg2024',
    status: 'Retracted: https://doi.org/10.5555/notice',
    type: 'case-report',
    heading: 'Case Report',
    title: 'Growth of E. coli in H2O & air',
    subtitle: 'A study',
    short_title: 'Growth',
    translated_titles: 'Crecimiento [es]',
    authors: 'van der Berg, Jan, Jr.; García Márquez, Ana María; Tide Study Group, Lund; Madonna',
    editors: 'Ito, K.',
    other_contributors: 'Moreau, L.: translator',
    orcids: 'van der Berg, Jan, Jr.: 0000-0002-1825-0097',
    corresponding: 'van der Berg, Jan, Jr.',
    emails: 'van der Berg, Jan, Jr.: jan@example.org',
    affiliations:
      '[van der Berg, Jan, Jr. | García Márquez, Ana María] Dept of Y, University of X, Town, Chile https://ror.org/05dxps055; [van der Berg, Jan, Jr.] Institute of Z, Room 5, Berlin',
    journal: 'Journal of Tides',
    journal_abbreviations: 'J. Tides',
    issn_print: '0028-0836',
    issn_electronic: '1476-4687',
    publisher: 'Shore Press',
    publisher_place: 'Bergen',
    volume: '30',
    issue: '5',
    supplement: 'Suppl. 1',
    first_page: '297',
    last_page: '301',
    article_number: 'e77',
    year: '2024',
    received: '2023-11-02',
    revised: '2023-12-01; 2024-01',
    accepted: '2024-01-09',
    published_online: '2024-03-05',
    published_print: '2025-21',
    language: 'en',
    abstract: 'Background: We did it. And x < y.',
    keywords: 'tides, ebb; clock',
    licences: 'CC-BY-4.0 https://creativecommons.org/licenses/by/4.0/',
    funding: 'Sea Council (10.13039/100000001): A-1',
    relations: 'Preprint: https://doi.org/10.1101/2023.01.01; Retracted: https://doi.org/10.5555/notice (2025-01-01)',
    pmid: '12345',
    pmcid: 'PMC99',
    url: 'https://example.org/a?x=1&y=2',
    pdf_url: 'https://example.org/a.pdf',
  })
})

t.test('any articles in the frame are a table: one header, rows of its length, no formula', async (t) => {
  fc.assert(
    fc.property(fc.array(article(), { minLength: 1, maxLength: 3 }), (list) => {
      const [head, between, tail] = csv.frame
      const rows = parseCsv(head + list.map((one) => csv.write(one, site)).join(between) + tail)
      if (rows.length !== list.length + 1) throw new Error(`${rows.length} rows`)
      for (const cells of rows) {
        if (cells.length !== rows[0]?.length) throw new Error(`${cells.length} cells`)
        const bad = cells.find((cell) => /^[=+\-@\t\r]/.test(cell))
        if (bad !== undefined) throw new Error(`${bad} may be a formula`)
      }
    }),
    { numRuns: 60, seed: 14 },
  )
  t.pass()
})

t.test('one article alone is a table with a header, and a row within a frame', async (t) => {
  const one = articleOf({ title: 'A' })
  t.equal(documentOf(csv, one, site), csv.frame[0] + csv.write(one, site))
  t.equal(parseCsv(csv.write(one, site)).length, 1)
})

t.test('formulas are defused, quotation marks and commas quoted (T17)', async (t) => {
  const cell = (title: string) => row({ title }).title
  t.equal(cell("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0")
  t.equal(cell('+1'), "'+1")
  t.equal(cell('-1'), "'-1")
  t.equal(cell('@SUM(A1)'), "'@SUM(A1)")
  t.equal(cell('＝1'), "'＝1")
  t.equal(cell('Say "a, b"'), 'Say "a, b"')
  t.equal(cell('a=b'), 'a=b')
})

t.test('no value can begin a row', async (t) => {
  const rows = parseCsv(csv.write(hostileArticle, site))
  t.equal(rows.length, 1)
  t.equal(rows[0]?.length, parseCsv(csv.frame[0])[0]?.length)
  t.notMatch(csv.write(hostileArticle, site), /[\0\u0085\u2028\u2029]|[^\r]\n/)
})

t.test('free to read is said with or without a date', async (t) => {
  t.equal(row({ freeToRead: {} }).free_to_read, 'yes')
  t.equal(row({ freeToRead: { start: '2024-06' } }).free_to_read, 'from 2024-06')
})

t.test('dates keep their precision, whatever it is', async (t) => {
  for (const published of ['2024', '2024-03', '2024-21', '2024-01/2024-02']) {
    t.equal(row({ dates: { published } }).published, published)
  }
  t.equal(row({ dates: { published: { literal: 'im Druck' } } }).published, 'im Druck')
})

t.test('five thousand authors in one row', async (t) => {
  const [found] = table(documentOf(csv, crowded(5000), site))
  t.equal(found?.authors?.split('; ').length, 5000)
})
