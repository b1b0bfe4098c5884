/**
 * What an engine’s index, its lists’ columns and its facets hold of an article, the same for every engine. Made before the
 * store is asked, and elsewhere: the thread that writes has enough to do.
 */
import { facetNames, onlyCounted } from '../article/facts.ts'
import { dateNames } from './question.ts'
import type { SearchText } from './store.ts'
import { dateTokens, everyToken, spaced, titleNumber, tokenOfLine } from './tokens.ts'

/** Columns that lists are ordered by, in the order of `IndexText.order`, which ends with the number of references. */
export const sortColumns = [
  'received',
  'revised',
  'accepted',
  'online',
  'print',
  'posted',
  'published',
] as const satisfies readonly (typeof dateNames)[number][]

export interface IndexText {
  /** Texts by word: title, abstract, names, affiliations, journal, keywords. */
  readonly words: readonly string[]
  /** Facts and dates as tokens, but for when the article was deposited and changed. */
  readonly tokens: string
  /** Facts that are counted, as lines of name, tab and value, each of which begins with a line break. */
  readonly facets: string
  readonly order: readonly (number | null)[]
  /** `titleNumber` of each title. */
  readonly titles: readonly number[]
}

/** One pass over the facts, which are not cut out where only their token is needed. */
export function indexTextOf(search: SearchText): IndexText {
  const { facts = '', dates = {}, references = 0 } = search
  let tokens = everyToken
  let facets = ''
  const titles: number[] = []
  for (let start = 0; start < facts.length; ) {
    const next = facts.indexOf('\n', start)
    const end = next === -1 ? facts.length : next
    const name = facts.slice(start, facts.indexOf('\t', start))
    if (!onlyCounted.has(name)) {
      const token = tokenOfLine(facts, start, end)
      tokens += ` ${token}`
      if (name === 'title') titles.push(titleNumber(token))
    }
    if (facetNames.has(name)) facets += `\n${facts.slice(start, end)}`
    start = end + 1
  }
  for (const name of dateNames) {
    const days = dates[name]
    if (days) tokens += ` ${dateTokens(name, days)}`
  }
  return {
    words: [search.title, search.abstract, search.names, search.affiliations, search.journal, search.keywords].map(
      spaced,
    ),
    tokens,
    facets,
    order: [...sortColumns.map((name) => dates[name]?.[0] ?? null), references],
    titles,
  }
}

/** Tokens of the days on which an article was deposited and changed. Both are instants. */
export const depositTokens = (created: string, modified: string): string =>
  `${dateTokens('created', dayOf(created))} ${dateTokens('modified', dayOf(modified))}`

function dayOf(instant: string): readonly [number, number] {
  const day = Number(instant.slice(0, 10).replaceAll('-', ''))
  return [day, day]
}
