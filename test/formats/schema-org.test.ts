import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { Article, Contributor } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import type { WritableCodec } from '../../src/formats/codec.ts'
import { schemaOrg } from '../../src/formats/schema-org.ts'
import { article } from '../arbitraries.ts'
import { corners, unclean } from '../corners.ts'
import { hasOfficialContext, judgeSchemaOrg } from '../judges/schema-org-terms.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const codec: WritableCodec = schemaOrg
const node = (one: Article) => JSON.parse(codec.write(one, site))
const person = (rest: object): Contributor => ({ kind: 'person', role: 'author', family: 'Khan', ...rest })

t.test(`any article is made of terms of schema.org (official context: ${hasOfficialContext})`, async (t) => {
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(judgeSchemaOrg(codec.write(one, site)), [])),
    { numRuns: 150 },
  )
  for (const [name, draft] of Object.entries(corners))
    t.same(judgeSchemaOrg(codec.write(admit(structuredClone(draft)).article, site)), [], name)
})

t.test('what no record may hold does not pass', async (t) => {
  const text = codec.write(structuredClone(unclean) as unknown as Article, site) // as if it had been admitted
  t.notMatch(text, /\\u(?:00[01]|d[89a-f])|\ufffe/)
})

t.test('the judge sees what is wrong', async (t) => {
  for (const fault of [
    '{"@context":"https://schema.org","@type":"ScholarlyArticle","dateReceived":"2024"}',
    '{"@context":"https://schema.org","@type":"ScholarlyArticle","datePublished":"2024-21"}',
    '{"@context":"https://schema.org","@type":"ScholarlyArticle","author":[{"@type":"Human"}]}',
    '{"@context":"https://schema.org","@type":"ScholarlyArticle","name":"<i>"}',
    '{"@context":"http://schema.org","@type":"ScholarlyArticle"}',
  ]) {
    t.equal(judgeSchemaOrg(fault).length, 1, fault)
  }
})

t.test('what Google asks of an article is there', async (t) => {
  const one = node({
    doi: '10.5555/a',
    title: 'On <i>E. coli</i>',
    contributors: [person({ given: 'Ann', orcid: '0000-0002-1825-0097' })],
    journal: { title: 'J', publisher: { name: 'P' } },
    dates: { publishedOnline: '2024-03-05' },
  })
  t.match(one, {
    '@context': 'https://schema.org',
    '@type': 'ScholarlyArticle',
    '@id': 'https://doi.org/10.5555/a',
    url: 'https://doi.org/10.5555/a',
    headline: 'On E. coli',
    name: 'On E. coli',
    author: [{ '@type': 'Person', '@id': 'https://orcid.org/0000-0002-1825-0097', name: 'Ann Khan' }],
    publisher: { '@type': 'Organization', name: 'P' },
    datePublished: '2024-03-05',
  })
})

t.test('issue, volume and periodical are nested; what is not known leaves no hole', async (t) => {
  const journal = { title: 'J', issn: { print: '0028-0836', electronic: '1476-4687' } }
  const periodical = { '@type': 'Periodical', name: 'J', issn: ['0028-0836', '1476-4687'] }
  t.same(node({ journal, volume: '5', issue: '2' }).isPartOf, {
    '@type': 'PublicationIssue',
    issueNumber: '2',
    isPartOf: { '@type': 'PublicationVolume', volumeNumber: '5', isPartOf: periodical },
  })
  t.same(node({ journal, issue: '2' }).isPartOf.isPartOf, periodical)
  t.same(node({ journal }).isPartOf, periodical)
  t.equal(node({ doi: '10.5555/a' }).isPartOf, undefined)
})

t.test('CRediT roles point to authors that stay plain persons', async (t) => {
  const { author, contributor } = node({
    contributors: [
      person({ credit: [{ term: 'software', degree: 'lead' }, { term: 'writing-original-draft' }] }),
      person({ role: 'reviewer', family: 'Rey' }),
    ],
  })
  t.match(author, [{ '@type': 'Person', '@id': '_:c1', familyName: 'Khan' }])
  t.match(contributor, [
    { '@type': 'Role', roleName: 'Software', description: 'lead', contributor: { '@id': '_:c1' } },
    { roleName: 'Writing – original draft', url: 'https://credit.niso.org/contributor-roles/writing-original-draft/' },
    { '@type': 'Role', roleName: 'reviewer', contributor: { '@type': 'Person', familyName: 'Rey' } },
  ])
})

