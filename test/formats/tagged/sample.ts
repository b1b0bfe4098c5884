/** One article with what citation formats trip over, for the tests of the formats that say it on lines. */
import type { Article, Draft } from '../../../schemas/article.ts'
import { admit } from '../../../src/article/admit.ts'

export const site = { baseUrl: 'https://colophon.example', name: 'Colophon' }
export const sici = '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A'

export const full: Article = admit({
  doi: sici,
  type: 'case-report',
  heading: 'Case Report',
  title: 'Growth of <i>E. coli</i> in H<sub>2</sub>O &amp; air',
  subtitle: 'A study',
  shortTitle: 'Growth',
  translatedTitles: [{ title: 'Crecimiento', language: 'es' }],
  contributors: [
    {
      kind: 'person',
      role: 'author',
      family: 'Berg',
      given: 'Jan',
      nonDroppingParticle: 'van der',
      suffix: 'Jr.',
      orcid: '0000-0002-1825-0097',
      email: 'jan@example.org',
      corresponding: true,
      affiliations: ['a', 'b'],
    },
    { kind: 'person', role: 'author', family: 'García Márquez', given: 'Ana María', affiliations: ['a'] },
    {
      kind: 'group',
      role: 'author',
      name: 'Tide Study Group, Lund',
      members: [{ kind: 'person', role: 'author', family: 'Hidden', given: 'H.' }],
    },
    { kind: 'person', role: 'author', family: 'Madonna' },
    { kind: 'person', role: 'editor', family: 'Ito', given: 'K.' },
    { kind: 'person', role: 'translator', family: 'Moreau', given: 'L.' },
  ],
  affiliations: [
    {
      id: 'a',
      name: 'University of X',
      department: 'Dept of Y',
      city: 'Town',
      country: 'Chile',
      ror: 'https://ror.org/05dxps055',
    },
    { id: 'b', literal: 'Institute of Z; Room 5, Berlin' },
  ],
  journal: {
    title: 'Journal of Tides',
    abbreviatedTitles: [{ title: 'J. Tides' }],
    issn: { print: '0028-0836', electronic: '1476-4687' },
    publisher: { name: 'Shore Press', place: 'Bergen' },
  },
  volume: '30',
  issue: '5',
  supplement: 'Suppl. 1',
  pages: { first: '297', last: '301' },
  articleNumber: 'e77',
  dates: {
    received: '2023-11-02',
    revised: ['2023-12-01', '2024-01'],
    accepted: '2024-01-09',
    publishedOnline: '2024-03-05',
    publishedPrint: '2025-21',
  },
  abstracts: [
    { sections: [{ title: 'Background', paragraphs: ['We <b>did</b> it.', 'And x &lt; y.'] }] },
    { language: 'es', sections: [{ paragraphs: ['Lo hicimos.'] }] },
  ],
  keywords: [{ language: 'en', terms: ['tides; ebb', 'clock'] }],
  language: 'en',
  relations: [
    { type: 'has-preprint', doi: '10.1101/2023.01.01' },
    { type: 'retracted-by', doi: '10.5555/notice', date: '2025-01-01' },
  ],
  identifiers: [
    { type: 'pmid', value: '12345' },
    { type: 'pmcid', value: 'PMC99' },
  ],
  links: [
    { kind: 'landing', url: 'https://example.org/a?x=1&y=2' },
    { kind: 'pdf', url: 'https://example.org/a.pdf' },
  ],
  licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/', spdx: 'CC-BY-4.0' }],
  funding: [{ funder: { name: 'Sea Council', doi: '10.13039/100000001' }, awards: ['A-1'] }],
  references: [
    {
      authors: [{ family: 'Lee', given: 'A.' }],
      title: 'Ebb; flow',
      containerTitle: 'Seas',
      year: '1999',
      volume: '4',
    },
    { unstructured: 'Moon, <i>On water</i>. 1901.' },
  ],
} satisfies Draft).article

/** The article of a few fields. */
export const articleOf = (draft: Draft): Article => admit({ doi: '10.5555/x', ...draft }).article

/** As no admission lets it through: every way to end a line, to begin another, and what no encoding can hold. */
const hostile = 'Tide\r\nER  - \nTY  - BOOK\u0085%0 Book\u2028\u2029%A Eve\u000b\u0000x\ud800 "><script>&amp;'
export const hostileArticle: Article = {
  doi: '10.5555/x',
  title: hostile,
  volume: hostile,
  journal: { title: hostile },
  contributors: [
    { kind: 'person', role: 'author', family: hostile, given: hostile },
    { kind: 'group', role: 'author', name: hostile },
  ],
  keywords: [{ terms: [hostile] }],
  abstracts: [{ sections: [{ title: hostile, paragraphs: [hostile, hostile] }] }],
  dates: { published: { literal: hostile }, issue: { year: 2024, season: hostile } },
}

/** As many authors as the largest collaborations have. */
export const crowded = (count: number): Article =>
  articleOf({
    title: 'Collisions',
    affiliations: [{ id: 'a', literal: 'Laboratory' }],
    contributors: Array.from({ length: count }, (_, i) => ({
      kind: 'person',
      role: 'author',
      family: `Family${i}`,
      given: 'G.',
      affiliations: ['a'],
    })),
  })
