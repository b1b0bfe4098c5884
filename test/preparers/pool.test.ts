import t from 'tap'
import { depositRules } from '../../src/deposit-rules.ts'
import { portionsOf } from '../../src/library/intake.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { type Preparers, preparersHere } from '../../src/library/preparing.ts'
import { createPreparers } from '../../src/preparers/pool.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { createVerification } from '../../src/verify/verify.ts'

const settings = readSettings({ VERIFY_JATS: 'deposit', CITATION_KEY: '{author}there' })
const rules = depositRules(settings, createVerification())

// Every hundredth is refused, for three reasons; several hundred portions.
const faults = ['{"doi": ', '{"doi":"10.5555/x","type":"poem"}', '[1]']
const record = (n: number) => ({
  doi: `10.5555/${n}`,
  type: 'research-article',
  title: `Nº ${n} – 東京 ${'word '.repeat(300)}`,
  contributors: [{ kind: 'person', family: 'Khan', given: 'Ann', role: 'author' }],
  dates: { received: '2024-03-01', accepted: '2024-02-01' },
})
const lineOf = (n: number) => (n % 100 === 99 ? (faults[((n / 100) % 3) | 0] ?? '') : JSON.stringify(record(n)))
const count = 3000

async function* texts() {
  for (let at = 0; at < count; at += 50) yield Array.from({ length: 50 }, (_, n) => `${lineOf(at + n)}\n`).join('')
}

async function report(preparers: Preparers) {
  const store = await openStore('sqlite::memory:')
  const library = createLibrary({ store, preparers, ...rules })
  const lines = []
  for await (const line of library.depositAll(portionsOf(texts()), { by: localCaller })) {
    // A turn of the event loop, in which threads are heard.
    if (lines.length % 500 === 0) await new Promise((done) => setTimeout(done, 20))
    const refusal = 'refusal' in line ? { ...line.refusal, message: line.refusal.message } : undefined
    lines.push({ ...line, refusal })
  }
  const kept = await library.find('10.5555/2424')
  await store.close()
  return { lines, kept: { ...kept, created: '', modified: '' } }
}

t.test('threads prepare the same, in the same order, as the calling thread', async (t) => {
  const pool = createPreparers(rules, settings)
  const [elsewhere, here] = [await report(pool), await report(preparersHere(rules))]
  await pool.close()
  t.equal(here.lines.length, count)
  t.equal(here.lines.filter(({ outcome }) => outcome === 'refused').length, count / 100)
  t.same(elsewhere, here)
  t.match(here.lines[42], { place: 'line 43', outcome: 'created', doi: '10.5555/42' })
  t.ok(here.lines[42] && 'notes' in here.lines[42] && here.lines[42].notes.length > 0, 'with its notes')
})

t.test('the calling thread helps itself until the threads have started', async (t) => {
  // The threads have the settings’ template, the calling thread another.
  const pool = createPreparers({ ...rules, keyTemplate: '{author}here' }, settings)
  const portion = { text: JSON.stringify(record(1)) }
  const key = async () =>
    (await pool.prepare(portion, { by: localCaller }))
      .flatMap((parcel) => parcel.items())
      .map((one) => 'written' in one && one.written.citationKey)
  t.same(await key(), ['khanhere'])
  let last = await key()
  for (const start = Date.now(); last[0] !== 'khanthere' && Date.now() - start < 60_000; last = await key())
    await new Promise((done) => setTimeout(done, 50))
  t.same(last, ['khanthere'])
  await pool.close()
})

t.test('a pool may be closed before it was used, and twice', async (t) => {
  const pool = createPreparers(rules, settings)
  await pool.close()
  await t.resolves(pool.close())
})

t.test('aside, only what is short is prepared in the calling thread', async (t) => {
  const pool = createPreparers({ ...rules, keyTemplate: '{author}here' }, settings, { aside: true })
  const keyOf = async (text: string) => {
    const [parcel] = await pool.prepare({ text }, { by: localCaller })
    const first = parcel?.items()[0]
    return first && 'written' in first && first.written.citationKey
  }
  const many = Array.from({ length: 30 }, (_, n) => JSON.stringify(record(n))).join('\n')
  t.equal(await keyOf(many), 'khanthere')
  t.equal(await keyOf(JSON.stringify(record(1))), 'khanhere')
  await pool.close()
})
