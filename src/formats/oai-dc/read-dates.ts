/** dc:date: one date is that of publication; of several without a meaning none can be told to be it. */
import type { ArticleDate, Dates } from '../../../schemas/article.ts'
import { parseDate } from '../../article/date.ts'
import { type Context, takeTexts } from './context.ts'

/** The refinements of DCMI that repositories of journals use. */
const refined = {
  issued: 'published',
  available: 'publishedOnline',
  dateAccepted: 'accepted',
  dateSubmitted: 'received',
} as const satisfies Record<string, keyof Dates>

export function readDates(context: Context): void {
  const { draft, notes } = context
  for (const [name, field] of Object.entries(refined)) {
    takeTexts(context, [name], (text) => {
      const date = dateOf(text)
      if (date === undefined || draft.dates?.[field] !== undefined) return false
      draft.dates = { ...draft.dates, [field]: date }
      return true
    })
  }
  const found: ArticleDate[] = []
  takeTexts(context, ['date'], (text) => {
    const embargo = /^info:eu-repo\/date\/embargoEnd\/(\d{4}-\d\d-\d\d)$/i.exec(text)?.[1]
    const date = embargo === undefined ? dateOf(text) : undefined
    if (embargo !== undefined) draft.freeToRead = { start: embargo }
    else if (date !== undefined) found.push(date)
    if (/\dT\d/.test(text)) notes.add('time-of-day', '/dates', 'The time of day is left out.', text)
    return embargo !== undefined || date !== undefined
  })
  const distinct = [...new Map(found.map((date) => [JSON.stringify(date), date])).values()]
  const [first, ...more] = distinct.toSorted(inOrder)
  if (first === undefined) return
  const isOne = more.length === 0 || distinct.every((date) => yearOf(date) === yearOf(first))
  const published = isOne ? mostPrecise(distinct) : undefined
  if (published !== undefined && draft.dates?.published === undefined) draft.dates = { ...draft.dates, published }
  const others = distinct.filter((date) => date !== published)
  if (others.length === 0) return
  notes.add('date-meaning', '/dates', 'What happened on which of several dates is not said.', distinct)
  draft.dates = { ...draft.dates, other: others.map((date) => ({ event: 'date', date })) }
}

/** W3CDTF, a range of two dates, or what people write. */
export function dateOf(text: string): ArticleDate | undefined {
  const [first = '', last, ...more] = text.split('/')
  const isRange = last !== undefined && more.length === 0 && /^\d{4}(?:-\d\d){0,2}$/.test(first) && isEnd(last)
  return isRange ? text : parseDate(text)
}

const isEnd = (text: string): boolean => /^\d{4}(?:-\d\d){0,2}$/.test(text)
const yearOf = (date: ArticleDate): string => (typeof date === 'string' ? date.slice(0, 4) : JSON.stringify(date))
const inOrder = (a: ArticleDate, b: ArticleDate): number => (yearOf(a) < yearOf(b) ? -1 : 1)

/** `2014` beside `2014-05-06` says nothing more; two days of one year are two dates. */
function mostPrecise(dates: readonly ArticleDate[]): ArticleDate | undefined {
  const longest = dates.toSorted((a, b) => JSON.stringify(b).length - JSON.stringify(a).length)[0]
  const isOne = dates.every(
    (date) => typeof date !== 'string' || typeof longest !== 'string' || longest.startsWith(date),
  )
  return isOne ? longest : undefined
}
