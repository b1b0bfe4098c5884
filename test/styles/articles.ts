/** Articles to cite, each with what citation styles are known to get wrong. They were never published. */
import type { Article, Draft } from '../../schemas/article.ts'
import { admit } from '../../src/article/admit.ts'

const shores = {
  title: 'Journal of Invented Shores',
  abbreviatedTitles: [{ title: 'J Invent Shores' }],
  issn: { electronic: '2434-561X' },
}

const drafts = {
  /** Particle, initials, a body among persons, mark-up in the title, both dates of publication. */
  tides: {
    doi: '10.5555/shores.2024.7',
    type: 'research-article',
    title: 'Tidal clocks of <i>Eurydice pulchra</i> in heavy water (D<sub>2</sub>O)',
    contributors: [
      { kind: 'person', role: 'author', family: 'Berg', nonDroppingParticle: 'van der', given: 'Jan' },
      { kind: 'person', role: 'author', family: 'Okonkwo', given: 'Ada B.' },
      { kind: 'group', role: 'author', name: 'The Shoreline Consortium' },
    ],
    journal: shores,
    volume: '12',
    issue: '3',
    pages: { first: '233', last: '240' },
    dates: {
      received: '2023-05-02',
      accepted: '2023-12-01',
      publishedOnline: '2024-01-09',
      publishedPrint: '2024-03',
    },
    language: 'en',
  },
  /** An article number and no pages, a suffix, a dropping particle, one date with a year only. */
  dunes: {
    doi: '10.5555/dunes.8.e41',
    type: 'research-article',
    title: 'Why dunes sing',
    subtitle: 'Sand, wind and the ear',
    contributors: [
      { kind: 'person', role: 'author', family: 'King', given: 'Martin Luther', suffix: 'Jr.' },
      { kind: 'person', role: 'author', family: 'Maupassant', given: 'Guy', droppingParticle: 'de' },
    ],
    journal: { title: 'Annals of Imagined Deserts' },
    volume: '8',
    articleNumber: 'e41',
    dates: { published: '2019' },
    language: 'en',
  },
  /** German: no English title case; one author without a given name; an umlaut; a retraction. */
  watt: {
    doi: '10.5555/watt.77',
    type: 'research-article',
    title: 'Über das Leuchten des Wattenmeers bei Nacht',
    contributors: [
      { kind: 'person', role: 'author', family: 'Müller', given: 'Jörg' },
      { kind: 'person', role: 'author', family: 'Suhartini' },
    ],
    journal: { title: 'Zeitschrift für erfundene Küsten', abbreviatedTitles: [{ title: 'Z erf Küst' }] },
    volume: '77',
    issue: '1–2',
    pages: { first: '5', last: '19' },
    dates: { published: '2021-11-30' },
    language: 'de',
    relations: [{ type: 'retracted-by', doi: '10.5555/watt.78' }],
  },
  /** Twenty-five authors: every style has a number of its own from which it writes “et al.”. */
  crowd: {
    doi: '10.5555/shores.2022.100',
    type: 'research-article',
    title: 'A census of crabs',
    contributors: Array.from({ length: 25 }, (_, n) => ({
      kind: 'person' as const,
      role: 'author' as const,
      family: `Crab${String.fromCharCode(97 + n)}`,
      given: `${String.fromCharCode(65 + n)}.`,
    })),
    journal: shores,
    volume: '10',
    pages: { first: '1', last: '12' },
    dates: { published: '2022-05' },
    language: 'en',
  },
  /** No author, a season, a page with a letter. */
  notice: {
    doi: '10.5555/shores.2020.s1',
    type: 'editorial',
    title: 'Notice to readers & <b>friends</b>',
    journal: shores,
    volume: '8',
    issue: 'Suppl. 1',
    pages: { first: 'S1' },
    dates: { published: '2020-22' },
    language: 'en',
  },
  /** Other scripts. */
  kishi: {
    doi: '10.5555/kishi.3',
    type: 'research-article',
    title: '潮汐時計の研究',
    contributors: [{ kind: 'person', role: 'author', family: '山田', given: '太郎' }],
    journal: { title: '架空海岸学雑誌' },
    volume: '3',
    pages: { first: '45', last: '52' },
    dates: { published: '2018-04-01' },
    language: 'ja',
  },
} as const satisfies Readonly<Record<string, Draft>>

export type ArticleName = keyof typeof drafts

/** Each as the library would keep it. */
export const articles = Object.fromEntries(
  Object.entries(drafts).map(([name, draft]) => [name, admit(structuredClone(draft) as Draft).article]), // drafts, as the shape above says
) as Readonly<Record<ArticleName, Article>> // the same keys
