/** A page span in words is worth keeping only where first and last page do not say it. */
import type { Pages } from '../../../schemas/article.ts'

export function tidyPages(pages: Pages): Pages {
  const { first, last, literal } = pages
  if (literal === undefined || first === undefined) return pages
  const said = last === undefined ? first : `${first}-${last}`
  if (literal.replace(/ ?[‐‑–—-] ?/g, '-') !== said.replace(/[‐‑–—]/g, '-')) return pages
  return last === undefined ? { first } : { first, last }
}
