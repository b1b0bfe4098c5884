import fc from 'fast-check'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { documentOf } from '../../src/formats/codec.ts'
import { pubmed } from '../../src/formats/pubmed.ts'
import { article } from '../arbitraries.ts'
import { judgePubmed } from '../judges/pubmed-dtd.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const written = (draft: Draft, options?: object) =>
  pubmed.write(admit({ doi: '10.5555/a', ...draft }).article, site, options)
const author = (name: object): Draft => ({ contributors: [{ kind: 'person', role: 'author', ...name }] as never })

t.test('an ArticleSet has the elements that publishers submit, in their order', async (t) => {
  fc.assert(
    fc.property(article(), (one) => t.same(judgePubmed(documentOf(pubmed, one, site)), [])),
    { numRuns: 150, seed: 3 },
  )
})

t.test('the judge sees what is wrong', async (t) => {
  const document = documentOf(pubmed, admit({ title: 'A' }).article, site)
  t.same(judgePubmed(document), [])
  t.not(judgePubmed(document.replace('<Issn/>', '')).length, 0)
})

t.test('many articles are one set', async (t) => {
  const [head, between, tail] = pubmed.frame
  const one = written({ title: 'A' })
  t.same(judgePubmed(head + [one, one].join(between) + tail), [])
})

