/** What every engine must do with imports in the background, told in sentences. */
import type { Test } from 'tap'
import type { ImportStep, NewImport } from '../../src/store/store.ts'
import { type Fact, instant, type Open } from './contract.ts'

const wanted = (id: string, draft: Partial<NewImport> = {}): NewImport => ({
  id,
  created: instant(1),
  wanted: `{"id":"${id}"}`,
  ...draft,
})
const step = (draft: Partial<ImportStep> = {}): ImportStep => ({
  state: 'running',
  progress: '{}',
  refusals: [],
  ...draft,
})
const queued = { state: 'queued', progress: '' }
const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id)

const facts: Record<string, Fact> = {
  'an import is found as it was ordered': async (t, { imports }) => {
    t.equal(await imports.find('a'), undefined)
    await imports.add(wanted('a', { keyId: 'k' }))
    await imports.add(wanted('b'))
    t.strictSame(await imports.find('a'), { ...wanted('a', { keyId: 'k' }), ...queued })
    t.strictSame(await imports.find('b'), { ...wanted('b'), ...queued })
  },
  'they are listed newest first, of all or of one key, page by page': async (t, { imports }) => {
    for (const [id, second, keyId] of [
      ['a', 1, 'k'],
      ['b', 2, 'other'],
      ['c', 2, 'k'],
      ['d', 3, undefined],
    ] as const) {
      await imports.add(wanted(id, { created: instant(second), ...(keyId !== undefined && { keyId }) }))
    }
    t.strictSame(ids(await imports.list({ limit: 9 })), ['d', 'c', 'b', 'a'])
    t.strictSame(ids(await imports.list({ limit: 2 })), ['d', 'c'])
    t.strictSame(ids(await imports.list({ limit: 2, before: { created: instant(2), id: 'c' } })), ['b', 'a'])
    t.strictSame(ids(await imports.list({ limit: 9, keyId: 'k' })), ['c', 'a'])
    t.strictSame(ids(await imports.list({ limit: 9, keyId: 'none' })), [])
    t.strictSame(ids(await imports.unfinished()), ['a', 'b', 'c', 'd'], 'what is to be done, oldest first')
  },
  'one process holds it at a time, until it lets go or its time is over': async (t, { imports }) => {
    t.equal(await imports.hold('a', 'one', instant(1), instant(2)), undefined)
    await imports.add(wanted('a'))
    t.match(await imports.hold('a', 'one', instant(1), instant(9)), { id: 'a', state: 'queued' })
    t.equal(await imports.hold('a', 'two', instant(2), instant(9)), undefined)
    t.match(await imports.hold('a', 'one', instant(2), instant(9)), { id: 'a' }, 'again by the same')
    t.equal(await imports.extend('a', 'two', instant(30)), false)
    t.equal(await imports.extend('a', 'one', instant(20)), true)
    t.equal(await imports.hold('a', 'two', instant(19), instant(30)), undefined, 'held longer')
    t.match(await imports.hold('a', 'two', instant(20), instant(30)), { id: 'a' }, 'time is over')
    t.equal(await imports.keep('a', 'one', step()), false, 'it was taken away')
    t.equal(await imports.extend('a', 'two', undefined), true)
    t.equal(await imports.keep('a', 'two', step()), false, 'it let go')
    t.match(await imports.hold('a', 'one', instant(21), instant(40)), { id: 'a' })
  },
  'a step is kept as a whole, with the records that were refused': async (t, { imports }) => {
    await imports.add(wanted('a'))
    await imports.hold('a', 'one', instant(1), instant(9))
    const refusals = [
      { number: 1, line: '{"a":1}' },
      { number: 2, line: '{"a":2}' },
    ]
    t.equal(await imports.keep('a', 'one', step({ progress: '{"done":2}', refusals })), true)
    t.match(await imports.find('a'), { state: 'running', progress: '{"done":2}' })
    const again = [
      { number: 2, line: '{"b":2}' },
      { number: 3, line: '{"b":3}' },
    ]
    await imports.keep('a', 'one', step({ refusals: again }))
    t.strictSame(await imports.refusals('a', 0, 9), [refusals[0], ...again], 'one of the same number is replaced')
    t.strictSame(await imports.refusals('a', 1, 1), [again[0]])
    t.strictSame(await imports.refusals('b', 0, 9), [])
    t.equal(await imports.keep('a', 'two', step({ refusals: [{ number: 9, line: '' }] })), false)
    t.equal((await imports.refusals('a', 0, 9)).length, 3, 'nothing of a step that was not kept')
  },
  'what is finished is held and kept no more': async (t, { imports }) => {
    for (const state of ['done', 'failed'] as const) {
      await imports.add(wanted(state))
      await imports.hold(state, 'one', instant(1), instant(9))
      t.equal(await imports.keep(state, 'one', step({ state, finished: instant(5) })), true)
      t.match(await imports.find(state), { state, finished: instant(5) })
      t.equal(await imports.keep(state, 'one', step()), false)
      t.equal(await imports.hold(state, 'one', instant(10), instant(20)), undefined)
      t.equal(await imports.cancel(state, instant(6)), false)
    }
    t.strictSame(await imports.unfinished(), [])
  },
  'cancelled, it is kept no more by whoever held it': async (t, { imports }) => {
    await imports.add(wanted('a'))
    await imports.hold('a', 'one', instant(1), instant(9))
    t.equal(await imports.cancel('a', instant(4)), true)
    t.match(await imports.find('a'), { state: 'cancelled', finished: instant(4) })
    t.equal(await imports.keep('a', 'one', step({ state: 'done', finished: instant(5) })), false)
    t.equal(await imports.extend('a', 'one', instant(20)), false)
    t.match(await imports.find('a'), { state: 'cancelled', finished: instant(4) })
    t.equal(await imports.cancel('none', instant(4)), false)
  },
  'what was finished long ago is forgotten, with its refusals': async (t, { imports }) => {
    for (const [id, finished] of [
      ['a', instant(3)],
      ['b', instant(5)],
    ] as const) {
      await imports.add(wanted(id))
      await imports.hold(id, 'one', instant(1), instant(9))
      await imports.keep(id, 'one', step({ state: 'done', finished, refusals: [{ number: 1, line: '{}' }] }))
    }
    await imports.add(wanted('c'))
    await imports.forget(instant(5))
    t.strictSame(ids(await imports.list({ limit: 9 })), ['c', 'b'])
    t.strictSame(await imports.refusals('a', 0, 9), [])
    t.equal((await imports.refusals('b', 0, 9)).length, 1)
  },
  'ordering and keeping change the generation': async (t, store) => {
    const before = store.generation()
    await store.imports.add(wanted('a'))
    t.not(store.generation(), before)
  },
}

/** Runs every fact on a fresh store. */
export const importContract = async (t: Test, open: Open): Promise<void> => {
  for (const [sentence, fact] of Object.entries(facts))
    await t.test(sentence, async (t) => {
      const store = await open()
      t.teardown(() => store.close())
      await fact(t, store)
    })
}
