/** What a server and other processes do to a store on PostgreSQL: nothing acknowledged is lost, nobody ends by it. */
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { buildApp } from '../../src/app.ts'
import { createLibrary } from '../../src/library/library.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { placeOf } from '../../src/store/postgres/connection.ts'
import { migrateServer, postgresMigrations } from '../../src/store/postgres/migratable.ts'
import type { Store } from '../../src/store/store.ts'
import { createVerification } from '../../src/verify/verify.ts'
import { record, site } from '../http/start.ts'
import { change, dois, empty, instant, many, putAll } from './contract.ts'
import { startServer } from './server.ts'

const server = await startServer((message) => t.pass(message))

/** Writes until told to stop; returns what was acknowledged, and what refusals said. */
function writing(store: Store, prefix: string) {
  const acknowledged: string[] = []
  const refused: unknown[] = []
  let stopped = false
  const loop = async (name: string) => {
    for (let n = 0; !stopped; n++) {
      const doi = `10.1234/${prefix}.${name}.${n}`
      try {
        await store.write((writer) => writer.put(change(doi, { citationKey: 'smith2024' })))
        acknowledged.push(doi)
      } catch (error) {
        refused.push(error)
        await pause(20)
      }
    }
  }
  const loops = Promise.all(['a', 'b', 'c', 'd'].map(loop))
  return {
    acknowledged,
    refused,
    async stop() {
      stopped = true
      await loops
    },
  }
}

/** The log has no gap, no number twice, instants that never go back; every acknowledged deposit is in it. */
async function inspect(t: import('tap').Test, store: Store, acknowledged: readonly string[]): Promise<void> {
  const log = await store.read(async (reader) => reader.changesSince(0, (await reader.lastSeq()) + 1))
  t.strictSame(
    log.map(({ seq }) => seq),
    log.map((_, index) => index + 1),
    `${log.length} numbers without a gap`,
  )
  const written = new Set(log.map(({ doi }) => doi))
  t.equal(written.size, log.length, 'nothing was written twice')
  t.strictSame(
    acknowledged.filter((doi) => !written.has(doi)),
    [],
    `${acknowledged.length} acknowledged deposits are there`,
  )
  t.ok(log.every(({ at }, index) => at >= (log[index - 1]?.at ?? '')))
  for await (const fault of store.verify()) t.fail(JSON.stringify(fault))
}

