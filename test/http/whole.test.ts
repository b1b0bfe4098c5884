/** What is sent in one piece is what Node would send, on every kind of connection. */
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import t, { type Test } from 'tap'
import { createAnswers, fieldsOf, linesOf, sendWhole } from '../../src/http/whole.ts'

const fields = { 'content-type': 'text/plain; charset=utf-8', etag: '"1-x"', link: '</>; rel="a: b"' }
const body = 'Caf\u00c3\u00a9'
const head = linesOf({ ...fields, 'content-length': String(body.length) })

async function listening(t: Test, server: Server): Promise<number> {
  server.keepAliveTimeout = 65_000
  server.maxRequestsPerSocket = 4
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close().closeAllConnections())
  return (server.address() as AddressInfo).port // of a server that listens at a port
}

/** All that comes back for these requests on one connection, without the instants. */
function exchange(port: number, requests: readonly string[], until: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(requests.join('')))
    const end = () => {
      socket.destroy()
      resolve(seen.replace(/Date: [^\r]*/g, 'Date: …'))
    }
    socket.on('data', (data) => {
      seen += data.toString('latin1')
      if (until.test(seen)) end()
    })
    socket.on('end', end).on('error', reject)
  })
}

const get = (fields = '', version = '1.1', method = 'GET', path = '/') =>
  `${method} ${path} HTTP/${version}\r\nHost: here\r\n${fields}\r\n`
const cases: Readonly<Record<string, readonly string[]>> = {
  'one request': [get()],
  'three at once': [get(), get(), get()],
  'the last that a connection may send': [get(), get(), get(), get()],
  'a connection that is to be closed': [get(), get('Connection: close\r\n')],
  'HTTP/1.0': [get('', '1.0')],
  'HTTP/1.0 that stays': [get('Connection: keep-alive\r\n', '1.0')],
  HEAD: [get(), get('', '1.1', 'HEAD'), get()],
  'nothing new': [get(), get('', '1.1', 'GET', '/same'), get()],
  'fields that were set before': [get(), get('', '1.1', 'GET', '/set'), get()],
  'a body that is read by nobody': [get(), `${get('Content-Length: 3\r\n', '1.1', 'POST')}abc`, get()],
  'a client that waits to be told': [get(), get('Expect: 100-continue\r\n'), get()],
}

for (const [name, requests] of Object.entries(cases)) {
  t.test(name, async (t) => {
    const seen: string[] = []
    for (const options of [{}, { ServerResponse: createAnswers(), optimizeEmptyRequests: true }]) {
      const server = createServer(options, (request, response) => {
        if (request.url === '/set') response.setHeader('x-more', '1')
        if (request.url === '/same') sendWhole(response, 304, linesOf({ etag: '"1-x"' }))
        else sendWhole(response, 200, head, body)
      })
      const port = await listening(t, server)
      // So that the first of the case is not the first of all.
      await exchange(port, [get()], /\u00a9$/)
      const ends = requests.at(-1)?.startsWith('HEAD') ? /\r\n\r\n$/ : /\u00a9$/
      const count = requests.length
      seen.push(await exchange(port, requests, new RegExp(`(?:HTTP/1.1 [23][\\s\\S]*){${count}}${ends.source}`)))
    }
    t.equal(seen[1], seen[0])
    t.match(seen[1], 'HTTP/1.1 200 OK\r\ncontent-type: text/plain')
  })
}

t.test('each second has its own date', async (t) => {
  const server = createServer({ ServerResponse: createAnswers() }, (_request, response) =>
    sendWhole(response, 200, head, body),
  )
  const port = await listening(t, server)
  const look = async () => (await fetch(`http://127.0.0.1:${port}/`)).headers.get('date') ?? ''
  await look()
  for (let n = 0; n < 6; n++) {
    const before = Math.trunc(Date.now() / 1000)
    const told = Date.parse(await look()) / 1000
    t.ok(told >= before - 1 && told <= Date.now() / 1000)
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
})

t.test('a value that would end its line is none', async (t) => {
  for (const value of ['a\r\nset-cookie: b', 'a\nb', 'a\rb', 'a\0b', 'ł']) t.throws(() => linesOf({ link: value }))
  t.strictSame(fieldsOf(head), Object.entries({ ...fields, 'content-length': '5' }).flat())
})
