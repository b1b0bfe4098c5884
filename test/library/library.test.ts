import t from 'tap'
import { Refusal } from '../../src/article/refusal.ts'
import { depositRules } from '../../src/deposit-rules.ts'
import { guessFormat, readerNamed, writerNamed } from '../../src/formats/index.ts'
import { convert } from '../../src/library/convert.ts'
import { formatCursor, parseCursor } from '../../src/library/cursor.ts'
import type { ReportLine } from '../../src/library/deposit.ts'
import { localCaller } from '../../src/library/keys.ts'
import { createLibrary } from '../../src/library/library.ts'
import { searchTextOf } from '../../src/library/search-text.ts'
import { readSettings } from '../../src/settings.ts'
import { openStore } from '../../src/store/open.ts'
import { createVerification } from '../../src/verify/verify.ts'

async function start(t: { teardown: (run: () => Promise<void>) => void }) {
  const store = await openStore('sqlite::memory:')
  t.teardown(() => store.close())
  return { store, library: createLibrary({ store }) }
}

const reading = (doi: string, title: string) => ({ place: doi, draft: { doi, title }, notes: [] })

t.test('a bulk deposit reports every record in order, in batches, and counts on without gaps', async (t) => {
  const { library } = await start(t)
  const readings = Array.from({ length: 2500 }, (_, n) => reading(`10.5555/${n % 2400}`, n === 1234 ? '' : `T${n}`))
  const lines: ReportLine[] = []
  for await (const line of library.depositAll(readings, { by: localCaller })) lines.push(line)
  t.strictSame(
    lines.map(({ place }) => place),
    readings.map(({ place }) => place),
  )
  t.equal(lines.filter(({ outcome }) => outcome === 'created').length, 2400)
  t.equal(lines.filter(({ outcome }) => outcome === 'updated').length, 100)
  const changes = await library.changesSince(0, 10_000)
  t.strictSame(
    changes.map(({ seq }) => seq),
    changes.map((_, i) => i + 1),
  )
  t.equal(changes.length, 2500)
  t.equal((await library.history('10.5555/3')).length, 2)
  t.match(await library.history('10.5555/3'), [
    { version: 1, json: /T3/ },
    { version: 2, json: /T2403/ },
  ])
})

t.test('a dry run judges as a run does, and writes nothing', async (t) => {
  const { library, store } = await start(t)
  const before = await store.read((reader) => reader.lastSeq())
  const outcomes: string[] = []
  const readings = [
    reading('10.5555/1', 'A'),
    reading('10.5555/1', 'A'),
    reading('10.5555/1', 'B'),
    reading('nonsense', 'C'),
  ]
  for await (const { outcome } of library.depositAll(readings, { by: localCaller, dryRun: true }))
    outcomes.push(outcome)
  t.strictSame(outcomes, ['created', 'unchanged', 'updated', 'refused'])
  t.equal(await store.read((reader) => reader.lastSeq()), before)
})

t.test('an article that a judge refuses is not kept, alone or among others', async (t) => {
  const store = await openStore('sqlite::memory:')
  t.teardown(() => store.close())
  const judge = ({ title }: { title?: string }) => {
    if (title === 'B') throw new Refusal('invalid-article', 'The document would not be valid.')
  }
  const library = createLibrary({ store, judge })
  const by = localCaller
  await t.rejects(library.deposit({ draft: { doi: '10.5555/2', title: 'B' }, by }), { code: 'invalid-article' })
  const outcomes: string[] = []
  const readings = [reading('10.5555/1', 'A'), reading('10.5555/2', 'B'), reading('10.5555/3', 'C')]
  for await (const { outcome } of library.depositAll(readings, { by })) outcomes.push(outcome)
  t.strictSame(outcomes, ['created', 'refused', 'created'])
  t.equal(await library.count(), 2)
})

