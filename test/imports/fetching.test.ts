/** Imports from elsewhere, from the order to the article: by address and by DOI. */
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { receptionOptions } from '../../src/imports/set-up.ts'
import { createImportWorker } from '../../src/imports/worker.ts'
import { readSettings } from '../../src/settings.ts'
import { record, startService } from '../http/start.ts'

t.test('an address and a DOI are fetched from who was allowed, and taken in', async (t) => {
  const asked: { url: string; accept: string }[] = []
  let failures = 1
  const server = createServer(({ url = '', headers }, response) => {
    asked.push({ url, accept: headers.accept ?? '' })
    if (url === '/works') response.end(`${JSON.stringify(record)}\n${JSON.stringify({ title: 'No DOI' })}\n`)
    else if (url === '/busy' && failures-- > 0) response.writeHead(503).end()
    else if (url === '/busy') response.end(JSON.stringify({ ...record, doi: '10.5555/busy' }))
    else if (url.startsWith('/doi/')) response.writeHead(302, { location: '/csl' }).end()
    else if (url === '/csl') {
      response.setHeader('content-type', 'application/vnd.citationstyles.csl+json')
      response.end(JSON.stringify({ type: 'article-journal', title: 'By DOI', DOI: '10.5555/by.doi' }))
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const base = `http://127.0.0.1:${Object(server.address()).port}`
  const settings = {
    IMPORT_HOSTS: base.slice('http://'.length),
    IMPORT_ADDRESSES: 'any',
    IMPORT_RESOLVER: `${base}/doi/`,
  }
  const { app, key, library, store, spool } = await startService(t, settings)
  const options = receptionOptions(readSettings(settings))
  const worker = createImportWorker({
    ...{ library, imports: store.imports, spool, ...options },
    ...{ limit: 1_000_000, atOnce: 2, keep: 30, interval: 10 },
  })
  t.teardown(() => worker.stop())
  worker.start()
  const headers = { authorization: key, 'content-type': 'application/json' }
  const order = (payload: object) => app.inject({ method: 'POST', url: '/imports', headers, payload })
  const ended = async (payload: object) => {
    const { id } = (await order(payload)).json()
    for (let n = 0; n < 500; n++, await pause(20)) {
      const row = (await app.inject({ url: `/imports/${id}`, headers })).json()
      if (row.finished !== undefined) return row
    }
  }
  t.match(await ended({ url: `${base}/works` }), {
    state: 'done',
    source: { kind: 'url', name: `${base}/works` },
    counts: { created: 1, refused: 1 },
  })
  t.match(await ended({ doi: 'https://doi.org/10.5555/by.doi' }), {
    state: 'done',
    source: { kind: 'doi', name: '10.5555/by.doi' },
    counts: { created: 1 },
  })
  t.match(JSON.parse((await library.find('10.5555/by.doi'))?.json ?? ''), { title: 'By DOI' })
  t.match(
    asked.find(({ url }) => url.startsWith('/doi/')),
    {
      url: '/doi/10.5555/by.doi',
      accept: /^application\/vnd\.crossref\.unixsd\+xml, .*csl\+json/,
    },
  )
  t.match(await ended({ url: `${base}/none` }), { state: 'failed', fault: /answered 404/, counts: { refused: 1 } })
  t.match(await ended({ url: `${base}/busy` }), { state: 'done', counts: { created: 1 } }, 'tried again')
  for (const [payload, status] of [
    [{ url: 'https://elsewhere.example/' }, 403],
    [{ url: 'file:///etc/passwd' }, 400],
    [{ doi: 'none' }, 400],
    [{ doi: '10.5555/1', url: `${base}/works` }, 400],
  ] as const) {
    t.equal((await order(payload)).statusCode, status, JSON.stringify(payload))
  }
})

t.test('as it comes, nothing is fetched', async (t) => {
  const { app, key } = await startService(t)
  const headers = { authorization: key, 'content-type': 'application/json' }
  for (const payload of [{ url: 'https://doi.org/' }, { doi: '10.5555/1' }]) {
    const answer = await app.inject({ method: 'POST', url: '/imports', headers, payload })
    t.match(answer.json(), { status: 403, detail: /IMPORT_HOSTS/ })
  }
})

t.test('what is fetched passes the gate that deposits pass (T10)', async (t) => {
  const bad = [
    '{"doi":"10.5555/1","title":"A","title":"B"}',
    '{"doi":"10.5555/1","title":"A","x":12345678901234567890}',
    `{"doi":"10.5555/1","title":"A","x":${'{"a":'.repeat(70)}1${'}'.repeat(70)}}`,
    '{"doi":"10.5555/1","title":"A\\ud800"}',
    '{"doi":"10.5555/1","title":7}',
    '{"doi":"nowhere","title":"A"}',
    '{"doi":"10.6666/1","title":"Of another"}',
  ]
  const server = createServer((_, response) => void response.end(bad.join('\n')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const host = `127.0.0.1:${Object(server.address()).port}`
  const settings = { IMPORT_HOSTS: host, IMPORT_ADDRESSES: 'any' }
  const { app, library, store, spool } = await startService(t, settings)
  const { secret } = await library.keys.create({ name: 'k', prefixes: ['10.5555'] })
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
  const options = receptionOptions(readSettings(settings))
  const worker = createImportWorker({
    ...{ library, imports: store.imports, spool, ...options },
    ...{ limit: 1_000_000, atOnce: 1, keep: 30, interval: 10 },
  })
  t.teardown(() => worker.stop())
  worker.start()
  const payload = { url: `http://${host}/`, from: 'json' }
  const { id } = (await app.inject({ method: 'POST', url: '/imports', headers, payload })).json()
  const find = async () => (await app.inject({ url: `/imports/${id}`, headers })).json()
  for (let n = 0; n < 200 && (await find()).finished === undefined; n++) await pause(20)
  t.match(await find(), { state: 'done', counts: { created: 0, refused: bad.length } })
  t.equal(await library.count(), 0)
})
