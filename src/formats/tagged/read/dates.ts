/** Dates of RIS (`2024/03/05/`, `1998///Spring`) and of EndNote (a year, and the rest in words). */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { citationDate } from '../../../article/citation-date.ts'
import { parseDate } from '../../../article/date.ts'
import { monthNumber, seasonNumber } from '../../../article/months.ts'
import { isSame } from '../../as-read.ts'
import type { Entry, Row, Source } from './source.ts'

/** What a value says, and what it says beside the date. */
interface Said {
  readonly date: ArticleDate | undefined
  readonly more?: string
}

/** `YYYY/MM/DD/other`: every part may be missing, the slashes need not be there. */
export function readSlashDate(value: string): Said {
  const [year = '', month = '', day = '', ...rest] = value
    .trim()
    .split('/')
    .map((part) => part.trim())
  const more = rest.join('/').trim()
  if (!/^\d{4}$/.test(year) || year === '0000') return { date: /^0*$/.test(year) ? undefined : parseDate(value) }
  // A time after the day says nothing of the date: 2019/03/12/T20:12:22Z.
  const other = /^T?\d{1,2}:\d{2}/.test(more) ? '' : more
  const number = /^\d{1,2}$/.test(month) ? Number(month) : monthNumber(month)
  if (number === undefined || number < 1 || number > 12)
    return { date: inWords(year, [month, day, other].filter(Boolean).join(' ')) }
  const monthly = `${year}-${String(number).padStart(2, '0')}`
  const whole = /^\d{1,2}$/.test(day) && Number(day) > 0 ? parseDate(`${monthly}-${day.padStart(2, '0')}`) : undefined
  const date = typeof whole === 'string' ? whole : monthly
  const unread = typeof whole === 'string' || /^0*$/.test(day) ? other : [day, other].filter(Boolean).join(' ')
  return { date, ...(unread !== '' && { more: unread }) }
}

/** A year with what is known beside it: `Spring`, `March 5`, `2024-01 to 2024-02`, `Enero-Junio`. */
export function inWords(year: string, words: string): ArticleDate {
  const text = words.trim().replace(/[,\s]{1,20}$/, '')
  if (text === '' || text === year) return year
  const range = /^(\d{4}-\d{2}(?:-\d{2})?|\d{4}) to (\d{4}-\d{2}(?:-\d{2})?|\d{4})$/.exec(text)
  if (range) return `${range[1]}/${range[2]}`
  const season = seasonNumber(text)
  if (season !== undefined) return `${year}-${season}`
  const alone = text.endsWith(year) ? text.slice(0, -4).replace(/[,\s]{1,20}$/, '') : text
  for (const form of [text, `${alone} ${year}`, `${alone}, ${year}`, `${year} ${alone}`]) {
    const date = parseDate(form)
    if (typeof date === 'string' && date.startsWith(year)) return date
  }
  return { year: Number(year), season: alone.slice(0, 200) }
}

/** How many characters of an EDTF date are known: a day says more than its month. */
const precision = (date: ArticleDate): number => (typeof date === 'string' ? date.length : 5)
const yearOf = (date: ArticleDate): string | undefined =>
  typeof date === 'string' ? date.slice(0, 4) : 'year' in date ? String(date.year).padStart(4, '0') : undefined

/** DA before PY before Y1, which Zotero calls deprecated; of values that agree the one that says most. */
const priority = (path: string): number => ['DA', 'PY', 'Y1'].indexOf(path)

