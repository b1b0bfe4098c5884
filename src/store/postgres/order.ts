/** What lists are ordered by, and the statements that walk in its order. */
import type { SortKey } from '../question.ts'
import type { ListPlace } from '../sqlite/place.ts'
import { recordColumns } from './catalogue.ts'
import { conditionOf, createBinding, inWords } from './condition.ts'
import { type Ranking, rankOf } from './ranking.ts'
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

interface Walk {
  readonly column: string | null
  readonly descending: boolean
  /** The articles without a value, which come last in either order. */
  readonly missing: boolean
  readonly after: ListPlace | undefined
  readonly limit: number
}

/**
 * Rows of DOI, place and value. Orders are spelt so that no index gives them: the server, which knows neither how rare the
 * words are nor what it costs to ask a row for them, would walk a whole index in its order.
 */
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
  const free = matched ? ' + 0' : ''
  const order = valued ? `a.${column}${free} ${way}, a.place ${way}` : `${own}.place${free} ${way}`
  const value = valued ? `a.${column}` : 'NULL::bigint'
  const sql = `SELECT ${own}.doi, ${own}.place, ${value} FROM ${from} WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ${limit}`
  return { sql, values: binding.values }
}

interface Stretch {
  readonly descending: boolean
  /** The place before the first. */
  readonly from: number
  readonly limit: number
}

/** How many articles are looked at one after another, before the index is asked for all that match: a millisecond. */
export const stretch = 300

/** The same as `walkSql` in the order of deposit, of the next articles alone: what many match is found at once. */
export function stretchSql(tree: Tree, { descending, from, limit }: Stretch): Made {
  const binding = createBinding()
  const [than, way] = descending ? ['<', 'DESC'] : ['>', 'ASC']
  const end = descending ? `s.place >= ${numeral(from - stretch)}` : `s.place <= ${numeral(from + stretch)}`
  const where = `s.place ${than} ${numeral(from)} AND ${end} AND ${inWords(tree, binding)}`
  const sql = `SELECT s.doi, s.place, NULL::bigint FROM search s WHERE ${where} ORDER BY s.place ${way} LIMIT ${limit}`
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
  const rank = rankOf(tree, ranking, binding)
  const { first, after, limit, offset } = page
  const raised =
    first.length === 0 ? '' : ` - 1e6::float8 * (CASE WHEN s.place IN (${first.join(', ')}) THEN 1 ELSE 0 END)`
  const hits = `SELECT s.doi, s.place, ${rank.sql}${raised} AS value FROM search s ${rank.join} WHERE ${conditionOf(tree, binding)}`
  const where = after ? ` WHERE (h.value, h.place) > (${numeral(after.value ?? 0)}::float8, ${numeral(after.id)})` : ''
  const sql = `SELECT h.doi, h.place, h.value FROM (${hits}) h${where} ORDER BY h.value, h.place LIMIT ${limit} OFFSET ${offset}`
  return { sql, values: binding.values }
}

/** The same with their records, behind which place and rank stand. */
export function rankedRecordsSql(...question: Parameters<typeof rankedSql>): Made {
  const { sql, values } = rankedSql(...question)
  return {
    sql: `SELECT ${recordColumns}, r.place, r.value FROM (${sql}) r JOIN article a ON a.doi = r.doi
      JOIN version v ON v.doi = a.doi AND v.version = a.version ORDER BY r.value, r.place`,
    values,
  }
}

/** Numbers of a cursor were judged to be numbers; spelt so that each reads back as itself. */
const numeral = (value: number | null): string =>
  Number.isSafeInteger(value) ? `(${value})` : `'${Number(value)}'::float8`
