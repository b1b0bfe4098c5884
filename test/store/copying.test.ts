/** Moving a store: the same log, keys and tables on the other side, from whichever engine to whichever. */
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { copyStore } from '../../src/library/copying.ts'
import { createLibrary } from '../../src/library/library.ts'
import { searchTextOf } from '../../src/library/search-text.ts'
import { copiedKey, copiedTableNames } from '../../src/store/copying.ts'
import { openStore } from '../../src/store/open.ts'
import type { Store } from '../../src/store/store.ts'
import { record } from '../http/start.ts'
import { change, instant, many, putAll } from './contract.ts'
import { startServer } from './server.ts'

const by = { name: 'press', prefixes: ['10.5555', '10.1234'], administrator: true }
const copy = (from: Store, to: Store, progress?: Parameters<typeof copyStore>[0]['progress']) =>
  copyStore({ from, to, tables: copiedTableNames, keyOf: copiedKey, ...(progress && { progress }) })

/** As a reader of JSON gives it. */
const draft = (doi: string, more: object = {}) => JSON.parse(JSON.stringify({ ...record, ...more, doi }))

/** A store with something in every table that is moved. */
async function filled(store: Store): Promise<Store> {
  let second = 0
  const now = () => new Date(Date.UTC(2026, 0, 1, 0, 0, second++))
  const library = createLibrary({ store, now })
  const { key } = await library.keys.create({ name: 'Press', administrator: true })
  for (const suffix of ['a', 'b', 'C', 'd'])
    await library.deposit({
      draft: draft(`10.5555/${suffix}`),
      doi: `10.5555/${suffix}`,
      by: { ...by, id: key.id },
    })
  await library.deposit({
    draft: draft('10.5555/a', { title: 'Tidal clocks, mended' }),
    doi: '10.5555/a',
    by: { ...by, id: key.id },
  })
  await library.withdraw({ doi: '10.5555/b', reason: 'double', by: { ...by, id: key.id } })
  await putAll(
    store,
    many(450).map((doi) =>
      change(doi, {
        json: JSON.stringify(draft(doi)),
        search: searchTextOf(draft(doi)),
        citationKey: 'berg2024',
        at: instant(1),
      }),
    ),
  )
  await store.write((writer) =>
    writer.keepAnswer(
      'h',
      'k',
      { request: 'r', outcome: 'created', doi: '10.5555/a', version: 1, notes: '[]' },
      instant(2),
      instant(0),
    ),
  )
  await store.webhooks.add({
    id: 'w',
    url: 'https://a.example/',
    secret: 's',
    events: [],
    created: instant(1),
    delivered: 3,
  })
  await store.imports.add({ id: 'i', created: instant(1), wanted: '{}' })
  await store.harvest.follow(() => [{ spec: 'journal', name: 'Journal' }])
  await store.harvest.promise(instant(9))
  return store
}

async function sees(t: Test, from: Store, to: Store): Promise<void> {
  const told = (store: Store) =>
    store.read(async (reader) => ({
      log: await reader.changesSince(0, 1000),
      a: await reader.versions('10.5555/A'),
      b: await reader.byDoi('10.5555/b'),
      named: await reader.byCitationKey('berg2024ab'),
      keys: await reader.keys(),
      audit: await reader.audit({ limit: 1000 }),
      found: await reader.find({ match: { kind: 'words', text: 'tidal clocks' }, limit: 3, counted: true }),
      answer: await reader.answer('h', 'k', instant(0)),
    }))
  const [mine, theirs] = await Promise.all([told(from), told(to)])
  // Scores depend a little on what was ever indexed: versions that were replaced are not indexed in a copy.
  const scoreless = ({ found: { hits, total }, ...rest }: typeof mine) => ({
    ...rest,
    total,
    hits: hits.map(({ record }) => record),
  })
  t.strictSame(scoreless(theirs), scoreless(mine))
  t.strictSame(await to.webhooks.list(), await from.webhooks.list())
  t.strictSame(await to.imports.find('i'), await from.imports.find('i'))
  t.strictSame(await to.harvest.secret(), await from.harvest.secret())
  t.strictSame(await to.harvest.sets(0, 9), await from.harvest.sets(0, 9))
  t.equal(await to.harvest.horizon(), await from.harvest.horizon())
}

const server = await startServer((message) => t.pass(message))
if (server) t.teardown(server.stop)

t.test('from file to file, stopped and gone on with', async (t) => {
  const folder = t.testdir()
  const from = await filled(await openStore(`sqlite:${join(folder, 'a.db')}`))
  const to = await openStore(`sqlite:${join(folder, 'b.db')}`)
  t.teardown(() => Promise.all([from.close(), to.close()]))
  const stop = (step: string, done: number) => {
    if (step === 'copied' && done > 150) throw new Error('stopped')
  }
  await t.rejects(copy(from, to, stop), /stopped/)
  const { before, versions, whole } = await copy(from, to)
  t.ok(before > 150 && before < versions)
  t.equal(versions, 456)
  t.ok(whole)
  await sees(t, from, to)
  await from.write((writer) => writer.put(change('10.1234/more', { json: JSON.stringify(record), at: instant(60) })))
  t.match(await copy(from, to), { before: 456, versions: 457 }, 'what came later is added')
})

t.test('what holds something else is refused', async (t) => {
  const from = await filled(await openStore('sqlite::memory:'))
  const to = await openStore('sqlite::memory:')
  t.teardown(() => Promise.all([from.close(), to.close()]))
  await putAll(to, [change('10.1234/other')])
  await t.rejects(copy(from, to), { code: 'conflict', message: /something else/ })
  await t.rejects(copy(to, from), { code: 'conflict', message: /something else/ })
})

if (server) {
  t.test('from SQLite to PostgreSQL and back', async (t) => {
    const from = await filled(await openStore('sqlite::memory:'))
    const [there, back] = [await openStore(await server.url()), await openStore('sqlite::memory:')]
    t.teardown(() => Promise.all([from.close(), there.close(), back.close()]))
    const first = await copy(from, there)
    t.match(first, { before: 0, versions: 456, whole: true })
    await sees(t, from, there)
    t.match(await copy(there, back), { sha256: first.sha256, whole: true })
    await sees(t, from, back)
    t.match(await copy(from, there), { before: 456, sha256: first.sha256 }, 'a second time nothing is to do')
    for await (const fault of there.verify()) t.fail(JSON.stringify(fault))
  })
}