if (server) {
  t.teardown(server.stop)
  const endOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'colophon'`

  t.test('connections that an administrator ends', async (t) => {
    const store = await openStore(await server.url())
    const client = await server.client()
    t.teardown(() => Promise.all([store.close(), client.end()]))
    const { acknowledged, refused, stop } = writing(store, 'kill')
    const readings: unknown[] = []
    for (let round = 0; round < 8; round++) {
      await pause(40)
      const reading = store.read(async (reader) => {
        await reader.lastSeq()
        await pause(30)
        return reader.lastSeq()
      })
      reading.catch((error) => readings.push(error))
      await client.query(endOthers)
      await reading.catch(() => {})
    }
    await stop()
    t.ok(acknowledged.length > 10)
    for (const error of [...refused, ...readings]) t.match(error, { code: 'unavailable' })
    await inspect(t, store, acknowledged)
  })

  t.test('a connection that ends while nobody uses it is replaced', async (t) => {
    const store = await openStore(await server.url())
    const client = await server.client()
    t.teardown(() => Promise.all([store.close(), client.end()]))
    await putAll(store, [change('10.1234/a')])
    await Promise.all(many(6).map(() => store.read((reader) => reader.lastSeq())))
    await client.query(endOthers)
    t.equal(await store.read((reader) => reader.lastSeq()), 1)
    await putAll(store, [change('10.1234/b')])
    t.equal(await store.read((reader) => reader.lastSeq()), 2)
  })

  t.test('a restart of the server: 503 with Retry-After, and healthy within seconds', async (t) => {
    const { restart } = server
    if (!restart) return t.pass('skipped: the server is not ours')
    const store = await openStore(await server.url())
    const library = createLibrary({ store })
    const settings = readSettings({ RATE_LIMIT: '0' })
    const app = await buildApp({ library, site, settings, version: '0.0.0', verification: createVerification() })
    t.teardown(async () => {
      await app.close()
      await store.close()
    })
    const { secret } = await library.keys.create({ name: 'test', administrator: true })
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    const put = (doi: string) =>
      app.inject({ method: 'PUT', url: `/articles/${doi}`, headers, payload: JSON.stringify({ ...record, doi }) })
    t.equal((await put('10.5555/first')).statusCode, 201)
    const acknowledged: string[] = ['10.5555/first']
    const statuses = new Set<number>()
    let stopped = false
    const loop = async (name: string) => {
      for (let n = 0; !stopped; n++) {
        const written = await put(`10.5555/${name}.${n}`)
        const read = await app.inject({ url: '/articles/10.5555/first' })
        if (written.statusCode === 201) acknowledged.push(`10.5555/${name}.${n}`)
        for (const answer of [written, read]) {
          statuses.add(answer.statusCode)
          if (answer.statusCode === 503) t.ok(Number(answer.headers['retry-after']) >= 1)
        }
      }
    }
    const loops = Promise.all(['x', 'y'].map(loop))
    await pause(100)
    await restart()
    const up = performance.now()
    const count = acknowledged.length
    while (acknowledged.length === count && performance.now() - up < 10_000) await pause(10)
    t.ok(performance.now() - up < 3_000, `writes again ${Math.round(performance.now() - up)} ms after the server`)
    stopped = true
    await loops
    t.strictSame(
      [...statuses].filter((status) => ![200, 201, 503].includes(status)),
      [],
    )
    await inspect(t, store, acknowledged)
    t.equal((await app.inject({ url: '/readyz' })).statusCode, 200)
  })

  t.test('two processes write: one log, and each sees what the other wrote at once', async (t) => {
    const url = await server.url()
    const [one, other] = [await openStore(url), await openStore(url)]
    t.teardown(() => Promise.all([one.close(), other.close()]))
    const loops = [writing(one, 'one'), writing(other, 'other')]
    await pause(300)
    for (const loop of loops) await loop.stop()
    for (const { refused } of loops) t.strictSame(refused, [])
    await inspect(
      t,
      one,
      loops.flatMap(({ acknowledged }) => acknowledged),
    )
    const keys = await one.read(async (reader) => {
      const found = []
      for (const { doi } of await reader.changesSince(0, 1000)) found.push((await reader.byDoi(doi))?.citationKey)
      return found
    })
    t.equal(new Set(keys).size, keys.length, 'a citation key is one article’s')
    for (let n = 0; n < 20; n++) {
      const before = await other.generationNow()
      await putAll(one, [change(`10.1234/see.${n}`)])
      t.not(await other.generationNow(), before)
      t.equal((await other.read((reader) => reader.byDoi(`10.1234/see.${n}`)))?.version, 1)
    }
    const known = other.generation()
    await putAll(one, [change('10.1234/later')])
    for (let n = 0; n < 100 && other.generation() === known; n++) await pause(20)
    t.not(other.generation(), known, 'what is merely known follows')
  })

  t.test('a promise to harvesters binds every process', async (t) => {
    const url = await server.url()
    const [one, other] = [await openStore(url), await openStore(url)]
    t.teardown(() => Promise.all([one.close(), other.close()]))
    await one.harvest.promise(instant(50))
    const put = await other.write((writer) => writer.put(change('10.1234/a', { at: instant(3) })))
    t.equal(put.modified, instant(50))
    t.equal(await one.harvest.horizon(), instant(50))
  })

  t.test('a server that takes no writes is read', async (t) => {
    const url = new URL(await server.url())
    const one = await openStore(url.href)
    url.searchParams.set('options', `${url.searchParams.get('options')} -c default_transaction_read_only=on`)
    await putAll(one, [change('10.1234/a')])
    const other = await openStore(url.href)
    t.teardown(() => Promise.all([one.close(), other.close()]))
    t.equal((await other.read((reader) => reader.byDoi('10.1234/a')))?.version, 1)
    t.equal((await other.find({ match: { kind: 'words', text: 'title' }, limit: 1 })).hits.length, 1)
    t.match(other.state(), { writable: false, readOnly: true })
    await t.rejects(putAll(other, [change('10.1234/b')]), { code: 'unavailable', message: /takes no writes/ })
  })

  t.test('two open a new store at the same time, and one who was killed left nothing', async (t) => {
    const url = await server.url()
    const place = placeOf(url)
    t.teardown(place.close)
    const slow = {
      number: 1,
      name: '001-slow',
      sql: 'CREATE TABLE half (a TEXT);\nSELECT pg_sleep(20);\n',
      checksum: 'c',
    }
    const killed = place.readers.connect().then(async (client) => {
      const rejected = t.rejects(migrateServer(client, place.name, [slow]))
      const end = await server.client()
      for (let ended = 0; ended === 0; ) {
        await pause(50)
        const { rowCount } = await end.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(20)%' AND pid <> pg_backend_pid()",
        )
        ended = rowCount ?? 0
      }
      await end.end()
      await rejected
      client.release(true)
    })
    await killed
    const stores = await Promise.all([1, 2, 3].map(() => openStore(url)))
    for (const store of stores) t.equal(await store.read((reader) => reader.lastSeq()), 0)
    for (const store of stores) await store.close()
    const client = await place.readers.connect()
    const { rows } = await client.query('SELECT number FROM migration ORDER BY number')
    t.strictSame(
      rows.map(({ number }) => number),
      postgresMigrations().map(({ number }) => number),
    )
    t.equal((await client.query("SELECT to_regclass('half') AS there")).rows[0].there, null)
    await client.query("UPDATE migration SET checksum = 'other' WHERE number = 2")
    await t.rejects(openStore(url), { code: 'invalid-settings', message: /not to be edited/ })
    await client.query("INSERT INTO migration VALUES (999, '999-future', 'sum', 'then')")
    await client.query('DELETE FROM migration WHERE number = 2')
    await t.rejects(openStore(url), { code: 'store-too-new' })
    client.release()
  })

  t.test('a record that is not as it was written is not given out, and verify names it', async (t) => {
    const url = await server.url()
    const store = await openStore(url)
    const place = placeOf(url)
    t.teardown(() => Promise.all([store.close(), place.close()]))
    await putAll(store, [change('10.1234/a'), change('10.1234/b')])
    await place.writers.query("UPDATE version SET json = replace(json, 'A title', 'A tidle') WHERE doi = '10.1234/a'")
    await t.rejects(
      store.read((reader) => reader.byDoi('10.1234/a')),
      { code: 'unavailable', message: /damaged/ },
    )
    await place.writers.query("DELETE FROM version WHERE doi = '10.1234/b'")
    const faults = []
    for await (const fault of store.verify()) faults.push(fault)
    t.match(faults, [
      { doi: '10.1234/b', message: /not one of its own/ },
      { doi: '10.1234/a', version: 1, message: /not as it was written/ },
      { message: /Number 2 .* missing/ },
    ])
  })

  t.test('texts beyond what an index of the server’s holds are found all the same', async (t) => {
    const store = await openStore(await server.url())
    t.teardown(() => store.close())
    const words = Array.from({ length: 90_000 }, (_, n) => `word${n.toString(36)}x`).join(' ')
    const search = { ...empty, title: 'Giant', abstract: `${words} the last of them` }
    await putAll(store, [
      change('10.1234/giant', { search: { ...search, facts: 'issn\t2434-561X' } }),
      change('10.1234/small', { title: 'Small' }),
      change('10.1234/long', { title: `b${'a'.repeat(3000)} tail` }),
    ])
    const found = async (text: string, more: object = {}) =>
      dois(await store.find({ match: { kind: 'words', text, ...more }, limit: 9 }))
    t.strictSame(await found('word1x'), ['10.1234/giant'])
    t.strictSame(await found('the last of'), ['10.1234/giant'])
    t.strictSame(await found('last', { fields: ['title'] }), [])
    t.strictSame(await found('wordzz', { prefix: true }), ['10.1234/giant'])
    t.strictSame(await found(`b${'a'.repeat(3000)} tail`), ['10.1234/long'])
    t.strictSame(await found(`b${'a'.repeat(2999)}`), [])
    const fact = { kind: 'fact', fact: { name: 'issn', value: '2434-561X' } } as const
    t.strictSame(dois(await store.find({ match: fact, limit: 9 })), ['10.1234/giant'])
    t.strictSame(dois(await store.find({ match: { kind: 'not', of: fact }, limit: 9 })), [
      '10.1234/small',
      '10.1234/long',
    ])
  })

  t.test('a search that takes too long is cut off', async (t) => {
    const store = await openStore(await server.url(), { searchTimeout: 1 })
    t.teardown(() => store.close())
    const text = 'tides and clocks '.repeat(300)
    await putAll(
      store,
      many(400).map((doi) => change(doi, { search: { ...empty, abstract: text } })),
    )
    const match = { kind: 'words', text: 'tides and clocks tides' } as const
    await t.rejects(store.find({ match, limit: 1 }), { code: 'unavailable', message: /longer than 1 ms/ })
    t.equal(await store.read((reader) => reader.lastSeq()), 400)
  })

  t.test('what cannot be opened is said with its remedy', async (t) => {
    const url = new URL(await server.url())
    const other = (part: Partial<URL>) => Object.assign(new URL(url), part).href
    const refused: readonly (readonly [string, RegExp, string?])[] = [
      [other({ pathname: '/none' }), /no such database/],
      [other({ password: 'wrong' }), /^(?!.*wrong).*(?:does not let|password)/],
      ['postgres://', /address of a PostgreSQL database/],
      ['postgres://host', /address of a PostgreSQL database/],
      [`${url.href}&pool=none`, /“pool” is not a number/],
    ]
    for (const [address, message] of refused)
      await t.rejects(openStore(address), { code: 'invalid-settings', message }, address)
    await t.rejects(openStore(other({ port: '1' })), { code: 'unavailable', message: /could not be made/ })
  })
}
