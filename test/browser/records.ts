/** Invented articles for pages to show: enough of them for facets, several pages of results, and a plot by year. */
import type { Draft } from '../../schemas/article.ts'

const journals = [
  { title: 'Journal of Invented Shores', issn: { electronic: '2434-561X' } },
  { title: 'Northern Field Notes', issn: { print: '0378-5955' } },
  { title: 'Annals of Quiet Instruments', issn: { electronic: '1050-124X' } },
] as const

const subjects = ['Tidal clocks', 'Lichens', 'Harbour moths', 'Sea glass', 'Fog signals', 'Salt marshes'] as const
const themes = [
  'on abandoned lighthouses',
  'and the memory of <i>Eurydice pulchra</i>',
  'under three kinds of light',
  'after a century of warm winters',
  'in the wake of dredging',
  'as keepers’ logbooks tell of them',
  'along the outer banks',
  'in water of less than 4 °C',
  'between two storms',
  'and who counts them',
] as const
const families = ['Berg', 'Okafor', 'Lindqvist', 'Silva', 'Tanaka', 'Becker', 'Novák', 'O’Neill'] as const
const givens = ['Jan', 'Ngozi', 'Per', 'Mara', 'Yuki', 'Tom', 'Zdeněk', 'Aoife'] as const

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T // lists above are not empty

const day = (number: number): string => new Date(Date.UTC(2018, 0, 9 + number)).toISOString().slice(0, 10)

/** `10.5555/shore.1` and so on; the same each time. */
export const records = (count: number): readonly Draft[] => Array.from({ length: count }, (_, at) => plain(at + 1))

function plain(at: number): Draft {
  const subject = pick(subjects, at)
  const accepted = at * 37 + 45 + ((at * 29) % 110)
  return {
    doi: `10.5555/shore.${at}`,
    type: at % 5 === 0 ? 'review-article' : 'research-article',
    title: `${subject} ${pick(themes, Math.floor(at / subjects.length))}`,
    contributors: [0, 3].map((shift) => ({
      kind: 'person' as const,
      role: 'author' as const,
      family: pick(families, at + shift),
      given: pick(givens, at * 3 + shift),
    })),
    journal: pick(journals, at + Math.floor(at / 6)),
    volume: String(1 + Math.floor(at / 12)),
    issue: String(1 + (at % 4)),
    pages: { first: String(at * 7), last: String(at * 7 + 6) },
    language: at % 7 === 0 ? 'fr' : 'en',
    licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/', spdx: 'CC-BY-4.0' }],
    dates: { received: day(at * 37), accepted: day(accepted), publishedOnline: day(accepted + 12) },
    keywords: [{ terms: [pick(subjects, at).toLowerCase(), 'shore'] }],
    abstracts: [{ sections: [{ paragraphs: [abstractOf(subject, at)] }] }],
  }
}

const abstractOf = (subject: string, at: number): string =>
  `${subject} are known from every shore, and counted on few. We watched them for ${at + 3} nights on the same stretch of ` +
  'coast, wrote down what came and what stayed away, and compared it with the harbour’s own records.'

/** An article that has all that a page of one can show. */
export const whole: Draft = {
  doi: '10.5555/tides.7',
  type: 'research-article',
  title: 'Tidal clocks in <i>Eurydice pulchra</i> keep time without H<sub>2</sub>O',
  subtitle: 'A field study on two shores',
  contributors: [
    {
      kind: 'person',
      role: 'author',
      family: 'Berg',
      nonDroppingParticle: 'van der',
      given: 'Jan',
      orcid: '0000-0002-1825-0097',
      affiliations: ['aff1', 'aff2'],
      corresponding: true,
      email: 'jan@example.org',
    },
    {
      kind: 'person',
      role: 'author',
      family: 'Okafor',
      given: 'Ngozi',
      orcid: '0000-0001-5109-3700',
      affiliations: ['aff2'],
    },
    { kind: 'group', role: 'author', name: 'The Shoreline Consortium' },
  ],
  affiliations: [
    { id: 'aff1', literal: 'Example Institute, Ostend, Belgium' },
    { id: 'aff2', literal: 'Department of Tides, Harbour University, Porto, Portugal' },
  ],
  journal: {
    title: 'Journal of Invented Shores',
    issn: { electronic: '2434-561X' },
    publisher: { name: 'Shore Press' },
  },
  volume: '12',
  issue: '3',
  pages: { first: '101', last: '118' },
  language: 'en',
  dates: {
    received: '2023-05-02',
    revised: ['2023-08-20', '2023-10-30'],
    accepted: '2023-12-01',
    publishedOnline: '2024-01-09',
    publishedPrint: '2024-03',
  },
  licences: [{ url: 'https://creativecommons.org/licenses/by/4.0/', spdx: 'CC-BY-4.0' }],
  funding: [
    { funder: { name: 'Foundation for Patient Observation', doi: '10.13039/501100000780' }, awards: ['FPO-17'] },
  ],
  keywords: [{ terms: ['circatidal rhythm', '<i>Eurydice</i>', 'isopods'] }],
  abstracts: [
    {
      sections: [
        {
          title: 'Background',
          paragraphs: ['Animals of the shore anticipate the tide. Whether they need the sea for it is not known.'],
        },
        {
          title: 'Results',
          paragraphs: [
            'Kept in moist sand for forty days, isopods swam at the hours of a high tide that never came (<i>n</i> = 212).',
          ],
        },
      ],
    },
  ],
  references: [
    {
      key: 'r1',
      title: 'Moss, and what it knows',
      authors: [{ family: 'Lindqvist', given: 'P' }],
      containerTitle: 'Northern Field Notes',
      year: '2022',
      doi: '10.5555/shore.3',
    },
    { key: 'r2', unstructured: 'Silva M. <i>Lamps along a quay.</i> Porto: Night Press; 2019.' },
    { key: 'r3', title: 'Harbour moths', year: '2018', doi: '10.5555/elsewhere.9' },
  ],
}
