/** A process that ends at any moment: what it wrote is not written again, and what it did not write is. */
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { resumed } from '../../src/imports/resume.ts'
import { createSpool, newImportId } from '../../src/imports/spool.ts'
import { createImportWorker } from '../../src/imports/worker.ts'
import { localCaller } from '../../src/library/authority.ts'
import { createLibrary, type Library } from '../../src/library/library.ts'
import { openStore } from '../../src/store/open.ts'
import type { ImportStore, Store } from '../../src/store/store.ts'

/** Lines of a source, some of them refused, some of one article, some of what stands already. */
const source = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, n) => {
    if (n % 37 === 5) return { title: `No DOI ${n}` }
    if (n % 11 === 3) return { doi: '10.5555/often', title: `Line ${n}` }
    if (n % 13 === 4) return { doi: `10.5555/standing.${n % 5}`, title: 'Stands' }
    return { doi: `10.5555/${n}`, title: `T ${n}`, unmapped: [{ path: '/x', value: 'x'.repeat((n * 7919) % 3000) }] }
  })

interface Ended {
  ended: boolean
}

/** The process ends after so many lines of the report were heard: nothing is kept, and nothing more is written. */
function mortal(library: Library, imports: ImportStore, lines: number, state: Ended) {
  let heard = 0
  const depositAll: Library['depositAll'] = async function* (deliverables, options) {
    for await (const line of library.depositAll(deliverables, options)) {
      if (!options.dryRun && heard++ >= lines) {
        state.ended = true
        await new Promise(() => {})
      }
      yield line
    }
  }
  const never = new Promise<never>(() => {})
  return {
    library: { ...library, depositAll },
    imports: {
      ...imports,
      keep: (...step: Parameters<ImportStore['keep']>) => (state.ended ? never : imports.keep(...step)),
      extend: (...step: Parameters<ImportStore['extend']>) => (state.ended ? never : imports.extend(...step)),
    },
  }
}

const unused = { folder: '', resolver: '', downloading: { hosts: [], anywhere: false, timeout: 1, limit: 1 } }

async function startAll(t: Test) {
  const store: Store = await openStore('sqlite::memory:')
  t.teardown(() => store.close())
  let later = 0
  const clock = {
    now: () => new Date(Date.now() + later),
    pass(milliseconds: number) {
      later += milliseconds
    },
  }
  const library = createLibrary({ store, now: clock.now })
  const spool = createSpool(join(t.testdir(), 'spool'))
  const work = (part: Pick<Parameters<typeof createImportWorker>[0], 'library' | 'imports'>) =>
    createImportWorker({
      ...part,
      spool,
      ...unused,
      limit: 1_000_000,
      atOnce: 1,
      keep: 30,
      now: clock.now,
      interval: 5,
    })
  const order = async (records: readonly object[]) => {
    const id = newImportId()
    const text = records.map((one) => `${JSON.stringify(one)}\n`).join('')
    await spool.receive(
      id,
      (async function* () {
        yield Buffer.from(text)
      })(),
    )
    await library.imports.order(
      id,
      { source: { kind: 'upload', name: 'x' }, from: 'json', place: spool.place },
      localCaller,
    )
    return id
  }
  return { store, library, work, order, clock }
}

const until = async (is: () => boolean | Promise<boolean>) => {
  for (let n = 0; n < 2000; n++, await pause(5)) if (await is()) return
  throw new Error('It never became so')
}

/** The log as it is when nothing gets in the way. */
async function undisturbed(t: Test, records: readonly object[]) {
  const { store, library, work, order } = await startAll(t)
  for (let n = 0; n < 5; n++)
    await library.deposit({ draft: { doi: `10.5555/standing.${n}`, title: 'Stands' }, by: localCaller })
  const id = await order(records)
  const worker = work({ library, imports: store.imports })
  worker.start()
  await until(async () => (await library.imports.find(id, localCaller)).state === 'done')
  await worker.stop()
  return {
    row: await library.imports.find(id, localCaller),
    log: await library.changesSince(0, 100_000),
    refusals: await library.imports.refusals(id, { by: localCaller, limit: 10_000 }),
  }
}

