/** PubDate: Year, Month, Season, Day, and in @PubStatus what happened then. */
import type { Article, ArticleDate, Dates } from '../../../schemas/article.ts'
import { citationDate, type DatePolicy } from '../../article/citation-date.ts'
import { each, element, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'

type PublicationField = 'publishedPrint' | 'publishedOnline' | 'issue' | 'published' | 'posted'

/** Without a status a date is taken for that of the print. */
const statuses: Readonly<Record<PublicationField, string | undefined>> = {
  publishedPrint: 'ppublish',
  publishedOnline: 'epublish',
  issue: 'ecollection',
  published: undefined,
  posted: 'aheadofprint',
}
const publicationFields = Object.keys(statuses) as PublicationField[] // its own keys

/** PubMed dates an article by its issue, and an article of no issue by the day it came out. */
export function journalField(article: Article, policy?: DatePolicy): PublicationField | undefined {
  const { dates } = article
  if (policy === undefined && dates?.publishedPrint === undefined && yearIn(dates?.issue)) return 'issue'
  const wanted = citationDate(article, policy ?? 'print')
  return publicationFields.find((field) => wanted !== undefined && dates?.[field] === wanted)
}

/** Year is required and may be empty. */
export function journalDate(article: Article, policy?: DatePolicy): Markup {
  const field = journalField(article, policy)
  const date = field === undefined ? undefined : article.dates?.[field]
  return date !== undefined && yearIn(date)
    ? pubDate(date, field && statuses[field])
    : element('PubDate', element('Year'))
}

const events: readonly (readonly [
  field: 'received' | 'revised' | 'accepted' | 'publishedOnline' | 'publishedPrint' | 'retracted',
  status: string,
])[] = [
  ['received', 'received'],
  ['revised', 'revised'],
  ['accepted', 'accepted'],
  ['publishedOnline', 'epublish'],
  ['publishedPrint', 'ppublish'],
  ['retracted', 'retracted'],
]

/** Everything dated but what dates the journal’s issue. */
export function history(article: Article, policy?: DatePolicy): Markup {
  const own = journalField(article, policy)
  return wrap(
    'History',
    each(events, ([field, status]) =>
      field === own ? none : each(listOf(article.dates, field), (date) => pubDate(date, status)),
    ),
  )
}

function listOf(dates: Dates | undefined, field: (typeof events)[number][0]): readonly ArticleDate[] {
  const value = dates?.[field]
  if (value === undefined) return []
  return Array.isArray(value) ? value : [value as ArticleDate] // lists apart, all are dates
}

export const yearIn = (date: ArticleDate | undefined): boolean =>
  date !== undefined && (typeof date === 'string' || 'year' in date)

const pubDate = (date: ArticleDate, status: string | undefined): Markup => {
  const parts = dateParts(date)
  if (parts === undefined) return none
  return element(
    'PubDate',
    sequence(
      leaf('Year', parts.year),
      leaf('Month', parts.month),
      leaf('Season', parts.season),
      leaf('Day', parts.day),
    ),
    { PubStatus: status },
  )
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const seasons: Readonly<Record<string, string>> = { '21': 'Spring', '22': 'Summer', '23': 'Fall', '24': 'Winter' }

interface Parts {
  readonly year: string
  readonly month?: string
  readonly season?: string
  readonly day?: string
}

/** Months of one year make a range, `Jan-Feb`; of any other range the beginning is said. */
export function dateParts(date: ArticleDate): Parts | undefined {
  if (typeof date !== 'string') {
    return 'year' in date ? { year: String(date.year), season: date.season } : undefined
  }
  const [start = '', end] = date.split('/')
  const [year = '', month, day] = start.split('-')
  if (end !== undefined && isMonthRange(date)) return { year, month: `${monthName(start)}-${monthName(end)}` }
  if (month === undefined) return { year }
  if (seasons[month] !== undefined) return { year, season: seasons[month] }
  return day === undefined ? { year, month } : { year, month, day }
}

export const isMonthRange = (date: string): boolean => /^(\d{4})-(0\d|1[0-2])\/\1-(0\d|1[0-2])$/.test(date)
const monthName = (date: string): string => months[Number(date.slice(5, 7)) - 1] ?? ''
