/** The questions of the bench, each as a searcher asks it and as the same SQL typed into node:sqlite. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { parseQuery } from '../../src/library/query-language.ts'
import { expressionOf } from '../../src/store/sqlite/expression.ts'
import { rank } from '../../src/store/sqlite/order.ts'
import type { Match, Store } from '../../src/store/store.ts'
import { word } from '../synthetic.ts'
import type { Pair } from './timing.ts'

/** What an answer holds of a record, under the names of its columns. */
export const record = 'v.doi, v.version, a.created, v.at, v.writer, v.format, a.citation_key, v.json'
const hitsSql = `
  WITH hit AS MATERIALIZED (SELECT rowid AS id, ${rank} AS score FROM search WHERE search MATCH ? ORDER BY score LIMIT 20)
  SELECT ${record}, hit.score
  FROM hit JOIN article a ON a.id = hit.id JOIN version v ON v.seq = a.current ORDER BY hit.score`
const facetSql = `
  SELECT json_extract(v.json, '$.journal.title') AS title, count(*) AS articles
  FROM search JOIN article a ON a.id = search.rowid JOIN version v ON v.seq = a.current
  WHERE search MATCH ? GROUP BY title ORDER BY articles DESC LIMIT 10`
const pageSql = `
  SELECT ${record}, a.id FROM article a JOIN version v ON v.seq = a.current
  WHERE a.id > ? AND a.withdrawn = 0 ORDER BY a.id LIMIT 100`

const queries: Readonly<Record<string, (n: number) => string>> = {
  'two words': (n) => `${word(100 + 7 * n)} ${word(200 + 11 * n)}`,
  'two fields': (n) => `title:${word(60 + 5 * n)} author:fam${(n % 40).toString(36)}`,
  'very common word': (n) => word(20 + (n % 3)),
  'beginning of a word': (n) => `${word(900 + n).slice(0, 6)}*`,
}

export const matchOf = (query: string): Match => parseQuery(query) ?? { kind: 'any', of: [] }

/** The expression that a query comes to, made before it is timed: who types SQL types it as it is. */
function typedExpressions(query: (n: number) => string, rounds: number): readonly string[] {
  return Array.from({ length: rounds }, (_, n) => {
    const expression = expressionOf(matchOf(query(n)), () => [])
    return typeof expression === 'string' ? '' : expression.fts
  })
}

const typed = (statement: StatementSync, parameters: readonly (string | number)[]) => (n: number) =>
  statement.all(parameters[n] ?? '')

/** `rounds` is how often each is asked at most. */
export function questionsOf(store: Store, database: DatabaseSync, count: number, rounds: number): readonly Pair[] {
  const hits = database.prepare(hitsSql)
  const faceted = database.prepare(facetSql)
  const sought = Object.entries(queries).map(([name, query]): Pair => {
    const ours = (n: number) => store.find({ match: matchOf(query(n)), limit: 20 })
    return { name, ours, typed: typed(hits, typedExpressions(query, rounds)) }
  })
  const filtered = (n: number) => `${word(40 + 3 * n)} has:abstract year:2000..2015`
  const expressions = typedExpressions(filtered, rounds)
  const place = (n: number) => Math.floor(count * (0.9 + 0.001 * (n % 90)))
  const places = Array.from({ length: rounds }, (_, n) => place(n))
  return [
    ...sought,
    {
      name: 'filter and facet',
      ours: (n) => {
        const match = matchOf(filtered(n))
        return Promise.all([
          store.find({ match, limit: 20 }),
          store.facets({ match, facets: [{ facet: 'journal', limit: 10 }] }),
        ])
      },
      typed: (n) => [typed(hits, expressions)(n), typed(faceted, expressions)(n)],
    },
    {
      name: 'deep page',
      ours: (n) => store.find({ limit: 100, after: JSON.stringify([null, place(n)]) }),
      typed: typed(database.prepare(pageSql), places),
    },
  ]
}
