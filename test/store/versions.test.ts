/** What the store tells of versions, what it keeps of answers, and how it knows that nothing was altered. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { openStore } from '../../src/store/open.ts'
import type { Fault, Store } from '../../src/store/store.ts'
import { change, instant, many, putAll } from './contract.ts'

async function start(t: { teardown: (run: () => Promise<void>) => void }, url = 'sqlite::memory:') {
  const store = await openStore(url)
  t.teardown(() => store.close())
  return store
}

const doi = '10.1234/a'
const faultsOf = async (store: Store): Promise<Fault[]> => {
  const faults: Fault[] = []
  for await (const fault of store.verify()) faults.push(fault)
  return faults
}

t.test('versions are told by number, by instant and in pages', async (t) => {
  const store = await start(t)
  await putAll(store, [
    change(doi, { at: instant(1), format: 'bibtex' }),
    change(doi, { kind: 'update', at: instant(3), title: 'B', format: 'jats' }),
    change(doi, { kind: 'withdraw', at: instant(5), reason: 'Twice' }),
  ])
  await store.read(async (reader) => {
    t.match(await reader.version(doi, 1), { format: 'bibtex' })
    t.match(await reader.byDoi(doi), { version: 3, withdrawn: { reason: 'Twice' } })
    t.strictSame(
      (await reader.steps(doi.toUpperCase())).map(({ version, kind, at, by }) => [version, kind, at, by]),
      [
        [1, 'deposit', instant(1), 'press'],
        [2, 'update', instant(3), 'press'],
        [3, 'withdraw', instant(5), 'press'],
      ],
    )
    t.equal(await reader.versionAt(doi, instant(0)), undefined)
    t.match(await reader.versionAt(doi, instant(1)), { version: 1 })
    t.match(await reader.versionAt(doi, instant(4)), { version: 2, format: 'jats' })
    t.match(await reader.versionAt(doi, instant(9)), { version: 3 })
    const page = await reader.versions(doi, { after: 1, limit: 1 })
    t.match(page, [{ version: 2 }])
    t.equal(page.length, 1)
    t.strictSame(await reader.steps('10.1234/none'), [])
  })
})

t.test('an answer is kept with the write it is for, or not at all, and forgotten in time', async (t) => {
  const store = await start(t)
  const answer = { request: 'r', outcome: 'created', doi, version: 1, notes: '[]' }
  const found = (key: string, since: string) => store.read((reader) => reader.answer('h', key, since))
  const failed = store.write(async (writer) => {
    await writer.keepAnswer('h', 'k', answer, instant(1), instant(0))
    throw new Error('no')
  })
  await t.rejects(failed)
  t.equal(await found('k', instant(0)), undefined)
  await store.write((writer) => writer.keepAnswer('h', 'k', answer, instant(1), instant(0)))
  t.strictSame(await found('k', instant(1)), answer)
  t.equal(await found('k', instant(2)), undefined, 'expired')
  t.equal(await store.read((reader) => reader.answer('other', 'k', instant(0))), undefined)
  await store.write((writer) => writer.keepAnswer('h', 'new', answer, instant(9), instant(2)))
  t.equal(await found('k', instant(0)), undefined, 'forgotten')
  t.strictSame(await found('new', instant(0)), answer)
})

t.test('whatever column of a version is altered, it is not given out, and is named', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const store = await openStore(`sqlite:${file}`)
  await putAll(
    store,
    many(8).map((one) => change(one, { format: 'json' })),
  )
  t.strictSame(await faultsOf(store), [])
  await store.close()
  const database = new DatabaseSync(file)
  database.exec('DROP TRIGGER version_is_not_changed')
  const changes = [
    `json = replace(json, 'title', 'tidle')`,
    `writer = 'another'`,
    `at = '2020-01-01T00:00:00.000Z'`,
    `format = 'jats'`,
    `doi = '10.1234/a.7'`,
    `kind = 'update'`,
    `json = replace(json, 'A title', 'A tidle'), crc = crc + 1`,
  ]
  for (const [i, sql] of changes.entries()) database.exec(`UPDATE version SET ${sql} WHERE seq = ${i + 1}`)
  database.close()
  const again = await start(t, `sqlite:${file}`)
  for (const [i, sql] of changes.entries()) {
    const reading = again.read((reader) => reader.byDoi(`10.1234/a.${i}`))
    await t.rejects(reading, { code: 'unavailable', message: /10\.1234\/a\.\d.*damaged/ }, sql)
  }
  t.match(await again.read((reader) => reader.byDoi('10.1234/a.7')), { version: 1 })
  t.equal((await faultsOf(again)).filter(({ version }) => version === 1).length, changes.length)
})

t.test('an index that leads to another article does not give that one out', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const store = await openStore(`sqlite:${file}`)
  await putAll(
    store,
    many(2).map((one) => change(one)),
  )
  await store.close()
  const database = new DatabaseSync(file)
  database.exec(`UPDATE article SET current = 3 - current`)
  database.close()
  const again = await start(t, `sqlite:${file}`)
  await t.rejects(
    again.read((reader) => reader.byDoi('10.1234/a.0')),
    { code: 'unavailable', message: /A version of 10\.1234\/a\.1 stands for another article/ },
  )
  t.match(await faultsOf(again), [{ doi: '10.1234/a.0', message: /not one of its own/ }, { doi: '10.1234/a.1' }])
})

t.test('bytes flipped anywhere: what is given out is what was written', async (t) => {
  const folder = t.testdir()
  const file = join(folder, 'a.db')
  const dois = many(40)
  const title = 'A title that is long enough to fill a page or two. '.repeat(20)
  const store = await openStore(`sqlite:${file}`)
  await putAll(
    store,
    dois.map((one, i) => change(one, { title: `${title}${i}` })),
  )
  const written = await store.read(async (reader) => {
    const all = new Map<string, string>()
    for (const one of dois) all.set(one, JSON.stringify(await reader.byDoi(one)))
    return all
  })
  await store.close()
  const sound = readFileSync(file)
  let seed = 7
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  let wrong = 0
  let refused = 0
  for (let trial = 0; trial < 40; trial++) {
    const bytes = Buffer.from(sound)
    const start = 100 + random(bytes.length - 700)
    for (let i = 0, length = 1 + random(512); i < length; i++) bytes[start + i] = random(256)
    writeFileSync(file, bytes)
    try {
      const damaged = await openStore(`sqlite:${file}`)
      for (const one of dois) {
        const found = await damaged.read((reader) => reader.byDoi(one)).catch(() => 'refused')
        if (found === 'refused') refused++
        else if (found !== undefined && JSON.stringify(found) !== written.get(one)) wrong++
      }
      await damaged.close()
    } catch {
      refused += dois.length
    }
  }
  t.equal(wrong, 0)
  t.ok(refused > 0)
})
