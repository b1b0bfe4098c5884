/** Small records, each with one trait at which formats are known to fail; for any writer. */
import type { Draft, Person } from '../schemas/article.ts'

const author = (family: string, given?: string): Person => ({
  kind: 'person',
  role: 'author',
  family,
  ...(given !== undefined && { given }),
})

const doi = '10.5555/corner.1'
const sici = '10.1002/(SICI)1096-911X(199805)30:5<297::AID-MPO7>3.0.CO;2-A'

export const corners: Readonly<Record<string, Draft>> = {
  'no more than a DOI': { doi },
  'three authors and a whole history': {
    doi,
    type: 'research-article',
    title: 'Growth of algae',
    contributors: [author('Khan', 'Ann'), author('Smith', 'J. R.'), author('Ito', 'Jun')],
    journal: { title: 'Journal of Examples', issn: { print: '0028-0836', electronic: '1476-4687' } },
    volume: '12',
    issue: '3',
    pages: { first: '101', last: '109' },
    dates: {
      received: '2023-11-02',
      revised: ['2024-01-10', '2024-02'],
      accepted: '2024-03-15',
      publishedOnline: '2024-05-06',
      publishedPrint: '2024-06',
    },
  },
  'a consortium among persons, with members who are not authors': {
    doi,
    contributors: [
      author('Khan', 'Ann'),
      {
        kind: 'group',
        role: 'author',
        name: 'The X Consortium',
        ror: 'https://ror.org/05dxps055',
        members: [author('Member', 'Mina')],
      },
    ],
  },
  'a group before all persons': { doi, contributors: [{ kind: 'group', role: 'author', name: 'WHO' }, author('Khan')] },
  'particles, suffixes, titles': {
    doi,
    contributors: [
      { kind: 'person', role: 'author', family: 'Berg', given: 'Jan', nonDroppingParticle: 'van der', degrees: 'MD' },
      { kind: 'person', role: 'author', family: 'Maupassant', given: 'Guy', droppingParticle: 'de', honorific: 'Dr.' },
      { kind: 'person', role: 'author', family: 'King', given: 'Martin', suffix: 'Jr.' },
    ],
  },
  'mononyms, given names alone, a name in one piece': {
    doi,
    contributors: [
      author('Madonna'),
      { kind: 'person', role: 'author', given: 'Mina' },
      { kind: 'literal', role: 'author', literal: 'Some One', email: 'one@example.org' },
      { kind: 'literal', role: 'editor', literal: 'Other, One' },
    ],
  },
  'native scripts': {
    doi,
    title: '東京の研究',
    contributors: [
      { kind: 'person', role: 'author', family: 'Wang', given: 'Xiaoming', native: { name: '王小明', language: 'zh' } },
      { kind: 'person', role: 'author', family: 'Petrov', native: { name: 'Иван Петров' } },
    ],
  },
  'mark-up and formulas in title and abstract': {
    doi,
    title:
      'Growth of <i>E. coli</i> in H<sub>2</sub>O: <math><msup><mi>x</mi><mn>2</mn></msup></math> and <tex>\\alpha</tex>',
    abstracts: [
      {
        sections: [
          { title: '<b>Background</b>', paragraphs: ['10<sup>5</sup> cells.', 'More.'] },
          { title: 'Methods', paragraphs: ['<sc>dna</sc>'] },
        ],
      },
      { kind: 'graphical', language: 'de', sections: [{ paragraphs: ['Ein Bild'] }] },
    ],
  },
  'characters that notations use': {
    doi,
    title: 'R&amp;D: 50% of $5 &lt; #1_{x} \\alpha ~ ^ "quoted" \'single\' ]]&gt; =1+1',
    keywords: [{ terms: ['a;b', 'c, d', '=cmd'] }],
  },
  'mark-up that is none': { doi, title: '&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &lt;i&gt;' },
  'a SICI': { doi: sici, relations: [{ type: 'references', doi: sici }] },
  'a DOI of all characters': { doi: '10.5555/Über/X//y#c%25?q+;' },
  'pages in words and an article number': { doi, volume: '1', pages: { literal: '12-15, 20' }, articleNumber: 'e42' },
  'a single page': { doi, journal: { title: 'J' }, pages: { first: 'A-12' } },
  'a year alone': { doi, dates: { published: '0998', received: '2024' } },
  'a month, a season, a range': { doi, dates: { published: '2024-02', issue: '2024-21', received: '2023-12/2024-01' } },
  'a season and a date in words': {
    doi,
    dates: { issue: { year: 2018, season: 'Enero-Junio' }, received: { literal: '03/04/2024' } },
  },
  'nothing but a date in words': { doi, dates: { published: { literal: 'im Druck' } } },
  'print in another year than online': { doi, dates: { publishedOnline: '2023-12-30', publishedPrint: '2024-02' } },
  'a retracted article, with a correction and a concern': {
    doi,
    title: 'Cold fusion',
    relations: [
      { type: 'corrected-by', doi: '10.5555/corr', date: '2024-03-01' },
      { type: 'has-expression-of-concern', doi: '10.5555/eoc' },
      { type: 'retracted-by', doi: '10.5555/retr', date: '2025-01-01', label: 'Retraction' },
    ],
    dates: { retracted: '2025-01-01', corrected: ['2024-03-01'] },
  },
  'two licences': {
    doi,
    licences: [
      { url: 'https://creativecommons.org/licenses/by-nc/4.0/', spdx: 'CC-BY-NC-4.0', start: '2024-05-06' },
      { url: 'https://example.org/tdm', contentVersion: 'tdm', start: '2024', text: 'For mining' },
      { spdx: 'MIT' },
    ],
    copyright: { statement: '© 2024 The authors', year: '2024', holder: 'The authors' },
    freeToRead: {},
  },
  'an embargo': { doi, dates: { published: '2024-01-01' }, freeToRead: { start: '2025-01-01' } },
  'funders and their grants': {
    doi,
    funding: [
      {
        funder: { name: 'Swiss NSF', doi: '10.13039/501100001711', ror: 'https://ror.org/00yjd3n13' },
        awards: ['200020_123', 'Ho 443/19-1,2,3 and Ro 2431/3-1'],
      },
      { funder: { name: 'European Commission', doi: '10.13039/100010661' }, awards: ['777541', 'not a number'] },
      { awards: ['alone'] },
    ],
    fundingStatement: 'We thank them.',
  },
  'references of all kinds': {
    doi,
    references: [
      { key: 'r1', label: '1', type: 'journal', authors: [{ family: 'Gold', given: 'A.' }, { literal: 'B C' }] },
      { title: '<i>Title</i>', containerTitle: 'Nature', year: '1998', volume: '3', pages: { first: '5', last: '9' } },
      { unstructured: 'As printed &amp; no more.' },
      { doi: sici, url: 'https://example.org/[x]?y=ü', isbn: '978-3-16-148410-0', publisher: 'P', edition: '2nd' },
    ],
  },
  'addresses outside of RFC 3986': {
    doi,
    links: [{ url: 'https://example.org/[a]|{b}?q=ü%zz#x#y', kind: 'pdf' }],
    licences: [{ url: 'https://example.org/^licence`' }],
  },
  'places of work in parts, and one where nobody works': {
    doi,
    affiliations: [
      { id: 'a1', department: 'Physics', name: 'University of Geneva', city: 'Geneva', country: 'Switzerland' },
      { id: 'a2', literal: 'CERN, Meyrin', ror: 'https://ror.org/01ggx4157' },
      { id: 'a3', name: 'Nobody’s' },
    ],
    contributors: [{ ...author('Khan', 'Ann'), affiliations: ['a1', 'a2'] }],
  },
  'parts without the whole': {
    doi,
    journal: { publisher: { ror: 'https://ror.org/05dxps055' }, language: 'en' },
    relations: [{ type: 'other', identifierType: 'arxiv', doi: '10.5555/x' }],
    funding: [{ funder: { ror: 'https://ror.org/05dxps055' } }],
    issueTitle: 'A title',
    identifiers: [{ type: 'Some kind', value: 'x "y" <z>' }],
  },
  'languages with and without codes': {
    doi,
    language: 'zh-Hant-TW',
    abstracts: [{ language: 'gsw', sections: [{ paragraphs: ['Mundart'] }] }],
    translatedTitles: [{ title: 'Titel', language: 'de-AT' }],
  },
}

/** Not yet cleaned: what a record cannot hold, but a writer must not let pass. */
export const unclean = {
  doi,
  title: 'a\u0000b\u000bc\ud800d\uffffe\u0085f\u2028g\rh\ni',
  journal: { title: 'x\u001by\udc00z' },
  keywords: [{ terms: ['k\r\nL1 - injected'] }],
} as const
