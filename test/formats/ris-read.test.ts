import { existsSync, readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import type { Reading } from '../../src/formats/codec.ts'
import { lessened } from '../../src/formats/losses.ts'
import { ris } from '../../src/formats/ris.ts'
import { sourceFates, sourceLeaves } from '../judges/source-leaves.ts'
import { crowded, full, site } from './tagged/sample.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/ris/${name}.ris`, import.meta.url), 'utf8')
const draftOf = (reading: Reading | undefined) => {
  if (!reading || 'refusal' in reading) throw new Error(`not read: ${reading?.refusal.message}`)
  return reading.draft
}
const read = (text: string) => draftOf(ris.read(text)[0])
const record = (...lines: string[]) => read(['TY  - JOUR', ...lines, 'ER  - '].join('\n'))
const notesOf = (text: string) =>
  ris.read(text).flatMap((one) => ('notes' in one ? one.notes.map(({ code }) => code) : []))

t.test('what was written is read, word by word', async (t) => {
  const { article } = admit(read(ris.write(full, site)))
  t.strictSame(article.contributors, [
    { kind: 'person', family: 'van der Berg', given: 'Jan', suffix: 'Jr.', role: 'author' },
    { kind: 'person', family: 'García Márquez', given: 'Ana María', role: 'author' },
    { kind: 'literal', literal: 'Tide Study Group Lund', role: 'author' },
    { kind: 'literal', literal: 'Madonna', role: 'author' },
    { kind: 'person', family: 'Ito', given: 'K.', role: 'editor' },
    { kind: 'literal', literal: 'L. Moreau', role: 'translator' },
  ])
  t.strictSame(article.dates, full.dates)
  t.strictSame(article.relations, [full.relations?.[1], full.relations?.[0]])
  t.strictSame([article.issue, article.supplement, article.articleNumber], ['5', 'Suppl. 1', 'e77'])
  t.strictSame(article.pages, full.pages)
  t.strictSame(article.identifiers, full.identifiers)
  t.strictSame(article.links, full.links)
  t.equal(article.unmapped, undefined)
  t.strictSame(article, lessened(full, ris))
})

t.test('CR alone, a byte order mark, 2001 tags, entities and a volume with its issue', async (t) => {
  const draft = read(fixture('cr-only-with-bom'))
  t.equal(draft.title, 'Tides &amp; ebb in H<sub>2</sub>O')
  t.equal(draft.contributors?.length, 2)
  t.strictSame(draft.journal, { title: 'Journal of Tides', abbreviatedTitles: [{ title: 'J. Tides' }] })
  t.strictSame([draft.volume, draft.issue, draft.pages], ['12', '3', { first: '377', last: '86' }])
  t.strictSame(draft.dates, { published: '2019-03-05' })
  t.ok(draft.abstracts)
})

t.test('records without ER, in small letters', async (t) => {
  const drafts = ris.read(fixture('no-end-and-small-letters')).map(draftOf)
  t.strictSame(
    drafts.map(({ title, dates }) => [title, dates?.published]),
    [
      ['First tide', '2001'],
      ['Second tide', '2002-21'],
    ],
  )
})

t.test('EndNote: one blank, wrapped lines, lists on lines without a tag', async (t) => {
  const draft = read(fixture('endnote-one-blank'))
  t.match(draft.abstracts?.[0]?.sections[0]?.paragraphs[0], /its line and then/)
  t.strictSame(draft.keywords, [{ terms: ['tides', 'ebb', 'clock', 'moon'] }])
  t.equal(draft.doi, '10.5555/tides')
  t.strictSame(draft.identifiers, [
    { type: 'isbn', value: '978-3-16-148410-0' },
    { type: 'pmid', value: '12345678' },
  ])
  t.strictSame(draft.journal?.issn, { unspecified: ['1476-4687'] })
  t.equal(draft.language, 'en')
})

t.test('a publisher’s page: what is said twice is said once, what is no value is kept apart', async (t) => {
  const text = fixture('publisher-page')
  const draft = read(text)
  t.equal(draft.doi, '10.5555/n.1')
  t.strictSame(
    draft.contributors?.map(({ kind }) => kind),
    ['person', 'group', 'literal'],
  )
  t.strictSame(
    draft.links?.map(({ url }) => url),
    ['https://example.org/n/1', 'https://example.org/n/1.full'],
  )
  t.strictSame([draft.supplement, draft.issue], ['Suppl 2', undefined])
  t.strictSame(draft.unmapped, [
    { path: 'SN', value: '1234-5678' },
    { path: 'AB', value: 'Abstract' },
    { path: 'N1', value: 'Cited By :10' },
    { path: 'Y2', value: '2020/03/04' },
  ])
  t.strictSame(notesOf(text), ['url-scheme', 'name-literal', 'contributors-incomplete', 'issn-syntax', 'no-abstract'])
  t.doesNotThrow(() => admit(draft))
})

t.test('dates in the precision that was given', async (t) => {
  const dates: readonly (readonly [readonly string[], unknown])[] = [
    [['PY  - 2009///'], '2009'],
    [['PY  - 2016/12//'], '2016-12'],
    [['PY  - 1998///Spring'], '1998-21'],
    [['PY  - 2018///Enero-Junio'], '2018-01/2018-06'],
    [['PY  - 2018///Michaelmas Term'], { year: 2018, season: 'Michaelmas Term' }],
    [['Y1  - 2005/07/15', 'PY  - 2005'], '2005-07-15'],
    [['Y1  - 1900/01/01', 'DA  - 1950/01/01'], '1950-01-01'],
    [['PY  - 03/04/2024'], { literal: '03/04/2024' }],
    [['PY  - 2019/03/12/T20:12:22Z'], '2019-03-12'],
    [['PY  - 2019/13/40'], { year: 2019, season: '13 40' }],
    [['PY  - in press'], { literal: 'in press' }],
    [['PY  - 2019', 'DA  - MAR 5'], '2019-03-05'],
    [['PY  - 2019', 'DA  - WIN'], { year: 2019, season: 'WIN' }],
    [['PY  - 0000'], undefined],
  ]
  for (const [lines, published] of dates) t.strictSame(record(...lines).dates?.published, published, lines.join())
  t.strictSame(record('ET  - 2016/10/20', 'PY  - 2016').dates, { publishedOnline: '2016-10-20', published: '2016' })
})

t.test('pages, whichever field holds the span', async (t) => {
  t.strictSame(record('SP  - 1-22').pages, { first: '1', last: '22' })
  t.strictSame(record('SP  - 1-22', 'EP  - 22').pages, { first: '1', last: '22' })
  t.strictSame(record('SP  - 233-240.e2').pages, { first: '233', last: '240.e2' })
  t.strictSame(record('SP  - 12-15, 20').pages, { literal: '12-15, 20' })
  t.strictSame(record('SP  - no-no').pages, undefined)
  t.strictSame(record('C7  - 34', 'SP  - 34').pages, undefined)
  t.strictSame(record('SP  - A-12').pages, { first: 'A-12' })
})

t.test('names are taken apart only where the source does', async (t) => {
  const names = (...lines: string[]) => record(...lines.map((name) => `AU  - ${name}`)).contributors
  t.match(names('Berg, J van der', 'King, Martin, III', 'King, Jr., Martin', 'University of X, Institute of Z'), [
    { kind: 'person', family: 'Berg', given: 'J van der' },
    { kind: 'person', family: 'King', given: 'Martin', suffix: 'III' },
    { kind: 'person', family: 'King', given: 'Martin', suffix: 'Jr.' },
    { kind: 'literal', literal: 'University of X, Institute of Z' },
  ])
  t.match(record('A2  - Ito, J.', 'A1  - Khan, A.').contributors, [{ role: 'author' }, { role: 'editor' }])
  t.equal(names('&NA;'), undefined)
})

t.test('what stands outside of records is kept, and a note of ours is no note of others', async (t) => {
  const draft = read(fixture('database-header'))
  t.match(draft.unmapped, [{ path: 'PY' }, { value: 'Provider: Sea of Papers' }, { path: 'outside of records' }])
  const other = record('N1  - Comment: a fine paper', 'N1  - Version 2', 'N1  - Data: https://doi.org/10.5555/data')
  t.strictSame(
    other.unmapped?.map(({ value }) => value),
    ['Comment: a fine paper', 'Version 2'],
  )
  t.strictSame(other.relations, [{ type: 'has-dataset', doi: '10.5555/data' }])
})

t.test('no text, no record', async (t) => {
  t.throws(() => ris.read('Hello - world'), { code: 'unreadable', message: /Line 1.*TY/ })
  t.equal(ris.sniffs('Hello - world'), 0)
  t.equal(ris.sniffs('@article{a, title = {TY  - JOUR}}'), 0)
})

t.test('names of prototypes and lines without end do no harm', async (t) => {
  t.doesNotThrow(() => admit(record('TI  - __proto__', 'KW  - constructor', '__proto__  - x')))
  const started = performance.now()
  for (const run of [' ', ',', ';', '(', '<', '$a', '- '])
    for (const tag of ['AU', 'N1', 'SN', 'LA', 'UR', 'PY', 'SP', 'IS'])
      ris.read(`TY  - JOUR\n${tag}  - a${run.repeat(20_000)}b\nER  - `)
  t.equal(read(ris.write(crowded(5000), site)).contributors?.length, 5000)
  t.ok(performance.now() - started < 20_000)
})

const shared = new URL('../../../shared/corpora/ris-enw-nbib/', import.meta.url)
t.test(
  'records of others: nothing is lost',
  { skip: !existsSync(shared) && 'the larger collection is not there' },
  async (t) => {
    for (const name of readdirSync(shared, { recursive: true, encoding: 'utf8' }).filter((one) =>
      one.endsWith('.ris'),
    )) {
      const text = readFileSync(new URL(name, shared), 'utf8')
      const readings = ris.read(text)
      for (const reading of readings) t.doesNotThrow(() => admit(draftOf(reading)), name)
      t.strictSame(
        sourceFates(sourceLeaves(text, ris), readings).filter(({ fate }) => fate === 'lost'),
        [],
        name,
      )
    }
  },
)
