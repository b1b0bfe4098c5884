/** What every engine must do with webhooks, told in sentences. */
import type { Test } from 'tap'
import type { NewWebhook } from '../../src/store/store.ts'
import { type Fact, instant, type Open } from './contract.ts'

const webhook = (id: string, draft: Partial<NewWebhook> = {}): NewWebhook => ({
  id,
  url: 'https://index.example.org/',
  secret: 'whsec_a',
  events: [],
  created: instant(1),
  delivered: 0,
  ...draft,
})

const facts: Record<string, Fact> = {
  'a webhook is listed as it was added, in order of creation': async (t, { webhooks }) => {
    t.strictSame(await webhooks.list(), [])
    const later = webhook('a', { created: instant(2), events: ['article.retracted'], delivered: 7 })
    await webhooks.add(later)
    await webhooks.add(webhook('b'))
    t.strictSame(await webhooks.list(), [
      { ...webhook('b'), failures: 0 },
      { ...later, failures: 0 },
    ])
  },
  'removed, it is gone': async (t, { webhooks }) => {
    await webhooks.add(webhook('a'))
    t.equal(await webhooks.remove('a'), true)
    t.equal(await webhooks.remove('a'), false)
    t.strictSame(await webhooks.list(), [])
    t.equal(await webhooks.hold('a', 'one', instant(1), instant(2)), undefined)
  },
  'one process holds it at a time, until it lets go or its time is over': async (t, { webhooks }) => {
    await webhooks.add(webhook('a'))
    t.match(await webhooks.hold('a', 'one', instant(1), instant(9)), { id: 'a', delivered: 0 })
    t.equal(await webhooks.hold('a', 'two', instant(2), instant(9)), undefined)
    t.match(await webhooks.hold('a', 'one', instant(2), instant(9)), { id: 'a' }, 'again by the same')
    t.match(await webhooks.hold('a', 'two', instant(9), instant(20)), { id: 'a' }, 'time is over')
    t.equal(await webhooks.keep('a', 'one', { delivered: 3, failures: 0 }), false, 'it was taken away')
    t.equal(await webhooks.keep('a', 'two', { delivered: 4, failures: 0 }, instant(30)), true)
    t.equal(await webhooks.hold('a', 'one', instant(20), instant(40)), undefined, 'held longer')
    t.equal(await webhooks.keep('a', 'two', { delivered: 5, failures: 0 }), true)
    t.match(await webhooks.hold('a', 'one', instant(20), instant(40)), { delivered: 5 }, 'let go')
  },
  'progress is kept as a whole, and never goes back': async (t, { webhooks }) => {
    await webhooks.add(webhook('a', { delivered: 2 }))
    await webhooks.hold('a', 'one', instant(1), instant(9))
    const failing = {
      delivered: 5,
      failures: 2,
      failingSince: instant(3),
      nextAttempt: instant(4),
      fault: 'Status 500.',
      lastDelivery: instant(2),
      disabled: instant(5),
    }
    await webhooks.keep('a', 'one', failing, instant(9))
    t.strictSame(await webhooks.list(), [{ ...webhook('a'), ...failing }])
    await webhooks.keep('a', 'one', { delivered: 4, failures: 0 }, instant(9))
    t.strictSame(await webhooks.list(), [{ ...webhook('a'), delivered: 5, failures: 0 }])
  },
  'a reset forgets failures, keeps the place, and takes it from whoever holds it': async (t, { webhooks }) => {
    await webhooks.add(webhook('a'))
    await webhooks.hold('a', 'one', instant(1), instant(9))
    await webhooks.keep('a', 'one', { delivered: 3, failures: 9, disabled: instant(2) }, instant(9))
    t.equal(await webhooks.reset('a'), true)
    t.equal(await webhooks.reset('none'), false)
    t.strictSame(await webhooks.list(), [{ ...webhook('a'), delivered: 3, failures: 0 }])
    t.equal(await webhooks.keep('a', 'one', { delivered: 3, failures: 10 }), false)
  },
  'keeping changes the generation': async (t, store) => {
    await store.webhooks.add(webhook('a'))
    const before = store.generation()
    await store.webhooks.hold('a', 'one', instant(1), instant(9))
    t.not(store.generation(), before)
  },
}

/** Runs every fact on a fresh store. */
export const webhookContract = async (t: Test, open: Open): Promise<void> => {
  for (const [sentence, fact] of Object.entries(facts))
    await t.test(sentence, async (t) => {
      const store = await open()
      t.teardown(() => store.close())
      await fact(t, store)
    })
}
