import t from 'tap'
import { createCache } from '../../src/http/cache.ts'
import { record, startService } from './start.ts'

const representation = (size: number) => ({ body: ' '.repeat(size) })

type Kept = ReturnType<typeof representation>

t.test('what was made is fresh at its generation, and confirmed at another only if made of the same', async (t) => {
  const cache = createCache<Kept>(100_000)
  const one = representation(10)
  cache.put('k', '10.5555/1 1', 5, one)
  t.equal(cache.fresh('k', 5), one)
  t.equal(cache.fresh('k', 6), undefined)
  t.equal(cache.confirmed('k', '10.5555/2 1', 6), undefined)
  t.equal(cache.confirmed('k', '10.5555/1 1', 6), one)
  t.equal(cache.fresh('k', 6), one)
})

t.test('it keeps to its bytes, and the oldest leave first', async (t) => {
  const cache = createCache<Kept>(10_000)
  for (const key of ['a', 'b', 'c', 'd', 'e', 'e', 'f', 'f']) cache.put(key, key, 1, representation(1000))
  t.strictSame(
    ['a', 'b', 'c', 'd', 'e', 'f'].filter((key) => cache.fresh(key, 1)),
    ['c', 'd', 'e', 'f'],
  )
  cache.put('g', 'g', 1, representation(20_000))
  t.equal(cache.fresh('g', 1), undefined, 'what is larger than all of it is not kept')
  t.ok(cache.fresh('f', 1))
})

t.test('what is asked for again stays, whatever passes through', async (t) => {
  const cache = createCache<Kept>(10_000)
  cache.put('wanted', 'wanted', 1, representation(1000))
  for (let n = 0; n < 500; n++) {
    for (let twice = 0; twice < 2; twice++) cache.put(`passing ${n}`, `${n}`, 1, representation(1000))
    t.ok(cache.fresh('wanted', 1))
    t.ok(cache.counts().bytes <= 10_000)
  }
  for (let n = 0; n < 20; n++) cache.put(`then ${n % 10}`, `${n}`, 1, representation(1000))
  t.equal(cache.fresh('wanted', 1), undefined, 'and leaves when nobody asks any more')
})

t.test('once it is full, what is asked for a second time comes in, and what is not does not', async (t) => {
  const cache = createCache<Kept>(10_000)
  for (let n = 0; n < 4; n++) cache.put(`first ${n}`, `${n}`, 1, representation(1000))
  for (let n = 0; n < 500; n++) cache.put(`once ${n}`, `${n}`, 1, representation(1000))
  t.ok(cache.fresh('first 0', 1))
  cache.put('twice', '1', 1, representation(1000))
  t.notOk(cache.fresh('twice', 1))
  cache.put('twice', '1', 1, representation(1000))
  t.ok(cache.fresh('twice', 1))
  cache.put('twice', '2', 2, representation(1000))
  t.ok(cache.confirmed('twice', '2', 3), 'another version of what is kept takes its place')
})

t.test('a path that meant one article means another as soon as that is there', async (t) => {
  const { app, key } = await startService(t)
  const put = (path: string, doi: string, volume: string) =>
    app.inject({
      method: 'PUT',
      url: `/articles/${path}`,
      headers: { authorization: key },
      payload: { ...record, doi, volume },
    })
  await put('10.5555/a/b', '10.5555/a/b', '1')
  const twice = '/articles/10.5555/a%252Fb'
  t.equal((await app.inject(twice)).json().doi, '10.5555/a/b')
  await put('10.5555/a%252Fb', '10.5555/a%2Fb', '2')
  t.equal((await app.inject(twice)).json().doi, '10.5555/a%2Fb')
})

t.test('a reader sees every write at once', async (t) => {
  const { app, key } = await startService(t)
  const url = `/articles/${record.doi}`
  for (let n = 1; n < 20; n++) {
    await app.inject({ method: 'PUT', url, headers: { authorization: key }, payload: { ...record, volume: String(n) } })
    t.equal((await app.inject(url)).json().volume, String(n))
    t.equal((await app.inject(url)).json().volume, String(n), 'from the cache')
  }
})
