import Fastify from 'fastify'
import t from 'tap'
import { limitRates } from '../../src/http/limits.ts'
import type { Load } from '../../src/http/load.ts'
import { createPools, poolOf, pools } from '../../src/http/pools.ts'
import { createProblems } from '../../src/http/problem.ts'
import { startService } from './start.ts'

const sendProblem = createProblems('Colophon')

const easy: Load = { strain: () => 0, lag: () => 0, close: () => {} }

t.test('routes belong to the pools that their work belongs to', async (t) => {
  for (const [method, url, pool] of [
    ['GET', '/articles/*', 'look-ups'],
    ['GET', '/*', 'look-ups'],
    ['PUT', '/articles/*', 'deposits'],
    ['PATCH', '/articles/*', 'deposits'],
    ['POST', '/articles', 'bulk'],
    ['GET', '/articles', 'searches'],
    ['GET', '/works', 'searches'],
    ['GET', '/v1/journals/:id/works', 'searches'],
    ['GET', '/works/*', 'look-ups'],
    ['GET', '/dump/:format', 'harvests'],
    ['POST', '/oai', 'oai-lists'],
    ['GET', '/changes', 'watchers'],
    ['POST', '/convert', 'conversions'],
    ['GET', '/livez', 'look-ups'],
  ] as const) {
    t.equal(poolOf(method, url), pool, `${method} ${url}`)
  }
})

t.test('a full pool refuses with Retry-After while others go on; who leaves makes room', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  app.setErrorHandler(sendProblem)
  const held = createPools(app, easy)
  const waiting: (() => void)[] = []
  app.get('/dump/json', () => new Promise((resolve) => waiting.push(() => resolve('done'))))
  app.get('/articles', async () => 'found')
  const { most } = pools.harvests
  const under = Array.from({ length: most }, () => app.inject('/dump/json'))
  while (waiting.length < most) await new Promise(setImmediate)
  const refused = await app.inject('/dump/json')
  t.equal(refused.statusCode, 503)
  t.equal(refused.headers['retry-after'], '2')
  t.equal((await app.inject('/articles')).statusCode, 200)
  t.match(held.inside(), { harvests: most })
  t.match(held.refused(), { harvests: 1 })
  for (const end of waiting.splice(0)) end()
  t.ok((await Promise.all(under)).every(({ statusCode }) => statusCode === 200))
  t.match(held.inside(), { harvests: 0 })
})

t.test('one client’s harvests by OAI-PMH are answered one after another, beside those of others', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  app.setErrorHandler(sendProblem)
  createPools(app, easy)
  const waiting: (() => void)[] = []
  app.get('/oai', () => new Promise((resolve) => waiting.push(() => resolve('done'))))
  const ask = (remoteAddress: string) => app.inject({ url: '/oai', remoteAddress })
  const seen = async (count: number) => {
    for (let n = 0; n < 50 && waiting.length <= count; n++) await new Promise(setImmediate)
    t.equal(waiting.length, count)
  }
  const eager = Array.from({ length: 17 }, () => ask('192.0.2.1'))
  await seen(1)
  const other = ask('198.51.100.1')
  await seen(2)
  const refused = await ask('192.0.2.1')
  t.equal(refused.statusCode, 503)
  t.equal(refused.headers['retry-after'], '2')
  waiting.pop()?.()
  t.equal((await other).statusCode, 200)
  for (let n = 0; n < eager.length; n++) {
    await seen(1)
    waiting.pop()?.()
    t.equal((await eager[n])?.statusCode, 200)
  }
  await seen(0)
  const again = ask('192.0.2.1')
  await seen(1)
  waiting.pop()?.()
  t.equal((await again).statusCode, 200)
})

