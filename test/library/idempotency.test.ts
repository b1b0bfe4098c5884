import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { openStore } from '../../src/store/open.ts'

t.test('an answer is kept for a day, and then the key is free', async (t) => {
  const store = await openStore('sqlite::memory:')
  t.teardown(() => store.close())
  let hour = 0
  const library = createLibrary({ store, now: () => new Date(Date.UTC(2026, 0, 1, hour)) })
  const deposit = (title: string, request: string) => {
    const draft: Draft = { doi: '10.5555/a', title }
    return library.deposit({ draft, by: localCaller, once: { holder: 'h', key: 'k', request } })
  }
  t.match(await deposit('A', 'one'), { outcome: 'created', record: { version: 1 } })
  hour = 23
  t.match(await deposit('A', 'one'), { outcome: 'created', record: { version: 1 } })
  await t.rejects(deposit('B', 'other'), { code: 'key-reused' })
  hour = 25
  t.match(await deposit('B', 'other'), { outcome: 'updated', record: { version: 2 } })
  await t.rejects(deposit('A', 'one'), { code: 'key-reused' })
})
