/**
 * How much a search will have to do, told before it is done: from how many pages of the index its words’ lists fill. The
 * index of pages names the first word of each (https://www.sqlite.org/fts5.html#fts5_data_structures, `%_idx`), so that
 * a list is measured by two steps into it, whatever its length.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Match } from '../question.ts'
import { dayCells } from './expression.ts'
import { integer, prepareRecords } from './rows.ts'
import { factToken, folded, spaced } from './tokens.ts'

export interface Size {
  /** Articles found, as if words occurred independently of each other. */
  readonly articles: number
  /** Pages read of the index. */
  readonly pages: number
}

/** An article of a list takes five to seven bytes of the 8,000 of a page. */
const articlesOfPage = 1300
/** A list that ends on the page where it begins is taken for a tenth of it. */
const least = 0.1
/** Beyond it the sum itself would take longer than another thread. */
const mostTerms = 40
const large: Size = { articles: Number.POSITIVE_INFINITY, pages: Number.POSITIVE_INFINITY }

const pagesBetween = `
  WITH RECURSIVE segment (id) AS (
    SELECT min(segid) FROM search_idx
    UNION ALL
    SELECT (SELECT min(segid) FROM search_idx WHERE segid > id) FROM segment WHERE id IS NOT NULL
  )
  SELECT
    (SELECT pgno >> 1 FROM search_idx WHERE segid = id AND term <= ?1 ORDER BY term DESC LIMIT 1),
    (SELECT pgno >> 1 FROM search_idx WHERE segid = id AND term > ?2 ORDER BY term LIMIT 1),
    (SELECT pgno >> 1 FROM search_idx WHERE segid = id ORDER BY term DESC LIMIT 1)
  FROM segment WHERE id IS NOT NULL`

export function createSizes(database: DatabaseSync): (match: Match) => Size {
  const lists = prepareRecords(database, pagesBetween)
  const newest = prepareRecords(database, 'SELECT coalesce(max(id), 0) FROM article')

  /** Of the terms from one to another; they begin with the number of the index, which has no others. */
  function pages(first: string, last = first): number {
    let sum = 0
    for (const [start, end, final] of lists.all(Buffer.from(`0${first}`), Buffer.from(`0${last}`))) {
      const from = start === null || start === undefined ? 1 : integer(start)
      const until = end === null || end === undefined ? integer(final) + 1 : integer(end)
      sum += Math.max(until - from - 1, least)
    }
    return sum
  }

  const listed = (read: number, all: number): Size => ({ articles: Math.min(read * articlesOfPage, all), pages: read })
  const either = (of: readonly Size[]): Size => ({
    articles: of.reduce((sum, { articles }) => sum + articles, 0),
    pages: of.reduce((sum, { pages }) => sum + pages, 0),
  })
  const both = (of: readonly Size[], all: number): Size => ({
    articles: of.reduce((found, { articles }) => found * Math.min(articles / Math.max(all, 1), 1), all),
    pages: of.reduce((sum, { pages }) => sum + pages, 0),
  })

  function sizeOf(match: Match, all: number): Size {
    switch (match.kind) {
      case 'words': {
        const terms = folded(spaced(match.text)).match(/[\p{L}\p{N}\p{Co}]+/gu) ?? []
        if (terms.length > mostTerms) return large
        const open = match.prefix ? terms.pop() : undefined
        const sizes = terms.map((term) => listed(pages(term), all))
        return both(open === undefined ? sizes : [...sizes, listed(pages(open, `${open}\u{10ffff}`), all)], all)
      }
      case 'fact':
        return listed(pages(factToken(match.fact.name, match.fact.value)), all)
      case 'date': {
        const cells = dayCells(match)
        return cells.length > mostTerms ? large : either(cells.map((cell) => listed(pages(cell), all)))
      }
      case 'all':
        return both(
          match.of.map((one) => sizeOf(one, all)),
          all,
        )
      case 'any':
        return match.of.length > mostTerms ? large : either(match.of.map((one) => sizeOf(one, all)))
      case 'not': {
        const { articles, pages: read } = sizeOf(match.of, all)
        return { articles: Math.max(all - articles, 0), pages: read }
      }
      case 'resembles':
        return large
    }
  }

  return (match) => sizeOf(match, integer(newest.get()?.[0]))
}

/** Milliseconds, on a machine on which a page takes 30 µs to pass over and an article 1.5 µs to rank. */
export const costOf = ({ articles, pages }: Size): number => articles * 0.0015 + pages * 0.03