t.test('under strain searches are refused first, then harvests, never deposits or look-ups (T6)', async (t) => {
  const statuses = []
  for (const strain of [0, 1, 2] as const) {
    const app = Fastify()
    app.setErrorHandler(sendProblem)
    createPools(app, { ...easy, strain: () => strain })
    for (const url of ['/articles', '/oai', '/articles/*']) app.get(url, async () => 'ok')
    app.put('/articles/*', async () => 'ok')
    const asked = [
      { method: 'GET', url: '/articles' },
      { method: 'HEAD', url: '/articles' },
      { method: 'GET', url: '/oai' },
      { method: 'GET', url: '/articles/10.5555/1' },
      { method: 'PUT', url: '/articles/10.5555/1' },
    ] as const
    const answers = asked.map((request) => app.inject(request))
    statuses.push((await Promise.all(answers)).map(({ statusCode }) => statusCode))
    await app.close()
  }
  t.strictSame(statuses, [
    [200, 200, 200, 200, 200],
    [503, 503, 200, 200, 200],
    [503, 503, 503, 200, 200],
  ])
})

t.test('the rate limit counts costs, says how much is left, and begins anew (T4)', async (t) => {
  const app = Fastify()
  t.teardown(() => app.close())
  app.setErrorHandler(sendProblem)
  let now = 0
  limitRates(app, 25, { clock: () => now })
  for (const url of ['/articles', '/articles/*', '/livez']) app.get(url, async () => 'ok')
  const first = await app.inject('/articles')
  t.equal(first.headers['ratelimit-policy'], '"default";q=25;w=60')
  t.equal(first.headers.ratelimit, '"default";r=15;t=60')
  now = 30_000
  t.equal((await app.inject('/articles')).headers.ratelimit, '"default";r=5;t=30')
  const refused = await app.inject('/articles')
  t.equal(refused.statusCode, 429)
  t.equal(refused.headers['retry-after'], '30')
  t.equal((await app.inject('/articles/10.5555/1')).statusCode, 200, 'what costs less is still to be had')
  t.equal((await app.inject({ url: '/articles', remoteAddress: '192.0.2.1' })).statusCode, 200, 'so is another’s')
  t.equal((await app.inject('/livez')).headers.ratelimit, undefined)
  now = 60_000
  t.equal((await app.inject('/articles')).statusCode, 200)
})

t.test('limits are told on cached look-ups too', async (t) => {
  const { app, key } = await startService(t, { RATE_LIMIT: '1000' })
  const headers = { authorization: key, 'content-type': 'application/json' }
  const put = await app.inject({ method: 'PUT', url: '/articles/10.5555/1', headers, payload: { title: 'T' } })
  t.equal(put.headers.ratelimit, '"default";r=995;t=60')
  await app.inject('/articles/10.5555/1')
  t.match((await app.inject('/articles/10.5555/1')).headers.ratelimit, /^"default";r=993;t=\d+$/)
})

t.test('X-Forwarded-For counts behind so many proxies as the settings name', async (t) => {
  for (const [hops, left] of [
    ['0', '998'],
    ['1', '999'],
  ] as const) {
    const { app } = await startService(t, { RATE_LIMIT: '1000', TRUST_PROXY: hops })
    await app.inject({ url: '/formats', headers: { 'x-forwarded-for': '192.0.2.1' } })
    const other = await app.inject({ url: '/formats', headers: { 'x-forwarded-for': '192.0.2.2' } })
    t.match(other.headers.ratelimit, `r=${left};`)
  }
})

t.test('metrics are for those who oversee, and count by route and status', async (t) => {
  const { app, key } = await startService(t)
  await app.inject('/articles/10.5555/none')
  t.equal((await app.inject('/metrics')).statusCode, 401)
  const { statusCode, body, headers } = await app.inject({ url: '/metrics', headers: { authorization: key } })
  t.equal(statusCode, 200)
  t.match(headers['content-type'], 'text/plain')
  t.match(body, 'colophon_http_requests_total{method="GET",route="/articles/*",status="404"} 1')
  t.match(body, 'colophon_http_request_duration_seconds_bucket{le="0.25",route="/articles/*"} 1')
  for (const name of ['strain', 'cache_hits', 'store_writable', 'articles', 'changes', 'webhooks_pending']) {
    t.match(body, new RegExp(`^colophon_${name} \\d`, 'm'), name)
  }
  const open = await startService(t, { METRICS: 'open' })
  t.equal((await open.app.inject('/metrics')).statusCode, 200)
  const off = await startService(t, { METRICS: 'off' })
  t.equal((await off.app.inject('/metrics')).statusCode, 404)
})
