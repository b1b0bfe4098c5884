/** Where messages are brought, and where not: no address but those that were checked is ever connected to. */
import { createServer } from 'node:net'
import t from 'tap'
import { createCourier } from '../../src/webhooks/courier.ts'
import { startReceiver } from './receiver.ts'

const never = new AbortController().signal
const body = '{"data":{"seq":1}}'
const loopback = [{ address: '127.0.0.1', family: 4 }]

t.test('nothing that is not public is connected to, however it is written (T7)', async (t) => {
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  t.teardown(() => server.close())
  const { port } = Object(server.address())
  const hosts = [
    '127.0.0.1',
    '127.1',
    '0',
    '0.0.0.0',
    '2130706433',
    '017700000001',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '127.0.0.1.',
    '１２７.０.０.１',
    '127。0。0。1',
    '10.0.0.1',
    '192.168.0.1',
    '172.16.0.1',
    '169.254.169.254',
    '2852039166',
    '100.64.0.1',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:ffff:127.0.0.1]',
    '[::127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00::1]',
    '[ff02::1]',
  ]
  const courier = createCourier({ anywhere: false, timeout: 1000 })
  for (const scheme of ['http', 'https']) {
    for (const host of hosts) {
      await t.rejects(courier(`${scheme}://${host}:${port}/`), { message: /no public address/ }, host)
    }
  }
  for (const found of [
    loopback,
    [{ address: '93.184.216.34', family: 4 }, ...loopback],
    [{ address: '::1', family: 6 }],
    [{ address: '169.254.169.254', family: 4 }],
    [],
  ]) {
    const resolving = createCourier({ anywhere: false, timeout: 1000, resolve: async () => found })
    await t.rejects(resolving(`https://127.0.0.1.nip.example:${port}/`), { message: /address/ })
  }
  await t.rejects(courier(`http://localhost:${port}/`), { message: /localhost is at .* no public address/ })
  t.equal(connections, 0)
})

t.test('a name is resolved once, and what it leads to later does not count', async (t) => {
  const receiver = await startReceiver(t)
  let asked = 0
  const courier = createCourier({
    anywhere: true,
    timeout: 2000,
    resolve: async () => {
      asked++
      return asked === 1 ? loopback : [{ address: '192.0.2.1', family: 4 }]
    },
  })
  const line = await courier(`http://rebinding.example:${receiver.port}/hook`)
  for (let n = 0; n < 3; n++) t.same(await line.post(body, {}, never), { status: 204 })
  line.close()
  t.equal(asked, 1)
  t.equal(receiver.all[0]?.headers.host, `rebinding.example:${receiver.port}`)
})

t.test('a redirect is an answer, and is not followed', async (t) => {
  const receiver = await startReceiver(t, (_, response) => {
    response.writeHead(307, { location: '/elsewhere' }).end()
    return undefined
  })
  const line = await createCourier({ anywhere: true, timeout: 2000 })(receiver.url)
  t.same(await line.post(body, {}, never), { status: 307 })
  line.close()
  t.same(
    receiver.all.map(({ url }) => url),
    ['/hook'],
  )
})

t.test('an answer that does not come, or does not end, is not waited for', async (t) => {
  const silent = await startReceiver(t, () => undefined)
  const one = await createCourier({ anywhere: true, timeout: 300 })(silent.url)
  await t.rejects(one.post(body, {}, never), { message: /no answer in time/ })
  one.close()
  const endless = await startReceiver(t, (_, response) => {
    response.writeHead(200)
    const more = setInterval(() => response.write('x'.repeat(10_000)), 1)
    response.on('close', () => clearInterval(more))
    return undefined
  })
  const dripping = await startReceiver(t, (_, response) => {
    response.writeHead(200).write('x')
    return undefined
  })
  for (const { url } of [endless, dripping]) {
    const line = await createCourier({ anywhere: true, timeout: 4000 })(url)
    const start = performance.now()
    t.same(await line.post(body, {}, never), { status: 200 })
    t.ok(performance.now() - start < 3500)
    line.close()
  }
  const slow = createCourier({ anywhere: true, timeout: 200, resolve: () => new Promise(() => {}) })
  await t.rejects(slow('https://slow.example/'), { message: /not resolved in time/ })
})

t.test('Retry-After is told', async (t) => {
  const receiver = await startReceiver(t, (_, response) => {
    response.writeHead(429, { 'retry-after': '120' }).end()
    return undefined
  })
  const line = await createCourier({ anywhere: true, timeout: 2000 })(receiver.url)
  t.same(await line.post(body, {}, never), { status: 429, retryAfter: 120 })
  line.close()
})