t.test('what the settings ask of deposits: keys by a template, JATS judged before keeping', async (t) => {
  const settings = readSettings({ CITATION_KEY: '{title}_{year}', VERIFY_JATS: 'deposit' })
  const judged: string[] = []
  const judge = (format: string) => {
    judged.push(format)
    return []
  }
  const verification = { ...createVerification(), judge }
  const store = await openStore('sqlite::memory:')
  t.teardown(() => store.close())
  const library = createLibrary({ store, ...depositRules(settings, verification) })
  const { record } = await library.deposit({
    draft: { doi: '10.5555/1', title: 'The tides', dates: { published: '2024' } },
    by: localCaller,
  })
  t.equal(record.citationKey, 'tides_2024')
  t.strictSame(judged, ['jats'])
  t.equal((await library.findByCitationKey('tides_2024'))?.doi, '10.5555/1')
  t.equal(depositRules(readSettings({}), verification).judge, undefined)
})

t.test('an import does not bring back what was withdrawn', async (t) => {
  const { library } = await start(t)
  const by = localCaller
  await library.deposit({ draft: { doi: '10.5555/1', title: 'A' }, by })
  await library.withdraw({ doi: '10.5555/1', reason: 'Duplicate', by })
  for await (const line of library.depositAll([reading('10.5555/1', 'A')], { by })) {
    t.match(line, { outcome: 'refused', refusal: { code: 'withdrawn' } })
  }
})

t.test('writers that expect the same version: one wins', async (t) => {
  const { library } = await start(t)
  const by = localCaller
  await library.deposit({ draft: { doi: '10.5555/1', title: 'A' }, by })
  const expected = { kind: 'version' as const, versions: [1] }
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) => library.deposit({ draft: { doi: '10.5555/1', title: `B${n}` }, expected, by })),
  )
  t.equal(tries.filter(({ status }) => status === 'fulfilled').length, 1)
  t.equal((await library.find('10.5555/1'))?.version, 2)
})

t.test('a cursor belongs to its question', async (t) => {
  const cursor = formatCursor('list', 17)
  t.match(cursor, /^[\w-]+$/)
  t.equal(parseCursor('list', cursor), 17)
  for (const wrong of [cursor.slice(1), '', 'x', Buffer.from('[]').toString('base64url')]) {
    t.throws(() => parseCursor('list', wrong), { code: 'invalid-request' })
  }
  t.throws(() => parseCursor('search:x', cursor), { code: 'invalid-request' })
})

t.test('search text is plain', async (t) => {
  const text = searchTextOf({
    doi: '10.5555/1',
    title: 'H<sub>2</sub>O',
    contributors: [
      {
        kind: 'person',
        role: 'author',
        given: 'Jan',
        nonDroppingParticle: 'van der',
        family: 'Berg',
        native: { name: '王' },
      },
      { kind: 'group', role: 'author', name: 'Group', members: [{ kind: 'person', role: 'author', family: 'Member' }] },
    ],
    journal: { title: 'J', issn: { print: '0028-0836' } },
    keywords: [{ terms: ['<i>k</i>'] }],
  })
  t.match(text, { title: 'H2O', names: 'Jan van der Berg 王 Group Member', journal: 'J 0028-0836', keywords: 'k' })
})

t.test('conversion: every record or its refusal, with notes', async (t) => {
  const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
  const text =
    '[{"doi":"10.5555/1","title":"A","references":[{"unstructured":"x"}]},{"title":7},{"title":"without DOI"}]'
  const readings = readerNamed('json').read(text)
  const results = []
  for await (const result of convert(readings, { to: writerNamed('bibtex'), site })) results.push(result)
  const [one, two, three] = results
  t.match(one, { text: /^@misc/ })
  t.match(two, { refusal: { code: 'invalid-article' } })
  t.match(three, { text: /without \{DOI\}/ })
  t.throws(() => writerNamed('page-text'), { code: 'not-writable' })
  t.throws(() => readerNamed('docx'), { code: 'unknown-format' })
  t.throws(() => guessFormat('  '), { code: 'unreadable', message: /empty/ })
})
