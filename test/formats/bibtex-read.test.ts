import { readFileSync } from 'node:fs'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { bibtex } from '../../src/formats/bibtex.ts'

const fixture = (name: string) => readFileSync(new URL(`../fixtures/bibtex/${name}.bib`, import.meta.url), 'utf8')
const draftOf = (text: string, at = 0): Draft => {
  const reading = bibtex.read(text)[at]
  return reading && 'draft' in reading ? reading.draft : {}
}
const one = (fields: string): Draft => draftOf(`@article{key, ${fields}}`)

t.test('what is out of place is kept apart and the entry is read', async (t) => {
  const readings = bibtex.read(fixture('stray'))
  t.match(readings, [
    {
      draft: {
        title: 'Stray text',
        contributors: [{ family: 'Khan' }],
        unmapped: [{ value: 'this is no field' }, { value: 'and {Ito, Jun}' }],
      },
      notes: [{ code: 'stray-text' }, { code: 'stray-text' }],
    },
    { draft: { title: 'No comma', volume: '7', dates: { published: '2021' } }, notes: [{ code: 'missing-comma' }] },
    { draft: { title: 'The other delimiter' }, notes: [{ code: 'entry-delimiter' }, { code: 'entry-type' }] },
    { draft: { title: 'Not closed', dates: { published: '2023' } }, notes: [{ code: 'entry-not-closed' }] },
    { draft: { title: 'Last' } },
    { place: 'line 18', refusal: { message: /no opening brace/ } },
  ])
})

t.test('the habits of other programs', async (t) => {
  const draft = draftOf(fixture('habits'))
  const { unmapped, ...record } = draft
  t.strictSame(record, {
    contributors: [{ kind: 'literal', literal: 'The Rivers Consortium', role: 'author' }],
    title: 'Growth of <i>E. coli</i> &amp; H<sub>2</sub>O',
    journal: {
      title: 'Journal of Rivers',
      issn: { electronic: '2434-561X', print: '0028-0836' },
    },
    dates: { published: '2018' },
    language: 'en',
    keywords: [{ terms: ['alpha', 'beta, gamma'] }, { vocabulary: 'author', terms: ['delta', 'epsilon'] }],
    abstracts: [{ sections: [{ title: 'Aims', paragraphs: ['First <i>one</i>.', 'Second.'] }] }],
    doi: '10.1000/a_b',
    links: [
      { url: 'http://example.org/a', kind: 'landing' },
      { url: 'http://example.org/b', kind: 'landing' },
    ],
    identifiers: [
      { type: 'isbn', value: '978-3-16-148410-0' },
      { type: 'pmid', value: '12345' },
      { type: 'pmcid', value: 'PMC678' },
    ],
    licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/' }],
  })
  t.strictSame(unmapped?.map(({ path, value }) => [path.slice(9), value]).sort(), [
    ['file', 'C$\\backslash$:paper.pdf:PDF'],
    ['issn', '2434561X (Electronic) 0028-0836 (Print) 1234-5678'],
    ['journal', '{J. Riv.}'],
    ['mendeley-groups', 'Rivers'],
    ['month', '14'],
    ['note', 'Read it again'],
    ['pages', 'n/a--n/a'],
  ])
  t.strictSame(draftOf(fixture('habits'), 1).identifiers, [
    { type: 'arxiv', value: '2001.01234v2' },
    { type: 'arxiv', value: '2001.01234' },
  ])
})

const dates: readonly (readonly [fields: string, dates: unknown])[] = [
  ['year = {1995--1996}', { published: '1995/1996' }],
  ['year = 2016, date = {2016-12-13}', { published: '2016-12-13' }],
  ['date = {1995-1-04}', { published: '1995-01-04' }],
  ['date = {2024-13}', { published: { literal: '2024-13' } }],
  ['date = {2023-02-30}', { published: { literal: '2023-02-30' } }],
  ['date = {2016-07-18T20:26:06Z}', { published: '2016-07-18' }],
  ['year = 2002, month = {July 30th}', { published: '2002-07-30' }],
  ['year = 2002, month = mar # "~5"', { published: '2002-03-05' }],
  ['date = {03/04/2024}', { published: { literal: '03/04/2024' } }],
]
for (const [fields, said] of dates) t.test(fields, async (t) => t.strictSame(one(fields).dates, said))

t.test('names: the field gives the parts, or none are made', async (t) => {
  const names = one(
    'author = {family=Berg, given=Jan, prefix=van der, juniorcomma=true and , and {Ito {and} Sons} and et al.}',
  )
  t.match(names, {
    contributors: [
      { kind: 'person', family: 'Berg', given: 'Jan', nonDroppingParticle: 'van der' },
      { kind: 'literal', literal: 'Ito and Sons' },
    ],
    unmapped: [{ path: 'key/author', value: 'juniorcomma=true' }],
  })
})

t.test('texts that are longer than the record may hold are kept apart', async (t) => {
  const long = 'x'.repeat(150_000)
  const draft = one(`title = {${long}}, volume = {${long}}, author = {${long}, Ann and Ito, Jun}, doi = {10.1000/1}`)
  const { article } = admit(draft)
  t.strictSame(Object.keys(article), ['doi', 'contributors', 'unmapped'])
  t.match(article.contributors, [{ family: 'Ito' }])
})

t.test('marks of mathematics', async (t) => {
  const mathml =
    '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msub><mml:mi>V</mml:mi><mml:mn>2</mml:mn></mml:msub></mml:math>'
  t.equal(one(`title = {La${mathml} x}`).title, 'La<math><msub><mi>V</mi><mn>2</mn></msub></math> x')
  t.equal(
    one('title = {x <script>alert(1)</script> &lt;i&gt;y&lt;/i&gt;}').title,
    'x &lt;script&gt;alert(1)&lt;/script&gt; <i>y</i>',
  )
})

t.test('a text without an entry is refused; so is text that only looks like one', async (t) => {
  t.throws(() => bibtex.read('% nothing here'), { code: 'unreadable' })
  t.equal(bibtex.sniffs('@media (max-width: 30em) { a { color: red } }'), 0)
  t.equal(bibtex.sniffs('<pre>\n@article{a, title = {T}}</pre>'), 0.2)
  t.equal(bibtex.sniffs(' @article{Frank_1970, title={T}, year={1970}}'), 0.9)
})

t.test('of a large file every entry is read, each with what it inherits', async (t) => {
  const entry = (n: number) =>
    `@article{k${n}, author = {Khan, Ann}, title = {On {DNA} ${n}}, year = 2020, crossref = {k0}}\n`
  t.equal(bibtex.read(Array.from({ length: 20_000 }, (_, n) => entry(n)).join('')).length, 20_000)
})
