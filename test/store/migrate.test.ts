/** Migrations: forward only, whole or not at all, and never another than was applied. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { type Migration, migrate, readMigrations } from '../../src/store/migrate.ts'
import { openStore } from '../../src/store/open.ts'
import { migratable, sqliteMigrations } from '../../src/store/sqlite/migratable.ts'
import { factToken, titleNumber } from '../../src/store/tokens.ts'
import { change } from './contract.ts'

const migration = (number: number, sql: string): Migration => ({
  number,
  name: `00${number}-test`,
  sql,
  checksum: `sum of ${sql}`,
})
const one = migration(1, 'CREATE TABLE a (x); INSERT INTO a VALUES (1);')
const two = migration(2, 'ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x;')

const fresh = () => {
  const database = new DatabaseSync(':memory:')
  return { database, store: migratable(database, 'sqlite:a.db') }
}

t.test('what is missing is applied, in order and once', async (t) => {
  const { database, store } = fresh()
  t.strictSame(migrate(store, [one]), [one])
  t.strictSame(migrate(store, [one, two]), [two])
  t.strictSame(migrate(store, [one, two]), [])
  t.match(database.prepare('SELECT * FROM a').all(), [{ x: 1, y: 1 }])
})

t.test('a migration that fails leaves no trace', async (t) => {
  const { database, store } = fresh()
  const broken = migration(2, 'CREATE TABLE b (x); INSERT INTO nowhere VALUES (1);')
  t.throws(() => migrate(store, [one, broken]), /nowhere/)
  t.strictSame(
    store.applied().map(({ number }) => number),
    [1],
  )
  t.throws(() => database.exec('SELECT * FROM b'), /no such table/)
  t.strictSame(migrate(store, [one, two]), [two])
})

t.test('a store from a newer version is refused', async (t) => {
  const { store } = fresh()
  migrate(store, [one, two])
  t.throws(() => migrate(store, [one]), { code: 'store-too-new', message: /002-test.*newer version again/ })
})

t.test('a migration that was edited after it was applied is refused', async (t) => {
  const { store } = fresh()
  migrate(store, [one])
  t.throws(() => migrate(store, [{ ...one, checksum: 'other' }]), {
    code: 'invalid-settings',
    message: /not to be edited/,
  })
})

t.test('files are read in order; line ends do not count', async (t) => {
  const folder = t.testdir({ '002-b.sql': 'B;\r\n', '001-a.sql': 'A;\n', 'notes.md': '', '01-x.sql': '' })
  const found = readMigrations(new URL(`file://${folder}/`))
  t.match(found, [
    { number: 1, name: '001-a', sql: 'A;\n' },
    { number: 2, name: '002-b', sql: 'B;\n' },
  ])
  t.equal(found.length, 2)
})

t.test('numbers are unique and without gaps', async (t) => {
  t.strictSame(
    sqliteMigrations().map(({ number }) => number),
    sqliteMigrations().map((_, index) => index + 1),
  )
})

t.test('an opened store is refused by an older version, and opens again unharmed', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const store = await openStore(`sqlite:${file}`)
  await store.write((writer) => writer.put(change('10.1234/a')))
  await store.close()
  const database = new DatabaseSync(file)
  t.teardown(() => database.close())
  database.exec("INSERT INTO migration VALUES (999, '999-future', 'sum', 'then')")
  await t.rejects(openStore(`sqlite:${file}`), { code: 'store-too-new' })
  database.exec('DELETE FROM migration WHERE number = 999')
  const again = await openStore(`sqlite:${file}`)
  t.match(await again.read((reader) => reader.count()), { count: 1 })
  await again.close()
})

t.test('titles of a store made before their numbers were kept are known after it is opened', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const before = new DatabaseSync(file)
  migrate(migratable(before, 'sqlite:a.db'), sqliteMigrations().slice(0, 8))
  const json = JSON.stringify({ doi: '10.1234/a', title: 'Clocks of Tides', translatedTitles: [{ title: 'Gezeiten' }] })
  before.exec(`PRAGMA foreign_keys = OFF;
    INSERT INTO article (id, doi, created, current, withdrawn) VALUES (1, '10.1234/a', 'then', 1, 0)`)
  before
    .prepare(
      "INSERT INTO version (seq, article, version, kind, at, writer, doi, crc, json) VALUES (1, 1, 1, 'deposit', 'then', 'press', '10.1234/a', 0, ?)",
    )
    .run(json)
  migrate(migratable(before, 'sqlite:a.db'), sqliteMigrations())
  t.teardown(() => before.close())
  const numbers = ['clocks of tides', 'gezeiten'].map((key) => titleNumber(factToken('title', key)))
  t.strictSame(
    before
      .prepare('SELECT number FROM title_number ORDER BY number')
      .all()
      .map(({ number }) => number),
    numbers.sort((a, b) => a - b),
  )
})
