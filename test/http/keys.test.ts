import t from 'tap'
import type { NewKey } from '../../src/library/keys.ts'
import { startService } from './start.ts'

const json = { 'content-type': 'application/json' }

t.test('an administrator makes, sees, rotates and revokes keys over HTTP', async (t) => {
  const { app, key } = await startService(t)
  const headers = { ...json, authorization: key }
  const wish = { name: 'Press', prefixes: ['10.5555'], journals: ['2434-561X'], expires: '2099-01-31' }
  const made = await app.inject({ method: 'POST', url: '/api-keys', headers, payload: wish })
  t.equal(made.statusCode, 201)
  const { key: row, secret } = made.json()
  t.match(row, { ...wish, role: 'depositor', state: 'valid', expires: '2099-01-31T00:00:00.000Z' })
  const put = (bearer: string) =>
    app.inject({
      method: 'PUT',
      url: '/articles/10.5555/1',
      headers: { ...json, authorization: `Bearer ${bearer}` },
      payload: { title: 'T', journal: { issn: { electronic: '2434-561X' } } },
    })
  t.equal((await put(secret)).statusCode, 201)
  const rotated = await app.inject({
    method: 'POST',
    url: `/api-keys/${row.id}/rotate`,
    headers,
    payload: { overlap: 1 },
  })
  t.equal(rotated.statusCode, 200)
  t.equal((await put(secret)).statusCode, 200, 'the former secret opens for an hour')
  t.equal((await put(rotated.json().secret)).statusCode, 200, 'and so does the new one')
  const again = await app.inject({ method: 'POST', url: `/api-keys/${row.id}/rotate`, headers })
  t.equal((await put(secret)).statusCode, 401, 'two secrets are valid, not three')
  t.equal((await app.inject({ method: 'DELETE', url: `/api-keys/${row.id}`, headers })).statusCode, 204)
  t.equal((await put(again.json().secret)).statusCode, 401, 'revoked at once')
  const list = await app.inject({ url: '/api-keys', headers })
  t.match(
    list.json().keys.find(({ id }: { id: string }) => id === row.id),
    { state: 'revoked', lastAddress: '127.0.0.1' },
  )
  t.notMatch(list.body, /colophon_|digest/)
  t.equal((await app.inject({ method: 'DELETE', url: '/api-keys/none', headers })).statusCode, 404)
})

t.test('a wish that cannot be is refused with every fault, and nothing is made of it (T3)', async (t) => {
  const { app, key, library } = await startService(t)
  const headers = { ...json, authorization: key }
  const before = (await library.keys.list()).length
  for (const payload of [
    { name: ' ', prefixes: ['10.5555'] },
    { name: 'x' },
    { name: 'x', prefixes: ['11.1'] },
    { name: 'x', prefixes: ['10.5555'], digest: 'mine' },
    { name: 'x', prefixes: ['10.5555'], journals: ['2434-5611'] },
    { name: 'x', prefixes: ['10.5555'], expires: '2024-13-45' },
    { name: 'x', role: 'root' },
    { name: 'x', role: 'administrator', prefixes: ['10.5555'] },
    [],
    { name: 1 },
  ]) {
    const { statusCode } = await app.inject({ method: 'POST', url: '/api-keys', headers, payload })
    t.equal(statusCode, 400, JSON.stringify(payload))
  }
  t.equal((await library.keys.list()).length, before)
})

t.test('roles open what is theirs and nothing else (T5)', async (t) => {
  const { app, key, library } = await startService(t)
  const bearer = async (wish: NewKey) => `Bearer ${(await library.keys.create(wish)).secret}`
  const callers = {
    none: undefined,
    depositor: await bearer({ name: 'd', prefixes: ['10.5555'] }),
    'reader-admin': await bearer({ name: 'r', role: 'reader-admin' }),
    administrator: key,
  }
  const doors = [
    ['GET', '/api-keys', undefined, [401, 403, 200, 200]],
    ['GET', '/audit', undefined, [401, 403, 200, 200]],
    ['GET', '/webhooks', undefined, [401, 403, 200, 200]],
    ['POST', '/api-keys', '{"name":"n","role":"reader-admin"}', [401, 403, 403, 201]],
    ['POST', '/api-keys/0123456789ab/rotate', '{}', [401, 403, 403, 404]],
    ['DELETE', '/api-keys/0123456789ab', undefined, [401, 403, 403, 404]],
    ['PUT', '/articles/10.5555/1', '{"title":"T"}', [401, 201, 403, 200]],
    ['DELETE', '/articles/10.5555/1', undefined, [401, 200, 403, 200]],
  ] as const
  for (const [method, url, payload, statuses] of doors) {
    for (const [index, [who, authorization]] of Object.entries(callers).entries()) {
      const headers = { ...(payload && json), ...(authorization && { authorization }) }
      const { statusCode } = await app.inject({ method, url, headers, ...(payload && { payload }) })
      t.equal(statusCode, statuses[index], `${method} ${url} by ${who}`)
    }
  }
})

