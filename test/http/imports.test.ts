import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { receptionOptions } from '../../src/imports/set-up.ts'
import { createImportWorker } from '../../src/imports/worker.ts'
import { readSettings } from '../../src/settings.ts'
import { record, type Service, startService } from './start.ts'

const named = (doi: string, title = doi) => ({ ...record, doi, title })
const ndjson = (records: readonly object[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('')

/** A service with somebody who works on what is ordered. */
async function startImporting(t: Test, settings: Record<string, string> = {}) {
  const service = await startService(t, settings)
  const { library, store, spool } = service
  const worker = createImportWorker({
    library,
    imports: store.imports,
    spool,
    ...receptionOptions(readSettings(settings)),
    limit: 1_000_000,
    atOnce: 1,
    keep: 30,
    interval: 10,
  })
  t.teardown(() => worker.stop())
  return { ...service, worker }
}

const asker =
  ({ app, key }: Pick<Service, 'app' | 'key'>) =>
  (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: string | Buffer, headers: Record<string, string> = {}) =>
    app.inject({
      method,
      url,
      headers: { authorization: key, ...headers },
      ...(payload !== undefined && { payload }),
    })

type Ask = ReturnType<typeof asker>
const lines = { 'content-type': 'application/x-ndjson' }
const order = { 'content-type': 'application/json' }

async function ended(ask: Ask, id: string) {
  for (let n = 0; n < 500; n++) {
    const row = (await ask('GET', `/imports/${id}`)).json()
    if (['done', 'failed', 'cancelled'].includes(row.state)) return row
    await pause(20)
  }
  throw new Error(`${id} did not end`)
}

t.test('an upload is answered when it is on the disk, and taken in afterwards', async (t) => {
  const service = await startImporting(t)
  const ask = asker(service)
  const records = [named('10.5555/1'), { title: 'No DOI' }, named('10.5555/2'), named('10.5555/1', 'Other')]
  const ordered = await ask('POST', '/imports?name=works.ndjson', ndjson(records), lines)
  t.equal(ordered.statusCode, 202)
  const { id, ...row } = ordered.json()
  t.equal(ordered.headers.location, `https://colophon.example/imports/${id}`)
  t.match(row, { state: 'queued', by: 'test', done: 0, source: { kind: 'upload', name: 'works.ndjson' } })
  t.ok(await service.spool.has(id))
  t.equal(await service.library.count(), 0)
  service.worker.start()
  const done = await ended(ask, id)
  t.match(done, {
    state: 'done',
    done: 4,
    counts: { created: 2, updated: 1, unchanged: 0, refused: 1 },
    started: String,
    finished: String,
    bytes: row.size,
  })
  t.equal(await service.library.count(), 2)
  const refusals = await ask('GET', `/imports/${id}/refusals`)
  t.match(refusals.json(), {
    items: [{ number: 1, place: 'line 2', code: 'invalid-article', findings: [{ code: 'doi-missing' }] }],
  })
  const asLines = await ask('GET', `/imports/${id}/refusals`, undefined, { accept: 'application/x-ndjson' })
  t.match(JSON.parse(asLines.body), { number: 1, place: 'line 2' })
  for (let n = 0; n < 50 && (await service.spool.has(id)); n++) await pause(10)
  t.notOk(await service.spool.has(id), 'nothing is left of it')
  const again = (await ask('POST', '/imports', gzipSync(ndjson(records.slice(2))), lines)).json()
  t.match(await ended(ask, again.id), { counts: { created: 0, updated: 0, unchanged: 2, refused: 0 } })
  const audit = (await ask('GET', '/audit?only=writes')).json()
  t.match(audit.items, [{ kind: 'update', by: 'test', address: `import ${id}` }, {}, {}])
  t.same(
    (await ask('GET', '/imports?limit=1')).json().items.map((one: { id: string }) => one.id),
    [again.id],
  )
})

t.test('pages of refusals and of imports follow one another', async (t) => {
  const service = await startImporting(t)
  const ask = asker(service)
  service.worker.start()
  const bad = Array.from({ length: 450 }, (_, n) => ({ title: `No DOI ${n}` }))
  const { id } = (await ask('POST', '/imports', ndjson(bad), lines)).json()
  t.match(await ended(ask, id), { counts: { refused: 450 } })
  const found: number[] = []
  for (let after: number | undefined = 0; after !== undefined; ) {
    const { items, next }: { items: { number: number }[]; next?: number } = (
      await ask('GET', `/imports/${id}/refusals?limit=200&after=${after}`)
    ).json()
    found.push(...items.map(({ number }) => number))
    after = next
  }
  t.same(
    found,
    Array.from(bad, (_, n) => n + 1),
  )
  const all = await ask('GET', `/imports/${id}/refusals`, undefined, { accept: 'application/x-ndjson' })
  t.equal(all.body.split('\n').length, 451)
  const ids = [id]
  for (let n = 0; n < 4; n++)
    ids.unshift((await ask('POST', '/imports', ndjson([named('10.5555/1')]), lines)).json().id)
  const listed: string[] = []
  for (let url: string | undefined = '/imports?limit=2'; url !== undefined; ) {
    const { items, nextCursor }: { items: { id: string }[]; nextCursor?: string } = (await ask('GET', url)).json()
    listed.push(...items.map((one) => one.id))
    url = nextCursor === undefined ? undefined : `/imports?limit=2&cursor=${nextCursor}`
  }
  t.same(listed, ids)
})

t.test('each key imports within its reach, and sees and cancels its own alone', async (t) => {
  const service = await startImporting(t)
  const admin = asker(service)
  const keyOf = async (draft: object) =>
    asker({
      ...service,
      key: `Bearer ${(await service.library.keys.create({ name: 'k', prefixes: ['10.5555'], ...draft })).secret}`,
    })
  const [one, other] = [await keyOf({}), await keyOf({ journals: ['0028-0836'] })]
  const overseer = await keyOf({ role: 'reader-admin', prefixes: [] })
  const payload = ndjson([named('10.5555/1'), named('10.55555/1'), named('10.5555/2')])
  const mine = (await one('POST', '/imports', payload, lines)).json()
  const theirs = (await other('POST', '/imports', payload, lines)).json()
  t.equal((await overseer('POST', '/imports', payload, lines)).statusCode, 403)
  t.equal((await asker({ ...service, key: '' })('POST', '/imports', payload, lines)).statusCode, 401)
  t.equal((await asker({ ...service, key: '' })('GET', '/imports')).statusCode, 401)
  for (const path of ['', '/refusals']) {
    t.equal((await other('GET', `/imports/${mine.id}${path}`)).statusCode, 404)
    t.equal((await one('GET', `/imports/${mine.id}${path}`)).statusCode, 200)
    t.equal((await overseer('GET', `/imports/${mine.id}${path}`)).statusCode, 200)
  }
  t.equal((await other('DELETE', `/imports/${mine.id}`)).statusCode, 404)
  t.equal((await overseer('DELETE', `/imports/${mine.id}`)).statusCode, 403)
  t.same((await one('GET', '/imports')).json().items.length, 1)
  t.same((await admin('GET', '/imports')).json().items.length, 2)
  service.worker.start()
  t.match(await ended(one, mine.id), { counts: { created: 2, refused: 1 } })
  t.match((await one('GET', `/imports/${mine.id}/refusals`)).json(), {
    items: [{ doi: '10.55555/1', code: 'forbidden' }],
  })
  t.match(await ended(other, theirs.id), { counts: { created: 0, refused: 3 } }, 'another journal')
})

t.test('a key that was revoked since then writes nothing', async (t) => {
  const service = await startImporting(t)
  const { secret, key } = await service.library.keys.create({ name: 'k', prefixes: ['10.5555'] })
  const payload = ndjson([named('10.5555/1')])
  const { id } = (await asker({ ...service, key: `Bearer ${secret}` })('POST', '/imports', payload, lines)).json()
  await service.library.keys.revoke(key.id)
  service.worker.start()
  t.match(await ended(asker(service), id), { state: 'failed', fault: /revoked/ })
  t.equal(await service.library.count(), 0)
})

t.test('cancelled, it writes nothing further; what was written stays', async (t) => {
  const service = await startImporting(t)
  const ask = asker(service)
  const { id: first } = (await ask('POST', '/imports', ndjson([named('10.5555/1')]), lines)).json()
  t.match((await ask('DELETE', `/imports/${first}`)).json(), { state: 'cancelled' })
  t.notOk(await service.spool.has(first))
  const many = ndjson(Array.from({ length: 6000 }, (_, n) => named(`10.5555/many.${n}`)))
  const { id } = (await ask('POST', '/imports', many, lines)).json()
  service.worker.start()
  while ((await service.library.count()) === 0) await pause(5)
  t.match((await ask('DELETE', `/imports/${id}`)).json(), { state: 'cancelled' })
  await pause(1000)
  const count = await service.library.count()
  t.ok(count > 0 && count < 6000, `${count} were written`)
  await pause(300)
  t.equal(await service.library.count(), count)
  t.match((await ask('GET', `/imports/${id}`)).json(), { state: 'cancelled', finished: String })
  t.match((await ask('DELETE', `/imports/${id}`)).json(), { state: 'cancelled' }, 'again')
  t.equal((await ask('DELETE', '/imports/0123456789ab')).statusCode, 404)
})

t.test('files of this machine, below the folder that is allowed, and nothing else (T19)', async (t) => {
  const folder = t.testdir({ allowed: { 'a.ndjson': ndjson([named('10.5555/1')]), sub: {} }, 'secret.ndjson': 'x' })
  const root = join(folder, 'allowed')
  symlinkSync(join(folder, 'secret.ndjson'), join(root, 'link.ndjson'))
  symlinkSync(join(root, 'a.ndjson'), join(root, 'sub', 'inside.ndjson'))
  mkdirSync(join(folder, 'allowed-not'))
  writeFileSync(join(folder, 'allowed-not', 'b.ndjson'), 'x')
  const service = await startImporting(t, { IMPORT_DIR: root })
  const ask = asker(service)
  const byPath = (path: unknown) => ask('POST', '/imports', JSON.stringify({ path }), order)
  for (const path of [
    '../secret.ndjson',
    'sub/../../secret.ndjson',
    join(folder, 'secret.ndjson'),
    '/etc/passwd',
    'link.ndjson',
    '../allowed-not/b.ndjson',
    '%2e%2e/secret.ndjson',
    'a.ndjson\u0000',
    '.',
    'sub',
    'none.ndjson',
    '\\..\\secret.ndjson',
    'file:///etc/passwd',
    '~/x',
    '',
    7,
  ]) {
    const answer = await byPath(path)
    t.equal(answer.statusCode, 400, String(path))
    t.notMatch(answer.body, 'root:', 'nothing of it is told')
  }
  service.worker.start()
  for (const path of ['a.ndjson', 'sub/inside.ndjson', join(root, 'a.ndjson'), 'sub/../a.ndjson']) {
    const { id, state } = (await byPath(path)).json()
    t.equal(state, 'queued', path)
    t.match(await ended(ask, id), { state: 'done', done: 1, source: { kind: 'path', name: path } })
  }
  t.equal((await ask('POST', '/imports', JSON.stringify({ path: 'a.ndjson', mood: 1 }), order)).statusCode, 400)
  t.equal((await ask('POST', '/imports', JSON.stringify({ path: 'a.ndjson', from: 'docx' }), order)).statusCode, 400)
  t.equal((await ask('POST', '/imports', JSON.stringify({ path: 'a', url: 'https://a/' }), order)).statusCode, 400)
  const closed = asker(await startService(t))
  t.equal((await closed('POST', '/imports', JSON.stringify({ path: 'a.ndjson' }), order)).statusCode, 403)
})

t.test('a file that changed since it was named is not what was ordered', async (t) => {
  const root = t.testdir({ 'a.ndjson': ndjson([named('10.5555/1')]) })
  const service = await startImporting(t, { IMPORT_DIR: root })
  const ask = asker(service)
  const { id } = (await ask('POST', '/imports', JSON.stringify({ path: 'a.ndjson' }), order)).json()
  writeFileSync(join(root, 'a.ndjson'), ndjson([named('10.5555/2'), named('10.5555/3')]))
  service.worker.start()
  t.match(await ended(ask, id), { state: 'failed', fault: /changed since/ })
})

t.test('a record as JSON is a record, and what cannot be ordered is refused', async (t) => {
  const service = await startImporting(t)
  const ask = asker(service)
  service.worker.start()
  const { id } = (await ask('POST', '/imports', JSON.stringify(named('10.5555/1')), order)).json()
  t.match(await ended(ask, id), { state: 'done', counts: { created: 1 } })
  const single = (await ask('POST', '/imports?doi=10.5555/s', JSON.stringify({ title: 'Single' }), order)).json()
  t.match(await ended(ask, single.id), { counts: { created: 1 } })
  t.equal((await service.app.inject('/articles/10.5555/s')).statusCode, 200)
  t.equal((await ask('POST', '/imports?from=docx', 'x', lines)).statusCode, 400)
  t.equal((await ask('POST', '/imports?mood=1', 'x', lines)).statusCode, 400)
  t.equal((await ask('POST', '/imports', 'x', { 'content-type': 'image/png' })).statusCode, 415)
  t.equal((await ask('POST', '/imports', 'x', { ...lines, 'content-encoding': 'br' })).statusCode, 415)
  t.equal((await ask('POST', '/imports')).statusCode, 400)
  t.equal((await ask('GET', '/imports?cursor=x')).statusCode, 400)
  const latin = Buffer.from('{"doi":"10.5555/1","title":"Caf\xe9"}', 'latin1')
  const wrong = (await ask('POST', '/imports', latin, lines)).json()
  t.match(await ended(ask, wrong.id), { state: 'failed', fault: /not UTF-8/, counts: { refused: 1 } })
})

t.test('so many wait, and no more', async (t) => {
  const service = await startService(t)
  const { secret } = await service.library.keys.create({ name: 'k', prefixes: ['10.5555'] })
  const ask = asker({ ...service, key: `Bearer ${secret}` })
  for (let n = 0; n < 20; n++) t.equal((await ask('POST', '/imports', '{}', lines)).statusCode, 202)
  const more = await ask('POST', '/imports', '{}', lines)
  t.equal(more.statusCode, 429)
  t.equal(more.headers['retry-after'], '60')
})
