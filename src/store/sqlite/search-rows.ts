/** What the index, the lists’ columns and the facets hold of an article. */
import { facetNames, onlyCounted } from '../../article/facts.ts'
import { dateNames } from '../question.ts'
import type { SearchText } from '../store.ts'
import { dateTokens, everyToken, spaced, tokenOfLine } from './tokens.ts'

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

/** What the column `facts` holds of an article, and what its facets are counted of. */
export interface FactRows {
  /** Tokens. */
  readonly tokens: string
  /** Lines, each of which begins with a line break. */
  readonly facets: string
}

/** `created` and `modified` are instants. One pass over the lines, which are not cut out where only their token is needed. */
export function factRows({ facts = '', dates: given }: SearchText, created: string, modified: string): FactRows {
  let tokens = everyToken
  let facets = ''
  for (let start = 0; start < facts.length; ) {
    const next = facts.indexOf('\n', start)
    const end = next === -1 ? facts.length : next
    const name = facts.slice(start, facts.indexOf('\t', start))
    if (!onlyCounted.has(name)) tokens += ` ${tokenOfLine(facts, start, end)}`
    if (facetNames.has(name)) facets += `\n${facts.slice(start, end)}`
    start = end + 1
  }
  const dates = { ...given, created: dayOf(created), modified: dayOf(modified) }
  for (const name of dateNames) {
    const days = dates[name]
    if (days) tokens += ` ${dateTokens(name, days)}`
  }
  return { tokens, facets }
}

function dayOf(instant: string): readonly [number, number] {
  const day = Number(instant.slice(0, 10).replaceAll('-', ''))
  return [day, day]
}
