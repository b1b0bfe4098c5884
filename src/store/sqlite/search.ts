/** Full-text search: plain terms made into an FTS5 query, and the statements that run it. */
import { recordColumns } from './rows.ts'

/**
 * Every term as an FTS5 string. Strings side by side are all required, and one without a token (`—`) is passed over,
 * which it is not between explicit ANDs (FTS5 3.2, 3.53.4 tried). FTS5 reads a query up to the first NUL.
 */
export const matchOf = (terms: readonly string[]): string =>
  terms.map((term) => `"${term.replaceAll('\0', ' ').replaceAll('"', '""')}"`).join(' ')

// One weight a column: title, abstract, names, affiliations, journal, keywords, doi.
const rank = 'bm25(search, 10.0, 2.0, 6.0, 1.0, 2.0, 4.0, 20.0)'

// The page is found first and its records fetched after, so that no JSON goes through the sort.
const page = (hits: string) => `
  WITH hit AS MATERIALIZED (${hits})
  SELECT ${recordColumns}, hit.rank, hit.id
  FROM hit JOIN article a ON a.id = hit.id JOIN version v ON v.seq = a.current
  ORDER BY hit.rank, hit.id`

export const firstHits = page(
  `SELECT rowid AS id, ${rank} AS rank FROM search WHERE search MATCH ? ORDER BY rank, id LIMIT ?`,
)

export const nextHits = page(`
  SELECT id, rank FROM (SELECT rowid AS id, ${rank} AS rank FROM search WHERE search MATCH ?)
  WHERE (rank, id) > (?, ?) ORDER BY rank, id LIMIT ?`)