const told = (log: readonly { doi: string; kind: string; version: number }[]) =>
  log.map(({ doi, kind, version }) => `${kind} ${doi} ${version}`)

t.test('the process ends at different lines: the log, the counts and the refusals are as if it had not', async (t) => {
  const records = source(800)
  const expected = await undisturbed(t, records)
  t.match(expected.row.counts, { refused: records.filter((one) => !('doi' in one)).length })
  for (let trial = 0; trial < 6; trial++) {
    const first = (trial * 397) % 800
    const { store, library, work, order, clock } = await startAll(t)
    for (let n = 0; n < 5; n++)
      await library.deposit({ draft: { doi: `10.5555/standing.${n}`, title: 'Stands' }, by: localCaller })
    const id = await order(records)
    // Two ends, then a process that lives.
    for (const lines of [first, (first * 31) % 400]) {
      const state = { ended: false }
      const worker = work(mortal(library, store.imports, lines, state))
      worker.start()
      await until(async () => state.ended || (await library.imports.find(id, localCaller)).state === 'done')
      clock.pass(10_000)
    }
    const worker = work({ library, imports: store.imports })
    worker.start()
    await until(async () => (await library.imports.find(id, localCaller)).state === 'done')
    await worker.stop()
    t.strictSame(told(await library.changesSince(0, 100_000)), told(expected.log), `ended after ${first} lines`)
    t.strictSame((await library.imports.find(id, localCaller)).counts, expected.row.counts, 'counts')
    t.strictSame(await library.imports.refusals(id, { by: localCaller, limit: 10_000 }), expected.refusals, 'refusals')
  }
})

t.test('what somebody changed after it was imported is not changed back', async (t) => {
  const { store, library, work, order, clock } = await startAll(t)
  const records = Array.from({ length: 600 }, (_, n) => ({ doi: `10.5555/${n}`, title: `T ${n}` }))
  const id = await order(records)
  const state = { ended: false }
  work(mortal(library, store.imports, 350, state)).start()
  await until(() => state.ended)
  const written = await library.changesSince(0, 10_000)
  t.ok(written.length >= 350 && written.length < 600, `${written.length} were written`)
  for (const { doi } of written) await library.deposit({ draft: { doi, title: 'Mended' }, by: localCaller })
  await library.withdraw({ doi: written[7]?.doi ?? '', reason: 'Twice.', by: localCaller })
  clock.pass(10_000)
  const worker = work({ library, imports: store.imports })
  worker.start()
  await until(async () => (await library.imports.find(id, localCaller)).state === 'done')
  await worker.stop()
  t.match(await library.imports.find(id, localCaller), { counts: { created: 600, updated: 0, refused: 0 } })
  for (const { doi } of written) t.match(JSON.parse((await library.find(doi))?.json ?? ''), { title: 'Mended' })
  t.equal((await library.changesSince(0, 10_000)).length, 600 + written.length + 1, 'nothing was written twice')
})

t.test('of a transaction that failed while a later one was written, nothing is left out', async (t) => {
  const line = (doi: string, source: string, outcome: 'created' | 'unchanged' = 'created') =>
    ({ place: '', source, doi, outcome, version: 1, notes: [] }) as const
  const portions = ['0', '1'].map((source) => ({ text: '', source }))
  const dry = [
    line('10.5555/a', '0', 'unchanged'),
    line('10.5555/b', '0'),
    line('10.5555/c', '0'),
    line('10.5555/d', '1', 'unchanged'),
    line('10.5555/e', '1'),
  ]
  const own = [
    { doi: '10.5555/a', version: 1 },
    { doi: '10.5555/D', version: 2 },
  ]
  const { lines, portions: left } = resumed({ portions, end: { characters: 0, line: 1 } }, dry, {
    own,
    // Somebody else wrote c since: it counts as done, or that would be lost.
    touched: new Set(['10.5555/a', '10.5555/c', '10.5555/d']),
  })
  t.strictSame(
    lines.map((one) => ('version' in one ? `${one.outcome} ${one.doi}` : '')),
    ['created 10.5555/a', 'unchanged 10.5555/c', 'updated 10.5555/D'],
  )
  t.strictSame(
    left.map(({ passed }) => passed),
    [[0, 2], [0]],
  )
})
