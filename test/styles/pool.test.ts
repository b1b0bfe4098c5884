/** The pool: the same references as here, limits that are told, and no worker left behind. */
import t from 'tap'
import { createCatalogue } from '../../src/styles/catalogue.ts'
import { createReferencesHere } from '../../src/styles/here.ts'
import { createKept } from '../../src/styles/kept.ts'
import { createPool } from '../../src/styles/pool.ts'
import { createTurns } from '../../src/styles/turns.ts'
import { articles } from './articles.ts'

const catalogue = createCatalogue()
const works = Object.values(articles).map((article) => ({ article: JSON.stringify(article) }))
const manner = { style: 'apa', locale: 'en-US', as: 'html', marks: true } as const

t.test('a worker writes what this thread would; past its limits it says so and goes on', async (t) => {
  const pool = createPool(catalogue, { workers: 1, queue: 3, patience: 20_000, folder: '', engines: 2 })
  t.teardown(() => pool.close())
  const here = createReferencesHere(catalogue)
  t.strictSame(
    await pool.bibliography(works, [[{ id: '0' }]], manner),
    await here.bibliography(works, [[{ id: '0' }]], manner),
  )
  const [work = { item: {} }] = works
  const many = await Promise.allSettled(Array.from({ length: 8 }, () => pool.reference(work, manner)))
  const refused = many.filter((each) => each.status === 'rejected')
  t.ok(refused.length >= 3, `${refused.length} of 8 were refused`)
  for (const { reason } of refused) t.match(reason, { code: 'unavailable' })
  t.equal(await pool.reference(work, manner), await here.reference(work, manner))
})

t.test('what takes too long is ended, and the next reference is written', async (t) => {
  const pool = createPool(catalogue, { workers: 1, queue: 9, patience: 5_000, folder: '', engines: 2 })
  t.teardown(() => pool.close())
  await pool.warm()
  const list = Array.from({ length: 9_000 }, () => works).flat()
  await t.rejects(pool.bibliography(list, [], manner), { code: 'unavailable' })
  const [work = { item: {} }] = works
  t.match(await pool.reference(work, { ...manner, style: 'nature' }), 'Tidal clocks')
})

t.test('rendered references are kept up to a number of bytes, and each is made once', async (t) => {
  const kept = createKept(600)
  let made = 0
  const make = async () => `text ${++made}`
  t.strictSame(await Promise.all([kept.get('a', make), kept.get('a', make)]), ['text 1', 'text 1'])
  t.equal(await kept.get('a', make), 'text 1')
  for (const key of 'bcdefgh') await kept.get(key, make)
  t.equal(await kept.get('a', make), 'text 9', 'the oldest left')
  await t.rejects(
    kept.get('x', async () => Promise.reject(new Error('no'))),
    /no/,
  )
  t.equal(await kept.get('x', make), 'text 10', 'a failure is not kept')
})

t.test('so many at a time, in the order in which they came', async (t) => {
  const turns = createTurns(2)
  const order: string[] = []
  const act = (name: string) =>
    turns.take(async () => {
      order.push(name)
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (name === 'b') throw new Error(name)
      order.push(name.toUpperCase())
    })
  const all = Promise.allSettled(['a', 'b', 'c', 'd'].map(act))
  t.equal(turns.waiting(), 2)
  t.strictSame(order, ['a', 'b'])
  await all
  t.strictSame([...order].sort().join(''), 'ACDabcd')
  t.equal(turns.waiting(), 0)
  await act('e')
})
