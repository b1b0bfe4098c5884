/** Bulk deposits in a thread of their own: the report of the calling thread, and of sources that are long, broken or left. */
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import t, { type Test } from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { type Bulk, bulkHere, createBulk } from '../../src/bulk/bulk.ts'
import type { BulkOrder, Counts } from '../../src/bulk/report.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { createScribe } from '../../src/scribe/scribe.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { sharedMemory } from '../../src/store/sqlite/courtesy.ts'

/** The same library twice: with deposits in the calling thread, and in others. */
async function open(t: Test) {
  const folder = t.testdir()
  const settings = readSettings({ STORE: `sqlite:${join(folder, 'a.db')}`, CITATION_KEY: '{author}{title}' })
  const memory = sharedMemory()
  const store = await openStore(settings.STORE, { courtesy: { memory, givesWay: false } })
  const scribe = createScribe(settings, memory)
  const library = createLibrary({ store, scribe, keyTemplate: settings.CITATION_KEY })
  const alone = await openStore(`sqlite:${join(folder, 'b.db')}`)
  const other = createLibrary({ store: alone, keyTemplate: settings.CITATION_KEY })
  const here = bulkHere(other.depositAll)
  const never: Bulk = { ...here, take: () => t.fail('a long body in the calling thread') as never }
  const bulk = createBulk({ settings, here: never, connect: scribe.connect })
  t.teardown(async () => {
    await bulk.close()
    await scribe.close()
    await Promise.all([store.close(), alone.close()])
  })
  return { bulk, here, library, other, scribe, settings, store }
}

const order: BulkOrder = { by: localCaller, dryRun: false, onError: 'continue', limit: 2 ** 24 }
const listening = () => new AbortController().signal

async function report(bulk: Bulk, body: AsyncIterable<Uint8Array>, asked: Partial<BulkOrder> = {}) {
  const pieces: Buffer[] = []
  const { promise, resolve } = Promise.withResolvers<Counts>()
  for await (const piece of bulk.take(body, { ...order, ...asked }, listening(), resolve))
    pieces.push(Buffer.from(piece))
  const rows = Buffer.concat(pieces).toString().trim().split('\n')
  return { rows: rows.map((row) => JSON.parse(row)), counts: await promise }
}

const chunks = (bytes: Uint8Array, size = 10_000): AsyncIterable<Uint8Array> =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, (n + 1) * size)),
  )

const record = (n: number | string) => ({
  doi: `10.5555/${n}`,
  type: 'research-article',
  title: `Nº ${n} – 東京 ${'word '.repeat(40)}`,
  contributors: [{ kind: 'person', family: 'Khan', given: 'Ann', role: 'author' }],
  dates: { received: '2024-03-01', accepted: '2024-02-01' },
})
const faults = ['{"doi": ', '{"doi":"10.5555/x","type":"poem"}', '[1]']
const line = (n: number) => (n % 100 === 99 ? (faults[((n / 100) % 3) | 0] ?? '') : JSON.stringify(record(n)))
const lines = Buffer.from(Array.from({ length: 2000 }, (_, n) => `${line(n)}\n`).join(''))
const entries = Buffer.from(
  Array.from(
    { length: 400 },
    (_, n) => `@article{k${n},\n  title = {Title ${n} of the {Tides}},\n  doi = {10.5555/b${n}},\n  year = 2024\n}\n`,
  ).join('\n'),
)

const sources: readonly (readonly [string, () => AsyncIterable<Uint8Array>, Partial<BulkOrder>?])[] = [
  ['lines, some of them refused', () => chunks(lines)],
  ['the same again, which are unchanged', () => chunks(lines)],
  ['packed', () => chunks(gzipSync(lines, { level: 0 }), 1000)],
  ['in chunks that end within characters', () => chunks(lines, 777)],
  ['BibTeX, by its content', () => chunks(entries)],
  ['the same under a name that is not its own', () => chunks(entries), { from: 'json' }],
  ['a dry run', () => chunks(Buffer.from(lines.toString().replaceAll('10.5555/', '10.5555/d'))), { dryRun: true }],
  ['up to the first that is refused', () => chunks(lines), { onError: 'stop' }],
  ['bytes that are no text', () => chunks(Buffer.concat([lines, Buffer.from([0xff, 0xfe, 0xc0]), lines]))],
  [
    'more in one piece than is held',
    () => chunks(Buffer.from(JSON.stringify([record('w'), 'x'.repeat(50_000)]))),
    { limit: 40_000 },
  ],
  [
    'a body that breaks off',
    async function* () {
      yield* chunks(lines)
      throw new Refusal('unreadable', 'The request broke off before its end.')
    },
  ],
]

