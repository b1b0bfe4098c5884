/** Narrowed searches: the query they are, and what they find. */
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { journalYears } from '../../src/library/journal-years.ts'
import { localCaller } from '../../src/library/keys.ts'
import { canNarrow, narrowedQuery, narrowings } from '../../src/library/narrowing.ts'
import { parseQuery } from '../../src/library/query-language.ts'
import { record, startService } from '../http/start.ts'

t.test('what was typed and what was chosen are one query', async (t) => {
  for (const [query, chosen, whole] of [
    ['tidal', {}, 'tidal'],
    ['', { year: '2024' }, 'year:"2024"'],
    ['tidal', { year: '2024', journal: 'Nature' }, 'tidal year:"2024" in:"Nature"'],
    ['a OR b', { type: 'letter' }, '(a OR b) type:"letter"'],
    ['tidal', { journal: 'The “Shore”' }, 'tidal'],
  ] as const) {
    t.equal(narrowedQuery(query, chosen), whole)
  }
  t.notOk(canNarrow('a "b"'))
})

t.test('every value that is counted finds as many articles as were counted', async (t) => {
  const { library } = await startService(t)
  for (let n = 0; n < 30; n++) {
    const journal = { title: n % 3 === 0 ? 'Shores' : n % 3 === 1 ? 'Shores and Seas' : 'Journal of Shores' }
    const draft = {
      ...record,
      doi: `10.5555/n${n}`,
      title: `Tidal study ${n}`,
      journal,
      type: n % 2 ? 'letter' : 'research-article',
      language: n % 5 ? 'en' : 'pt',
      funding: [{ funder: { name: n % 2 ? 'Shore Council' : 'Council' } }],
      dates: { publishedOnline: `${2015 + (n % 4)}-03-02` },
    }
    await library.deposit({ draft: draft as Draft, by: localCaller })
  }
  for (const { name, facet } of narrowings) {
    const { values } = await library.facet({ facet, limit: 100 })
    t.ok(values.length > 1, name)
    for (const { value, count } of values) {
      const match = parseQuery(narrowedQuery('tidal', { [name]: value }))
      t.equal(match && (await library.count(match)).count, count, `${name} ${value}`)
    }
  }
})

t.test('a journal year by year: articles, and the middle of the days from received to accepted', async (t) => {
  const { library } = await startService(t)
  const rows = [
    ['2020-01-01', '2020-01-11', '2020'],
    ['2020-01-01', '2020-01-21', '2020'],
    ['2020-01-01', '2020-03-31', '2020'],
    ['2020-06', '2020-08-01', '2020'],
    ['2021-01-01', '2021-01-31', '2021'],
  ] as const
  for (const [n, [received, accepted, year]] of rows.entries()) {
    const dates = { received, accepted, publishedOnline: `${year}-12-01` }
    await library.deposit({ draft: { ...record, doi: `10.5555/y${n}`, dates } as Draft, by: localCaller })
  }
  await library.deposit({
    draft: { ...record, doi: '10.5555/other', journal: { title: 'Another' }, dates: { published: '2020' } } as Draft,
    by: localCaller,
  })
  t.strictSame(await journalYears('2434-561x', 'Journal of Invented Shores', library), [
    { year: 2020, articles: 4, days: 20, counted: 3 },
    { year: 2021, articles: 1, days: 30, counted: 1 },
  ])
  t.strictSame(await journalYears('another', 'Another', library), [{ year: 2020, articles: 1, counted: 0 }])
})
