/** The state of webhooks over HTTP. */
import t from 'tap'
import { startService } from './start.ts'

t.test('administrators see webhooks without their secrets, and nobody else does', async (t) => {
  const { app, library, key } = await startService(t)
  const { webhook, secret } = await library.webhooks.add({
    url: 'https://a.example/x?token=1',
    events: ['article.retracted'],
  })
  const answer = await app.inject({ url: '/webhooks', headers: { authorization: key } })
  t.same(answer.json(), {
    webhooks: [
      {
        id: webhook.id,
        url: 'https://a.example/x?token=1',
        events: ['article.retracted'],
        created: webhook.created,
        delivered: 0,
        failures: 0,
        state: 'idle',
        pending: 0,
      },
    ],
  })
  t.notMatch(answer.body, secret)
  t.equal(answer.headers['cache-control'], 'no-store')
  t.equal((await app.inject('/webhooks')).statusCode, 401)
  const other = await library.keys.create({ name: 'press', prefixes: ['10.5555'] })
  const headers = { authorization: `Bearer ${other.secret}` }
  t.equal((await app.inject({ url: '/webhooks', headers })).statusCode, 403)
})
