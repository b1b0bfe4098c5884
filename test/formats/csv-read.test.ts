import { readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { documentOf } from '../../src/formats/codec.ts'
import { csv } from '../../src/formats/csv.ts'
import { lessened } from '../../src/formats/losses.ts'
import { articleOf, crowded, full, site } from './tagged/sample.ts'

const fixture = readFileSync(new URL('../fixtures/csv/excel-semicolons.csv', import.meta.url), 'utf8')
const draftsOf = (text: string) => csv.read(text).flatMap((one) => ('draft' in one ? [one.draft] : []))

t.test('what was written is read', async (t) => {
  const [draft = {}] = draftsOf(documentOf(csv, full, site))
  const { article } = admit(draft)
  t.match(article.contributors?.[0], {
    family: 'van der Berg',
    suffix: 'Jr.',
    orcid: '0000-0002-1825-0097',
    corresponding: true,
  })
  t.strictSame(article.contributors?.[0]?.affiliations, ['aff1', 'aff2'])
  t.strictSame(article.journal?.issn, full.journal?.issn)
  t.strictSame(
    [article.dates, article.relations, article.funding, article.links],
    [full.dates, full.relations, full.funding, full.links],
  )
  t.equal(article.unmapped, undefined)
  t.strictSame(article, lessened(full, csv))
})

t.test('a row without its header has the columns of ours', async (t) => {
  t.strictSame(draftsOf(csv.write(full, site)), draftsOf(documentOf(csv, full, site)))
})

t.test(
  'as a spreadsheet saves it: semicolons, a byte order mark, quoted line breaks, a column of its own',
  async (t) => {
    const [first, second, third, fourth] = csv.read(fixture)
    t.match(first, {
      place: 'line 2',
      draft: { title: 'Tides; and ebb', dates: { published: '2019' }, unmapped: [{ path: 'Shelf', value: 'A 12' }] },
    })
    t.match(second, { place: 'line 4', draft: { title: '=1+1', unmapped: [{ value: '0000-0002-1825-0098' }] } })
    t.match(third, {
      place: 'line 5',
      refusal: { code: 'unreadable', message: /Line 5: The row has 2 cells, the header has 7/ },
    })
    t.match(fourth, {
      draft: { title: 'Moon', unmapped: [{ path: 'doi', value: 'no doi' }] },
      notes: [{ code: 'doi-syntax' }],
    })
    for (const draft of draftsOf(fixture)) t.doesNotThrow(() => admit(draft))
  },
)

t.test('tabs; a quotation mark that is never closed spoils its row alone', async (t) => {
  t.match(draftsOf('doi\ttitle\n10.5555/a\tTide\n'), [{ doi: '10.5555/a', title: 'Tide' }])
  const [one, two] = csv.read('doi,title\n10.5555/a,Tide\n10.5555/b,"Ebb\n10.5555/c,Moon\n')
  t.match(one, { draft: { title: 'Tide' } })
  t.match(two, { place: 'line 3', refusal: { message: /never closed/ } })
})

t.test('the apostrophe before a formula comes and goes', async (t) => {
  for (const volume of ['=1', "'=1", '-', "'", '+1 (2)', "''@x"]) {
    t.equal(draftsOf(documentOf(csv, articleOf({ volume }), site))[0]?.volume, volume)
  }
})

t.test('a semicolon in a DOI survives a list', async (t) => {
  const relations = [{ type: 'corrects' as const, doi: '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A' }]
  t.strictSame(draftsOf(documentOf(csv, articleOf({ relations }), site))[0]?.relations, relations)
})

t.test('dates of people; years without a day', async (t) => {
  const dates = (cell: string) => draftsOf(`doi,title,received,year\n10.5555/a,T,${cell},2019\n`)[0]?.dates
  t.strictSame(dates('18 January 2019'), { received: '2019-01-18' })
  t.strictSame(dates('03/04/2018'), { received: { literal: '03/04/2018' }, published: '2019' })
})

t.test('what is no table of ours; thousands of names', async (t) => {
  t.throws(() => csv.read('Hello, world\n'), { code: 'unreadable', message: /Line 1/ })
  t.equal(csv.sniffs('Hello, world'), 0)
  t.equal(draftsOf(documentOf(csv, crowded(3000), site))[0]?.contributors?.length, 3000)
})