t.test('a thread reports what the calling thread would, and writes the same', async (t) => {
  const { bulk, here, library, other } = await open(t)
  for (const [name, source, asked] of sources) {
    const [away, near] = [await report(bulk, source(), asked), await report(here, source(), asked)]
    t.same(away, near, name)
    t.equal(
      Object.values(away.counts).reduce((sum, count) => sum + count),
      away.rows.length,
      name,
    )
  }
  t.equal(await library.count(), await other.count())
  t.ok((await library.count()) >= 1980 + 400)
  const [own, its] = [await library.find('10.5555/1424'), await other.find('10.5555/1424')]
  t.match(own, { json: its?.json, citationKey: its?.citationKey })
})

t.test('two at once each have their own report', async (t) => {
  const { bulk, library } = await open(t)
  const of = (name: string) => Buffer.from(lines.toString().replaceAll('10.5555/', `10.5555/${name}`))
  const reports = await Promise.all(['p', 'q'].map((name) => report(bulk, chunks(of(name)))))
  for (const [n, { rows, counts }] of reports.entries()) {
    t.match(counts, { created: 1980, refused: 20 })
    t.ok(rows.every(({ doi, outcome }) => outcome === 'refused' || doi.startsWith(`10.5555/${'pq'[n]}`)))
  }
  t.equal(await library.count(), 3960)
})

t.test('a small body, or one that breaks off at once, is taken in the calling thread', async (t) => {
  const { here, settings, scribe } = await open(t)
  const bulk = createBulk({ settings, here, connect: () => t.fail('a thread for a small body') as never })
  t.match(await report(bulk, chunks(Buffer.from(line(1)))), { counts: { created: 1 } })
  const broken = async function* () {
    yield Buffer.from(`${line(2)}\n`)
    throw new Refusal('unreadable', 'The request broke off before its end.')
  }
  t.match((await report(bulk, broken())).rows.at(-1), { outcome: 'refused', code: 'unreadable' })
  await bulk.close()
  await scribe.close()
  t.equal(scribe.connect(), undefined, 'what is closing has no port')
})

t.test(
  'while nobody reads the report, no more of the body is taken; when nobody listens, no more is written',
  async (t) => {
    const { bulk, library } = await open(t)
    let sent = 0
    async function* endless() {
      for (; ; sent++) yield Buffer.from(`${JSON.stringify(record(`e${sent}`))}\n`.repeat(1))
    }
    const gone = new AbortController()
    const { promise, resolve } = Promise.withResolvers<Counts>()
    const pieces = bulk.take(endless(), order, gone.signal, resolve)
    await pieces.next()
    let before = -1
    for (let patience = 100; sent !== before && patience > 0; patience--) {
      before = sent
      await pause(300)
    }
    t.equal(sent, before, 'the body stands still')
    gone.abort()
    await pieces.return(undefined).catch(() => {})
    t.ok((await promise).created >= 0, 'how many were told of')
    const kept = await library.count()
    await pause(300)
    t.equal(await library.count(), kept)
    t.ok(Number(kept) <= sent)
  },
)

t.test('a thread that ended is started again', async (t) => {
  const { bulk } = await open(t)
  t.match(await report(bulk, chunks(lines)), { counts: { created: 1980 } })
  await bulk.close()
  t.match(await report(bulk, chunks(lines)), { counts: { unchanged: 1980 } })
})

t.test('when the thread that writes is gone, what was under way fails and says so', async (t) => {
  const { scribe, settings, here } = await open(t)
  const ports: { close(): void }[] = []
  const connect = () => {
    const port = scribe.connect()
    if (port) ports.push(port)
    return port
  }
  const bulk = createBulk({ settings, here, connect })
  t.teardown(() => bulk.close())
  async function* slow() {
    for (let at = 0; at < lines.length; at += 20_000) {
      yield lines.subarray(at, at + 20_000)
      if (at === 60_000) await scribe.close()
    }
  }
  await t.rejects(report(bulk, slow()), { message: /thread that writes ended/ })
})
