import { once } from 'node:events'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import Fastify from 'fastify'
import t from 'tap'
import { createConnections } from '../../src/http/connections.ts'

t.test('a body may come for longer than the time-out where it is allowed, and nowhere else (T11)', async (t) => {
  const connections = createConnections()
  const app = Fastify({
    requestTimeout: 600,
    http: { headersTimeout: 500, connectionsCheckingInterval: 100 },
    clientErrorHandler: connections.fail,
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
  const drain = async (body: unknown) => {
    let length = 0
    for await (const chunk of body as AsyncIterable<Buffer>) length += chunk.length // the parser gives a stream
    return { length }
  }
  app.post('/allowed', (request, reply) => {
    connections.allowTime(request, reply)
    return drain(request.body)
  })
  app.post('/limited', (request) => drain(request.body))
  t.teardown(() => app.close())
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo // it listens on a port

  async function slowly(path: string) {
    const sent = request({ port, method: 'POST', path, headers: { 'content-type': 'text/plain' } })
    sent.on('error', () => {})
    const answered = once(sent, 'response')
    for (let n = 0; n < 15; n++) {
      sent.write('x')
      await setTimeout(100)
    }
    sent.end()
    const [answer] = await answered
    let body = ''
    for await (const chunk of answer) body += chunk
    return { status: answer.statusCode, type: answer.headers['content-type'], body: JSON.parse(body) }
  }
  const [allowed, limited] = await Promise.all([slowly('/allowed'), slowly('/limited')])
  t.match(allowed, { status: 200, body: { length: 15 } })
  t.match(limited, { status: 408, type: 'application/problem+json', body: { status: 408, title: 'Request Timeout' } })
})
