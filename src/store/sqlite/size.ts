/**
 * How much a search will have to do, told before it is done: from how many pages of the index its words’ lists fill. The
 * index of pages names the first word of each (https://www.sqlite.org/fts5.html#fts5_data_structures, `%_idx`), so that
 * a list is measured by two steps into it, whatever its length.
 */
import type { DatabaseSync } from 'node:sqlite'
import type { Match } from '../question.ts'
import { factToken, folded, spaced } from '../tokens.ts'
import { dayCells } from './expression.ts'
import { integer, prepareRecords } from './rows.ts'

export interface Size {
  /** Articles found, as if words occurred independently of each other. */
  readonly articles: number
  /** Pages read of the index. */
  readonly pages: number
}

/** An article of a list takes some ten bytes of the 8,000 of a page. */
const articlesOfPage = 750
/** A list that ends on the page where it begins is taken for a tenth of it. */
const least = 0.1
/** Beyond it the sum itself would take longer than another thread. */
const mostTerms = 12
const large: Size = { articles: Number.POSITIVE_INFINITY, pages: Number.POSITIVE_INFINITY }

/** An index is made of some fifteen segments, of which the two largest, which are measured, hold most. */
const segmentsSql = `
  WITH RECURSIVE segment (id) AS (
    SELECT min(segid) FROM search_idx
    UNION ALL
    SELECT (SELECT min(segid) FROM search_idx WHERE segid > id) FROM segment WHERE id IS NOT NULL
  )
  SELECT id, (SELECT max(pgno >> 1) FROM search_idx WHERE segid = id AND term >= (
    SELECT max(term) FROM search_idx WHERE segid = id)) AS pages
  FROM segment WHERE id IS NOT NULL ORDER BY pages DESC`
const ends = (segment: string): string => `
  (SELECT pgno >> 1 FROM search_idx WHERE segid = ${segment} AND term <= ?1 ORDER BY term DESC LIMIT 1),
  (SELECT pgno >> 1 FROM search_idx WHERE segid = ${segment} AND term > ?2 ORDER BY term LIMIT 1)`
const pagesBetween = `SELECT ${ends('?3')}, ${ends('?4')}`

interface Segment {
  readonly id: number
  readonly pages: number
}

interface Segments {
  /** How many articles there were. */
  readonly articles: number
  readonly largest: readonly [Segment, Segment]
  /** How much larger the whole is than these. */
  readonly share: number
  /** Pages of terms that were asked for. */
  readonly known: Map<string, number>
}

export function createSizes(database: DatabaseSync): (match: Match) => Size {
  const between = prepareRecords(database, pagesBetween)
  const newest = prepareRecords(database, 'SELECT coalesce(max(id), 0) FROM article')
  const segments = prepareRecords(database, segmentsSql)
  let kept: Segments | undefined

  function look(): Segments {
    const all = segments.all().map(([id, pages]): Segment => ({ id: integer(id), pages: integer(pages) }))
    const largest = [all[0] ?? absent, all[1] ?? absent] as const
    const whole = all.reduce((total, { pages }) => total + pages, 0)
    const share = whole / Math.max(largest[0].pages + largest[1].pages, 1)
    return { articles: integer(newest.get()?.[0]), largest, share, known: new Map() }
  }

  /** Of the terms from one to another; in the index they stand behind the number of the list of words. */
  function pages(first: string, last = first): number {
    const now = kept ?? look()
    kept = now
    const key = first === last ? first : `${first} ${last}`
    const known = now.known.get(key)
    if (known !== undefined) return known
    const [one, two] = now.largest
    const [start, end, start2, end2] =
      between.get(Buffer.from(`0${first}`), Buffer.from(`0${last}`), one.id, two.id) ?? []
    const read = [pagesIn(one, start, end), pagesIn(two, start2, end2)]
    // Segments are merged into others; and what was found out of many terms is out of date some day.
    if (read.includes(undefined) || now.known.size > 2000) kept = undefined
    const sum = now.share * read.reduce((total: number, count = 0) => total + count, 0)
    now.known.set(key, sum)
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
        return { articles: Math.max(all - articles, 0), pages: read + all / articlesOfPage }
      }
      case 'resembles':
        return large
    }
  }

  return (match) => {
    kept ??= look()
    return sizeOf(match, kept.articles)
  }
}

const absent: Segment = { id: -1, pages: 0 }

/** Undefined where the segment is no more. */
function pagesIn({ id, pages }: Segment, start: unknown, end: unknown): number | undefined {
  if (id === absent.id) return 0
  if (start === null && end === null) return undefined
  return Math.max((typeof end === 'number' ? end : pages + 1) - (typeof start === 'number' ? start : 1) - 1, least)
}

/** Milliseconds, on a machine on which a page takes 30 µs to pass over and an article 1 µs to rank. */
export const costOf = ({ articles, pages }: Size): number => articles * 0.001 + pages * 0.03
