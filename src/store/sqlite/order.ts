/** What lists are ordered by: the column of each sort key, and the statements that walk in its order. */
import type { SortKey } from '../question.ts'
import { recordColumns } from './rows.ts'

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

// One weight a column: title, abstract, names, affiliations, journal, keywords, doi, facts.
export const rank = 'bm25(search, 10.0, 2.0, 6.0, 1.0, 4.0, 4.0, 20.0, 0.0)'

export interface Walk {
  /** Whether there is an expression, whose hits are walked; otherwise every article that is not withdrawn. */
  readonly matched: boolean
  readonly column: string | null
  readonly descending: boolean
  /** After a place, given as value and id (id alone without a column). */
  readonly after: boolean
  /** The articles without a value, which come last in either order. */
  readonly missing?: boolean
}

/** Rows of id and value. Parameters: the expression, the place, how many. */
export function walkSql({ matched, column, descending, after, missing = false }: Walk): string {
  const than = descending ? '<' : '>'
  const way = descending ? 'DESC' : 'ASC'
  const valued = column !== null && !missing
  // The hits drive: SQLite would rather walk the column’s index and ask FTS5 for every article.
  const from = matched
    ? column === null
      ? 'search WHERE search MATCH ?'
      : 'search CROSS JOIN article a ON a.id = search.rowid WHERE search MATCH ?'
    : 'article a WHERE a.withdrawn = 0'
  const id = matched && column === null ? 'rowid' : 'a.id'
  const where = [
    ...(column === null ? [] : [`a.${column} IS ${missing ? 'NULL' : 'NOT NULL'}`]),
    ...(after ? [valued ? `(a.${column}, ${id}) ${than} (?, ?)` : `${id} ${than} ?`] : []),
  ]
  const order = valued ? `a.${column} ${way}, ${id} ${way}` : `${id} ${way}`
  const value = valued ? `a.${column}` : 'NULL'
  return `SELECT ${id} AS id, ${value} AS value FROM ${[from, ...where].join(' AND ')} ORDER BY ${order} LIMIT ? + 0`
}

/**
 * Hits by relevance, as rows of id and rank (less is better). `first` are ids that come before all others. The rank of
 * a hit is computed once; two hits of the same rank come in the order of first deposit.
 */
export function rankSql({ first, after }: { readonly first: readonly number[]; readonly after: boolean }): string {
  const value = first.length === 0 ? rank : `${rank} - 1e6 * (rowid IN (${first.join(',')}))`
  const hits = `SELECT rowid AS id, ${value} AS value FROM search WHERE search MATCH ?`
  const page = after ? `SELECT id, value FROM (${hits}) WHERE (value, id) > (?, ?)` : hits
  return `${page} ORDER BY value, id LIMIT ? + 0 OFFSET ? + 0`
}

/** The same with their records, behind which id and rank stand. */
export const rankedSql = (ranking: Parameters<typeof rankSql>[0]): string => `
  WITH hit AS MATERIALIZED (${rankSql(ranking)})
  SELECT ${recordColumns}, hit.id, hit.value
  FROM hit CROSS JOIN article a ON a.id = hit.id CROSS JOIN version v ON v.seq = a.current
  ORDER BY hit.value, hit.id`
