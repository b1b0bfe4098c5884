/** A span of pages that has only a first and a last: what is no page stands in words. */
import type { Pages } from '../../../schemas/article.ts'

/** `12-15, 20` as a first page is a span in words; `A-12` and `240.e2` are pages. */
export function spanOf(first: string | undefined, last: string | undefined): Pages | undefined {
  if (first === undefined) return last === undefined ? undefined : { last }
  if (last !== undefined) return { first, last }
  return /[,;–]|^\d+\s?-\s?\d+$/.test(first) ? { literal: first } : { first }
}
