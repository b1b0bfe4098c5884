import fc from 'fast-check'
import t from 'tap'
import type { Article } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { biblatex } from '../../src/formats/biblatex.ts'
import { bibtex } from '../../src/formats/bibtex.ts'
import { lessened } from '../../src/formats/losses.ts'
import { article } from '../arbitraries.ts'
import { corners } from '../corners.ts'
import { sample } from './bibtex/sample.ts'

const line = (one: Article, field: string) =>
  biblatex
    .write(one)
    .split('\n')
    .find((text) => text.startsWith(`  ${field} = `))
    ?.trim()
    .replace(/,$/, '')

const written: readonly (readonly [what: string, field: string, article: Article, text: string])[] = [
  ['a date as EDTF', 'date', sample, 'date = {2024-03-05}'],
  ['a season', 'date', { dates: { published: '2024-21' } }, 'date = {2024-21}'],
  ['a range', 'date', { dates: { published: '2024-01/2024-02' } }, 'date = {2024-01/2024-02}'],
  ['text is no date', 'date', { dates: { published: { literal: 'im Druck' } } }, ''],
  ['received', 'date+an:received', sample, 'date+an:received = {="2024-01-18"}'],
  ['accepted', 'date+an:accepted', sample, 'date+an:accepted = {="2024-02-01"}'],
  ['the journal', 'journaltitle', sample, 'journaltitle = {Journal of R\\&D}'],
  ['a publisher is not of an article', 'publisher', sample, ''],
  ['it annotates the journal', 'journaltitle+an:publisher', sample, 'journaltitle+an:publisher = {="P \\& Q"}'],
  ['a subtitle', 'subtitle', { title: 'Why', subtitle: 'Because' }, 'subtitle = {Because}'],
  ['an article number is not pages', 'pages', { articleNumber: 'e42' }, ''],
  ['but eid', 'eid', { volume: '1', articleNumber: 'e42' }, 'eid = {e42}'],
  ['the language of babel', 'langid', { language: 'pt-BR' }, 'langid = {brazilian}'],
  ['arXiv', 'eprinttype', { identifiers: [{ type: 'arxiv', value: '2401.1' }] }, 'eprinttype = {arxiv}'],
  ['PubMed', 'eprinttype', { identifiers: [{ type: 'pmid', value: '1' }] }, 'eprinttype = {pubmed}'],
  ['in press', 'pubstate', { dates: { accepted: '2024' } }, 'pubstate = {inpress}'],
  ['particles belong to the name', 'options', sample, 'options = {useprefix=true}'],
  ['ORCID', 'author+an:orcid', sample, 'author+an:orcid = {1="0000-0002-1825-0097"}'],
  [
    'semicolons in annotations are hidden from biber',
    'title+an:specialissue',
    { title: 'T', specialIssue: 'a; b' },
    'title+an:specialissue = {="a{\\char 59} b"}',
  ],
  [
    'a retraction',
    'note',
    { relations: [{ type: 'retracted-by', doi: '10.1000/1' }] },
    'note = {Retracted: https://doi.org/10.1000/1}',
  ],
]
for (const [what, field, one, text] of written) {
  t.test(what, async (t) => {
    t.equal(line(one, field) ?? '', text)
  })
}

/** biber-tool.conf of biber 2.18: fields of every type, of @article, of @misc and @online. */
const general = `abstract doi eprint eprinttype keywords langid namea nameb namec nameatype namebtype namectype options
  entrysubtype shortjournal shorttitle url author date language note pubstate subtitle title version editor`
const ofType: Readonly<Record<string, string>> = {
  article: 'eid issn issue issuetitle journaltitle number pages translator volume',
  misc: '',
  online: '',
}
const wordsOf = (text: string) => new Set(text.split(/\s+/))

function unknownFields(text: string): string[] {
  const type = /^@([a-z]+)/.exec(text)?.[1] ?? ''
  const known = wordsOf(`${general} ${ofType[type]}`)
  const fields = [...text.matchAll(/^ {2}([a-z]+)(?:\+an:[a-z]+(?:-[a-z]+)?)? = \{/gm)].map(([, field = '']) => field)
  return fields.filter((field) => !known.has(field))
}

t.test('no field that the data model does not know, and everything comes back', async (t) => {
  const judge = (one: Article) => {
    const text = biblatex.write(one)
    t.strictSame(unknownFields(text), [], text)
    const [reading] = bibtex.read(text)
    if (!reading || 'refusal' in reading) throw new Error('not read back')
    t.strictSame(admit(reading.draft).article, lessened(one, biblatex), text)
  }
  fc.assert(fc.property(article(), judge), { numRuns: 120, seed: 8 })
  for (const draft of Object.values(corners)) judge(admit(draft).article)
})
