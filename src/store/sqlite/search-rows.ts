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

/** Lines of name, tab and value, by where they begin and end in the text. */
function eachLine(facts: string, visit: (name: string, start: number, end: number) => void): void {
  for (let start = 0; start < facts.length; ) {
    const next = facts.indexOf('\n', start)
    const end = next === -1 ? facts.length : next
    visit(facts.slice(start, facts.indexOf('\t', start)), start, end)
    start = end + 1
  }
}

/** The tokens of the column `facts`; `created` and `modified` are instants. */
export function factsText({ facts = '', dates: given }: SearchText, created: string, modified: string): string {
  let tokens = everyToken
  eachLine(facts, (name, start, end) => {
    if (!onlyCounted.has(name)) tokens += ` ${tokenOfLine(facts, start, end)}`
  })
  const dates = { ...given, created: dayOf(created), modified: dayOf(modified) }
  for (const name of dateNames) {
    const days = dates[name]
    if (days) for (const token of dateTokens(name, days)) tokens += ` ${token}`
  }
  return tokens
}

function dayOf(instant: string): readonly [number, number] {
  const day = Number(instant.slice(0, 10).replaceAll('-', ''))
  return [day, day]
}

/** Of the facts those that facets are counted of; every line begins with a line break. */
export function facetText({ facts = '' }: SearchText): string {
  let text = ''
  eachLine(facts, (name, start, end) => {
    if (facetNames.has(name)) text += `\n${facts.slice(start, end)}`
  })
  return text
}