/** The publication date that the record bears, with what does not agree kept. */
function cited(source: Source): ArticleDate | undefined {
  const slashed = [...source.take('date')].sort((a, b) => priority(a.path) - priority(b.path))
  const year = slashed
    .map(({ value }) => /^(?!0000)\d{4}(?![^/])/.exec(value.trim())?.[0])
    .find((one) => one !== undefined)
  const found: { entry: Entry; date: ArticleDate }[] = []
  for (const entry of slashed) {
    // Web of Science has the year in PY and `MAR 5` in DA.
    const isDay = year !== undefined && !/\d{4}/.test(entry.value)
    const { date, more }: Said = isDay ? { date: inWords(year, entry.value) } : readSlashDate(entry.value)
    if (more !== undefined) source.keep(entry, more)
    if (date !== undefined) found.push({ entry, date })
    else {
      source.keep(entry)
      source.note('date-missing', '/dates/published', `${entry.path} holds no date.`, entry.value)
    }
  }
  found.push(...inYearAndDay(source))
  const real = found.filter(({ date }) => yearOf(date) !== undefined)
  const [first, ...others] = real.length > 0 ? real : found
  if (first === undefined) return undefined
  for (const { entry } of found.filter((one) => one !== first && !others.includes(one))) source.keep(entry)
  return bestOf(source, first, others)
}

function bestOf(source: Source, first: { date: ArticleDate }, others: readonly { entry: Entry; date: ArticleDate }[]) {
  let best = first.date
  for (const { entry, date } of others) {
    if (agree(best, date)) {
      if (precision(date) > precision(best)) best = date
      continue
    }
    source.keep(entry)
    source.note('date-conflict', '/dates/published', `${entry.path} gives another date.`, entry.value)
  }
  return best
}

const agree = (a: ArticleDate, b: ArticleDate): boolean => {
  if (isSame(a, b)) return true
  if (typeof a === 'string' && typeof b === 'string') return a.startsWith(b) || b.startsWith(a)
  // A bare year beside a season in words.
  return yearOf(a) !== undefined && yearOf(a) === yearOf(b) && (precision(a) === 4 || precision(b) === 4)
}

/** A year in one field, the day in another. */
function inYearAndDay(source: Source): { entry: Entry; date: ArticleDate }[] {
  const years = source.take('year')
  const days = source.take('day')
  const year = years.map(({ value }) => value.trim()).find((value) => /^\d{4}$/.test(value))
  const out: { entry: Entry; date: ArticleDate }[] = []
  for (const entry of days) {
    const slashed = /^\d{4}\/\d*\//.test(entry.value.trim()) ? readSlashDate(entry.value).date : undefined
    const date = slashed ?? (year === undefined ? parseDate(entry.value) : inWords(year, entry.value))
    if (date !== undefined) out.push({ entry, date })
  }
  for (const entry of years) {
    const date = /^\d{4}\//.test(entry.value) ? readSlashDate(entry.value).date : parseDate(entry.value)
    if (date !== undefined) out.push({ entry, date: year === entry.value.trim() ? year : date })
  }
  return out
}

/** `isKnown` tells whether a date that a note names is the one of the date fields. */
export const datesRow =
  (asCited: (dates: Dates) => ArticleDate | undefined): Row =>
  (source) => {
    const dates: Dates = { ...source.draft.dates }
    for (const entry of source.take('epub-date')) {
      const { date } = readSlashDate(entry.value)
      if (typeof date === 'string' && dates.publishedOnline === undefined) {
        dates.publishedOnline = date
        source.note(
          'epub-date',
          '/dates/publishedOnline',
          `${entry.path} holds a date: that of an article ahead of print.`,
          entry.value,
        )
      } else source.keep(entry)
    }
    const said = cited(source)
    if (said !== undefined && !isKnown(dates, said, asCited)) {
      if (dates.published === undefined) dates.published = said
      else source.note('date-conflict', '/dates/published', 'The record’s date is none of those in its notes.', said)
    }
    if (Object.keys(dates).length > 0) source.draft.dates = dates
  }

const publications = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted'] as const

/** A record may be dated by any of them (`options.date`), in the words of the format. */
function isKnown(dates: Dates, said: ArticleDate, asCited: (dates: Dates) => ArticleDate | undefined): boolean {
  if (citationDate({ dates }) === undefined) return false
  return publications.some((field) => {
    const date = dates[field]
    return date !== undefined && isSame(asCited({ published: date }), said)
  })
}
