import { readFileSync } from 'node:fs'
import t from 'tap'
import type { Draft } from '../../../schemas/article.ts'
import { bibtex } from '../../../src/formats/bibtex.ts'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/bibtex/${name}.bib`, import.meta.url), 'utf8')
const drafts = (text: string): Draft[] =>
  bibtex.read(text).flatMap((reading) => ('draft' in reading ? [reading.draft] : []))
const one = (fields: string): Draft => drafts(`@article{key, ${fields}}`)[0] ?? {}

t.test('round and curly delimiters, strings, concatenation, comments', async (t) => {
  const [round, noKey, noMacro] = bibtex.read(fixture('every-delimiter'))
  t.strictSame(round, {
    place: 'round:72',
    draft: {
      contributors: [
        { kind: 'person', family: 'Khan', given: 'Ann', role: 'author' },
        { kind: 'literal', literal: 'The Consortium', role: 'author' },
      ],
      title: 'A "quoted" word and DNA',
      journal: { title: 'Journal of Computational Physics', publisher: { name: 'Example Press' } },
      pages: { first: '12', last: '20' },
      dates: { published: '1972-01-15' },
    },
    notes: [],
  })
  t.match(noKey, { place: 'line 20', draft: { title: 'No key' } })
  t.match(noMacro, { draft: { title: 'undefinedname' }, notes: [{ code: 'undefined-string', value: 'undefinedname' }] })
})

t.test('a broken entry is reported by its line and the others are read', async (t) => {
  const readings = bibtex.read(fixture('broken-in-between'))
  t.strictSame(
    readings.map((reading) => ('draft' in reading ? reading.draft.title : reading.place)),
    ['One', 'line 2 (broken)', 'Three', 'line 10 (nosign)', 'Five'],
  )
})

t.test('superfluous commas', async (t) => {
  t.strictSame(drafts(fixture('double-comma')), [
    { title: 'Two commas', volume: '7', issue: '2', dates: { published: '2020' } },
  ])
})

t.test('accents, mathematics and quotes become Unicode', async (t) => {
  const [rings] = drafts(fixture('accents'))
  t.equal(
    rings?.contributors?.map((name) => ('family' in name ? name.family : '')).join(' '),
    'Řehůřek Vallée Poussin Østergaard Łukasiewicz Gödel Bär İnan Nguyễn ísak',
  )
  t.equal(
    rings?.title,
    'The “quoted” word — <i>E. coli</i> in H<sub>2</sub>O, 5\u2009mm<sup>2</sup> at ±0.1% &amp; <i>more</i>, α and <tex>x^2</tex>, ß kept argument',
  )
  t.equal(rings?.journal?.title, 'Straße & Weg')
  const [reading] = bibtex.read(fixture('accents'))
  t.match(reading, { notes: [{ code: 'entry-type' }, { code: 'unknown-command', value: 'unknown' }] })
})

t.test('the grammar of names', async (t) => {
  const names = drafts(fixture('names'))[0]?.contributors?.map((name) => {
    if (name.kind === 'literal') return `{${name.literal}}`
    if (name.kind === 'group') return name.name
    return [name.given, name.nonDroppingParticle, name.family, name.suffix].map((part) => part ?? '').join('|')
  })
  t.strictSame(names, [
    'Donald E.||Knuth|',
    'Ludwig|van|Beethoven|',
    'Jan|van der|Berg|',
    'Martin Luther||King|Jr.',
    'Jean|de la|Fontaine|',
    '{World Health Organization}',
    'Joseph J.||Pimentel|Jr.',
    'Vincent|van|Gogh|',
    '{Barnes and Noble}',
    '||Madonna|',
    'José Ortega|y|Gasset|',
  ])
  const [reading] = bibtex.read(fixture('names'))
  t.match(reading, { notes: [{ code: 'contributors-incomplete' }] })
})

t.test('a particle stands at the start, and biblatex names its parts', async (t) => {
  t.match(one('author = {Fosas de Pando, Miguel and family=Beumont, given=Simon, prefix=de}').contributors, [
    { family: 'Fosas de Pando', given: 'Miguel', nonDroppingParticle: undefined },
    { family: 'Beumont', given: 'Simon', nonDroppingParticle: 'de' },
  ])
})

t.test('what registries answer', async (t) => {
  t.strictSame(drafts(fixture('registry-one-line')), [
    {
      contributors: [{ kind: 'person', family: 'Frank', given: 'Henry S.', role: 'author' }],
      title: 'The Structure of <i>Ordinary</i> Water &amp; Ice',
      journal: {
        title: 'Science',
        publisher: { name: 'American Association for the Advancement of Science (AAAS)' },
        issn: { unspecified: ['1095-9203'] },
      },
      volume: '169',
      issue: '3946',
      pages: { first: '635', last: '641' },
      dates: { published: '1970-08' },
      doi: '10.1126/science.169.3946.635',
    },
  ])
})

const months: readonly (readonly [month: string, date: unknown])[] = [
  ['mar', '2024-03'],
  ['Mar', '2024-03'],
  ['{March}', '2024-03'],
  ['3', '2024-03'],
  ['{mar 5}', '2024-03-05'],
  ['"15~" # jan', '2024-01-15'],
  ['{Spring}', '2024-21'],
  ['{Enero-Junio}', '2024-01/2024-06'],
  ['{Michaelmas Term}', { year: 2024, season: 'Michaelmas Term' }],
]
for (const [month, date] of months) {
  t.test(`month = ${month}`, async (t) => t.strictSame(one(`year = 2024, month = ${month}`).dates, { published: date }))
}

t.test('dates without a year of four digits', async (t) => {
  t.strictSame(one('year = {in press}').dates, { published: { literal: 'in press' } })
  t.strictSame(one('date = {2024-03-05}').dates, { published: '2024-03-05' })
  t.strictSame(one('received = {18 January 2024}').dates, { received: '2024-01-18' })
})

t.test('unknown fields are kept as they stood', async (t) => {
  t.strictSame(one('title = {T}, timestamp = {2020}, title = {Again}').unmapped, [
    { path: 'key/timestamp', value: '2020' },
    { path: 'key/title', value: 'Again' },
  ])
})

t.test('macros that name journals', async (t) => {
  t.strictSame(one('journal = {\\mnras}').journal, { title: 'Monthly Notices of the Royal Astronomical Society' })
  t.strictSame(one('journal = {\\nosuch}').journal, { title: '\\nosuch' })
})

t.test('DOIs in any dress', async (t) => {
  t.equal(one('doi = {https://doi.org/10.1000/a%20b}').doi, undefined)
  t.equal(one('doi = {https://doi.org/10.1000/ab}').doi, '10.1000/ab')
  t.equal(one('doi = {doi:10.1000/a\\_b}').doi, '10.1000/a_b')
  t.equal(one('url = {http://dx.doi.org/10.1000/ab}').doi, '10.1000/ab')
  t.strictSame(one('url = {\\url{https://example.org/a\\_b}}').links, [
    { url: 'https://example.org/a_b', kind: 'landing' },
  ])
})

t.test('hostile files are read in linear time', async (t) => {
  const doubling = Array.from({ length: 60 }, (_, at) => `@string{a${at + 1} = a${at} # a${at}}`).join('\n')
  const hostile = {
    'open braces': '{'.repeat(300_000),
    'entries that never end': '@a{b, c={\n'.repeat(10_000),
    'on one line': '@a{b, c={'.repeat(30_000),
    'open comments': '@comment{'.repeat(50_000),
    signs: '@'.repeat(300_000),
    'strings that double': `@string{a0 = {xxxx}}\n${doubling}\n@article{k, title = a60}`,
    names: `@article{k, author = {${'a, and '.repeat(30_000)}}}`,
    nested: `@article{k, funding = {${'{a='.repeat(20_000)}${'}'.repeat(20_000)}}}`,
    dashes: `@article{k, pages = {${'1-'.repeat(50_000)}}}`,
  }
  for (const [what, text] of Object.entries(hostile)) {
    const start = performance.now()
    try {
      bibtex.read(text)
    } catch (error) {
      t.match(error, { code: 'unreadable' }, what)
    }
    t.ok(performance.now() - start < 3000, what)
  }
})
