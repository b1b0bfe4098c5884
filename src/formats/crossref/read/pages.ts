/** Page spans as one string or in three fields. */
import type { Pages } from '../../../../schemas/article.ts'

const simple = /^[A-Za-z0-9.]+$/

/** “635-641”; a span that cannot be parted in one way stays whole. */
export function readSpan(page: string): Pages {
  const [first, last, ...others] = page.split(/\s?[‐‑‒–—−-]{1,3}\s?/)
  if (first === undefined || others.length > 0 || ![first, last ?? '1'].every((end) => simple.test(end)))
    return { literal: page }
  return last === undefined ? { first } : { first, last }
}

/** first_page, last_page and other_pages, which are either the whole span or what follows it. */
export function joinedPages(first: string | undefined, last: string | undefined, other: string | undefined): Pages {
  const ends = { ...(first !== undefined && { first }), ...(last !== undefined && { last }) }
  if (other === undefined) return ends
  const span = [first, last].filter((end) => end !== undefined).join('-')
  const isWhole = first === undefined || (other.startsWith(first) && !/^[A-Za-z0-9]/.test(other.slice(first.length)))
  return { ...ends, literal: isWhole ? other : `${span}, ${other}` }
}

/** “no-no” of Wiley: the article has no pages. */
export const isNoPage = (page: string): boolean => /^(?:no-no|n\/a-n\/a|-|–|null(?:-null)?)$/i.test(page)
