/** Deliveries to receivers as they are: well, flapping, slow, gone. */
import t, { type Test } from 'tap'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import type { WantedWebhook } from '../../src/library/webhooks.ts'
import { openStore } from '../../src/store/open.ts'
import { createCourier } from '../../src/webhooks/courier.ts'
import { createDeliveries } from '../../src/webhooks/deliveries.ts'
import { isGenuine } from '../../src/webhooks/signature.ts'
import { fill } from '../oai/start.ts'
import { becomes, startReceiver, upTo } from './receiver.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }

interface Clock {
  /** Milliseconds by which it is ahead. */
  ahead: number
}

async function start(t: Test, timeout = 2000) {
  const store = await openStore('sqlite::memory:')
  const clock: Clock = { ahead: 0 }
  const now = () => new Date(Date.now() + clock.ahead)
  const library = createLibrary({ store, now })
  const deliveries = createDeliveries({
    library,
    webhooks: store.webhooks,
    site,
    courier: createCourier({ anywhere: true, timeout }),
    now,
    random: () => 0,
    broken: (error) => t.fail(String(error)),
    interval: 10,
  })
  deliveries.start()
  t.teardown(async () => {
    await deliveries.stop()
    await store.close()
  })
  const add = (wanted: WantedWebhook) => library.webhooks.add({ inTheClear: true, ...wanted })
  return { library, store, clock, add, deliveries }
}

t.test('every change is told once, in order, and signed', async (t) => {
  const { library, add } = await start(t)
  const receiver = await startReceiver(t)
  const { secret, webhook } = await add({ url: receiver.url })
  await fill(library, 0, 120)
  await library.withdraw({ doi: '10.5555/synthetic.3', reason: 'A double.', by: localCaller })
  t.ok(await becomes(() => receiver.acknowledged.length === 121))
  t.same(receiver.acknowledged, upTo(121))
  for (const { headers, body } of receiver.all) t.ok(isGenuine(secret, headers, body, Date.now() / 1000))
  const last = receiver.all.at(-1)
  t.equal(last?.headers['webhook-id'], `${webhook.id}-121`)
  t.match(JSON.parse(last?.body ?? ''), {
    type: 'article.withdrawn',
    data: {
      seq: 121,
      doi: '10.5555/synthetic.3',
      kind: 'withdraw',
      version: 2,
      events: ['article.withdrawn'],
      href: 'https://colophon.example/articles/10.5555/synthetic.3',
    },
  })
  t.ok(await becomes(async () => (await library.webhooks.list())[0]?.state === 'idle'))
  t.match(await library.webhooks.list(), [{ delivered: 121, pending: 0, failures: 0 }])
  t.notOk('secret' in ((await library.webhooks.list())[0] ?? {}))
})

t.test('a webhook is told of the events it asks for, from where it asks', async (t) => {
  const { library, add } = await start(t)
  await fill(library, 0, 3)
  const [graver, later] = [await startReceiver(t), await startReceiver(t)]
  await add({ url: graver.url, events: ['article.retracted', 'article.corrected'], since: 0 })
  await add({ url: later.url })
  const put = (relations: { type: 'retracted-by' | 'corrected-by'; doi: string }[]) =>
    library.deposit({ draft: { doi: '10.5555/a', title: 'A', relations }, by: localCaller })
  await put([])
  await put([{ type: 'corrected-by', doi: '10.5555/c' }])
  await put([{ type: 'retracted-by', doi: '10.5555/r' }])
  t.ok(await becomes(() => later.acknowledged.length === 3 && graver.acknowledged.length === 2))
  t.same(graver.acknowledged, [5, 6])
  t.same(
    graver.all.map(({ body }) => JSON.parse(body).type),
    ['article.corrected', 'article.retracted'],
  )
  t.same(later.acknowledged, [4, 5, 6])
  t.ok(await becomes(async () => (await library.webhooks.list()).every(({ pending }) => pending === 0)))
})

t.test('a flapping receiver acknowledges everything in the end, in order', async (t) => {
  const { library, clock, add } = await start(t)
  let n = 0
  const receiver = await startReceiver(t, (_, response) => {
    n++
    if (n % 3 === 0) return 503
    if (n % 7 === 0) return void response.destroy()
    if (n % 11 === 0) return 302
    return 200
  })
  await add({ url: receiver.url })
  await fill(library, 0, 40)
  // Nobody waits for a back-off here: the clock goes faster.
  const hurry = setInterval(() => {
    clock.ahead += 5000
  }, 15)
  t.teardown(() => clearInterval(hurry))
  t.ok(await becomes(() => receiver.acknowledged.length === 40, 20_000))
  t.same(receiver.acknowledged, upTo(40))
  t.ok(receiver.all.length > 50, 'there were failures')
})

