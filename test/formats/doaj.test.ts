import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import type { Article } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'
import type { WritableCodec } from '../../src/formats/codec.ts'
import { doaj, missingForDoaj } from '../../src/formats/doaj.ts'
import { article } from '../arbitraries.ts'
import { corners, unclean } from '../corners.ts'
import { judgeDoaj } from '../judges/doaj.ts'

const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
const codec: WritableCodec = doaj
const bibjson = (one: Article) => JSON.parse(codec.write(one, site)).bibjson

t.test('any article is as DOAJ takes it, but for what the record lacks', async (t) => {
  fc.assert(
    fc.property(article(), (one) => deepStrictEqual(judgeDoaj(codec.write(one, site)), [...missingForDoaj(one)])),
    { numRuns: 150 },
  )
  for (const [name, draft] of Object.entries(corners)) {
    const one = admit(structuredClone(draft)).article
    t.same(judgeDoaj(codec.write(one, site)), missingForDoaj(one), name)
  }
})

t.test('what no record may hold does not pass', async (t) => {
  const text = codec.write(structuredClone(unclean) as unknown as Article, site) // as if it had been admitted
  t.notMatch(text, /\\u(?:00[01]|d[89a-f])|\ufffe/)
})

const whole: Article = {
  doi: '10.5555/a',
  title: 'On <i>E. coli</i>: a study',
  subtitle: 'In H<sub>2</sub>O',
  contributors: [
    {
      kind: 'person',
      role: 'author',
      given: 'Jan',
      family: 'Berg',
      nonDroppingParticle: 'van der',
      orcid: '0000-0002-1825-0097',
      affiliations: ['a', 'b'],
    },
    { kind: 'group', role: 'author', name: 'The X Group' },
    { kind: 'person', role: 'editor', family: 'Khan' },
  ],
  affiliations: [
    { id: 'a', name: 'CERN', city: 'Geneva' },
    { id: 'b', literal: 'Univ. of Pune' },
  ],
  journal: { title: 'J', publisher: { name: 'P' }, language: 'pt-BR', issn: { electronic: '1476-4687' } },
  language: 'en',
  volume: '5',
  issue: '2',
  supplement: 'Suppl. 1',
  pages: { first: '1', last: '9' },
  dates: { publishedOnline: '2024-03-05', publishedPrint: '2025-01' },
  links: [
    { url: 'https://example.org/a', kind: 'landing' },
    { url: 'https://example.org/a.pdf', kind: 'pdf' },
  ],
  keywords: [{ terms: ['<i>a</i>', 'b'] }],
  abstracts: [{ sections: [{ title: 'Aim', paragraphs: ['One.'] }] }],
  identifiers: [{ type: 'publisher-id', value: '42' }],
}

t.test('every field in its place', async (t) => {
  t.same(missingForDoaj(whole), [])
  t.same(JSON.parse(codec.write(whole, site)), {
    admin: { publisher_record_id: '42' },
    bibjson: {
      title: 'On E. coli: a study: In H2O',
      identifier: [
        { type: 'doi', id: '10.5555/a' },
        { type: 'eissn', id: '1476-4687' },
      ],
      journal: {
        title: 'J',
        publisher: 'P',
        language: ['PT', 'EN'],
        volume: '5',
        number: '2 Suppl. 1',
        start_page: '1',
        end_page: '9',
      },
      year: '2024',
      month: '3',
      link: [
        { type: 'fulltext', url: 'https://example.org/a', content_type: 'HTML' },
        { type: 'fulltext', url: 'https://example.org/a.pdf', content_type: 'PDF' },
      ],
      abstract: 'Aim: One.',
      author: [
        {
          name: 'Jan van der Berg',
          affiliation: 'CERN, Geneva; Univ. of Pune',
          orcid_id: 'https://orcid.org/0000-0002-1825-0097',
        },
        { name: 'The X Group' },
      ],
      keywords: ['a', 'b'],
    },
  })
})

t.test('what DOAJ would ask for is named', async (t) => {
  t.same(missingForDoaj({}), ['title', 'journal/issn', 'contributors', 'doi'])
  const issn = { unspecified: ['0028-0836'] }
  t.same(missingForDoaj({ ...whole, journal: { issn } }), ['journal/issn'], 'a medium is never guessed')
})

t.test('one ISSN for both media is given once, since DOAJ refuses two that are the same', async (t) => {
  const { identifier } = bibjson({ journal: { issn: { print: '1476-4687', electronic: '1476-4687' } } })
  t.same(identifier, [{ type: 'eissn', id: '1476-4687' }])
})

t.test('the date is that of the citation, no more precise than it is', async (t) => {
  const year = JSON.parse(codec.write(whole, site, { date: 'print' })).bibjson.year
  t.equal(year, '2025')
  t.same(bibjson({ dates: { published: '2024' } }).month, undefined)
  t.same(bibjson({ dates: { published: { year: 2024, season: 'Enero' } } }).year, '2024')
})

t.test('a retraction stands before the abstract', async (t) => {
  const { abstract } = bibjson({ ...whole, relations: [{ type: 'retracted-by', doi: '10.5555/r' }] })
  t.equal(abstract, 'Retracted: https://doi.org/10.5555/r\n\nAim: One.')
})

t.test('an article number is the start page where there is none', async (t) => {
  t.match(bibjson({ articleNumber: 'e42' }).journal, { start_page: 'e42' })
})
