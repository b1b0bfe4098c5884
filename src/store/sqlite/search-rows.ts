/** What the index, the lists’ columns and the facets hold of an article. */
import { facetNames, onlyCounted } from '../../article/facts.ts'
import { dateNames } from '../question.ts'
import type { SearchText } from '../store.ts'
import { dateTokens, everyToken, factToken, spaced } from './tokens.ts'

/** Columns of `article` that lists are ordered by, in the order of `sortValues`. */
export const sortColumns = [
  'received',
  'revised',
  'accepted',
  'online',
  'print',
  'posted',
  'published',
] as const satisfies readonly (typeof dateNames)[number][]

export const sortValues = (search: SearchText): readonly (number | null)[] => [
  ...sortColumns.map((name) => search.dates?.[name]?.[0] ?? null),
  search.references ?? 0,
]

/** Texts by word in the order of the index’s columns. */
export const wordsOf = (search: SearchText, doi: string): readonly string[] => [
  spaced(search.title),
  spaced(search.abstract),
  spaced(search.names),
  spaced(search.affiliations),
  spaced(search.journal),
  spaced(search.keywords),
  doi,
]

/** The tokens of the column `facts`; `created` and `modified` are instants. */
export function factsText(search: SearchText, created: string, modified: string): string {
  const tokens = [everyToken]
  for (const line of linesOf(search)) {
    const name = line.slice(0, line.indexOf('\t'))
    if (!onlyCounted.has(name)) tokens.push(factToken(name, line.slice(name.length + 1)))
  }
  const dates = { ...search.dates, created: dayOf(created), modified: dayOf(modified) }
  for (const name of dateNames) {
    const days = dates[name]
    if (days) tokens.push(...dateTokens(name, days))
  }
  return tokens.join(' ')
}

function dayOf(instant: string): readonly [number, number] {
  const day = Number(instant.slice(0, 10).replaceAll('-', ''))
  return [day, day]
}

const linesOf = ({ facts = '' }: SearchText): readonly string[] => (facts === '' ? [] : facts.split('\n'))

/** Of the facts those that facets are counted of; every line begins with a line break. */
export const facetText = (search: SearchText): string =>
  linesOf(search)
    .filter((line) => facetNames.has(line.slice(0, line.indexOf('\t'))))
    .map((line) => `\n${line}`)
    .join('')
