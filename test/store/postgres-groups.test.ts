/** Deposits that come together are one transaction on PostgreSQL, and each is as if it had been alone. */
import t from 'tap'
import { openStore } from '../../src/store/open.ts'
import { factToken } from '../../src/store/tokens.ts'
import { change, dois, empty, instant, putAll } from './contract.ts'
import { startServer } from './server.ts'

const server = await startServer((message) => t.pass(message))
if (server) {
  t.teardown(server.stop)
  const open = async (t: import('tap').Test) => {
    const url = await server.url()
    const store = await openStore(url)
    const client = await server.client()
    const [, schema = ''] = /search_path=(\w+)/.exec(new URL(url).searchParams.get('options') ?? '') ?? []
    await client.query(`SET search_path = ${schema}`)
    t.teardown(() => Promise.all([store.close(), client.end()]))
    return { store, client }
  }
  const together = (n: number) => Array.from({ length: n }, (_, at) => `10.1234/${String(at).padStart(3, '0')}`)

  for (const looks of [true, false])
    t.test(`each is kept or refused by itself, ${looks ? 'looked up together' : 'looking for itself'}`, async (t) => {
      const { store, client } = await open(t)
      const ends = await Promise.allSettled(
        together(60).map((doi, at) =>
          store.write(
            async (writer) => {
              t.equal(await writer.byDoi(doi), undefined)
              await writer.noteOrigin({ writer: 'press', keyId: at % 2 ? 'odd' : 'even' })
              const put = await writer.put(change(doi, { citationKey: 'smith2024' }))
              if (at % 10 === 3) throw new Error('No')
              t.strictSame(await writer.byDoi(doi), put)
              return put.citationKey
            },
            looks ? { dois: [doi], citationKeys: ['smith2024'], keys: ['none'] } : {},
          ),
        ),
      )
      const kept = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []))
      t.equal(kept.length, 54)
      t.equal(new Set(kept).size, 54, 'a citation key is one article’s')
      t.ok(kept.includes('smith2024'))
      const log = await store.read((reader) => reader.changesSince(0, 100))
      t.strictSame(
        log.map(({ seq }) => seq),
        kept.map((_, at) => at + 1),
      )
      t.notOk(log.some(({ doi }) => doi.endsWith('3')))
      t.ok(Number((await client.query('SELECT turn FROM head')).rows[0].turn) < 10, 'in few transactions')
      const audit = await store.read((reader) => reader.audit({ limit: 100, only: 'writes' }))
      for (const { article, keyId } of audit) {
        const doi = article?.doi ?? ''
        t.equal(keyId, Number(doi.slice(-3)) % 2 ? 'odd' : 'even', doi)
      }
      for await (const fault of store.verify()) t.fail(JSON.stringify(fault))
    })

  t.test('each sees what the one before it wrote', async (t) => {
    const { store } = await open(t)
    await putAll(store, [change('10.1234/a')])
    const before = await Promise.all(
      together(20).map((_, at) =>
        store.write(
          async (writer) => {
            const found = await writer.byDoi('10.1234/A')
            await writer.put(change('10.1234/a', { kind: 'update', json: `{"n":${at}}`, at: instant(at) }))
            return found?.version
          },
          { dois: ['10.1234/A'] },
        ),
      ),
    )
    t.strictSame(
      before,
      before.map((_, at) => at + 1),
    )
    t.equal((await store.read((reader) => reader.byDoi('10.1234/a')))?.version, 21)
  })

  t.test('an answer that one kept another is given', async (t) => {
    const { store } = await open(t)
    const answer = { request: 'r', outcome: 'created', doi: '10.1234/a', version: 1, notes: '[]' }
    const given = await Promise.all(
      together(4).map(() =>
        store.write(
          async (writer) => {
            const known = await writer.answer('holder', 'key', instant(1))
            if (!known) await writer.keepAnswer('holder', 'key', answer, instant(5), instant(1))
            return known
          },
          { answers: [{ holder: 'holder', key: 'key' }] },
        ),
      ),
    )
    t.strictSame(given, [undefined, answer, answer, answer])
    t.equal(await store.read((reader) => reader.answer('holder', 'key', instant(6))), undefined)
  })

  t.test('what the server refuses of one is kept of the others', async (t) => {
    const { store, client } = await open(t)
    // Damage that no deposit makes: a version without its article.
    await client.query(
      "INSERT INTO version VALUES ('10.1234/007', 1, 99, 'deposit', '', '', NULL, '10.1234/007', NULL, 0, NULL, NULL, '{}')",
    )
    const ends = await Promise.allSettled(
      together(20).map((doi) => store.write((writer) => writer.put(change(doi)), { dois: [doi] })),
    )
    t.strictSame(
      ends.flatMap(({ status }, at) => (status === 'rejected' ? [at] : [])),
      [7],
    )
    const log = await store.read((reader) => reader.changesSince(0, 50))
    t.strictSame(
      log.map(({ seq }) => seq),
      [...Array.from({ length: 19 }, (_, at) => at + 1), 99],
    )
  })

  t.test('a record that is damaged is nobody else’s trouble', async (t) => {
    const { store, client } = await open(t)
    await putAll(store, [change('10.1234/000'), change('10.1234/001')])
    await client.query("UPDATE version SET json = replace(json, 'A title', 'A tidle') WHERE doi = '10.1234/000'")
    const ends = await Promise.allSettled(
      together(3).map((doi) => store.write((writer) => writer.byDoi(doi), { dois: [doi] })),
    )
    t.strictSame(
      ends.map(({ status }) => status),
      ['rejected', 'fulfilled', 'fulfilled'],
    )
  })

  t.test('look-ups that come together are answered each by itself', async (t) => {
    const { store, client } = await open(t)
    await putAll(
      store,
      together(50).map((doi) => change(doi.replace('10.1234/', '10.1234/A'))),
    )
    await client.query("UPDATE version SET json = replace(json, 'A title', 'A tidle') WHERE doi = '10.1234/a040'")
    const asked = [...together(60), ...together(60)].map((doi) => doi.replace('10.1234/', '10.1234/a'))
    const found = await Promise.allSettled(asked.map((doi) => store.byDoi?.(doi)))
    for (const [at, end] of found.entries()) {
      const n = at % 60
      if (n === 40) t.match(end, { status: 'rejected', reason: { code: 'unavailable', message: /not as it was/ } })
      else t.match(end, { value: n < 50 ? { doi: asked[at]?.replace('/a', '/A') } : undefined }, `${at}`)
    }
  })

  t.test('texts of a bulk come back as they were, whatever signs they hold', async (t) => {
    const { store } = await open(t)
    const texts = ['a\tb', 'a\\nb', 'a\nb\rc', '\\N', '\\.', 'ends with \\', '“é”𝒳', '']
    const puts = texts.map((text, at) =>
      change(`10.1234/${at}`, { json: JSON.stringify({ text }), by: text, search: { ...empty, title: text } }),
    )
    await putAll(store, puts)
    for (const { doi, json, by } of puts)
      t.match(await store.read((reader) => reader.byDoi(doi)), { json, by }, JSON.stringify(by))
    t.strictSame(dois(await store.find({ match: { kind: 'words', text: 'ends with' }, limit: 9 })), ['10.1234/5'])
  })

  t.test('what is typed is not taken for a fact', async (t) => {
    const { store } = await open(t)
    await putAll(store, [change('10.1234/a', { search: { ...empty, title: 'Tides', facts: 'issn\t2434-561X' } })])
    const token = factToken('issn', '2434-561X')
    for (const text of [token, 'ʘall', `${token} tides`, '-', '\n'])
      t.strictSame(dois(await store.find({ match: { kind: 'words', text }, limit: 9 })), [], JSON.stringify(text))
  })
}
