/** The way of an article from received to published as a picture: a point a day, a bar where only a month or year is known. */
import type { ArticleDate, Dates } from '../../schemas/article.ts'
import { span } from '../article/chronology.ts'
import { attribute, each, element, type Markup, markup, none, text } from '../text/markup.ts'
import { dateText } from './dates.ts'

/** Stages in their order; each has its look in the stylesheet. */
const stages = [
  ['received', 'Received', ({ received }: Dates) => [received]],
  ['revised', 'Revised', ({ revised = [] }: Dates) => revised],
  ['accepted', 'Accepted', ({ accepted }: Dates) => [accepted]],
  ['posted', 'Posted', ({ posted }: Dates) => [posted]],
  ['published', 'Published online', ({ publishedOnline }: Dates) => [publishedOnline]],
  ['published', 'Published', ({ published }: Dates) => [published]],
  ['published', 'In print', ({ publishedPrint }: Dates) => [publishedPrint]],
  ['corrected', 'Corrected', ({ corrected = [] }: Dates) => corrected],
  ['retracted', 'Retracted', ({ retracted }: Dates) => [retracted]],
] as const

interface Event {
  readonly stage: string
  readonly label: string
  readonly date: ArticleDate
  /** First and last day it may mean, counted from 1970; absent where the date is text that nobody could read. */
  readonly days?: readonly [first: number, last: number]
}

export interface Passage {
  readonly label: string
  readonly days: number
}

/** The picture with its dates beneath; nothing for an article of which no date is known. */
export function timeline(dates: Dates = {}): Markup {
  const events = eventsOf(dates)
  if (events.length === 0) return none
  const words = events.map(({ label, date }) => `${label.toLowerCase()} ${dateText(date)}`).join(', ')
  return markup`<figure class="timeline">
${picture(events, `Publication history: ${words}.`)}<ol class="plain">
${each(events, item)}</ol>
</figure>`
}

/** What took how long, where both days are known. */
export function passages({ received, accepted, publishedOnline, published, publishedPrint }: Dates = {}): Passage[] {
  const out = publishedOnline ?? published ?? publishedPrint
  const rows = [
    ['from received to accepted', received, accepted],
    ['from accepted to published', accepted, out],
  ] as const
  return rows.flatMap(([label, from, until]) => {
    const [first, last] = [exactDay(from), exactDay(until)]
    return first === undefined || last === undefined || last < first ? [] : [{ label, days: last - first }]
  })
}

function eventsOf(dates: Dates): readonly Event[] {
  const events = stages.flatMap(([stage, label, of]) =>
    of(dates).flatMap((date): Event[] => {
      if (date === undefined) return []
      const days = span(date)
      return [{ stage, label, date, ...(days && { days: [dayNumber(days[0]), dayNumber(days[1])] as const }) }]
    }),
  )
  return events.toSorted((a, b) => (a.days?.[0] ?? Number.MAX_VALUE) - (b.days?.[0] ?? Number.MAX_VALUE))
}

/** One event alone has no way behind it, and nothing to be drawn. */
function picture(events: readonly Event[], words: string): Markup {
  const known = events.flatMap(({ stage, days }) => (days ? [{ stage, days }] : []))
  const first = Math.min(...known.map(({ days }) => days[0]))
  const length = Math.max(...known.map(({ days }) => days[1])) - first
  if (known.length < 2 || length <= 0) return none
  const place = (day: number) => `${(1.5 + (97 * (day - first)) / length).toFixed(2)}%`
  const marks = yearMarks(first, length, place)
  // Without years beneath it the line needs less room.
  const height = marks === '' ? '26' : '46'
  return markup`<svg role="img" aria-label="${attribute(words)}" width="100%" height="${attribute(height)}">
${marks}<line class="way" x1="1.5%" x2="98.5%" y1="14" y2="14"/>
${each(known, ({ stage, days: [from, until] }) =>
  from === until
    ? element('circle', none, { class: stage, cx: place(from), cy: '14', r: '6' })
    : element('line', none, { class: `span ${stage}`, x1: place(from), x2: place(until), y1: '14', y2: '14' }),
)}
</svg>
`
}

const mostMarks = 8

/** The first of each January on the way, or of every second, fifth … where there are many. */
function yearMarks(first: number, length: number, place: (day: number) => string): Markup {
  const from = new Date(first * dayLength).getUTCFullYear()
  const until = new Date((first + length) * dayLength).getUTCFullYear()
  const step = [1, 2, 5, 10, 20, 50, 100].find((years) => (until - from) / years <= mostMarks) ?? 500
  const years: number[] = []
  for (let year = Math.ceil((from + 1) / step) * step; year <= until; year += step) years.push(year)
  return each(years, (year) => {
    const x = place(Date.UTC(year, 0, 1) / dayLength)
    // What stands at the very edge would be cut off.
    const anchor = Number.parseFloat(x) > 94 ? 'end' : Number.parseFloat(x) < 6 ? 'start' : 'middle'
    return markup`<line class="year" x1="${attribute(x)}" x2="${attribute(x)}" y1="5" y2="28"/>${element(
      'text',
      text(String(year)),
      { x, y: '42', 'text-anchor': anchor },
    )}\n`
  })
}

const item = ({ stage, label, date }: Event): Markup =>
  markup`<li class="${attribute(stage)}">${element('span', text(label))} ${element('b', text(dateText(date)), { class: 'number' })}</li>\n`

const dayLength = 86_400_000

/** 20240131 as the number of days since 1970. */
function dayNumber(day: number): number {
  const [year, month, date] = [Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100]
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, lastDay(year, month, date)) / dayLength)
}

/** The last day of a month that is only known as a month is said as 31. */
const lastDay = (year: number, month: number, date: number): number =>
  date === 31 ? new Date(Date.UTC(year, month, 0)).getUTCDate() : date

const exactDay = (date: ArticleDate | undefined): number | undefined =>
  typeof date === 'string' && date.length === 10 && !date.includes('/')
    ? dayNumber(Number(date.replaceAll('-', '')))
    : undefined
