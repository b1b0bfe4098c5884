/** What every engine answers to questions: choices, orders, counts and facets. */
import type { Answer, Match, NewVersion, Question, SearchText, SortKey, Store } from '../../src/store/store.ts'
import { change, dois, empty, type Fact, instant, many, putAll } from './contract.ts'

const article = (doi: string, search: Partial<SearchText>, draft: Partial<NewVersion> = {}) =>
  change(doi, { search: { ...empty, ...search }, ...draft })

const words = (text: string, more: object = {}): Match => ({ kind: 'words', text, ...more })
const fact = (name: string, value: string): Match => ({ kind: 'fact', fact: { name, value } })
const all = (...of: Match[]): Match => ({ kind: 'all', of })
const any = (...of: Match[]): Match => ({ kind: 'any', of })
const not = (of: Match): Match => ({ kind: 'not', of })
const found = async (store: Store, match: Match, question: Partial<Question> = {}) =>
  dois(await store.find({ match, limit: 100, ...question })).map((doi) => doi.slice('10.1234/'.length))
const sorted = async (store: Store, match: Match) => (await found(store, match)).sort()

/** Every page of a question, one hit after another. */
const walk = async (store: Store, question: Question, between = async () => {}): Promise<string[]> => {
  const seen: string[] = []
  for (let after: string | undefined = '', page: Answer; after !== undefined; after = page.after) {
    page = await store.find({ ...question, ...(after !== '' && { after }) })
    seen.push(...dois(page))
    await between()
  }
  return seen.map((doi) => doi.slice('10.1234/'.length))
}

const library = (store: Store) =>
  putAll(store, [
    article('10.1234/a', { title: 'Growth of stem cells', facts: 'issn\t2434-561X' }),
    article('10.1234/b', {
      title: 'Growth of crystals',
      names: 'Jan Stem',
      facts: 'issn\t0028-0836',
    }),
    article('10.1234/c', { title: 'Other', abstract: 'On growth', facts: 'has\tabstract' }),
    article('10.1234/d', { title: 'Other things' }),
    change('10.1234/d', { kind: 'withdraw' }),
  ])

