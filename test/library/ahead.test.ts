import t from 'tap'
import { ahead } from '../../src/library/ahead.ts'

const later = (value: number) => new Promise<number>((done) => setTimeout(() => done(value * 10), 5 - (value % 5)))

t.test('results come in the order of the items, with no more under way than asked', async (t) => {
  let under = 0
  let most = 0
  const work = async (value: number) => {
    most = Math.max(most, ++under)
    const result = await later(value)
    under--
    return result
  }
  const results = []
  for await (const result of ahead(
    Array.from({ length: 30 }, (_, n) => n),
    work,
    4,
  ))
    results.push(result)
  t.same(
    results,
    Array.from({ length: 30 }, (_, n) => n * 10),
  )
  t.equal(most, 4)
})

t.test('a failure comes where its result would have', async (t) => {
  const work = async (value: number) => {
    if (value === 3) throw new Error('three')
    return later(value)
  }
  const results: number[] = []
  const all = async () => {
    for await (const result of ahead([1, 2, 3, 4], work, 3)) results.push(result)
  }
  await t.rejects(all(), { message: 'three' })
  t.same(results, [10, 20])
})

t.test('whoever stops early hears of no failure behind', async (t) => {
  const work = async (value: number) => {
    if (value > 1) throw new Error('behind')
    return value
  }
  for await (const result of ahead([1, 2, 3], work, 2)) {
    t.equal(result, 1)
    break
  }
  await new Promise((done) => setImmediate(done))
})