t.test('slow and silent receivers delay nobody else', async (t) => {
  const { library, add } = await start(t, 20_000)
  const silent = await startReceiver(t, () => undefined)
  const slow = await startReceiver(t, () => new Promise((resolve) => setTimeout(() => resolve(200), 300)))
  const quick = await startReceiver(t)
  for (const { url } of [silent, slow, quick]) await add({ url })
  await fill(library, 0, 50)
  const begun = performance.now()
  t.ok(await becomes(() => quick.acknowledged.length === 50))
  t.ok(performance.now() - begun < 5000, `${performance.now() - begun} ms`)
  t.equal(silent.all.length, 1)
  t.ok(slow.all.length < 20)
})

t.test('failures are told, and a long one ends the telling until somebody asks for more', async (t) => {
  const { library, clock, add } = await start(t)
  let status = 500
  const receiver = await startReceiver(t, () => status)
  const { webhook } = await add({ url: receiver.url })
  await fill(library, 0, 2)
  const stateOf = async () => (await library.webhooks.list())[0]
  t.ok(await becomes(async () => (await stateOf())?.failures === 1))
  t.match(await stateOf(), { state: 'failing', fault: 'Status 500.', delivered: 0, pending: 2 })
  t.ok((await stateOf())?.nextAttempt)
  for (let hours = 0; hours < 122 && (await stateOf())?.disabled === undefined; hours++) {
    clock.ahead += 3_600_000
    const { failures = 0, disabled } = (await stateOf()) ?? {}
    if (disabled === undefined) await becomes(async () => ((await stateOf())?.failures ?? 0) > failures, 300)
  }
  t.match(await stateOf(), { state: 'disabled', delivered: 0, pending: 2 })
  const { length } = receiver.all
  clock.ahead += 86_400_000
  await fill(library, 2, 3)
  await new Promise((resolve) => setTimeout(resolve, 100))
  t.equal(receiver.all.length, length, 'it is left alone')
  status = 200
  await library.webhooks.retry(webhook.id)
  t.ok(await becomes(() => receiver.acknowledged.length === 3))
  t.same(receiver.acknowledged, [1, 2, 3], 'nothing was lost')
})

t.test('a receiver that is gone, or asks to be left alone, is', async (t) => {
  const { library, add } = await start(t)
  const gone = await startReceiver(t, () => 410)
  const busy = await startReceiver(t, (_, response) => {
    response.writeHead(503, { 'retry-after': '600' }).end()
    return undefined
  })
  await add({ url: gone.url })
  await add({ url: busy.url })
  await fill(library, 0, 1)
  t.ok(await becomes(async () => (await library.webhooks.list()).every(({ failures }) => failures === 1)))
  // Two that were added in one millisecond are listed in either order.
  const states = new Map((await library.webhooks.list()).map((webhook) => [webhook.url, webhook]))
  t.equal(states.get(gone.url)?.state, 'disabled')
  t.equal(states.get(busy.url)?.state, 'failing')
  t.ok(Date.parse(states.get(busy.url)?.nextAttempt ?? '') - Date.now() > 590_000)
})

t.test('a receiver that is removed gets nothing more', async (t) => {
  const { library, add } = await start(t)
  const receiver = await startReceiver(t, () => new Promise((resolve) => setTimeout(() => resolve(200), 50)))
  const { webhook } = await add({ url: receiver.url })
  await fill(library, 0, 100)
  t.ok(await becomes(() => receiver.all.length > 2))
  await library.webhooks.remove(webhook.id)
  await t.rejects(library.webhooks.remove(webhook.id), { code: 'not-found' })
  await t.rejects(library.webhooks.retry(webhook.id), { code: 'not-found' })
  await new Promise((resolve) => setTimeout(resolve, 1500))
  const { length } = receiver.all
  await new Promise((resolve) => setTimeout(resolve, 300))
  t.equal(receiver.all.length, length)
})

t.test('what cannot be a webhook is refused', async (t) => {
  const { library, add } = await start(t)
  const url = 'https://a.example/'
  for (const wanted of [
    { url: 'a.example' },
    { url: 'ftp://a.example/' },
    { url: 'file:///etc/passwd' },
    { url: 'https://user:pass@a.example/' },
    { url: 'https://a.example/#f' },
    { url, secret: 'short' },
    { url, secret: 'whsec_c2hvcnQ=' },
    { url, secret: 'with a blank' },
    { url, events: ['article.read'] },
    { url, since: 1 },
  ]) {
    await t.rejects(add(wanted), { code: 'invalid-request' }, JSON.stringify(wanted))
  }
  await t.rejects(library.webhooks.add({ url: 'http://a.example/' }), { code: 'invalid-request' })
  const given = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  t.equal((await add({ url, secret: given })).secret, given)
  t.equal((await add({ url, secret: 'a-text-of-theirs' })).secret, 'a-text-of-theirs')
})
