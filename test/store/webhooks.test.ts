/** Webhooks on every engine, and across a restart. */
import { join } from 'node:path'
import t from 'tap'
import { openStore } from '../../src/store/open.ts'
import { instant } from './contract.ts'
import { webhookContract } from './webhook-contract.ts'

t.test('in memory', (t) => webhookContract(t, () => openStore('sqlite::memory:')))

t.test('in a file', async (t) => {
  const folder = t.testdir()
  let count = 0
  await webhookContract(t, () => openStore(`sqlite:${join(folder, `${count++}.db`)}`))
})

t.test('what was kept is there after a restart', async (t) => {
  const file = `sqlite:${join(t.testdir(), 'a.db')}`
  const one = await openStore(file)
  const webhook = { id: 'a', url: 'https://a.example/', secret: 's', events: [], created: instant(1), delivered: 0 }
  await one.webhooks.add(webhook)
  await one.webhooks.hold('a', 'one', instant(1), instant(9))
  await one.webhooks.keep('a', 'one', { delivered: 6, failures: 1, fault: 'F' })
  await one.close()
  const other = await openStore(file)
  t.teardown(() => other.close())
  t.strictSame(await other.webhooks.list(), [{ ...webhook, delivered: 6, failures: 1, fault: 'F' }])
})
