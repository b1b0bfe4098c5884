/** Dates in their order, and days that exist. Real records break the order, so that is a warning, never a refusal. */
import type { Article, ArticleDate, Dates } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'

interface Event {
  readonly pointer: string
  readonly date: ArticleDate
}

/** First and last day a date may mean, as numbers that compare (yyyymmdd); undefined for a literal. */
export function span(date: ArticleDate): readonly [earliest: number, latest: number] | undefined {
  if (typeof date !== 'string') return 'year' in date ? [date.year * 10000 + 101, date.year * 10000 + 1231] : undefined
  const slash = date.indexOf('/')
  return [earliest(slash === -1 ? date : date.slice(0, slash)), latest(slash === -1 ? date : date.slice(slash + 1))]
}

/** The year a date names: the first of a range; undefined for a literal. */
export function firstYear(date: ArticleDate): number | undefined {
  if (typeof date === 'string') return Number(date.slice(0, 4))
  return 'year' in date ? date.year : undefined
}

// A season (21–24) may lie anywhere in the year: it differs by hemisphere.
function earliest(text: string): number {
  const month = Number(text.slice(5, 7)) || 1
  return Number(text.slice(0, 4)) * 10000 + (month > 12 ? 1 : month) * 100 + (Number(text.slice(8, 10)) || 1)
}

function latest(text: string): number {
  const month = Number(text.slice(5, 7)) || 12
  return Number(text.slice(0, 4)) * 10000 + Math.min(month, 12) * 100 + (Number(text.slice(8, 10)) || 31)
}

/** The order of a publication history, each entry with the fields it may come from. */
const order: readonly (readonly [label: string, of: (dates: Dates) => readonly Event[]])[] = [
  ['received', (d) => one('received', d.received)],
  ['revised', (d) => many('revised', d.revised)],
  ['accepted', (d) => one('accepted', d.accepted)],
  [
    'published',
    (d) => [
      ...one('publishedOnline', d.publishedOnline),
      ...one('published', d.published),
      ...one('publishedPrint', d.publishedPrint),
    ],
  ],
]

const one = (name: string, date: ArticleDate | undefined): Event[] =>
  date === undefined ? [] : [{ pointer: `/dates/${name}`, date }]
const many = (name: string, dates: readonly ArticleDate[] | undefined): Event[] =>
  (dates ?? []).map((date, i) => ({ pointer: `/dates/${name}/${i}`, date }))

/** Warns where received ≤ revised ≤ accepted ≤ published does not hold; refuses days that no calendar has. */
export function judgeChronology(article: Article, findings: Finding[]): void {
  const dates = article.dates
  if (!dates) return
  judgeDays(dates, '/dates', findings)
  judgeYears(article, findings)
  const steps = order.map(([label, of]) => [label, of(dates)] as const).filter(([, events]) => events.length > 0)
  for (const [i, [label, events]] of steps.entries()) {
    for (const [laterLabel, laterEvents] of steps.slice(i + 1)) {
      for (const event of events) {
        for (const later of laterEvents) judgePair(label, event, laterLabel, later, findings)
      }
    }
  }
}

/** A volume belongs to the year of its print; cited with the year of an earlier publication online it looks wrong. */
function judgeYears({ dates, volume, issue }: Article, findings: Finding[]): void {
  const online = dates?.publishedOnline === undefined ? undefined : firstYear(dates.publishedOnline)
  const print = dates?.publishedPrint === undefined ? undefined : firstYear(dates.publishedPrint)
  if (online === undefined || print === undefined || online === print || (volume ?? issue) === undefined) return
  const where = [volume !== undefined && `volume ${volume}`, issue !== undefined && `issue ${issue}`].filter(Boolean)
  findings.push({
    severity: 'note',
    code: 'citation-year',
    pointer: '/dates/publishedPrint',
    value: { '/dates/publishedOnline': dates?.publishedOnline, '/dates/publishedPrint': dates?.publishedPrint },
    message: `Published online in ${online} and in print in ${print}, with ${where.join(', ')}: citations are dated ${Math.min(online, print)}.`,
    remedy: 'Ask for ?date=print or ?date=online where a citation should bear the other year.',
  })
}

function judgePair(label: string, event: Event, laterLabel: string, later: Event, findings: Finding[]): void {
  const first = span(event.date)
  const second = span(later.date)
  if (!first || !second || first[0] <= second[1]) return
  findings.push({
    severity: 'warning',
    code: 'chronology',
    pointer: event.pointer,
    value: { [event.pointer]: event.date, [later.pointer]: later.date },
    message: `${label} (${event.date}) is later than ${laterLabel} (${later.date}).`,
    remedy: 'Check both dates against the article; they are kept as given.',
  })
}

function judgeDays(value: unknown, pointer: string, findings: Finding[]): void {
  if (typeof value === 'string') {
    for (const part of value.split('/')) {
      if (!isImpossible(part)) continue
      findings.push({
        severity: 'error',
        code: 'date-impossible',
        pointer,
        value,
        message: `There is no ${part} in the calendar.`,
        remedy: 'Correct the day, or keep the text as { "literal": "…" }.',
      })
    }
  } else if (typeof value === 'object' && value !== null && !('literal' in value) && !('season' in value)) {
    for (const [key, member] of Object.entries(value)) {
      if (key !== 'event') judgeDays(member, `${pointer}/${key}`, findings)
    }
  }
}

/** Whether a full day is not in the Gregorian calendar, such as 2023-02-30. */
export function isImpossible(day: string): boolean {
  if (day.length !== 10) return false
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
  return date < 1 || date > days
}
