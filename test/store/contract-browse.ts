/** What every engine must do for those who walk through the store. */
import type { Shelf, Store } from '../../src/store/store.ts'
import { change, type Fact, instant, many, putAll } from './contract.ts'

/** Titles of tests are `journal/volume/issue/page`. */
const shelfOf = (json: string): Shelf | undefined => {
  const [slug = '', volume = '', issue = '', page = '0'] = JSON.parse(json).title.split('/')
  return slug === '' ? undefined : { slug, name: slug.toUpperCase(), volume, issue, page: Number(page) }
}
const put = (store: Store, titles: Readonly<Record<string, string>>, kind: 'deposit' | 'update' = 'deposit') =>
  putAll(
    store,
    Object.entries(titles).map(([suffix, title]) => change(`10.1234/${suffix}`, { title, kind })),
  )
const follow = (store: Store) => store.browse.follow(shelfOf)
const whole = { offset: 0, limit: 100 }
const namesOf = async (store: Store) => (await store.browse.journals(whole)).map(({ name }) => name)

export const browsing: Record<string, Fact> = {
  'journals come by name with the number of their articles, in slices': async (t, store) => {
    await put(store, { a: 'b/1', b: 'a/1', c: 'b/2', d: 'c/1' })
    await follow(store)
    t.strictSame(await store.browse.journals(whole), [
      { slug: 'a', name: 'A', articles: 1 },
      { slug: 'b', name: 'B', articles: 2 },
      { slug: 'c', name: 'C', articles: 1 },
    ])
    t.strictSame(await store.browse.journals({ offset: 1, limit: 1 }), [{ slug: 'b', name: 'B', articles: 2 }])
    t.equal(await store.browse.countJournals(), 3)
    t.strictSame(await store.browse.journal('c'), { slug: 'c', name: 'C', articles: 1 })
    t.equal(await store.browse.journal('d'), undefined)
  },
  'an article stands in one issue, by its page, and moves when it changes': async (t, store) => {
    await put(store, { a: 'j/2/1/30', b: 'j/2/1/4', c: 'j/10', d: 'j/2/3' })
    await follow(store)
    const issue = { slug: 'j', volume: '2', issue: '1', ...whole }
    const dois = async () => (await store.browse.articles(issue)).map(({ doi }) => doi)
    t.strictSame(await dois(), ['10.1234/b', '10.1234/a'])
    t.strictSame(
      (await store.browse.articles({ ...issue, offset: 1 })).map(({ doi }) => doi),
      ['10.1234/a'],
    )
    const volumes = await store.browse.volumes('j')
    t.strictSame(
      new Set(volumes.map(({ volume, issue, articles }) => `${volume}/${issue}: ${articles}`)),
      new Set(['2/1: 2', '2/3: 1', '10/: 1']),
    )
    t.strictSame(await store.browse.issue(issue), { volume: '2', issue: '1', articles: 2 })
    t.equal(await store.browse.issue({ ...issue, volume: '1' }), undefined)
    await put(store, { b: 'j/2/3', c: 'k/1' }, 'update')
    await follow(store)
    t.strictSame(await dois(), ['10.1234/a'])
    t.strictSame(await namesOf(store), ['J', 'K'])
    t.equal((await store.browse.journal('j'))?.articles, 3)
    t.equal((await store.browse.issue({ slug: 'j', volume: '2', issue: '3' }))?.articles, 2)
    t.equal(await store.browse.issue({ slug: 'j', volume: '10', issue: '' }), undefined)
  },
  'what is withdrawn stands nowhere; a journal without articles is not listed': async (t, store) => {
    await put(store, { a: 'j/1', b: 'k/1' })
    await follow(store)
    await putAll(store, [change('10.1234/a', { title: 'j/1', kind: 'withdraw', reason: 'double' })])
    await follow(store)
    t.strictSame(await namesOf(store), ['K'])
    t.strictSame(await store.browse.volumes('j'), [])
    await putAll(store, [change('10.1234/a', { title: 'j/1', kind: 'restore' })])
    await follow(store)
    t.strictSame(await namesOf(store), ['J', 'K'])
  },
  'following goes on from step to step, and once for all who ask at the same time': async (t, store) => {
    await putAll(
      store,
      many(1203).map((doi, n) => change(doi, { title: `j/${n % 7}` })),
    )
    await Promise.all([follow(store), follow(store)])
    t.equal((await store.browse.journal('j'))?.articles, 1203)
    await put(store, { more: 'j/1' })
    await follow(store)
    t.equal((await store.browse.journal('j'))?.articles, 1204)
  },
  'places are walked in order of first deposit, without what is withdrawn': async (t, store) => {
    await put(store, { a: '', b: '', c: '', d: '' })
    await putAll(store, [
      change('10.1234/b', { kind: 'withdraw', reason: 'double', at: instant(7) }),
      change('10.1234/a', { kind: 'update', at: instant(9) }),
    ])
    t.equal(await store.browse.lastPlace(), 4)
    const located = await store.browse.located({ after: 0, until: 3, limit: 10 })
    t.strictSame(located, [
      { place: 1, doi: '10.1234/a', modified: instant(9) },
      { place: 3, doi: '10.1234/c', modified: instant(0) },
    ])
    t.strictSame(
      (await store.browse.located({ after: 1, until: 9, limit: 1 })).map(({ place }) => place),
      [3],
    )
    t.equal(await store.browse.changed({ after: 0, until: 2 }), instant(9))
    t.equal(await store.browse.changed({ after: 1, until: 2 }), instant(7))
    t.equal(await store.browse.changed({ after: 4, until: 8 }), undefined)
  },
  'the log is told without records': async (t, store) => {
    await put(store, { a: '', b: '' })
    await putAll(store, [change('10.1234/a', { kind: 'withdraw', reason: 'double', at: instant(5) })])
    t.strictSame(await store.browse.log({ after: 1, until: 3, limit: 10 }), [
      { seq: 2, doi: '10.1234/b', kind: 'deposit', version: 1, at: instant(0) },
      { seq: 3, doi: '10.1234/a', kind: 'withdraw', version: 2, at: instant(5) },
    ])
    t.equal((await store.browse.log({ after: 0, until: 2, limit: 1 })).length, 1)
  },
  'the latest come first, each once, of all or of a set, withdrawn ones too': async (t, store) => {
    await put(store, { a: 'j', b: 'k', c: 'j' })
    await putAll(store, [
      change('10.1234/a', { title: 'j', kind: 'update', at: instant(4) }),
      change('10.1234/c', { title: 'j', kind: 'withdraw', reason: 'double', at: instant(5) }),
    ])
    await store.harvest.follow((json) => [{ spec: JSON.parse(json).title, name: '' }])
    const latest = async (question: { set?: string; before?: number; limit?: number }) =>
      (await store.browse.latest({ before: 100, limit: 10, ...question })).map(
        ({ seq, record }) => `${seq} ${record.doi.slice(8)}${record.withdrawn ? ' gone' : ''}`,
      )
    t.strictSame(await latest({}), ['5 c gone', '4 a', '2 b'])
    t.strictSame(await latest({ limit: 1, before: 5 }), ['4 a'])
    t.strictSame(await latest({ set: 'j' }), ['5 c gone', '4 a'])
    t.strictSame(await latest({ set: 'none' }), [])
  },
}
