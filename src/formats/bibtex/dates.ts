/**
 * Dates: `year`, `month`, `day` are the date a citation bears (the earliest of online and print); every date of the
 * record that these do not say exactly stands in a field of its own, as EDTF.
 */
import { ArticleDate, Dates, type Draft, Edtf } from '../../../schemas/article.ts'
import { citationDate, dayOf } from '../../article/citation-date.ts'
import { parseDate } from '../../article/date.ts'
import { latexToText } from '../../text/latex.ts'
import { readMonth } from './months.ts'
import { formatNotation, parseNotation, split, unwrap } from './notation.ts'
import type { Row, Sink, Source } from './row.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const plainDate = /^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?$/
const { pattern } = Edtf as { readonly pattern?: string } // a schema is a JSON Schema document
const edtf = new RegExp(pattern ?? '')

/** The fields of single dates, in the order in which things happen to an article. */
const singles = {
  received: 'received',
  accepted: 'accepted',
  posted: 'posted',
  publishedOnline: 'publishedonline',
  publishedPrint: 'publishedprint',
  published: 'publisheddate',
  issue: 'issuedate',
  retracted: 'retracted',
} as const satisfies Partial<Record<keyof Dates, string>>
const lists = { revised: 'revised', corrected: 'corrected', other: 'otherdates' } as const
const entriesOf = <K extends string>(table: Readonly<Record<K, string>>) => Object.entries(table) as [K, string][] // keys of the table itself
const singleRows = entriesOf(singles)
const listRows = entriesOf(lists)

export const datesRow: Row = {
  write(article, sink, options) {
    const { dates } = article
    if (!dates) return
    const cited = citationDate(article, options?.date)
    if (cited !== undefined) writeCited(cited, sink)
    writeDates(dates, saysAll(dates), sink)
  },
  read(source, draft) {
    const dates: Draft['dates'] = {}
    for (const [key, field] of singleRows) {
      const value = source.take(field)
      const date = value === undefined ? undefined : readDate(value)
      if (date !== undefined) dates[key] = date
    }
    for (const [key, field] of listRows) {
      const found = readList(key, source.take(field))
      if (found) Object.assign(dates, { [key]: found })
    }
    readCited(source, dates)
    if (Object.keys(dates).length > 0) draft.dates = dates
  },
}

/** Every date by itself; `isSaid` where the date that is cited tells all there is to know of `published`. */
export function writeDates(dates: Dates, isSaid: boolean, { put, putTight, text }: Sink): void {
  for (const [key, field] of singleRows) {
    const date = dates[key]
    if (date === undefined || (isSaid && key === 'published')) continue
    if (typeof date === 'string') putTight(field, date)
    else put(field, formatNotation(date, ArticleDate, text))
  }
  for (const [key, field] of listRows) {
    const value = dates[key]
    if (value) put(field, formatNotation(value, Dates.properties[key], text))
  }
}

/** Whether `published` is the one date of publication that there is. */
export const isOnlyPublished = (dates: Dates): boolean =>
  dates.publishedOnline === undefined &&
  dates.publishedPrint === undefined &&
  dates.issue === undefined &&
  dates.posted === undefined

/** Whether year, month and day tell all there is to know of when it was published. */
const saysAll = (dates: Dates): boolean =>
  typeof dates.published === 'string' && plainDate.test(dates.published) && isOnlyPublished(dates)

function writeCited(date: ArticleDate, { put, putBare, text }: Sink): void {
  if (typeof date !== 'string') {
    put('year', 'year' in date ? yearText(date.year) : text(date.literal))
    return
  }
  const { month, day } = dayOf(date)
  put('year', date.slice(0, 4))
  // The macro of every bibliography style, which prints the month in the style’s own way.
  if (month !== undefined) putBare('month', months[month - 1] as string)
  if (day !== undefined) put('day', String(day))
}

const yearText = (year: number) => String(year).padStart(4, '0')

