/** A journal year by year: how many articles it published, and how long they took from received to accepted. */
import type { Match } from '../store/store.ts'
import type { Library } from './library.ts'

export interface JournalYear {
  readonly year: number
  readonly articles: number
  /** The median, where both days are known. */
  readonly days?: number
  /** Of how many articles. */
  readonly counted: number
}

/** The newest so many. */
const mostYears = 25
const mostValues = 10_000

type Counting = Pick<Library, 'facet'>

/** `slug` is the journal’s address, which is its ISSN where it has one. Oldest first. */
export async function journalYears(slug: string, name: string, library: Counting): Promise<readonly JournalYear[]> {
  const journal = matchOf(slug, name)
  const { values } = await library.facet({ match: journal, facet: 'published-year', limit: 1000 })
  const years = values
    .map(({ value, count }) => ({ year: Number(value), articles: count }))
    .toSorted((a, b) => a.year - b.year)
    .slice(-mostYears)
  return Promise.all(years.map(async (one) => ({ ...one, ...(await daysOf(journal, one.year, library)) })))
}

const matchOf = (slug: string, name: string): Match =>
  /^\d{4}-\d{3}[\dx]$/.test(slug)
    ? { kind: 'fact', fact: { name: 'issn', value: slug.toUpperCase() } }
    : { kind: 'fact', fact: { name: 'journal', value: name } }

async function daysOf(journal: Match, year: number, library: Counting) {
  const match: Match = {
    kind: 'all',
    of: [journal, { kind: 'fact', fact: { name: 'published-year', value: String(year) } }],
  }
  const { values } = await library.facet({ match, facet: 'days-to-accept', limit: mostValues })
  const spans = values
    .map(({ value, count }) => ({ days: Number(value), count }))
    .filter(({ days }) => days >= 0)
    .toSorted((a, b) => a.days - b.days)
  const counted = spans.reduce((sum, { count }) => sum + count, 0)
  let passed = 0
  for (const { days, count } of spans) {
    passed += count
    if (passed * 2 >= counted) return { days, counted }
  }
  return { counted }
}
