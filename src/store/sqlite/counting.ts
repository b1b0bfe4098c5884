/** Totals and facets: exact up to a size, beyond it estimated from articles spread evenly over all. */
import { facetNames } from '../../article/facts.ts'
import type { Count, Facet, FacetQuestion } from '../question.ts'
import type { Expression } from './expression.ts'
import { integer, text } from './rows.ts'
import type { Statements } from './statements.ts'

/** Hits are counted one by one up to here: some 20 ms. */
export const countedHits = 1_000_000
/** Articles that a facet is counted of. */
export const facetedHits = 100_000

const articles = `SELECT (SELECT coalesce(max(id), 0) FROM article)
                       - (SELECT count(*) FROM article WHERE withdrawn = 1)`
const some =
  'SELECT count(*), max(id) FROM (SELECT rowid AS id FROM search WHERE search MATCH ? ORDER BY rowid LIMIT ? + 0)'
const valuesOf = 'SELECT f.facts FROM search CROSS JOIN facet f ON f.article = search.rowid WHERE search MATCH ?'

export function createCounting(statements: Statements) {
  function count(expression: Expression): Count {
    if (expression === 'none') return { count: 0, exact: true }
    if (expression === 'every') return { count: integer(statements(articles).get()?.[0]), exact: true }
    const [found, last] = statements(some).get(expression.fts, countedHits) ?? []
    if (integer(found) < countedHits) return { count: integer(found), exact: true }
    // Hits are as dense among the articles that come after as among those seen.
    const most = integer(statements('SELECT max(id) FROM article').get()?.[0])
    return { count: Math.round((integer(found) * most) / Math.max(integer(last), 1)), exact: false }
  }

  function facets(expression: Expression, asked: readonly FacetQuestion[]): readonly Facet[] {
    const found = asked.map(({ facet }) => ({ start: `\n${facet}\t`, counts: new Map<string, number>() }))
    const known = found.filter((_, at) => facetNames.has(asked[at]?.facet ?? ''))
    const every = expression === 'none' || known.length === 0 ? 0 : tallied(expression, known)
    return found.map(({ counts }, at) => {
      const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      const values = sorted.slice(0, asked[at]?.limit).map(([value, count]) => ({ value, count: count * every }))
      return { valueCount: counts.size, values, exact: every <= 1 }
    })
  }

  /** Counts the values in one of so many articles, which it gives. */
  function tallied(expression: Exclude<Expression, 'none'>, found: readonly Found[]): number {
    const hits = count(expression).count
    const every = Math.ceil(hits / facetedHits)
    const rows =
      expression === 'every'
        ? statements('SELECT facts FROM facet WHERE article % ? = 0').each(every)
        : statements(`${valuesOf} AND search.rowid % ? = 0`).each(expression.fts, every)
    for (const [facts] of rows) {
      const lines = text(facts)
      for (const { start, counts } of found) tally(lines, start, counts)
    }
    return every
  }

  return { count, facets }
}

interface Found {
  /** What each of its lines begins with. */
  readonly start: string
  readonly counts: Map<string, number>
}

/** `facts` is lines that each begin with a line break: name, tab, value. */
export function tally(facts: string, start: string, counts: Map<string, number>): void {
  for (let at = facts.indexOf(start); at !== -1; at = facts.indexOf(start, at + 1)) {
    const from = at + start.length
    const end = facts.indexOf('\n', from)
    const value = facts.slice(from, end === -1 ? undefined : end)
    counts.set(value, (counts.get(value) ?? 0) + 1)
  }
}