const says: readonly (readonly [what: string, draft: Draft, xml: string])[] = [
  ['received, revised and accepted', { dates: { received: '2023-11-02', revised: ['2024-01', '2024-02-03'], accepted: '2024-03' } }, '<History><PubDate PubStatus="received"><Year>2023</Year><Month>11</Month><Day>02</Day></PubDate><PubDate PubStatus="revised"><Year>2024</Year><Month>01</Month></PubDate><PubDate PubStatus="revised"><Year>2024</Year><Month>02</Month><Day>03</Day></PubDate><PubDate PubStatus="accepted"><Year>2024</Year><Month>03</Month></PubDate></History>'],
  ['the issue’s date, and the day online in the history', { dates: { publishedOnline: '2024-05-06', publishedPrint: '2024-06' } }, '<PubDate PubStatus="ppublish"><Year>2024</Year><Month>06</Month></PubDate></Journal>'],
  ['the day online of an article without print', { dates: { publishedOnline: '2024-05-06' } }, '<PubDate PubStatus="epublish"><Year>2024</Year><Month>05</Month><Day>06</Day></PubDate></Journal>'],
  ['a season', { dates: { publishedPrint: '2024-21' } }, '<Year>2024</Year><Season>Spring</Season>'],
  ['a range of months', { dates: { publishedPrint: '2024-01/2024-02' } }, '<Year>2024</Year><Month>Jan-Feb</Month>'],
  ['no year that nobody knows', {}, '<PubDate><Year/></PubDate>'],
  ['NLM’s title of the journal', { journal: { title: 'Medical Oncology', abbreviatedTitles: [{ title: 'Med Oncol', type: 'nlm-ta' }] } }, '<JournalTitle>Med Oncol</JournalTitle>'],
  ['particles and suffix', author({ family: 'Berg', nonDroppingParticle: 'van der', given: 'Jan', suffix: 'Jr.' }), '<FirstName>Jan</FirstName><LastName>van der Berg</LastName><Suffix>Jr.</Suffix>'],
  ['a mononym', author({ family: 'Sukarno' }), '<FirstName EmptyYN="Y"/><LastName>Sukarno</LastName>'],
  ['a group and its members', { contributors: [{ kind: 'group', role: 'author', name: 'ATLAS', members: [{ kind: 'person', role: 'author', family: 'Khan', given: 'A.' }] }] }, '<AuthorList><Author><CollectiveName>ATLAS</CollectiveName></Author></AuthorList><GroupList><Group><GroupName>ATLAS</GroupName><IndividualName><FirstName>A.</FirstName><LastName>Khan</LastName></IndividualName></Group></GroupList>'],
  ['place, e-mail and ids', { contributors: [{ kind: 'person', role: 'author', family: 'A', email: 'a@example.org', orcid: '0000-0002-1825-0097', affiliations: ['x'] }], affiliations: [{ id: 'x', name: 'CERN', country: 'Switzerland', ror: 'https://ror.org/05dxps055' }] }, '<AffiliationInfo><Affiliation>CERN, Switzerland. a@example.org</Affiliation><Identifier Source="ROR">https://ror.org/05dxps055</Identifier></AffiliationInfo><Identifier Source="ORCID">https://orcid.org/0000-0002-1825-0097</Identifier>'],
  ['the mark-up it knows, and other in plain text', { title: '<i>E</i> <sc>x</sc> <math><msup><mi>x</mi><mn>2</mn></msup></math> & <script>' }, '<ArticleTitle><i>E</i> x x2 &amp; &lt;script&gt;</ArticleTitle>'],
  ['the English title and the vernacular one', { language: 'de', title: 'Wasser', translatedTitles: [{ title: 'Water', language: 'en' }] }, '<ArticleTitle>Water</ArticleTitle><VernacularTitle>Wasser</VernacularTitle>'],
  ['an article number', { articleNumber: 'e42' }, '<ELocationID EIdType="pii">e42</ELocationID><ELocationID EIdType="doi">10.5555/a</ELocationID>'],
  ['the sections of an abstract', { abstracts: [{ sections: [{ title: 'Aim', paragraphs: ['A'] }, { title: 'Result', paragraphs: ['B'] }] }] }, '<Abstract><AbstractText Label="Aim">A</AbstractText><AbstractText Label="Result">B</AbstractText></Abstract>'],
  ['a further abstract', { abstracts: [{ sections: [{ paragraphs: ['A'] }] }, { language: 'fr', sections: [{ paragraphs: ['B'] }] }] }, '<Abstract>A</Abstract><OtherAbstract Language="fr">B</OtherAbstract>'],
  ['a retraction', { type: 'research-article', relations: [{ type: 'retracted-by', doi: '10.5555/r' }] }, '<PublicationType>Retracted Publication</PublicationType>'],
  ['what a notice corrects', { type: 'correction', relations: [{ type: 'corrects', doi: '10.5555/b' }] }, '<Object Type="Erratum"><Param Name="type">doi</Param><Param Name="id">10.5555/b</Param></Object>'],
  ['a concern', { relations: [{ type: 'has-expression-of-concern', doi: '10.5555/b' }] }, '<Object Type="ExpressionOfConcernIn">'],
  ['keywords and grants', { keywords: [{ terms: ['water'] }], funding: [{ funder: { name: 'SNSF' }, awards: ['1'] }] }, '<Object Type="keyword"><Param Name="value">water</Param></Object><Object Type="grant"><Param Name="id">1</Param><Param Name="grantor">SNSF</Param></Object>'],
  ['a reference of its parts', { references: [{ authors: [{ family: 'Frank', given: 'H. S.' }], title: 'Water', containerTitle: 'Science', year: '1970', volume: '169', pages: { first: '635', last: '641' } }] }, '<Citation>Frank H. S. Water. Science. 1970;169:635-641</Citation>'],
] // biome-ignore format: a table

for (const [what, draft, xml] of says) {
  t.test(`a submission says ${what}`, async (t) => t.ok(written(draft).includes(xml), written(draft)))
}

t.test('the issue is dated by the publication that was asked for', async (t) => {
  const draft: Draft = { dates: { publishedOnline: '2024-05-06', publishedPrint: '2024-06' } }
  t.match(
    written(draft, { date: 'online' }),
    '<PubDate PubStatus="epublish"><Year>2024</Year><Month>05</Month><Day>06</Day></PubDate></Journal>',
  )
})

t.test('no character that XML lacks gets out', async (t) => {
  const document = documentOf(pubmed, { doi: '10.5555/a', title: 'a\u0008<i>\ud800</i>', volume: '1\uffff' }, site)
  t.same(judgePubmed(document), [])
  t.ok(document.isWellFormed())
})
