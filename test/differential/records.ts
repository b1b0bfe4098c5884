/** Records of few words, journals and names, so that they share them; and queries of the same. */
import type { Random } from './random.ts'

const words = [
  ...['tidal', 'clock', 'clocks', 'growth', 'of', 'the', 'and', 'stem', 'cells', 'Müller', 'naïve', 'STEM', 'growths'],
  ...['干细胞', '治疗', '皮膚炎', '세포', 'été', 'Straße', 'β-catenin', 'H2O', 'x', 'İstanbul', 'ﬁbre', 'co-operate'],
]
const families = ['Berg', 'Müller', 'Smith', 'Öztürk', '山田', 'O’Neill', 'de la Cruz', 'Åberg']
const given = ['Jan', 'Ada', 'J. R.', '太郎', 'Zoë']
const journals = [
  { title: 'Journal of Invented Shores', issn: { electronic: '2434-561X' } },
  { title: 'annals of tides', issn: { print: '0028-0836' } },
  { title: 'Zeitschrift für Uhren' },
  { title: 'Annals of Shores' },
]
const dates = ['2019', '2020-05', '2021-03-04', '2021', '2022-12-31', '1899-01-01', '2023-06-15']
const types = ['research-article', 'review-article', 'letter', 'editorial']

export const dois = Array.from({ length: 60 }, (_, n) =>
  n % 7 === 0 ? `10.5555/Tides.${n}` : n % 11 === 0 ? `10.1234/a<${n}>(b);c` : `10.5555/a.${n}`,
)

const text = (random: Random, least: number, most: number): string => random.some(words, least, most).join(' ')

export function randomRecord(random: Random, doi: string): Record<string, unknown> {
  const optional = (name: string, probability: number, make: () => unknown) =>
    random.chance(probability) ? { [name]: make() } : {}
  return {
    doi,
    type: random.pick(types),
    title: random.chance(0.1) ? 'Editorial' : text(random, 1, 5),
    contributors: random.some(families, 0, 3).map((family) => ({
      kind: 'person',
      role: 'author',
      family,
      given: random.pick(given),
    })),
    ...optional('journal', 0.8, () => random.pick(journals)),
    ...optional('volume', 0.7, () => String(1 + random.below(4))),
    ...optional('issue', 0.6, () => String(1 + random.below(3))),
    ...optional('pages', 0.6, () => ({ first: String(1 + random.below(300)) })),
    ...optional('language', 0.3, () => random.pick(['en', 'de', 'pt', 'zh'])),
    ...optional('keywords', 0.4, () => [{ terms: random.some(words, 1, 3) }]),
    ...optional('abstracts', 0.5, () => [{ sections: [{ paragraphs: [text(random, 3, 30)] }] }]),
    dates: {
      ...optional('publishedOnline', 0.7, () => random.pick(dates)),
      ...optional('publishedPrint', 0.3, () => random.pick(dates)),
      ...optional('received', 0.4, () => random.pick(dates)),
      ...optional('accepted', 0.3, () => random.pick(dates)),
    },
    ...optional('references', 0.4, () =>
      Array.from({ length: 1 + random.below(4) }, (_, n) => ({ id: `r${n}`, literal: text(random, 3, 8) })),
    ),
  }
}

const fields = ['title', 'abstract', 'author', 'journal', 'keyword', 'doi']

/**
 * What somebody might type: with alternatives or with negations. FTS5 leaves the share of an alternative out of the rank
 * of some hits where there are both, or counts one for a hit that it does not have (docs/scale.md).
 */
export const randomQuery = (random: Random): string =>
  queryOf(random, random.chance(0.4) ? 'alternatives' : 'negations', 0)

type Kind = 'alternatives' | 'negations'

function queryOf(random: Random, kind: Kind, depth: number): string {
  const either = kind === 'alternatives' && random.chance(0.5)
  const parts = Array.from({ length: 1 + random.below(3) }, () =>
    // Alternatives are words, not conjunctions.
    !either && depth < 2 && random.chance(0.15) ? `(${queryOf(random, kind, depth + 1)})` : termOf(random, kind),
  )
  if (either) return parts.join(' OR ')
  return parts.join(kind === 'negations' && random.chance(0.1) ? ' NOT ' : ' ')
}

const terms: readonly ((random: Random) => string)[] = [
  (random) => `"${text(random, 1, 3)}"`,
  (random) => `${random.pick(words).slice(0, 2 + random.below(3))}*`,
  (random) => `${random.pick(fields)}:${random.pick([...words, ...families])}`,
  (random) => `${random.pick(fields)}:"${text(random, 1, 2)}"`,
  (random) => `${random.pick(['year', 'received', 'accepted', 'published', 'created'])}:${span(random)}`,
  (random) => random.pick(['has:abstract', 'has:orcid', 'type:letter', 'language:de', 'prefix:10.5555']),
  (random) =>
    random.pick(['issn:2434-561X', 'volume:2', 'in:"Annals of tides"', '10.5555/a.3', '10.5555', 'Editorial']),
  (random) => random.pick([...words, ...families]),
  (random) => random.pick([...words, ...families]),
  (random) => random.pick(words),
]

function termOf(random: Random, kind: Kind): string {
  const negative = kind === 'negations' && random.chance(0.15)
  return negative ? `-${random.pick([...words, 'has:references', 'type:letter'])}` : random.pick(terms)(random)
}

const span = (random: Random): string =>
  random.chance(0.6) ? random.pick(dates) : `${random.pick(dates)}..${random.pick(['', ...dates])}`

/** A reference as somebody might have printed it. */
export const randomReference = (random: Random): string =>
  `${random.pick(families)} ${random.pick(given)[0]}, ${text(random, 2, 5)}. ${random.pick(journals).title}. ${random.pick(dates).slice(0, 4)};${random.below(5)}:${random.below(300)}.`
