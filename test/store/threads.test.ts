/** Searches in threads: beside look-ups, cut off in time, and closed with the store. */
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { openStore } from '../../src/store/open.ts'
import { openConnection, placeOf } from '../../src/store/sqlite/connection.ts'
import { createThreads } from '../../src/store/sqlite/threads.ts'
import type { Match } from '../../src/store/store.ts'
import { change, many, putAll } from './contract.ts'

const growth: Match = { kind: 'words', text: 'growth' }

const filled = async (t: Test, articles: number) => {
  const file = join(t.testdir(), 'a.db')
  const store = await openStore(`sqlite:${file}`)
  await putAll(
    store,
    many(articles).map((doi) => change(doi, { title: 'Growth '.repeat(50) })),
  )
  return { store, file }
}

t.test('many searches at once are all answered, and see what was written before', async (t) => {
  const { store } = await filled(t, 20)
  t.teardown(() => store.close())
  const counts = await Promise.all(Array.from({ length: 40 }, () => store.count(growth)))
  t.ok(counts.every(({ count }) => count === 20))
  await putAll(store, [change('10.1234/new', { title: 'Growth' })])
  t.match(await store.count(growth), { count: 21 })
  t.equal((await store.find({ match: growth, limit: 5 })).hits.length, 5)
})

t.test('a refusal in a thread is the same refusal outside', async (t) => {
  const { store } = await filled(t, 1)
  t.teardown(() => store.close())
  await t.rejects(store.find({ match: growth, limit: 1, after: 'x' }), { code: 'invalid-request' })
  t.equal((await store.find({ match: growth, limit: 1 })).hits.length, 1, 'and the thread goes on')
})

t.test('a search that takes too long is cut off, and the next one is answered', async (t) => {
  const { store, file } = await filled(t, 20)
  t.teardown(() => store.close())
  // A thread takes longer than a millisecond to start.
  const threads = createThreads(placeOf(file), 1)
  t.teardown(() => threads.close())
  await t.rejects(threads.run<'count'>({ ask: 'count', match: growth }), {
    code: 'unavailable',
    message: /longer than 1 ms.*SEARCH_TIMEOUT/,
  })
  t.match(await store.count(growth), { count: 20 })
})

t.test('searches that wait when the store closes are refused', async (t) => {
  const { store } = await filled(t, 20)
  const asked = Array.from({ length: 10 }, () => store.count(growth))
  const settled = Promise.allSettled(asked)
  await store.close()
  for (const result of await settled)
    t.ok(result.status === 'fulfilled' || result.reason.code === 'unavailable', result.status)
  await t.rejects(store.count(growth), { code: 'unavailable' })
})

t.test('a damaged file is told from a thread as from here', async (t) => {
  const { store, file } = await filled(t, 1)
  t.teardown(() => store.close())
  const database = openConnection(placeOf(file), 'writer')
  database.exec("DROP TRIGGER version_is_not_changed; UPDATE version SET json = '{}'")
  database.close()
  await t.rejects(store.find({ match: growth, limit: 1 }), { code: 'unavailable', message: /damaged/ })
})
