import fc from 'fast-check'
import t from 'tap'
import type { Article, Contributor } from '../../schemas/article.ts'
import { bibtex } from '../../src/formats/bibtex.ts'
import { lessened } from '../../src/formats/losses.ts'
import { article } from '../arbitraries.ts'
import { sample } from './bibtex/sample.ts'

const write = (one: Article) => bibtex.write(one)
const line = (one: Article, field: string) =>
  write(one)
    .split('\n')
    .find((text) => text.startsWith(`  ${field} = `))
    ?.trim()
    .replace(/,$/, '')
const readBack = (one: Article) => {
  const [reading] = bibtex.read(write(one))
  return reading && 'draft' in reading ? reading.draft : reading
}
const person = (family: string, given?: string, rest: Partial<Contributor> = {}): Contributor =>
  ({ kind: 'person', role: 'author', family, ...(given && { given }), ...rest }) as Contributor // parts of a person only

const written: readonly (readonly [what: string, field: string, article: Article, text: string])[] = [
  [
    'acronyms, and names in a title in sentence case, keep their capitals',
    'title',
    sample,
    'title = {Growth of \\textit{E. coli} and {DNA} in {H}\\textsubscript{2}{O} \\& the rivers of {Western} {Europe}}',
  ],
  [
    'ordinary words of a Title Case title are left to the style',
    'title',
    { title: 'The Long-Term Effects of pH, mRNA and SARS-CoV-2 on McDonald’s iPhones' },
    'title = {The Long-Term Effects of {pH}, {mRNA} and {SARS-CoV-2} on {McDonald’s} {iPhones}}',
  ],
  [
    'text is escaped',
    'title',
    { title: 'R&amp;D 100% #1 a_b $5 ~x ^2 {y} \\z' },
    'title = {{R\\&D} 100\\% \\#1 a\\_b \\$5 \\textasciitilde{}x \\textasciicircum{}2 \\{y\\} \\textbackslash{}z}',
  ],
  ['a DOI is not escaped', 'doi', sample, `doi = {${sample.doi}}`],
  ['nor is this one', 'doi', { doi: '10.1000/a_b#c%25' }, 'doi = {10.1000/a_b#c%25}'],
  [
    'a DOI that would break the entry is written as its address',
    'doi',
    { doi: '10.1000/a}b' },
    'doi = {https://doi.org/10.1000/a%7Db}',
  ],
  [
    'the address is percent-encoded',
    'url',
    sample,
    'url = {https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O}',
  ],
  [
    'names in the three forms, groups and mononyms in braces',
    'author',
    sample,
    'author = {van der Berg, Jan and King, Jr., Martin Luther and {The Barnes and Noble Consortium} and {Madonna}}',
  ],
  [
    'a family name that BibTeX would take apart is held together',
    'author',
    { contributors: [person('Ortega y Gasset', 'José'), person('van der Berg', 'Jan'), person('hooks', 'bell')] },
    'author = {{Ortega y Gasset}, José and {van der Berg}, Jan and hooks, bell}',
  ],
  ['a month is a macro', 'month', sample, 'month = mar'],
  ['a season is no month', 'month', { dates: { published: '2024-21' } }, ''],
  ['two hyphens in a span', 'pages', sample, 'pages = {635--641}'],
  ['in every span', 'pages', { pages: { literal: 'e1–e10, S12-S15' } }, 'pages = {e1--e10, S12--S15}'],
  ['page 0 in braces, for biber', 'pages', { pages: { first: '0', last: '0' } }, 'pages = {{0--0}}'],
  ['an article number stands for pages', 'pages', { articleNumber: 'e42' }, 'pages = {e42}'],
  ['and in a field of its own', 'eid', { articleNumber: 'e42' }, 'eid = {e42}'],
  ['the day of receipt', 'received', sample, 'received = {2024-01-18}'],
  ['the day of acceptance', 'accepted', sample, 'accepted = {2024-02-01}'],
  [
    'affiliations with semicolons are held together',
    'affiliation',
    sample,
    'affiliation = {{Institute of Rivers; Department B, Bergen, Norway}; University of Lakes, Oslo, Norway}',
  ],
  ['who works where', 'author+an:affiliation', sample, 'author+an:affiliation = {1="aff1, aff2"; 2="aff2"}'],
  ['ORCID', 'author+an:orcid', sample, 'author+an:orcid = {1="0000-0002-1825-0097"}'],
  ['e-mail', 'author+an:email', sample, 'author+an:email = {1="jan@example.org"}'],
  [
    'a retraction is said in words',
    'note',
    { relations: [{ type: 'retracted-by', doi: '10.1000/1' }] },
    'note = {Retracted: https://doi.org/10.1000/1}',
  ],
]
for (const [what, field, one, text] of written) {
  t.test(what, async (t) => {
    t.equal(line(one, field) ?? '', text)
    t.strictSame(readBack(one), lessened(one, bibtex))
  })
}

t.test('the kind of entry', async (t) => {
  t.match(write(sample), /^@article\{berg2024,\n {2}author = /)
  t.match(write({ ...sample, type: 'preprint' }), /^@misc\{/)
  t.match(write({ title: 'Without a journal' }), /^@misc\{/)
})

t.test('everything of a full record comes back', async (t) => {
  t.strictSame(readBack(sample), sample)
})

t.test('any article comes back, less what is declared lost', async (t) => {
  fc.assert(
    fc.property(article(), (one) => {
      t.strictSame(readBack(one), lessened(one, bibtex))
    }),
    { numRuns: 100 },
  )
})

t.test('names that BibTeX reads otherwise come back', async (t) => {
  const part = fc
    .array(
      fc.constantFrom(
        'and',
        'von',
        'de',
        'A',
        'Jr.',
        'B,',
        '{x}',
        'ß',
        "O'N",
        'Ünal',
        'others',
        'a~b',
        '--',
        '"',
        '\\',
      ),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((words) => words.join(' '))
  const name = fc.record(
    { family: part, given: part, suffix: part, nonDroppingParticle: part, droppingParticle: part },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (names) => {
      const one: Article = {
        contributors: names
          .filter((parts) => parts.family !== undefined || parts.given !== undefined)
          .map((parts) => ({ kind: 'person', role: 'author', ...parts })),
      }
      fc.pre((one.contributors?.length ?? 0) > 0)
      t.strictSame(readBack(one), one, write(one))
    }),
    { numRuns: 300 },
  )
})

t.test('two entries in one file are two readings', async (t) => {
  const [head, between, tail] = bibtex.frame
  t.equal(bibtex.read(head + [write(sample), bibtex.write(sample)].join(between) + tail).length, 2)
  t.equal(bibtex.sniffs(write(sample)), 0.9)
  t.equal(bibtex.sniffs('{"a": 1}'), 0)
})
