import fc from 'fast-check'
import t from 'tap'
import type { Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import { crossrefJson, crossrefWork } from '../../src/formats/crossref-json.ts'
import { article } from '../arbitraries.ts'
import { judgeWork } from '../judges/crossref-work.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const sici = '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A'
const work = (draft: Draft, options?: object): Record<string, unknown> =>
  JSON.parse(crossrefJson.write(admit({ doi: '10.5555/a', ...draft }).article, site, options))
const author = (name: object): Draft => ({ contributors: [{ kind: 'person', role: 'author', ...name }] as never })

t.test('a work has the types of the REST API', async (t) => {
  fc.assert(
    fc.property(article(), (one) => t.same(judgeWork(JSON.parse(crossrefJson.write(one, site))), [])),
    { numRuns: 150, seed: 3 },
  )
})

t.test('the judge sees what is wrong', async (t) => {
  const good = crossrefWork({ doi: '10.5555/a' }, site)
  t.same(judgeWork(good), [])
  t.not(judgeWork({ ...good, issued: { 'date-parts': [[null]] } }).length, 0)
  t.not(judgeWork({ ...good, title: 'A' }).length, 0)
})

const says: readonly (readonly [what: string, draft: Draft, members: object])[] = [
  ['lists, even where they are empty', {}, { title: [], subtitle: [], 'container-title': [], 'short-container-title': [], relation: {} }],
  ['a DOI in lower case and its address', { doi: sici }, { DOI: sici.toLowerCase(), URL: 'https://doi.org/10.1002/(SICI)1096-911X(199805)30:5%3C297::AID-MPO7%3E3.0.CO;2-A', prefix: '10.1002' }],
  ['where the DOI leads', {}, { resource: { primary: { URL: 'https://colophon.example/10.5555/a' } } }],
  ['received, revised and accepted', { dates: { received: '2023-11-02', revised: ['2024-01'], accepted: '2024-03-15' } }, { accepted: { 'date-parts': [[2024, 3, 15]] }, assertion: [
    { name: 'received', label: 'Received', value: '2023-11-02', order: 0, group: { name: 'publication_history', label: 'Publication History' } },
    { name: 'revised', value: '2024-01' },
    { name: 'accepted', value: '2024-03-15' },
  ] }],
  ['the earliest date as issued', { dates: { publishedOnline: '2024-05-06', publishedPrint: '2024-06' } }, { issued: { 'date-parts': [[2024, 5, 6]] }, published: { 'date-parts': [[2024, 5, 6]] }, 'published-print': { 'date-parts': [[2024, 6]] } }],
  ['a season in an assertion', { dates: { publishedPrint: '2024-21' } }, { 'published-print': { 'date-parts': [[2024]] }, assertion: [{ name: 'published_print', value: '2024-21' }] }],
  ['names', author({ family: 'Berg', nonDroppingParticle: 'van der', given: 'Jan', suffix: 'Jr.', honorific: 'Dr.', orcid: '0000-0002-1825-0097' }), { author: [{ prefix: 'Dr.', given: 'Jan', family: 'van der Berg', suffix: 'Jr.', sequence: 'first', ORCID: 'https://orcid.org/0000-0002-1825-0097', 'authenticated-orcid': false, affiliation: [] }] }],
  ['a group by its name', { contributors: [{ kind: 'group', role: 'author', name: 'ATLAS' }] }, { author: [{ name: 'ATLAS', sequence: 'first' }] }],
  ['editors apart', { contributors: [{ kind: 'person', role: 'editor', family: 'A' }] }, { editor: [{ family: 'A', sequence: 'first' }] }],
  ['face mark-up and escaped characters', { title: 'H<sub>2</sub>O & <sc>x</sc>' }, { title: ['H<sub>2</sub>O &amp; <scp>x</scp>'] }],
  ['an abstract in JATS', { abstracts: [{ sections: [{ title: 'Aim', paragraphs: ['<i>E</i>'] }] }] }, { abstract: '<jats:sec><jats:title>Aim</jats:title><jats:p><jats:italic>E</jats:italic></jats:p></jats:sec>' }],
  ['a retraction', { relations: [{ type: 'retracted-by', doi: '10.5555/R', date: '2025-01-02' }] }, { 'updated-by': [{ DOI: '10.5555/r', type: 'retraction', label: 'Retraction', source: 'publisher', updated: { 'date-parts': [[2025, 1, 2]], 'date-time': '2025-01-02T00:00:00Z' } }] }],
  ['a retraction that nothing names', { relations: [{ type: 'retracted-by' }] }, { assertion: [{ name: 'status', value: 'Retracted' }] }],
  ['what a notice corrects', { dates: { published: '2024-05-06' }, relations: [{ type: 'corrects', doi: '10.5555/b' }] }, { 'update-to': [{ DOI: '10.5555/b', type: 'correction', updated: { 'date-parts': [[2024, 5, 6]] } }] }],
  ['a concern', { relations: [{ type: 'has-expression-of-concern', doi: '10.5555/b' }] }, { 'updated-by': [{ type: 'expression_of_concern' }] }],
  ['a preprint', { relations: [{ type: 'has-preprint', doi: '10.5555/p' }] }, { relation: { 'has-preprint': [{ id: '10.5555/p', 'id-type': 'doi', 'asserted-by': 'subject' }] } }],
  ['its type', { type: 'preprint' }, { type: 'posted-content', subtype: 'preprint' }],
  ['a licence and its delay', { dates: { published: '2024-01-01' }, licences: [{ url: 'https://example.org/l', start: '2024-01-11', contentVersion: 'am' }] }, { license: [{ 'delay-in-days': 10, 'content-version': 'am', start: { 'date-parts': [[2024, 1, 11]] } }] }],
  ['both counts of references', { references: [{ unstructured: 'A' }] }, { 'reference-count': 1, 'references-count': 1 }],
  ['a cited book, a chapter and an article by their titles', { references: [
    { type: 'book', title: 'Tides', containerTitle: 'Shores' },
    { type: 'chapter', title: 'Ebb', containerTitle: 'Tides' },
    { type: 'journal', title: 'Flow of <i>E. coli</i>', containerTitle: 'R&amp;D' },
  ] }, { reference: [
    { 'volume-title': 'Tides', 'series-title': 'Shores' },
    { 'article-title': 'Ebb', 'volume-title': 'Tides' },
    { 'article-title': 'Flow of <i>E. coli</i>', 'journal-title': 'R&D' },
  ] }],
  ['what a work was that was read as an article', { type: 'other', unmapped: [{ path: '/type', value: 'book-chapter' }] }, { type: 'book-chapter' }],
  ['an article, where its type was said since', { type: 'research-article', unmapped: [{ path: '/type', value: 'book-chapter' }] }, { type: 'journal-article' }],
  ['a dissertation', { type: 'dissertation' }, { type: 'dissertation' }],
  ['members that were kept', { unmapped: [
    { path: '/ISBN', value: ['9783161484100'] },
    { path: '/member', value: '78' },
    { path: '/reference[key="r1"]/series-title', value: 'Lectures' },
    { path: 'assertion/peer_review', value: { name: 'peer_review', label: 'Review', value: 'Open' } },
  ], references: [{ key: 'r1', title: 'Ebb', containerTitle: 'Lectures' }] }, {
    ISBN: ['9783161484100'],
    member: '78',
    reference: [{ key: 'r1', 'article-title': 'Ebb', 'series-title': 'Lectures' }],
    assertion: [{ name: 'peer_review', value: 'Open' }],
  }],
  ['the group of a preprint', { type: 'preprint', subjects: ['Ecology'] }, { 'group-title': 'Ecology' }],
  ['when it was approved', { dates: { other: [{ event: 'approved', date: '2020-05-25' }] } }, { approved: { 'date-parts': [[2020, 5, 25]] } }],
  ['another publication beside that online', { dates: { publishedOnline: '2018-02-19', published: '2018-03' } }, { published: { 'date-parts': [[2018, 2, 19]] }, 'published-other': { 'date-parts': [[2018, 3]] } }],
  ['a SICI page and article number', { pages: { first: '1', last: '9' }, articleNumber: 'e1' }, { page: '1-9', 'article-number': 'e1' }],
] // biome-ignore format: a table

for (const [what, draft, members] of says) t.test(`a work says ${what}`, async (t) => t.match(work(draft), members))

t.test('what is kept has the types of the REST API, or stays where it was kept', async (t) => {
  const odd = ['/ISBN', '/event', '/resource/secondary', '/institution/0/name', '/member'].map((path) => ({
    path,
    value: 7,
  }))
  const said = work({ unmapped: odd })
  t.same(judgeWork(said), [])
  t.same(Object.keys(said), Object.keys(work({})))
})

t.test('a date that nobody knows is left out', async (t) => {
  for (const dates of [{}, { published: { literal: 'im Druck' } }]) t.notOk('issued' in work({ dates }))
})

t.test('`issued` follows the policy that was asked for', async (t) => {
  const dates = { publishedOnline: '2024-05-06', publishedPrint: '2025-01' }
  t.match(work({ dates }, { date: 'print' }), { issued: { 'date-parts': [[2025, 1]] } })
})
