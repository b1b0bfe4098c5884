/** Totals and facets: exact up to a size, beyond it estimated from articles spread evenly over all. */
import { facetNames } from '../../article/facts.ts'
import type { Count, Facet, FacetQuestion } from '../question.ts'
import { countedHits, facetedHits } from '../sqlite/counting.ts'
import { integer, text } from '../sqlite/rows.ts'
import { conditionOf, createBinding } from './condition.ts'
import type { Made } from './order.ts'
import type { Session } from './session.ts'
import type { Expression, Tree } from './tree.ts'

export function createCounting(session: Session) {
  async function count(tree: Expression): Promise<Count> {
    if (tree === 'none') return { count: 0, exact: true }
    if (tree === 'every') {
      const [head] = await session.run('head')
      return { count: integer(head?.[3]) - integer(head?.[4]), exact: true }
    }
    const binding = createBinding()
    // Not in their order, or as many had to be sorted: rows lie about in the order of deposit.
    const hits = `SELECT s.place FROM search s WHERE ${conditionOf(tree, binding)} LIMIT ${countedHits}`
    const [row] = await session.ask(`SELECT count(*), max(h.place) FROM (${hits}) h`, binding.values)
    const found = integer(row?.[0])
    if (found < countedHits) return { count: found, exact: true }
    // Hits are as dense among the articles that come after as among those seen.
    const [head] = await session.run('head')
    return { count: Math.round((found * integer(head?.[3])) / Math.max(integer(row?.[1]), 1)), exact: false }
  }

  async function facets(tree: Expression, asked: readonly FacetQuestion[]): Promise<readonly Facet[]> {
    const hits = tree === 'none' ? 0 : (await count(tree)).count
    return Promise.all(asked.map((question) => facet(tree, hits, question)))
  }

  async function facet(tree: Expression, hits: number, { facet, limit }: FacetQuestion): Promise<Facet> {
    if (tree === 'none' || !facetNames.has(facet)) return { valueCount: 0, values: [], exact: true }
    const every = Math.ceil(hits / facetedHits)
    const { sql, values: bound } = facetSql(tree, facet, every)
    const counts = hits > 0 ? await session.ask(sql, bound) : []
    const sorted = counts
      .map(([value, count]) => ({ value: text(value), count: integer(count) * every }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    return { valueCount: counts.length, values: sorted.slice(0, limit), exact: every <= 1 }
  }

  return { count, facets }
}

/** Values of a facet and how often each occurs, in one of so many articles. */
export function facetSql(tree: Tree | 'every', facet: string, every: number): Made {
  const binding = createBinding()
  // What stands before the first line of this name is no value of it.
  const lines = `unnest(string_to_array(s.facts, ${binding.bind(`\n${facet}\t`)})) WITH ORDINALITY u(line, number)`
  const where = [
    ...(tree === 'every' ? [] : [conditionOf(tree, binding)]),
    ...(every > 1 ? [`s.place % ${every} = 0`] : []),
    'u.number > 1',
  ]
  const sql = `SELECT split_part(u.line, E'\n', 1), count(*) FROM search s CROSS JOIN LATERAL ${lines}
    WHERE ${where.join(' AND ')} GROUP BY 1`
  return { sql, values: binding.values }
}
