/** Threat T7: what somebody else named is fetched from hosts that were allowed, at addresses that were checked, and from nowhere else. */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:net'
import t, { type Test } from 'tap'
import { type Downloading, download, judgeAddress } from '../../src/imports/download.ts'

const never = new AbortController().signal
const loopback = [{ address: '127.0.0.1', family: 4 }]

async function fetched(address: string, options: Downloading, accept?: string): Promise<string> {
  const chunks: Uint8Array[] = []
  for await (const chunk of download(address, accept, options, never)) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** A server on this machine, and how to reach it under any name. */
async function startServer(t: Test, answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const asked: IncomingMessage[] = []
  const server = createHttpServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = Object(server.address())
  const names: string[] = []
  const options: Downloading = {
    hosts: [`a.example:${port}`, `b.example:${port}`],
    anywhere: true,
    timeout: 3000,
    limit: 100_000,
    resolve: async (host) => {
      names.push(host)
      return loopback
    },
  }
  return { port, asked, names, options, url: `http://a.example:${port}/works` }
}

t.test('no address that is not public is connected to, however it is written (T7)', async (t) => {
  let connections = 0
  const server = createServer((socket) => {
    connections++
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve))
  t.teardown(() => server.close())
  const { port } = Object(server.address())
  const hosts = [
    ...['127.0.0.1', '127.1', '0', '0.0.0.0', '2130706433', '017700000001', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1'],
    ...[
      '127.0.0.1.',
      '１２７.０.０.１',
      '127。0。0。1',
      '10.0.0.1',
      '10.255.255.255',
      '192.168.0.1',
      '172.16.0.1',
      '172.31.9.9',
    ],
    ...['169.254.169.254', '2852039166', '0xa9fea9fe', '169.254.170.2', '100.64.0.1', '100.100.100.200', '192.0.0.192'],
    ...[
      '198.18.0.1',
      '192.0.2.1',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '239.255.255.250',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::127.0.0.1]'],
    ...['[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[2002:7f00:1::]', '[fe80::1]', '[fd00::1]', '[fd00:ec2::254]'],
    ...['[fec0::1]', '[ff02::1]', '[2001:db8::1]', '[2001::1]', '[100::1]', '[::ffff:169.254.169.254]'],
  ]
  const options = { anywhere: false, timeout: 1000, limit: 1000 }
  for (const host of hosts) {
    const url = new URL(`https://${host}:${port}/`)
    // Even where an administrator wrote it into the list.
    await t.rejects(fetched(url.href, { ...options, hosts: [url.host] }), { message: /no public address/ }, host)
  }
  const named = `metadata.example:${port}`
  for (const found of [
    loopback,
    [{ address: '93.184.216.34', family: 4 }, ...loopback],
    [{ address: '::1', family: 6 }],
    [{ address: '::ffff:10.0.0.1', family: 6 }],
    [{ address: '169.254.169.254', family: 4 }],
    [],
  ]) {
    const resolving = { ...options, hosts: [named], resolve: async () => found }
    await t.rejects(fetched(`https://${named}/`, resolving), { message: /address/ })
  }
  await t.rejects(fetched(`https://localhost:${port}/`, { ...options, hosts: [`localhost:${port}`] }))
  t.equal(connections, 0)
})

t.test('only hosts that were allowed, over https at the usual port unless said (T7)', async (t) => {
  const rules = { hosts: ['doi.org', 'files.example:8443'], anywhere: false }
  for (const address of ['https://doi.org/10.5555/1', 'https://DOI.org:443/x', 'https://files.example:8443/a.xml']) {
    t.ok(judgeAddress(address, rules), address)
  }
  for (const [address, code] of [
    ['https://doi.org.evil.example/', 'forbidden'],
    ['https://evil.example/#doi.org', 'forbidden'],
    ['https://doi.org:8443/', 'forbidden'],
    ['https://files.example/', 'forbidden'],
    ['https://doi.org./', 'forbidden'],
    ['https://xdoi.org/', 'forbidden'],
    ['https://api.doi.org/', 'forbidden'],
    ['https://doi.org@evil.example/', 'invalid-request'],
    ['https://user:pass@doi.org/', 'invalid-request'],
    ['http://doi.org/', 'invalid-request'],
    ['file:///etc/passwd', 'invalid-request'],
    ['gopher://doi.org/', 'invalid-request'],
    ['data:text/plain,x', 'invalid-request'],
    ['ftp://doi.org/', 'invalid-request'],
    ['//doi.org/', 'invalid-request'],
    ['doi.org', 'invalid-request'],
    ['', 'invalid-request'],
  ] as const) {
    t.throws(() => judgeAddress(address, rules), { code }, address)
  }
  t.throws(
    () => judgeAddress('https://doi.org/', { hosts: [], anywhere: true }),
    { code: 'forbidden' },
    'off as it comes',
  )
})

t.test('a name is resolved once, and no credentials are sent', async (t) => {
  const { url, names, options, asked } = await startServer(t, (_, response) => void response.end('{"a":1}'))
  t.equal(await fetched(url, options, 'application/x'), '{"a":1}')
  t.same(names, ['a.example'])
  const { host, accept, cookie, authorization, referer } = asked[0]?.headers ?? {}
  t.match({ host, accept }, { host: /^a\.example:/, accept: 'application/x' })
  t.same([cookie, authorization, referer], [undefined, undefined, undefined])
})

t.test('redirects are judged as the first address was, and are few (T7)', async (t) => {
  const server = await startServer(t, ({ url = '' }, response) => {
    const steps: Readonly<Record<string, string>> = {
      '/works': `http://b.example:${server.port}/moved`,
      '/file': 'file:///etc/passwd',
      '/gopher': 'gopher://a.example/',
      '/other': `http://other.example:${server.port}/`,
      '/metadata': 'http://169.254.169.254/latest/meta-data/',
      '/user': `http://u:p@b.example:${server.port}/`,
      '/round': '/round',
    }
    const location = steps[url]
    if (location === undefined) response.setHeader('set-cookie', 'a=b').end('there')
    else response.writeHead(302, { location, 'set-cookie': 'a=b' }).end('on')
  })
  const { url, options, asked, names } = server
  t.equal(await fetched(url, options), 'there')
  t.same(names, ['a.example', 'b.example'], 'each is resolved and checked')
  t.equal(asked[1]?.headers.cookie, undefined)
  for (const [path, code] of [
    ['/file', 'invalid-request'],
    ['/gopher', 'invalid-request'],
    ['/other', 'forbidden'],
    ['/metadata', 'forbidden'],
    ['/user', 'invalid-request'],
    ['/round', 'unreadable'],
  ] as const) {
    await t.rejects(fetched(new URL(path, url).href, options), { code }, path)
  }
  t.equal(asked.filter(({ url: path }) => path === '/round').length, 4, 'once and three redirects')
  // A public name that leads to a private one.
  const resolve = async (host: string) => (host === 'a.example' ? loopback : [{ address: '10.0.0.1', family: 4 }])
  const mixed = { ...options, anywhere: false, resolve }
  await t.rejects(fetched(url.replace('http:', 'https:'), mixed), { message: /no public address/ })
})

t.test('what is too long, too late or no document is not kept', async (t) => {
  const server = await startServer(t, ({ url }, response) => {
    if (url === '/endless') {
      const more = setInterval(() => response.write('x'.repeat(10_000)), 1)
      response.on('close', () => clearInterval(more))
    } else if (url === '/slow') response.writeHead(200).write('x')
    else if (url === '/silent') return
    else response.writeHead(Number(url?.slice(1))).end('x')
  })
  const at = (path: string) => `http://a.example:${server.port}${path}`
  await t.rejects(fetched(at('/endless'), server.options), { code: 'too-large' })
  for (const path of ['/slow', '/silent']) {
    const hasty = fetched(at(path), { ...server.options, timeout: 200 })
    await t.rejects(hasty, { name: 'Passing', message: /not there within 200 ms/ })
  }
  for (const status of [404, 403, 304, 204])
    await t.rejects(fetched(at(`/${status}`), server.options), { code: 'unreadable' })
  for (const status of [429, 500, 503]) await t.rejects(fetched(at(`/${status}`), server.options), { name: 'Passing' })
  const gone = new AbortController()
  const cut = (async () => {
    for await (const _ of download(at('/slow'), undefined, server.options, gone.signal)) gone.abort()
  })()
  await t.rejects(cut)
})