t.test('members of a group are its members and no authors', async (t) => {
  const { author } = node({
    contributors: [
      { kind: 'group', role: 'author', name: 'X', ror: 'https://ror.org/05dxps055', members: [person({}) as never] },
    ],
  })
  t.equal(author.length, 1)
  t.match(author[0], { '@type': 'Organization', '@id': 'https://ror.org/05dxps055', member: [{ name: 'Khan' }] })
})

t.test('the history is there as events, in the precision that was given', async (t) => {
  const { subjectOf, publication, datePublished } = node({
    dates: {
      received: '2023-01',
      accepted: { literal: '03/04/2023' },
      publishedOnline: '2024-21',
      publishedPrint: '2024-06/2024-07',
    },
  })
  t.same(subjectOf, [
    { '@type': 'Event', name: 'received', startDate: '2023-01' },
    { '@type': 'Event', name: 'accepted', description: '03/04/2023' },
  ])
  t.same(publication, [
    { '@type': 'PublicationEvent', name: 'published online', startDate: '2024', description: '2024-21' },
    { '@type': 'PublicationEvent', name: 'published in print', startDate: '2024-06', endDate: '2024-07' },
  ])
  t.equal(datePublished, '2024')
})

t.test('a retraction is seen, on both sides', async (t) => {
  const retracted = node({ doi: '10.5555/a', relations: [{ type: 'retracted-by', doi: '10.5555/r', date: '2025' }] })
  t.equal(retracted.creativeWorkStatus, 'Retracted: https://doi.org/10.5555/r')
  t.match(retracted.correction, {
    '@type': 'CorrectionComment',
    '@id': 'https://doi.org/10.5555/r',
    datePublished: '2025',
  })
  const notice = node({ doi: '10.5555/r', relations: [{ type: 'retracts', doi: '10.5555/a' }] })
  t.match(notice['@reverse'].correction, { '@type': 'ScholarlyArticle', '@id': 'https://doi.org/10.5555/a' })
})

t.test('a grant has its funder, a funder without award stands alone', async (t) => {
  const funder = { name: 'SNSF', ror: 'https://ror.org/00yjd3n13', doi: '10.13039/501100001711' }
  const one = node({ funding: [{ funder, awards: ['A-1', 'B,2'] }, { funder: { name: 'Other' } }] })
  t.match(one.funding, [
    { '@type': 'Grant', identifier: 'A-1', funder: { '@id': 'https://ror.org/00yjd3n13', name: 'SNSF' } },
    { identifier: 'B,2' },
  ])
  t.match(one.funder, [{ name: 'SNSF', sameAs: 'https://doi.org/10.13039/501100001711' }, { name: 'Other' }])
})

t.test('a SICI DOI is exact, its link encoded; nothing ends a script element', async (t) => {
  const doi = '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A'
  const text = codec.write({ doi, title: '&lt;/script&gt;&lt;!-- R&amp;D' }, site)
  t.notMatch(text, /</)
  const one = JSON.parse(text)
  t.equal(one.headline, '</script><!-- R&D')
  t.equal(one.identifier[0].value, doi)
  t.equal(one['@id'], 'https://doi.org/10.1002/(SICI)1096-911X(199805)30:5%3C297::AID-MPO7%3E3.0.CO;2-A')
})

t.test('a licence is its address, or a work where more is known; the year of the copyright is a number', async (t) => {
  const url = 'https://creativecommons.org/licenses/by/4.0/'
  t.equal(node({ licences: [{ url }] }).license, url)
  t.match(node({ licences: [{ url, spdx: 'CC-BY-4.0' }] }).license, { url, identifier: 'CC-BY-4.0' })
  t.equal(node({ copyright: { year: '2024' } }).copyrightYear, 2024)
  t.equal(node({ copyright: { year: '2023–2024' } }).copyrightNotice, '2023–2024')
  t.equal(node({ freeToRead: {} }).isAccessibleForFree, true)
})
