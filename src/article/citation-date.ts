/** The one date a citation bears: the earliest day the article was to be had, online or in print. */
import type { Article, ArticleDate } from '../../schemas/article.ts'
import { firstYear } from './chronology.ts'

/** Which publication a citation is dated by, where online and print differ. */
export const datePolicies = ['earliest', 'online', 'print'] as const
export type DatePolicy = (typeof datePolicies)[number]

/**
 * By default the earliest of `publishedOnline`, `publishedPrint` and `published`; with `online` or `print` that one,
 * where it is known. Where none is, the date the issue bears, or the day a preprint was posted. Of two dates in the same
 * year that cannot be ordered the more precise one stands.
 */
export function citationDate(article: Article, policy: DatePolicy = 'earliest'): ArticleDate | undefined {
  const dates = article.dates
  if (!dates) return undefined
  const { publishedOnline, publishedPrint, published } = dates
  const wanted = policy === 'online' ? publishedOnline : policy === 'print' ? publishedPrint : undefined
  if (wanted !== undefined) return wanted
  if (publishedOnline === undefined && publishedPrint === undefined) {
    return published ?? earlier(dates.issue, dates.posted)
  }
  return earlier(earlier(publishedOnline, publishedPrint), published)
}

/** The year of a date, of a range its first. */
export const yearOf = (date: ArticleDate | undefined): number | undefined =>
  date === undefined ? undefined : firstYear(date)

/** Year, month and day as far as they are known; a season or a range has no month. */
export function dayOf(date: ArticleDate): { year?: number; month?: number; day?: number } {
  if (typeof date !== 'string') return 'year' in date ? { year: date.year } : {}
  const year = Number(date.slice(0, 4))
  const month = Number(date.slice(5, 7))
  if (date.includes('/') || date.length < 7 || month > 12) return { year }
  return date.length === 10 ? { year, month, day: Number(date.slice(8)) } : { year, month }
}

function earlier(a: ArticleDate | undefined, b: ArticleDate | undefined): ArticleDate | undefined {
  if (a === undefined || b === undefined) return a ?? b
  const first = sortable(a)
  const second = sortable(b)
  if (first === second) return a
  if (first.startsWith(second)) return a
  if (second.startsWith(first)) return b
  return first < second ? a : b
}

/** Northern seasons by their first month, so that they can be compared with months. */
const seasons: Readonly<Record<string, string>> = { '21': '03', '22': '06', '23': '09', '24': '12' }

function sortable(date: ArticleDate): string {
  if (typeof date !== 'string') return 'year' in date ? String(date.year).padStart(4, '0') : '9999x'
  const start = date.split('/')[0] as string
  const season = seasons[start.slice(5)]
  return season === undefined ? start : `${start.slice(0, 5)}${season}`
}
