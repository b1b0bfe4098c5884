/** Pages of a submission, which has a first and a last page: a span in words stands where the first page does. */
import type { Pages } from '../../../schemas/article.ts'

/** “12-15, 20”, “e1–e10, S12”: more than one page. */
const isSpan = (text: string): boolean => /[,;–\s]/.test(text)

/** What first and last page say, wherever they came from. */
export function pagesSaid({ first, last, literal }: Pages): Pages {
  const said = first ?? literal
  if (said === undefined) return last === undefined ? {} : { last }
  if (first !== undefined && last !== undefined) return { first, last }
  return isSpan(said) ? { literal: said } : { first: said }
}
