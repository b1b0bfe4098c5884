/** `issued` is the date a citation bears, `submitted` the day of receipt; the others have no variable and are custom. */
import type { ArticleDate, Dates } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { parseDate } from '../../article/date.ts'
import { type CslDate, type Item, isObject, type Row, type Source } from './shape.ts'

const plain = /^[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?$/

function numbers(date: string): number[] {
  const year = number(date, 0, 4)
  if (date.length === 4) return [year]
  const month = number(date, 5, 7)
  return date.length === 7 ? [year, month] : [year, month, number(date, 8, 10)]
}

/** Digits as a number, without cutting them out: dates are written more often than anything else. */
function number(text: string, start: number, end: number): number {
  let value = 0
  for (let at = start; at < end; at++) value = value * 10 + text.charCodeAt(at) - 48
  return value
}

export function formatCslDate(date: ArticleDate): CslDate {
  if (typeof date !== 'string') {
    return 'year' in date ? { 'date-parts': [[date.year]], season: date.season } : { literal: date.literal }
  }
  if (plain.test(date)) return { 'date-parts': [numbers(date)] }
  const season = /^([0-9]{4})-2([1-4])$/.exec(date)
  // CSL numbers the seasons from spring, EDTF from 21.
  if (season) return { 'date-parts': [[Number(season[1])]], season: Number(season[2]) }
  const range = date.split('/')
  return range.every((end) => plain.test(end)) ? { 'date-parts': range.map(numbers) } : { literal: date }
}

/** A date of CSL in any of its forms: parts (numbers or strings), season, literal, raw. */
export function parseCslDate(value: unknown): ArticleDate | undefined {
  if (typeof value === 'string') return parseDate(value)
  if (typeof value === 'number') return parseDate(String(value))
  if (!isObject(value)) return undefined
  const parts = Array.isArray(value['date-parts']) ? value['date-parts'].map(partsOf) : []
  const [first, last] = parts
  if (first !== undefined) return withSeason(first, value.season) ?? (last === undefined ? first : `${first}/${last}`)
  if (typeof value.literal === 'string' && value.literal !== '') return literalOf(value.literal)
  if (typeof value.raw === 'string' && value.raw !== '') return parseDate(value.raw)
  return undefined
}

const literalOf = (literal: string): ArticleDate =>
  /^[0-9]{4}(?:-[0-9]{2}){0,2}\/[0-9]{4}(?:-[0-9]{2}){0,2}$/.test(literal) ? literal : { literal }

/** `[2024, 2]`, `["2024", "02"]`; a part that is none ends the date (`[[null]]` is no date at all). */
function partsOf(parts: unknown): string | undefined {
  if (!Array.isArray(parts)) return undefined
  const [year, month, day] = parts.map((part) => (/^[0-9]{1,4}$/.test(String(part)) ? Number(part) : undefined))
  if (year === undefined) return undefined
  const start = String(year).padStart(4, '0')
  if (month === undefined || month < 1 || month > 24 || (month > 12 && month < 21)) return start
  const monthly = `${start}-${String(month).padStart(2, '0')}`
  return day !== undefined && day >= 1 && day <= 31 && month <= 12
    ? `${monthly}-${String(day).padStart(2, '0')}`
    : monthly
}

function withSeason(date: string, season: unknown): ArticleDate | undefined {
  if (season === undefined || season === '') return undefined
  const year = date.slice(0, 4)
  if (/^[1-4]$/.test(String(season))) return `${year}-2${season}`
  return typeof season === 'string' ? { year: Number(year), season } : undefined
}

/** Whether a date says every number of the one that was given: not of 250 BC, nor of a thirteenth month. */
function saysAll(value: unknown, date: ArticleDate | undefined): boolean {
  const parts = isObject(value) && Array.isArray(value['date-parts']) ? value['date-parts'].flat() : []
  const said = (JSON.stringify(date) ?? '').match(/[0-9]+/g)?.map(Number) ?? []
  return parts.every((part) => part === null || part === '' || said.includes(Number(part)))
}

const cited = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted'] as const

export const datesRow: Row = {
  write(article, item, custom, options) {
    const { dates } = article
    if (!dates) return
    const issued = citationDate(article, options?.date)
    if (issued !== undefined) item.issued = formatCslDate(issued)
    if (dates.received !== undefined) item.submitted = formatCslDate(dates.received)
    const others: Item = {}
    const isSaid =
      dates.publishedOnline === undefined &&
      dates.publishedPrint === undefined &&
      dates.issue === undefined &&
      dates.posted === undefined
    let hasOthers = false
    for (const key in dates) {
      const value = dates[key as keyof Dates] // `in` gives keys of the object
      if (value === undefined || key === 'received' || (key === 'published' && isSaid)) continue
      others[key] = value
      hasOthers = true
    }
    if (hasOthers) custom.dates = others
  },
  read({ item, custom, note }: Source, draft) {
    const said = custom.take('dates')
    const dates = (isObject(said) ? { ...said } : {}) as Dates // judged by admit, like every draft
    const dateNamed = (name: string): ArticleDate | undefined => {
      const value = item.take(name)
      const date = parseCslDate(value)
      if (!saysAll(value, date)) {
        draft.unmapped = [...(draft.unmapped ?? []), { path: name, value }]
        note(
          'date-part',
          `/dates`,
          `Of “${name}” the record can say ${date === undefined ? 'nothing' : 'a part'}; it is kept in “unmapped”.`,
          value,
        )
      }
      return date
    }
    const received = dateNamed('submitted')
    if (received !== undefined) dates.received = received
    const issued = dateNamed('issued')
    // An item may be dated by any of them (`options.date`).
    const isKnown = cited.some((key) => JSON.stringify(dates[key]) === JSON.stringify(issued))
    if (issued !== undefined && !isKnown) {
      if (dates.published === undefined) dates.published = issued
      else note('date-conflict', '/dates/published', 'The date issued is none of the item’s other dates.', issued)
    }
    if (Object.keys(dates).length > 0) draft.dates = dates
  },
}