t.test('wrong keys are answered 429 after ten in a minute; right ones still open (T2)', async (t) => {
  const { app, key } = await startService(t)
  const guess = (authorization: string, remoteAddress = '192.0.2.1') =>
    app.inject({ url: '/api-keys', headers: { authorization }, remoteAddress })
  const wrong = `Bearer colophon_0123456789ab_${'x'.repeat(43)}`
  for (let n = 0; n < 10; n++) t.equal((await guess(wrong)).statusCode, 401)
  const refused = await guess(wrong)
  t.equal(refused.statusCode, 429)
  t.match(refused.headers['retry-after'], /^[1-9]\d?$/)
  t.equal((await guess(key)).statusCode, 200)
  t.equal((await guess(wrong, '192.0.2.2')).statusCode, 401, 'another address')
  for (let n = 0; n < 10; n++) await guess(wrong, `2001:db8::${n}`)
  t.equal((await guess(wrong, '2001:db8::abcd')).statusCode, 429, 'a /64 is one')
})

t.test('the audit log tells every write and every change of a key, by whom and from where', async (t) => {
  const { app, key, library } = await startService(t)
  const headers = { ...json, authorization: key }
  const { secret, key: press } = await library.keys.create({ name: 'Press', prefixes: ['10.5555'] })
  const from = { headers: { ...json, authorization: `Bearer ${secret}` }, remoteAddress: '192.0.2.7' }
  for (const n of [1, 2]) {
    await app.inject({ method: 'PUT', url: `/articles/10.5555/${n}`, payload: { title: 'T' }, ...from })
  }
  await app.inject({ method: 'PUT', url: '/articles/10.5555/1', headers, payload: { title: 'U' } })
  await app.inject({ method: 'PUT', url: '/articles/10.5555/1', payload: { title: 'U' }, ...from })
  await app.inject({ method: 'DELETE', url: '/articles/10.5555/2', ...from })
  await app.inject({ method: 'DELETE', url: `/api-keys/${press.id}`, headers, remoteAddress: '192.0.2.8' })
  const all = (await app.inject({ url: '/audit', headers })).json().items
  t.match(all, [
    { kind: 'key-revoke', key: press.id, by: 'test', address: '192.0.2.8' },
    { kind: 'withdraw', doi: '10.5555/2', version: 2, by: 'Press', keyId: press.id, address: '192.0.2.7' },
    { kind: 'update', doi: '10.5555/1', version: 2, by: 'test', address: '127.0.0.1' },
    { kind: 'deposit', doi: '10.5555/2', by: 'Press', keyId: press.id, address: '192.0.2.7' },
    { kind: 'deposit', doi: '10.5555/1', by: 'Press', format: 'json' },
    { kind: 'key-create', name: 'Press', by: 'cli', reach: { role: 'depositor', prefixes: ['10.5555'] } },
    { kind: 'key-create', name: 'test' },
  ])
  t.equal(all.length, 7, 'what changed nothing is no entry')
  t.equal(all[5].address, undefined)
  const paged = []
  for (let url: string | undefined = '/audit?limit=2'; url !== undefined; ) {
    const { items, nextCursor }: { items: unknown[]; nextCursor?: string } = (await app.inject({ url, headers })).json()
    paged.push(...items)
    url = nextCursor && `/audit?limit=2&cursor=${nextCursor}`
  }
  t.strictSame(paged, all)
  t.equal((await app.inject({ url: '/audit?doi=10.5555/1', headers })).json().items.length, 2)
  t.equal((await app.inject({ url: '/audit?only=keys', headers })).json().items.length, 3)
  t.equal((await app.inject({ url: '/audit?only=all', headers })).statusCode, 400)
})
