/** The SQLite engine: the contract of every store, and what is its own. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import t from 'tap'
import { openStore } from '../../src/store/open.ts'
import { judgeLibrary, placeOf } from '../../src/store/sqlite/connection.ts'
import { change, instant, storeContract } from './contract.ts'

t.test('in memory', (t) => storeContract(t, () => openStore('sqlite::memory:')))

t.test('in a file', async (t) => {
  const folder = t.testdir()
  let count = 0
  await storeContract(t, () => {
    count += 1
    return openStore(`sqlite:${join(folder, `${count}.db`)}`)
  })
})

const filled = async (file: string) => {
  const store = await openStore(`sqlite:${file}`)
  await store.write((writer) => writer.put(change('10.1234/a')))
  return store
}

t.test('versions and the change log cannot be changed, not even with SQL', async (t) => {
  const file = join(t.testdir(), 'a.db')
  await (await filled(file)).close()
  const database = new DatabaseSync(file)
  t.teardown(() => database.close())
  t.throws(() => database.exec("UPDATE version SET json = ''"), /never changed/)
  t.throws(() => database.exec('DELETE FROM version'), /never deleted/)
  t.throws(() => database.exec('DELETE FROM article'), /withdrawn, not deleted/)
  const insert = (seq: number) =>
    `INSERT OR REPLACE INTO version VALUES (${seq}, 1, ${seq}, 'update', 'at', 'by', NULL, 'doi', 0, 'json', NULL, NULL, NULL)`
  t.throws(() => database.exec(insert(1)), /without gaps/)
  t.throws(() => database.exec(insert(3)), /without gaps/)
  database.exec(insert(2))
})

t.test('a record that is not as it was written is not given out', async (t) => {
  const file = join(t.testdir(), 'a.db')
  await (await filled(file)).close()
  const bytes = readFileSync(file)
  bytes.write('A tidle', bytes.indexOf('A title'))
  writeFileSync(file, bytes)
  const store = await openStore(`sqlite:${file}`)
  t.teardown(() => store.close())
  const reading = store.read((reader) => reader.byDoi('10.1234/a'))
  await t.rejects(reading, { code: 'unavailable', message: /damaged.*newest backup/ })
})

t.test('a look-up without a room gives what one in a room gives, and as little of what is damaged', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const store = await filled(file)
  const other = await openStore(`sqlite:${file}`)
  const wide = JSON.stringify({ title: 'Καφές ☕ 𝒳' })
  await other.write((writer) => writer.put(change('10.1234/Wide', { json: wide })))
  for (const doi of ['10.1234/a', '10.1234/wide']) {
    const record = await store.read((reader) => reader.byDoi(doi))
    t.ok(record)
    t.strictSame(await store.byDoi?.(doi), record)
    t.strictSame(store.byDoiNow?.(doi), record)
    const { bytes = '', ...beside } = store.bytesNow?.(doi) ?? {}
    t.strictSame({ ...beside, json: Buffer.from(bytes, 'latin1').toString() }, record)
  }
  t.equal(store.byDoiNow?.('10.1234/none'), undefined)
  t.equal(await store.byDoi?.('10.1234/none'), undefined)
  await other.close()
  const database = new DatabaseSync(file)
  database.exec("DROP TRIGGER version_is_not_changed; UPDATE version SET json = replace(json, '☕', '☔')")
  database.close()
  t.throws(() => store.byDoiNow?.('10.1234/wide'), /not as it was written/)
  t.throws(() => store.bytesNow?.('10.1234/wide'), /not as it was written/)
  await t.rejects(async () => store.byDoi?.('10.1234/wide'), /not as it was written/)
  await store.close()
  t.equal(store.byDoiNow?.('10.1234/a'), undefined)
  await t.rejects(async () => store.byDoi?.('10.1234/a'), { code: 'unavailable' })
})

t.test('one damaged record, of whatever length and letters, is noticed wherever it is read', async (t) => {
  const padded = (letters: string, times: number) => JSON.stringify({ title: `before ${letters.repeat(times)} after` })
  const records = {
    'short, ASCII': padded('a', 3),
    'long, ASCII': padded('abc ', 600),
    'very long, ASCII': padded('abc ', 60_000),
    'short, others': padded('é漢𝒳', 3),
    'long, Latin-1': padded('é ', 600),
    'long, others': padded('é漢𝒳 ', 200),
    'very long, others': padded('é漢𝒳 ', 20_000),
  }
  for (const [name, json] of Object.entries(records)) {
    for (const [from, to] of [
      ['before', 'befose'],
      ['after', 'afuer'],
    ] as const) {
      const file = join(t.testdir(), 'a.db')
      const store = await filled(file)
      await store.write((writer) => writer.put(change('10.1234/b', { json })))
      await store.write((writer) => writer.put(change('10.1234/c')))
      const page = await store.find({ limit: 100 })
      t.equal(page.hits[1]?.record.json, json, name)
      const other = new DatabaseSync(file)
      other.exec('DROP TRIGGER version_is_not_changed')
      other.prepare("UPDATE version SET json = replace(json, ?, ?) WHERE doi = '10.1234/b'").run(from, to)
      other.close()
      const damaged = { code: 'unavailable', message: /10\.1234\/b is not as it was written/ }
      await t.rejects(store.find({ limit: 100 }), damaged, `${name}: page`)
      await t.rejects(async () => store.byDoi?.('10.1234/b'), damaged, `${name}: look-up`)
      t.throws(() => store.bytesNow?.('10.1234/b'), damaged, `${name}: bytes`)
      t.ok(await store.byDoi?.('10.1234/c'), 'others are given out')
      await store.close()
    }
  }
})

t.test('look-ups of one turn may share what they see; who waits for one sees every write', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const store = await filled(file)
  const other = new DatabaseSync(file)
  other.exec('DROP TRIGGER version_is_not_changed')
  t.teardown(async () => {
    other.close()
    await store.close()
  })
  store.generation()
  // Until nobody is said to write.
  await pause(1100)
  const before = store.generation()
  t.equal(store.byDoiNow?.('10.1234/a')?.by, 'press')
  other.exec("UPDATE version SET writer = 'somebody else'")
  t.equal(store.byDoiNow?.('10.1234/a')?.by, 'press', 'in the same turn')
  await t.rejects(async () => store.byDoi?.('10.1234/a'), /not as it was written/)
  await pause(1)
  t.not(store.generation(), before)
  t.throws(() => store.byDoiNow?.('10.1234/a'), /not as it was written/)
})

t.test('another process’s write changes the generation and is seen', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const [one, other] = [await filled(file), await openStore(`sqlite:${file}`)]
  t.teardown(() => Promise.all([one.close(), other.close()]))
  const before = one.generation()
  await other.write((writer) => writer.put(change('10.1234/b', { at: instant(9) })))
  t.not(one.generation(), before)
  t.match(await one.read((reader) => reader.byDoi('10.1234/b')), { modified: instant(9) })
  t.match(await one.write((writer) => writer.put(change('10.1234/c'))), { version: 1 })
  t.equal(await other.read((reader) => reader.lastSeq()), 3)
})

t.test('a writer waits for the writer of another process without stopping readers', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const store = await filled(file)
  const other = new DatabaseSync(file)
  t.teardown(() => other.close())
  t.teardown(() => store.close())
  other.exec('BEGIN IMMEDIATE')
  const writing = store.write((writer) => writer.put(change('10.1234/b')))
  await new Promise((resolve) => setTimeout(resolve, 50))
  t.equal(await store.read((reader) => reader.lastSeq()), 1)
  other.exec('COMMIT')
  await writing
  t.equal(await store.read((reader) => reader.lastSeq()), 2)
})

t.test('a write that failed half-way undoes its room, even when the room catches the error', async (t) => {
  const store = await filled(join(t.testdir(), 'a.db'))
  t.teardown(() => store.close())
  // Not text: a caller in JavaScript may still do this.
  const broken = { ...change('10.1234/b'), search: { ...change('x').search, title: Symbol('no') } }
  const room = store.write(async (writer) => {
    // The wrong type is what is tested.
    await writer.put(broken as unknown as ReturnType<typeof change>).catch(() => {})
  })
  await t.rejects(room)
  t.equal(await store.read((reader) => reader.lastSeq()), 1)
})

t.test('a backup opens by itself, holds one state, and overwrites nothing', async (t) => {
  const folder = t.testdir()
  const store = await filled(join(folder, 'a.db'))
  t.teardown(() => store.close())
  const json = 'x'.repeat(10_000)
  await store.write(async (writer) => {
    for (let index = 0; index < 2000; index += 1) await writer.put(change(`10.1234/b.${index}`, { json }))
  })
  const steps: number[] = []
  const copy = join(folder, 'copy.db')
  const copying = store.backup(copy, (done, total) => steps.push(done / total))
  for (let index = 0; index < 5; index += 1) await store.write((writer) => writer.put(change(`10.1234/c.${index}`)))
  await copying
  t.ok(steps.length > 1 && steps.every((step) => step > 0 && step <= 1))
  const copied = await openStore(`sqlite:${copy}`)
  t.equal(await copied.read((reader) => reader.lastSeq()), 2001)
  await copied.close()
  t.equal(await store.read((reader) => reader.lastSeq()), 2006)
  await t.rejects(store.backup(copy), { code: 'invalid-request', message: /existing file/ })
  await t.rejects(store.backup(join(folder, 'none', 'copy.db')), { code: 'invalid-request', message: /no directory/ })
  t.notOk(existsSync(`${copy}.partial`))
})

t.test('what cannot be opened is said with its remedy', async (t) => {
  const folder = t.testdir({ 'notes.txt': 'This is no database, but it is long enough to be read as one.'.repeat(20) })
  const foreign = new DatabaseSync(join(folder, 'foreign.db'))
  foreign.exec('CREATE TABLE theirs (a)')
  foreign.close()
  mkdirSync(join(folder, 'folder.db'))
  writeFileSync(join(folder, 'empty.db'), '')
  const refused: readonly (readonly [string, RegExp])[] = [
    [`sqlite:${folder}/none/a.db`, /no directory .*none\. Make it/],
    [`sqlite:${folder}/folder.db`, /not a file/],
    [`sqlite:${folder}/notes.txt`, /not an SQLite database/],
    [`sqlite:${folder}/foreign.db`, /another program/],
    ['sqlite:', /names no file/],
    ['sqlite://a.db', /Write sqlite:a.db/],
    ['postgres://me:secret@host', /^(?!.*secret).*address of a PostgreSQL database/],
    ['postgresql:', /address of a PostgreSQL database/],
    ['colophon.db', /Write sqlite:/],
    ['constructor:x', /Write sqlite:/],
    ['', /Write sqlite:/],
  ]
  for (const [url, message] of refused) await t.rejects(openStore(url), { code: 'invalid-settings', message }, url)
  await (await openStore(`sqlite:${folder}/empty.db`)).close()
})

t.test('an SQLite that can damage a store is refused', async (t) => {
  for (const version of ['3.40.1', '3.51.2', 'none']) t.throws(() => judgeLibrary(version), { code: 'unavailable' })
  for (const version of ['3.51.3', '3.53.0', '4.0.0']) t.doesNotThrow(() => judgeLibrary(version))
})

t.test('a memory store leaves nothing behind', async (t) => {
  const place = placeOf(':memory:')
  t.ok(existsSync(dirname(place.file)))
  place.leave()
  t.notOk(existsSync(dirname(place.file)))
})

t.test('opening a store again writes nothing', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const store = await filled(file)
  t.teardown(() => store.close())
  const before = store.generation()
  const locked = new DatabaseSync(file)
  t.teardown(() => locked.close())
  locked.exec('BEGIN IMMEDIATE')
  const other = await openStore(`sqlite:${file}`)
  t.match(await other.read((reader) => reader.count()), { count: 1 })
  locked.exec('ROLLBACK')
  await other.close()
  t.equal(store.generation(), before)
})

t.test(
  'no statement has a bare parameter as its limit: SQLite would prepare it anew each time it is asked',
  async (t) => {
    const folder = new URL('../../src/store/sqlite/', import.meta.url)
    for (const name of readdirSync(folder)) {
      const text = readFileSync(new URL(name, folder), 'utf8')
      t.notMatch(text, /\b(?:LIMIT|OFFSET) \?\d*(?! ?\d* \+ 0)(?!\d)/, name)
    }
  },
)

t.test('a fact is not found by typing its token', async (t) => {
  const store = await openStore('sqlite::memory:')
  t.teardown(() => store.close())
  await store.write((writer) => writer.put(change('10.1234/a', { title: 'The click ʘ of a language' })))
  for (const [text, count] of [
    ['ʘall', 0],
    ['ʘALL', 0],
    ['ʘ', 1],
  ] as const)
    t.match(await store.count({ kind: 'words', text }), { count }, text)
})
