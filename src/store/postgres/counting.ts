/** Totals and facets: exact up to a size, beyond it estimated from articles spread evenly over all. */
import { facetNames } from '../../article/facts.ts'
import type { Count, Facet, FacetQuestion } from '../question.ts'
import { countedHits, facetedHits, tally } from '../sqlite/counting.ts'
import { integer, text } from '../sqlite/rows.ts'
import { conditionOf, createBinding } from './condition.ts'
import type { Session } from './session.ts'
import type { Expression } from './tree.ts'

/** Rows of facts that are in memory at once. */
const portion = 2000

export function createCounting(session: Session) {
  async function count(tree: Expression): Promise<Count> {
    if (tree === 'none') return { count: 0, exact: true }
    if (tree === 'every') {
      const [head] = await session.run('head')
      return { count: integer(head?.[3]) - integer(head?.[4]), exact: true }
    }
    const binding = createBinding()
    const hits = `SELECT s.place FROM search s WHERE ${conditionOf(tree, binding)} ORDER BY s.place LIMIT ${countedHits}`
    const [row] = await session.ask(`SELECT count(*), max(h.place) FROM (${hits}) h`, binding.values)
    const found = integer(row?.[0])
    if (found < countedHits) return { count: found, exact: true }
    // Hits are as dense among the articles that come after as among those seen.
    const [head] = await session.run('head')
    return { count: Math.round((found * integer(head?.[3])) / Math.max(integer(row?.[1]), 1)), exact: false }
  }

  /** `facts` of hits, in portions by place. */
  async function* factsOf(tree: Expression, every: number): AsyncGenerator<string> {
    for (let after = 0; ; ) {
      const rows = await portionOf(tree, every, after)
      for (const [, facts] of rows) yield text(facts)
      if (rows.length < portion) return
      after = integer(rows.at(-1)?.[0])
    }
  }

  function portionOf(tree: Expression, every: number, after: number) {
    if (typeof tree === 'string') return session.run('everyFacts', after, every, portion)
    const binding = createBinding()
    const sql = `SELECT s.place, s.facts FROM search s WHERE ${conditionOf(tree, binding)}
      AND s.place > ${after} AND s.place % ${every} = 0 ORDER BY s.place LIMIT ${portion}`
    return session.ask(sql, binding.values)
  }

  async function facet(tree: Expression, { facet, limit }: FacetQuestion): Promise<Facet> {
    if (tree === 'none' || !facetNames.has(facet)) return { valueCount: 0, values: [], exact: true }
    const hits = (await count(tree)).count
    const every = Math.ceil(hits / facetedHits)
    const counts = new Map<string, number>()
    if (hits > 0) for await (const facts of factsOf(tree, every)) tally(facts, `\n${facet}\t`, counts)
    const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    const values = sorted.slice(0, limit).map(([value, count]) => ({ value, count: count * every }))
    return { valueCount: counts.size, values, exact: every <= 1 }
  }

  return { count, facet }
}
