import { join } from 'node:path'
import t, { type Test } from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { canHaveScribe, createScribe } from '../../src/scribe/scribe.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { sharedMemory } from '../../src/store/sqlite/courtesy.ts'

const draft = (n: number | string, title = `T ${n}`) => ({ doi: `10.5555/${n}`, title })
const reading = (n: number | string) => ({ place: `line ${n}`, draft: draft(n), notes: [] })

/** A library whose deposits another thread writes. */
async function open(t: Test) {
  const settings = readSettings({ STORE: `sqlite:${join(t.testdir(), 'a.db')}`, CITATION_KEY: '{author}{title}' })
  const memory = sharedMemory()
  const store = await openStore(settings.STORE, { courtesy: { memory, givesWay: false } })
  const scribe = createScribe(settings, memory)
  const library = createLibrary({ store, scribe, keyTemplate: settings.CITATION_KEY })
  t.teardown(async () => {
    await scribe.close()
    await store.close()
  })
  return { store, scribe, library }
}

t.test('what it acknowledges is seen at once by whoever reads, under a new generation', async (t) => {
  const { library, store } = await open(t)
  const before = library.generation()
  const { outcome, record, article } = await library.deposit({ draft: draft(1, 'Silva'), by: localCaller })
  t.equal(outcome, 'created')
  t.not(library.generation(), before)
  t.same(await library.find('10.5555/1'), record)
  t.same(JSON.parse(record.json), article)
  t.match(record.citationKey, /silva/, 'by the settings’ template')
  t.match(await library.deposit({ draft: draft(1, 'Silva'), by: localCaller }), { outcome: 'unchanged', record })
  t.match(store.state(), { writable: true, waitingWrites: 0 })
})

t.test('expectations, keys of the depositor’s own and refusals are as in the calling thread', async (t) => {
  const { library } = await open(t)
  const by = localCaller
  await library.deposit({ draft: draft(1), by })
  const expected = { kind: 'version', versions: [7] } as const
  const refusal = await library.deposit({ draft: draft(1, 'Other'), by, expected }).catch((error: unknown) => error)
  t.ok(refusal instanceof Refusal)
  t.match(refusal, { code: 'version-mismatch', message: /stands at version 1/ })
  const once = { holder: 'me', key: 'k', request: 'r' }
  const first = await library.deposit({ draft: draft(2), by, once })
  t.same(await library.deposit({ draft: draft(2), by, once }), first, 'answered again')
  await t.rejects(library.deposit({ draft: draft(2), by, once: { ...once, request: 'other' } }), { code: 'key-reused' })
  t.equal((await library.history('10.5555/2')).length, 1)
})

t.test('many at once and rooms of the calling thread are one log without gaps', async (t) => {
  const { library, store } = await open(t)
  const by = localCaller
  const singles = Array.from({ length: 200 }, (_, n) => library.deposit({ draft: draft(`s${n}`), by }))
  const rooms = Array.from({ length: 20 }, (_, n) =>
    library.withdraw({ doi: `10.5555/s${n}`, reason: 'r', by }).catch(() => {}),
  )
  const bulk = (async () => {
    const lines = []
    const readings = Array.from({ length: 1000 }, (_, n) => reading(`b${n}`))
    for await (const line of library.depositAll(readings, { by, batch: 100 })) lines.push(line)
    return lines
  })()
  await Promise.all([...singles, ...rooms])
  const lines = await bulk
  t.same(
    lines.map(({ place }) => place),
    Array.from({ length: 1000 }, (_, n) => `line b${n}`),
  )
  t.ok(lines.every(({ outcome }) => outcome === 'created'))
  const log = await library.changesSince(0, 10_000)
  t.same(
    log.filter(({ seq }, index) => seq !== index + 1),
    [],
  )
  t.ok(log.length >= 1200)
  const faults = []
  for await (const fault of store.verify()) faults.push(fault)
  t.same(faults, [])
})

t.test('a refused line comes back as a refusal; a dry run and a stop write no more than they say', async (t) => {
  const { library } = await open(t)
  const by = localCaller
  const refused = { place: 'line 2', draft: { doi: 'x' }, notes: [] }
  const items = [reading(1), refused, reading(3)]
  const report = async (options: object) => {
    const lines = []
    for await (const line of library.depositAll(items, { by, ...options })) lines.push(line)
    return lines
  }
  const dry = await report({ dryRun: true })
  t.same(
    dry.map(({ outcome }) => outcome),
    ['created', 'refused', 'created'],
  )
  t.ok(dry[1] && 'refusal' in dry[1] && dry[1].refusal instanceof Refusal && dry[1].refusal.findings.length > 0)
  t.equal(await library.count(), 0)
  t.same(
    (await report({ onError: 'stop' })).map(({ outcome }) => outcome),
    ['created', 'refused'],
  )
  t.equal(await library.count(), 1)
})

t.test('closing waits for what is under way, and refuses what comes after', async (t) => {
  const { library, scribe } = await open(t)
  const under = library.deposit({ draft: draft(1), by: localCaller })
  const closed = scribe.close()
  t.match(await under, { outcome: 'created' })
  await closed
  await t.rejects(library.deposit({ draft: draft(2), by: localCaller }), { code: 'unavailable' })
  await t.resolves(scribe.close())
})

t.test('a store that lives in the process has none', async (t) => {
  const store = await openStore('sqlite::memory:')
  t.notOk(canHaveScribe(store))
  await store.close()
})
