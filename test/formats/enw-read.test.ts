import { readFileSync } from 'node:fs'
import t from 'tap'
import { admit } from '../../src/article/admit.ts'
import { enw } from '../../src/formats/enw.ts'
import { lessened } from '../../src/formats/losses.ts'
import { sourceFates, sourceLeaves } from '../judges/source-leaves.ts'
import { full, site } from './tagged/sample.ts'

const fixture = readFileSync(new URL('../fixtures/enw/library.enw', import.meta.url), 'utf8')
const drafts = (text: string) =>
  enw.read(text).map((reading) => {
    if ('refusal' in reading) throw reading.refusal
    return reading.draft
  })

t.test('what was written is read', async (t) => {
  const [draft = {}] = drafts(enw.write(full, site))
  const { article } = admit(draft)
  t.strictSame(article.dates, full.dates)
  t.match(article.contributors, [
    { suffix: 'Jr.' },
    {},
    { kind: 'group', name: 'Tide Study Group Lund' },
    { kind: 'literal' },
  ])
  t.strictSame(article.identifiers, full.identifiers)
  t.strictSame(article, lessened(full, enw))
})

t.test('a library: names, a day beside its year, lists on several lines, words for the language', async (t) => {
  const [first, second] = drafts(fixture)
  t.match(first, {
    doi: '10.5555/t.2',
    contributors: [{ family: 'Khan' }, { kind: 'group' }, { literal: 'Madonna' }, { role: 'editor' }],
    dates: { published: '2015-03-03' },
    pages: { first: '943', last: '7' },
    journal: { issn: { electronic: '1532-1827' }, abbreviatedTitles: [{ title: 'J. Tides' }] },
    keywords: [{ terms: ['tides', 'ebb'] }],
    language: 'de',
    unmapped: [{ path: '7', value: '2nd' }],
  })
  t.strictSame(second?.dates, { published: { literal: 'in press' } })
  t.strictSame(
    sourceFates(sourceLeaves(fixture, enw), enw.read(fixture)).filter(({ fate }) => fate === 'lost'),
    [],
  )
})

t.test('a blank line within an abstract ends no record', async (t) => {
  const [draft, ...others] = drafts('%0 Journal Article\n%T Tides\n%X One.\n\nTwo.\n%D 2001\n')
  t.equal(others.length, 0)
  t.strictSame(draft?.abstracts?.[0]?.sections[0]?.paragraphs, ['One. Two.'])
})

t.test('what is no Refer', async (t) => {
  t.throws(() => enw.read('50% of all'), { code: 'unreadable' })
  t.equal(enw.sniffs('% a comment of TeX\n\\title{x}'), 0)
})

t.test('a heading or comments before the first tag do not hide what the text is, and are kept', async (t) => {
  for (const head of ['# from a library of 1980\n', 'Exported on 3 May 2004\n\n']) {
    const text = `${head}%A Berg, Jan\n%T Tides of stone\n%J Shores\n%D 1980\n`
    t.ok(enw.sniffs(text) > 0.8)
    const [draft = {}] = drafts(text)
    t.equal(draft.title, 'Tides of stone')
    t.match(draft.unmapped, [{ path: 'outside of records', value: head.trim() }])
  }
  t.equal(enw.sniffs(`${'Line one\n'.repeat(30)}%A Berg, Jan\n%T Tides\n`), 0)
})

t.test('a long text without a record, and a field longer than any, are refused at once with their line', async (t) => {
  t.throws(() => enw.read('%0 \n'.repeat(400_000)), { code: 'unreadable', message: /^Line 1: There is no record/ })
  t.throws(() => enw.read(`%0 Journal Article\n%T Tides\n%X ${'a '.repeat(600_000)}`), {
    code: 'unreadable',
    message: /^Line 3: .*characters/,
  })
  const many = '%0 Journal Article\r%T Tides of stone\r\r'.repeat(30_000)
  t.equal(enw.read(many).length, 30_000)
})
