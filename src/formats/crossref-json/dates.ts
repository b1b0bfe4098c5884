/** Dates as `date-parts`: one to three integers; and as assertions in words, where parts cannot say them. */
import type { Article, ArticleDate, Dates } from '../../../schemas/article.ts'
import { citationDate, type DatePolicy, dayOf } from '../../article/citation-date.ts'
import { standingOf } from '../../article/standing.ts'
import { dateText, historyOf } from '../crossref/crossmark.ts'
import { keptAssertions } from './kept.ts'
import { put, type Work } from './work.ts'

export interface DateParts {
  readonly 'date-parts': readonly (readonly number[])[]
}

/** Nothing where no year is known: a list with null in it breaks the clients that meet it. */
export function parts(date: ArticleDate | undefined): DateParts | undefined {
  if (date === undefined) return undefined
  const { year, month, day } = dayOf(date)
  if (year === undefined) return undefined
  const numbers = month === undefined ? [year] : day === undefined ? [year, month] : [year, month, day]
  return { 'date-parts': [numbers] }
}

/** A moment; only a whole day has one, for a year is no first of January. */
export function moment(date: ArticleDate | undefined): object | undefined {
  const found = parts(date)
  if (typeof date !== 'string' || date.length !== 10) return found
  return { ...found, 'date-time': `${date}T00:00:00Z`, timestamp: Date.parse(date) }
}

/** Whether parts say all of the date. */
export const isExact = (date: ArticleDate): boolean =>
  typeof date === 'string' && /^\d{4}(-(0\d|1[0-2])(-\d\d)?)?$/.test(date)

const members = [
  ['accepted', 'accepted'],
  ['published-online', 'publishedOnline'],
  ['published-print', 'publishedPrint'],
  ['posted', 'posted'],
] as const

/** `issued` is the date of the citation; `published` the earliest of both media, or that of a medium nobody named. */
export function putDates(work: Work, article: Article, policy?: DatePolicy): void {
  const { dates } = article
  for (const [name, field] of members) put(work, name, parts(dates?.[field]))
  for (const { event, date } of namedEvents(dates)) put(work, event, parts(date))
  const isOther = [dates?.publishedOnline, dates?.publishedPrint, dates?.posted].some((date) => date !== undefined)
  if (isOther) put(work, 'published-other', parts(dates?.published))
  put(work, 'published', parts((isOther ? undefined : dates?.published) ?? citationDate(article)))
  put(work, 'issued', parts(citationDate(article, policy)))
  const issue = { ...(article.issue !== undefined && { issue: article.issue }), ...printed(dates?.issue) }
  if (Object.keys(issue).length > 0) work['journal-issue'] = issue
}

/** Events that have a member of their own in the API. */
const eventMembers: ReadonlySet<string> = new Set(['approved', 'content-created', 'content-updated'])
/** Of two events of a name the second stands in an assertion. */
const namedEvents = ({ other = [] }: Dates = {}): NonNullable<Dates['other']> =>
  other.filter(
    ({ event, date }, at) =>
      eventMembers.has(event) && isExact(date) && other.findIndex((one) => one.event === event) === at,
  )

const printed = (date: ArticleDate | undefined): object => {
  const found = parts(date)
  return found === undefined ? {} : { 'published-print': found }
}

interface Assertion {
  readonly value: string
  readonly order?: number
  readonly name: string
  readonly label: string
  readonly group?: { readonly name: string; readonly label: string }
}

/** The group that most publishers use (40 of 81 works with a received date). */
const group = { name: 'publication_history', label: 'Publication History' } as const

const inexactNames: readonly (readonly [field: keyof Dates, name: string, label: string])[] = [
  ['publishedOnline', 'published_online', 'Published online'],
  ['publishedPrint', 'published_print', 'Published in print'],
  ['published', 'published', 'Published'],
  ['issue', 'issue_date', 'Issue date'],
  ['posted', 'posted', 'Posted'],
]

/** received, revised, accepted, and whatever else happened, in order; then what is said about rights and money. */
export function assertions(article: Article): readonly object[] {
  const { dates = {}, copyright, fundingStatement } = article
  const named = namedEvents(dates)
  const events = historyOf({ ...dates, other: (dates.other ?? []).filter((one) => !named.includes(one)) })
  const inexact = inexactNames.flatMap(([name, event, label]) => {
    const date = dates[name] as ArticleDate | undefined // none of these is a list
    return date === undefined || isExact(date) ? [] : [{ name: event, label, date }]
  })
  return [
    ...[...events, ...inexact].map(
      ({ name, label, date }, order): Assertion => ({
        value: dateText(date),
        order,
        name,
        label,
        group,
      }),
    ),
    ...statement('status', 'Status', standingOf(article)),
    ...statement('copyright', 'Copyright', copyright?.statement),
    ...statement('copyright_year', 'Copyright year', copyright?.year),
    ...statement('copyright_holder', 'Copyright holder', copyright?.holder),
    ...statement('funding', 'Funding', fundingStatement),
    ...keptAssertions(article),
  ]
}

const statement = (name: string, label: string, value: string | undefined): Assertion[] =>
  value === undefined ? [] : [{ value, name, label }]