/** A date that the schema and the calendar know, a shape of the notation, or what `parseDate` makes of the words. */
export function readDate(latex: string): ArticleDate | undefined {
  const value = latex.trim()
  if (isEdtf(value)) return value
  const said = /^(?:year|literal)=/.test(value) ? parseNotation(unwrap(value), ArticleDate) : undefined
  if (said !== undefined) return said as ArticleDate // by its schema
  const text = latexToText(value)
  return yearSpan(text) ?? parseDate(text)
}

const isEdtf = (value: string): boolean =>
  edtf.test(value) && value.split('/').every((part) => part.length < 10 || parseDate(part) === part)

/** `1995--1996`: two years of four digits, the first the earlier one. */
function yearSpan(text: string): string | undefined {
  const [, from, to] = /^([0-9]{4}) ?[-–—/]{1,2} ?([0-9]{4})$/.exec(text.trim()) ?? []
  return from !== undefined && to !== undefined && from < to ? `${from}/${to}` : undefined
}

function readList(key: keyof typeof lists, latex: string | undefined): unknown[] | undefined {
  if (latex === undefined) return undefined
  if (key === 'other') {
    const said = parseNotation(latex, Dates.properties.other)
    return Array.isArray(said) ? said : undefined
  }
  const parts = split(latex, ',')
  // `revised = {January 18, 2024}` of another source is one date.
  const isOurs = parts.every((part) => edtf.test(part) || part.startsWith('{'))
  const dates = (isOurs ? parts.map(unwrap) : [latex]).map(readDate).filter((date) => date !== undefined)
  return dates.length > 0 ? dates : undefined
}

function readCited(source: Source, dates: NonNullable<Draft['dates']>): void {
  const printed = latexToText(source.peek('year') ?? '').trim()
  const said = moreExact(readYear(source), source)
  if (said === undefined) return
  // A file may be dated by any of them (`options.date`).
  const known = [citationDate({ dates }), dates.publishedOnline, dates.publishedPrint]
  if (known.some((date) => date !== undefined && (isSameDay(date, said) || literalOf(date) === printed))) return
  if (dates.published === undefined) dates.published = said
  else
    source.note(
      'date-conflict',
      '/dates/published',
      'The entry’s year is none of its other dates.',
      JSON.stringify(said),
    )
}

const literalOf = (date: ArticleDate): string | undefined =>
  typeof date === 'object' && 'literal' in date ? date.literal : undefined

function isSameDay(known: ArticleDate, said: ArticleDate): boolean {
  if (typeof known !== 'string' && 'literal' in known) return JSON.stringify(known) === JSON.stringify(said)
  const [a, b] = [dayOf(known), dayOf(said)]
  return a.year !== undefined && a.year === b.year && a.month === b.month && a.day === b.day
}

/** biblatex’s `date` beside BibTeX’s `year`: the one that says more, where they do not contradict each other. */
function moreExact(year: ArticleDate | undefined, source: Source): ArticleDate | undefined {
  const value = source.peek('date')
  const date = value === undefined ? undefined : readDate(value)
  if (date === undefined || value === undefined) return year
  const isExact = typeof date === 'string' && typeof year === 'string'
  if (year !== undefined && !(isExact && (date.startsWith(year) || year.startsWith(date)))) return year
  source.take('date')
  if (/[T ][0-9]{1,2}:[0-9]{2}/.test(value))
    source.note('date-time', '/dates/published', 'The time of day is left out.', value)
  return isExact && year.length > date.length ? year : date
}

function readYear(source: Source): ArticleDate | undefined {
  const latex = source.take('year')
  const text = latex === undefined ? '' : latexToText(latex).trim()
  if (text === '') return undefined
  if (!/^[0-9]{4}$/.test(text)) return readDate(text)
  const month = latexToText(source.peek('month') ?? '').trim()
  // What is longer than a season may be (schemas/dates.ts) is not one.
  if (month === '' || month.length > 200) return text
  if (/^[0-9]{1,2}$/.test(month) && (Number(month) < 1 || Number(month) > 12)) {
    source.note('month', '/dates/published', 'There is no such month; it is kept apart.', month)
    return text
  }
  source.take('month')
  const day = latexToText(source.peek('day') ?? '').trim()
  const date = readMonth(text, month, day)
  if (typeof date === 'string' && date !== readMonth(text, month, '')) source.take('day')
  return date
}
