import t from 'tap'
import { record, startService } from './start.ts'

t.test('a list is paged to its end without omission or repetition, also while articles are written', async (t) => {
  const { app, library } = await startService(t)
  const add = async (n: number) => {
    const by = { name: 'test', administrator: true, prefixes: [] }
    await library.deposit({ draft: { doi: `10.5555/${n}`, title: `Harbour ${n}` }, by })
  }
  for (let n = 0; n < 23; n++) await add(n)
  for (const query of ['', 'q=harbour&']) {
    const seen: string[] = []
    let next = `/articles?${query}limit=5`
    for (let page = 0; next !== '' && page < 20; page++) {
      const answer = await app.inject(next)
      t.equal(answer.statusCode, 200)
      const { items, nextCursor } = answer.json()
      seen.push(...items.map(({ doi }: { doi: string }) => doi))
      t.equal(answer.headers.link !== undefined, nextCursor !== undefined)
      next =
        nextCursor === undefined
          ? ''
          : new URL(/<([^>]+)>/.exec(String(answer.headers.link))?.[1] ?? '').href.replace(
              'https://colophon.example',
              '',
            )
      if (query === '' && page === 1) await add(100)
    }
    t.equal(new Set(seen).size, seen.length)
    t.equal(seen.length, 24, query)
  }
})

t.test('search finds every word and phrases, and needs no syntax', async (t) => {
  const { app, key } = await startService(t)
  await app.inject({ method: 'PUT', url: `/articles/${record.doi}`, headers: { authorization: key }, payload: record })
  const found = async (q: string) => (await app.inject(`/articles?q=${encodeURIComponent(q)}`)).json().items.length
  for (const q of [
    'tidal',
    'TIDAL clocks',
    '"tidal clocks"',
    'berg shoreline',
    'ostend',
    'invented',
    '10.5555/Tides.7',
    '10.5555/tides.7',
    'Eurydice H2O',
  ]) {
    t.equal(await found(q), 1, q)
  }
  for (const q of ['"clocks tidal"', 'tidal absent', 'NOT', '***', '"', 'a OR', 'title:tidal*x'])
    t.equal(await found(q), 0, q)
  const item = (await app.inject('/articles?q=tidal')).json().items[0]
  t.ok(item.score > 0)
  t.match(item, { doi: record.doi, version: 1, href: '/articles/10.5555/Tides.7', article: { volume: '12' } })
  t.equal((await app.inject('/articles?q=%20')).json().total, 1, 'blanks are no query')
})

t.test('a search says how many it finds, and is ordered as asked', async (t) => {
  const { app, library } = await startService(t)
  const by = { name: 'test', administrator: true, prefixes: [] }
  for (const [n, published] of ['2021', '2023-05', '2022-01-02'].entries()) {
    await library.deposit({ draft: { doi: `10.5555/${n}`, title: `Harbour ${n}`, dates: { published } }, by })
  }
  const asked = async (query: string) => (await app.inject(`/articles?${query}`)).json()
  t.match(await asked('q=harbour&limit=1'), { total: 3, exact: true, items: { length: 1 }, nextCursor: String })
  t.match(await asked('q=harbour+year:2022..'), { total: 2 })
  t.match(await asked('q=nowhere'), { total: 0, exact: true, items: [] })
  const order = async (query: string) =>
    (await asked(query)).items.map(({ doi }: { doi: string }) => doi.slice('10.5555/'.length)).join('')
  t.equal(await order('q=harbour&sort=published'), '120')
  t.equal(await order('sort=published&order=asc'), '021')
  t.equal(await order('sort=modified'), '210')
  t.equal(await order('order=desc'), '210')
  const { nextCursor } = await asked('q=harbour&limit=1&sort=published')
  t.equal(await order(`q=harbour&limit=1&sort=published&cursor=${nextCursor}`), '2')
  t.match(await asked(`q=harbour&limit=1&cursor=${nextCursor}`), { status: 400 })
})

t.test('a page comes in every format', async (t) => {
  const { app, key } = await startService(t)
  for (const doi of ['10.5555/a', '10.5555/b']) {
    await app.inject({
      method: 'PUT',
      url: `/articles/${doi}`,
      headers: { authorization: key },
      payload: { ...record, doi },
    })
  }
  const bibtex = await app.inject({ url: '/articles', headers: { accept: 'application/x-bibtex' } })
  t.equal(bibtex.body.match(/^@article/gm)?.length, 2)
  t.equal((await app.inject('/articles?format=csl-json')).json().length, 2)
})

t.test('wrong parameters are named', async (t) => {
  const { app } = await startService(t)
  const cases: readonly (readonly [query: string, code: string])[] = [
    ['limit=0', 'range'],
    ['limit=1001', 'range'],
    ['limit=five', 'type'],
    ['cursor=nonsense', 'cursor-invalid'],
    ['sort=colour', 'value'],
    ['page=2', 'parameter-unknown'],
    ['__proto__=1', 'parameter-unknown'],
  ]
  for (const [query, code] of cases) {
    t.match((await app.inject(`/articles?${query}`)).json(), { status: 400, findings: [{ code }] }, query)
  }
})
