/** Signatures and addresses. */
import { createHmac } from 'node:crypto'
import t from 'tap'
import { isPublic } from '../../src/net/addresses.ts'
import { delayAfter } from '../../src/webhooks/outcome.ts'
import { isGenuine, signedHeaders } from '../../src/webhooks/signature.ts'

// The example that the libraries of Standard Webhooks are tested with.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' }
const sent = 1_614_265_330

t.test('a signature is that of Standard Webhooks', async (t) => {
  t.same(signedHeaders(secret, message, sent), {
    'webhook-id': message.id,
    'webhook-timestamp': String(sent),
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

t.test('a secret of another form is the key itself', async (t) => {
  const [id, body] = ['a', '{}']
  const due = createHmac('sha256', 'a-text-of-theirs').update(`${id}.${sent}.${body}`).digest('base64')
  t.equal(signedHeaders('a-text-of-theirs', { id, body }, sent)['webhook-signature'], `v1,${due}`)
})

t.test('what was changed, sent late, or signed with another secret is not genuine', async (t) => {
  const headers = signedHeaders(secret, message, sent)
  t.ok(isGenuine(secret, headers, message.body, sent + 299))
  const several = { ...headers, 'webhook-signature': `v1,abc ${headers['webhook-signature']}` }
  t.ok(isGenuine(secret, several, message.body, sent), 'one of several signatures is enough')
  t.notOk(isGenuine(secret, headers, `${message.body} `, sent))
  t.notOk(isGenuine(secret, headers, message.body, sent + 301))
  t.notOk(isGenuine(secret, headers, message.body, sent - 301))
  t.notOk(isGenuine(`${secret.slice(0, -1)}A`, headers, message.body, sent))
  for (const name of Object.keys(headers)) {
    t.notOk(isGenuine(secret, { ...headers, [name]: undefined }, message.body, sent), name)
    t.notOk(isGenuine(secret, { ...headers, [name]: `${Reflect.get(headers, name)}1` }, message.body, sent), name)
  }
})

t.test('attempts come further and further apart, and not all at once', async (t) => {
  t.same([delayAfter(1, 0), delayAfter(1, 1), delayAfter(4, 1)], [500, 1000, 8000])
  t.same([delayAfter(13, 1), delayAfter(1000, 0), delayAfter(1000, 1)], [3_600_000, 1_800_000, 3_600_000])
})

t.test('public addresses are told from all others', async (t) => {
  for (const address of ['8.8.8.8', '93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1']) {
    t.ok(isPublic(address), address)
  }
  for (const address of [
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.1',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.7',
    '203.0.113.7',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '::7f00:1',
    '64:ff9b::7f00:1',
    '100::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
    'fec0::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    'localhost',
    '',
    '1.2.3',
  ]) {
    t.notOk(isPublic(address), address)
  }
})