export const questions: Record<string, Fact> = {
  'choices are combined': async (t, store) => {
    await library(store)
    const cases: readonly (readonly [Match, string])[] = [
      [all(words('growth'), fact('issn', '2434-561x')), 'a'],
      [any(fact('issn', '2434-561X'), fact('has', 'abstract')), 'ac'],
      [not(words('growth')), ''],
      [not(fact('issn', '0028-0836')), 'ac'],
      [all(words('growth'), not(words('stem')), not(words('nowhere'))), 'c'],
      [all(not(words('crystals')), not(fact('has', 'abstract'))), 'a'],
      [not(all()), ''],
      [not(any()), 'abc'],
      [any(), ''],
      [all(words('—'), words('crystals')), 'b'],
      [words('—'), ''],
      [all(words('growth'), any()), ''],
      [any(all(words('stem'), words('cells')), all(words('other'), words('growth'))), 'ac'],
      [fact('issn', 'unknown'), ''],
    ]
    for (const [match, expected] of cases)
      t.equal((await sorted(store, match)).join(''), expected, JSON.stringify(match))
  },
  'words are sought in fields, by their beginning, and as phrases': async (t, store) => {
    await library(store)
    t.strictSame(await sorted(store, words('stem', { fields: ['title'] })), ['a'])
    t.strictSame(await sorted(store, words('stem', { fields: ['names'] })), ['b'])
    t.strictSame(await sorted(store, words('stem', { fields: ['names', 'title'] })), ['a', 'b'])
    t.strictSame(await sorted(store, words('cryst', { prefix: true })), ['b'])
    t.strictSame(await sorted(store, words('growth of cry', { prefix: true })), ['b'])
    t.strictSame(await sorted(store, words('cryst')), [])
    t.strictSame(await sorted(store, words('growth of')), ['a', 'b'])
  },
  'Chinese, Japanese and Korean are found by any part of a word': async (t, store) => {
    await putAll(store, [
      article('10.1234/zh', { title: '间充质干细胞治疗银屑病的研究' }),
      article('10.1234/ja', { title: 'アトピー性皮膚炎の治療', names: '山田太郎' }),
      article('10.1234/ko', { title: '줄기세포를 이용한 치료' }),
    ])
    t.strictSame(await found(store, words('干细胞')), ['zh'])
    t.strictSame(await found(store, words('胞治')), ['zh'])
    t.strictSame(await found(store, words('細胞')), [])
    t.strictSame(await found(store, words('皮膚炎')), ['ja'])
    t.strictSame(await found(store, words('太郎', { fields: ['names'] })), ['ja'])
    t.strictSame(await found(store, words('세포')), ['ko'])
  },
  'a date is chosen by the days it may mean': async (t, store) => {
    const dated = (doi: string, first: number, last: number) => article(doi, { dates: { accepted: [first, last] } })
    await putAll(store, [
      dated('10.1234/day', 20240315, 20240315),
      dated('10.1234/month', 20240301, 20240331),
      dated('10.1234/year', 20240101, 20241231),
      dated('10.1234/months', 20240201, 20240430),
      dated('10.1234/turn', 20231201, 20240131),
      dated('10.1234/old', 16650306, 16650306),
      article('10.1234/none', {}),
    ])
    const cases: readonly (readonly [string | undefined, string | undefined, string])[] = [
      ['2024', '2024', 'day month months turn year'],
      ['2024-03', '2024-03', 'day month months year'],
      ['2024-03-15', '2024-03-15', 'day month months year'],
      ['2024-03-16', '2024-03-20', 'month months year'],
      ['2024-05', '2024-06', 'year'],
      ['2023', '2023', 'turn'],
      ['2024-01', '2024-01', 'turn year'],
      ['2024-04', undefined, 'months year'],
      [undefined, '2023-12', 'old turn'],
      [undefined, '1700', 'old'],
      ['2025', undefined, ''],
      ['2024-03', '2024-01', ''],
      [undefined, undefined, 'day month months old turn year'],
    ]
    for (const [from, until, expected] of cases) {
      const match: Match = { kind: 'date', date: 'accepted', ...(from && { from }), ...(until && { until }) }
      t.equal((await sorted(store, match)).join(' '), expected, `${from}–${until}`)
    }
    t.equal((await found(store, { kind: 'date', date: 'created', from: '2026-01-31', until: '2026-01-31' })).length, 7)
  },
  'a list is ordered either way, page by page, what has no value last': async (t, store) => {
    await putAll(
      store,
      many(9).map((doi, n) =>
        article(doi, {
          title: 'Growth',
          references: n % 3,
          ...(n % 4 !== 3 && { dates: { published: [20240101 + ((n * 5) % 7), 20240101 + ((n * 5) % 7)] as const } }),
        }),
      ),
    )
    const value = (n: number) => (n * 5) % 7
    const dated = [0, 1, 2, 4, 5, 6, 8].sort((a, b) => value(a) - value(b) || a - b)
    for (const match of [undefined, words('growth')]) {
      for (const limit of [2, 3, 100]) {
        const question = (by: SortKey, order: 'ascending' | 'descending'): Question => ({
          ...(match && { match }),
          sort: { by, order },
          limit,
        })
        const names = (order: readonly number[]) => order.map((n) => `a.${n}`)
        t.strictSame(await walk(store, question('published', 'ascending')), names([...dated, 3, 7]))
        t.strictSame(await walk(store, question('published', 'descending')), names([...dated.reverse(), 7, 3]))
        dated.reverse()
        t.strictSame(await walk(store, question('deposited', 'descending')), names([8, 7, 6, 5, 4, 3, 2, 1, 0]))
        t.strictSame(await walk(store, question('references', 'descending')), names([8, 5, 2, 7, 4, 1, 6, 3, 0]))
        t.strictSame(await walk(store, question('modified', 'ascending')), names([0, 1, 2, 3, 4, 5, 6, 7, 8]))
      }
    }
    const sort = { by: 'deposited', order: 'ascending' } as const
    t.strictSame(await found(store, words('growth'), { sort, offset: 7 }), ['a.7', 'a.8'])
    t.equal((await found(store, words('growth'), { offset: 7 })).length, 2)
    t.strictSame(await found(store, words('growth'), { offset: 9 }), [])
  },
  'a walk in the order of deposit meets each article once, whatever is written meanwhile': async (t, store) => {
    await putAll(
      store,
      many(30).map((doi) => change(doi, { title: 'Growth' })),
    )
    for (const match of [undefined, words('growth')]) {
      let n = 0
      const seen = await walk(
        store,
        { ...(match && { match }), sort: { by: 'deposited', order: 'ascending' }, limit: 4 },
        () => putAll(store, [change(`10.1234/a.${(n++ * 7) % 30}`, { kind: 'update', title: `Growth ${n}` })]),
      )
      t.strictSame(
        seen,
        many(30).map((doi) => doi.slice('10.1234/'.length)),
      )
    }
  },
  'an article whose title is just what was typed comes first; scores fall': async (t, store) => {
    const title = (text: string) => ({ facts: `title\t${text.toLowerCase()}`, title: text })
    await putAll(store, [
      article('10.1234/b', { ...title('Tides tides tides'), keywords: 'tides clocks', abstract: 'Clocks of tides' }),
      article('10.1234/c', { ...title('Tides and clocks, clocks and tides') }),
      article('10.1234/a', { ...title('Clocks of long and slow tides'), names: 'Jan Tides' }),
    ])
    const answer = await store.find({ match: words('Clocks of: LONG and slow tides'), limit: 9 })
    t.strictSame(dois(answer), ['10.1234/a'])
    const typed = all(...'clocks of long and slow tides'.split(' ').map((word) => words(word)))
    t.equal(dois(await store.find({ match: typed, limit: 1 }))[0], '10.1234/a')
    const { hits } = await store.find({ match: all(words('clocks'), words('tides')), limit: 9 })
    const scores = hits.map(({ score }) => score)
    t.strictSame(
      scores,
      [...scores].sort((a, b) => b - a),
    )
    t.ok(scores.every((score) => score > 0))
  },
  'what resembles a reference is found by the rare words they share': async (t, store) => {
    const record = (n: number, title: string, family: string, year: string) => {
      const doi = `10.1234/a.${n}`
      const json = {
        doi,
        title,
        contributors: [{ kind: 'person', role: 'author', family }],
        volume: `${n}`,
        dates: { published: year },
      }
      return article(doi, { title, names: family }, { json: JSON.stringify(json) })
    }
    await putAll(store, [
      record(5, 'Stem cell secretome in psoriasis', 'Srivastava', '2024'),
      record(6, 'Stem cell secretome in arthritis', 'Srivastava', '2023'),
      record(7, 'Psoriasis: an overview', 'Okonkwo', '2024'),
    ])
    const text = 'Srivastava A, et al. Stem cell secretome in psoriasis. J Invent Med. 2024;5(1):12–9.'
    const match: Match = { kind: 'resembles', text }
    t.strictSame((await found(store, match))[0], 'a.5')
    t.strictSame(await walk(store, { match, limit: 1 }), await found(store, match))
    t.strictSame(await found(store, { kind: 'resembles', text: 'Nothing known herein' }), [])
    t.strictSame(await found(store, { kind: 'resembles', text: '—' }), [])
  },
  'hits are counted, with the page or by themselves': async (t, store) => {
    await library(store)
    t.strictSame(await store.count(words('growth')), { count: 3, exact: true })
    t.strictSame(await store.count(any()), { count: 0, exact: true })
    t.strictSame(await store.count(all()), { count: 3, exact: true })
    const answer = await store.find({ match: words('growth'), limit: 0, counted: true })
    t.strictSame(answer.total, { count: 3, exact: true })
    t.strictSame(answer.hits, [])
  },
  'facets count the values of the hits, commonest first, as they are written': async (t, store) => {
    const faceted = (doi: string, ...issn: string[]) =>
      article(doi, { title: 'Growth', facts: issn.map((value) => `issn\t${value}`).join('\n') })
    await putAll(store, [
      faceted('10.1234/a', '2434-561X', '0028-0836'),
      faceted('10.1234/b', '2434-561X'),
      faceted('10.1234/c', '1234-5679'),
      change('10.1234/c', { kind: 'update', title: 'Crystals' }),
      faceted('10.1234/d', '2434-561X'),
      change('10.1234/d', { kind: 'withdraw' }),
    ])
    const values = [
      { value: '2434-561X', count: 2 },
      { value: '0028-0836', count: 1 },
    ]
    const issn = { facet: 'issn', limit: 9 }
    const none = { valueCount: 0, values: [], exact: true }
    t.strictSame(await store.facets({ facets: [issn] }), [{ valueCount: 2, values, exact: true }])
    t.strictSame(
      await store.facets({
        match: words('growth'),
        facets: [
          { facet: 'constructor', limit: 9 },
          { ...issn, limit: 1 },
        ],
      }),
      [none, { valueCount: 2, values: values.slice(0, 1), exact: true }],
    )
    t.strictSame(await store.facets({ match: words('crystals'), facets: [issn, issn] }), [none, none])
    t.strictSame(await store.facets({ facets: [] }), [])
  },
  'a place that no list gave is refused': async (t, store) => {
    await putAll(store, [change('10.1234/a', { at: instant(1) })])
    for (const after of ['', 'x', '[]', '{}', '["a",1]', '[1,"a"]', '[1,1.5]', '[1,1,1]', 'null'])
      await t.rejects(store.find({ limit: 1, after, match: words('title') }), { code: 'invalid-request' }, after)
  },
}
