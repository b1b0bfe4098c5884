/** What lists are ordered by, and the statements that walk in its order. */
import type { SortKey } from '../question.ts'
import type { ListPlace } from '../sqlite/place.ts'
import { conditionOf, createBinding } from './condition.ts'
import { linesJoin, type Ranking, rankSql } from './ranking.ts'
import type { Expression, Tree } from './tree.ts'

/** Null: the order of first deposit, which is that of `created` too. `current` counts on with every change. */
export const columns: Readonly<Record<Exclude<SortKey, 'relevance'>, string | null>> = {
  deposited: null,
  created: null,
  modified: 'current',
  references: 'reference_count',
  received: 'received',
  revised: 'revised',
  accepted: 'accepted',
  online: 'online',
  print: 'print',
  posted: 'posted',
  published: 'published',
}

export interface Made {
  readonly sql: string
  readonly values: readonly (string | number)[]
}

export interface Walk {
  readonly column: string | null
  readonly descending: boolean
  /** The articles without a value, which come last in either order. */
  readonly missing: boolean
  readonly after: ListPlace | undefined
  readonly limit: number
}

/** Rows of DOI, place and value. */
export function walkSql(tree: Expression, { column, descending, missing, after, limit }: Walk): Made {
  const binding = createBinding()
  const than = descending ? '<' : '>'
  const way = descending ? 'DESC' : 'ASC'
  const valued = column !== null && !missing
  const matched = typeof tree !== 'string'
  // Hits have their place with them; other columns are the article’s.
  const plain = matched && column === null
  const from = plain ? 'search s' : matched ? 'search s JOIN article a ON a.doi = s.doi' : 'article a'
  const own = plain ? 's' : 'a'
  const where = [
    ...(matched ? [conditionOf(tree, binding)] : ['a.withdrawn = 0']),
    ...(column === null ? [] : [`a.${column} IS ${missing ? 'NULL' : 'NOT NULL'}`]),
    ...(after && valued ? [`(a.${column}, a.place) ${than} (${numeral(after.value)}, ${numeral(after.id)})`] : []),
    ...(after && !valued ? [`${own}.place ${than} ${numeral(after.id)}`] : []),
  ]
  const order = valued ? `a.${column} ${way}, a.place ${way}` : `${own}.place ${way}`
  const value = valued ? `a.${column}` : 'NULL::bigint'
  const sql = `SELECT ${own}.doi, ${own}.place, ${value} FROM ${from} WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ${limit}`
  return { sql, values: binding.values }
}

/**
 * Hits by relevance, as rows of DOI, place and rank (less is better). `first` are places that come before all others. Two
 * hits of the same rank come in the order of first deposit.
 */
export function rankedSql(
  tree: Tree,
  ranking: Ranking,
  page: {
    readonly first: readonly number[]
    readonly after: ListPlace | undefined
    readonly limit: number
    readonly offset: number
  },
): Made {
  const binding = createBinding()
  const rank = rankSql(tree, ranking, binding)
  const { first, after, limit, offset } = page
  const raised =
    first.length === 0 ? '' : ` - 1e6::float8 * (CASE WHEN s.place IN (${first.join(', ')}) THEN 1 ELSE 0 END)`
  const hits = `SELECT s.doi, s.place, ${rank}${raised} AS value FROM search s ${linesJoin} WHERE ${conditionOf(tree, binding)}`
  const where = after ? ` WHERE (h.value, h.place) > (${numeral(after.value ?? 0)}::float8, ${numeral(after.id)})` : ''
  const sql = `SELECT h.doi, h.place, h.value FROM (${hits}) h${where} ORDER BY h.value, h.place LIMIT ${limit} OFFSET ${offset}`
  return { sql, values: binding.values }
}

/** Numbers of a cursor were judged to be numbers; spelt so that each reads back as itself. */
const numeral = (value: number | null): string =>
  Number.isSafeInteger(value) ? `(${value})` : `'${Number(value)}'::float8`
