/**
 * Wherever in the file the name of an article is damaged, nobody is told that there is no such article, nor is it deposited
 * a second time.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { openStore } from '../../src/store/open.ts'
import type { StoreWriter } from '../../src/store/store.ts'
import { change } from './contract.ts'

const count = 40
const doiOf = (n: number) => `10.5555/tide.${String(n).padStart(3, '0')}`
const keyOf = (n: number) => `wave${String(n).padStart(3, '0')}`
const withdrawn = 21
const chosen = [20, withdrawn]

t.test('a damaged name is a refusal, never “not found”', async (t) => {
  const file = join(t.testdir(), 'a.db')
  const store = await openStore(`sqlite:${file}`)
  const words = { title: 'T', abstract: '', names: '', affiliations: '', journal: '', keywords: '' }
  for (let n = 0; n < count; n++) {
    const search = { ...words, facts: `doi\t${doiOf(n)}` }
    await store.write((writer) => writer.put(change(doiOf(n), { citationKey: keyOf(n), search })))
  }
  await store.write((writer) => writer.put(change(doiOf(withdrawn), { kind: 'withdraw', reason: 'R' })))
  const depositAgain = async (storing: typeof store, n: number): Promise<void> => {
    const room = async (writer: StoreWriter) =>
      (await writer.byDoi(doiOf(n))) ?? writer.put(change(doiOf(n), { citationKey: keyOf(n) }))
    const deposited = await storing.write(room).catch((error: unknown) => error)
    if (deposited instanceof Error && !(deposited instanceof Refusal && deposited.code === 'unavailable'))
      throw deposited
  }
  const missing = async (looking: typeof store): Promise<string[]> => {
    const wrong: string[] = []
    for (const n of chosen) {
      for (const [name, look] of [
        ['DOI', () => looking.read((reader) => reader.byDoi(doiOf(n)))],
        ['key', () => looking.read((reader) => reader.byCitationKey(keyOf(n)))],
        ['version', () => looking.read((reader) => reader.version(doiOf(n), 1))],
        ['instant', () => looking.read((reader) => reader.versionAt(doiOf(n), '9999-01-01T00:00:00.000Z'))],
        ['versions', async () => (await looking.read((reader) => reader.versions(doiOf(n))))[0]],
        ['steps', async () => (await looking.read((reader) => reader.steps(doiOf(n))))[0]],
      ] as const) {
        const found = await look().catch((error: unknown) => error)
        if (found instanceof Error && !(found instanceof Refusal && found.code === 'unavailable')) throw found
        if (found === undefined) wrong.push(`${name} of ${n}`)
      }
    }
    return wrong
  }
  t.same(await missing(store), [], 'as long as nothing is damaged everything is there')
  t.equal(await store.read((reader) => reader.byDoi('10.5555/tide.0205')), undefined, 'and what is not there is not')
  t.equal(await store.read((reader) => reader.byCitationKey('wave0205')), undefined)
  t.equal(await store.read((reader) => reader.version(doiOf(1), 2)), undefined)
  t.equal(await store.read((reader) => reader.versionAt(doiOf(1), '1999-01-01T00:00:00.000Z')), undefined)
  t.same(await store.read((reader) => reader.versions(doiOf(1), { after: 1, limit: 5 })), [])
  t.same(await store.read((reader) => reader.versions(doiOf(1), { after: 0, limit: 0 })), [])
  await store.close()

  const whole = readFileSync(file)
  let damaged = 0
  for (const name of chosen.flatMap((n) => [doiOf(n), keyOf(n)])) {
    for (let at = whole.indexOf(name); at !== -1; at = whole.indexOf(name, at + 1)) {
      for (const place of [0, 3, name.length - 1]) {
        const bytes = Buffer.from(whole)
        bytes[at + place] = (bytes[at + place] ?? 0) ^ 2
        for (const end of ['-wal', '-shm']) rmSync(file + end, { force: true })
        writeFileSync(file, bytes)
        const opened = await openStore(`sqlite:${file}`)
        t.same(await missing(opened), [], `byte ${at + place}, in ${name}`)
        for (const n of chosen) await depositAgain(opened, n)
        await opened.close()
        for (const n of chosen) t.equal(articlesOf(file, n), 1, `one article ${n}: byte ${at + place}, in ${name}`)
        damaged++
      }
    }
  }
  t.ok(damaged >= 24, `${damaged} times`)
})

/** How many articles have versions under the DOI, told without an index; a damaged name is one that is not under it. */
function articlesOf(file: string, n: number): number {
  const database = new DatabaseSync(file, { readOnly: true })
  const counted = database.prepare('SELECT count(DISTINCT article) AS n FROM version NOT INDEXED WHERE doi = ?')
  const { n: found } = counted.get(doiOf(n)) ?? {}
  database.close()
  return Math.max(Number(found), 1)
}
