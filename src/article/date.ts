/** Dates as people and publishers print them, in many languages, to EDTF: never with a day or month that was not given. */
import type { ArticleDate } from '../../schemas/article.ts'
import { eras, monthNumber, seasonNumber } from './months.ts'

/** A date found at the start of a text, and how many characters it took. */
export interface DateAtStart {
  readonly date: ArticleDate
  readonly length: number
}

/** The date a text says; what cannot be understood without guessing comes back as `{ literal }`, a blank as nothing. */
export function parseDate(text: string): ArticleDate | undefined {
  const trimmed = text.replace(/[\s\u00a0]+/g, ' ').trim()
  if (trimmed === '') return undefined
  const source = trimmed.replace(/^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]? /i, '')
  const found = dateAtStart(source)
  return found && isTail(source.slice(found.length)) ? found.date : { literal: trimmed.slice(0, 1000) }
}

/** The longest date that a text begins with. */
export function dateAtStart(text: string): DateAtStart | undefined {
  for (const { pattern, read } of shapes) {
    const match = pattern.exec(text)
    if (!match) continue
    const date = read(match)
    if (date !== undefined) return { date, length: match[0].length }
  }
  return undefined
}

// What may stand after a date without changing it: a time of day, a stop, “г.” (year), “de”.
const isTail = (rest: string) =>
  /^(?:[T ]\d{2}:\d{2}[\d:.]*(?: ?(?:Z|GMT|UTC|[+-]\d{2}:?\d{2}))?)?[\s.,;)]*(?:г\.?|года|yılı)?[\s.,;)]*$/.test(rest)

interface Shape {
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray) => ArticleDate | undefined
}

const shapes: readonly Shape[] = [
  // 2024-01-18, 2024/1/18, 2024. 1. 18. (year first is read one way everywhere)
  {
    pattern: /^(\d{4}) ?([-/.‐–]) ?(\d{1,2}) ?[-/.‐–] ?(\d{1,2})(?!\d)\.?/,
    read: (m) => whole(m, m[1], m[3], m[4]),
  },
  { pattern: /^(\d{4})-(2[1-4])(?!\d)/, read: (m) => `${m[1]}-${m[2]}` },
  // 2024-01; 2004-05 may also be the span of two years
  { pattern: /^(\d{4})[-/.](\d{1,2})(?![\d-/.])/, read: (m) => yearMonthNumber(m[0], m[1], m[2]) },
  { pattern: /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일号]/, read: (m) => whole(m, m[1], m[2], m[3]) },
  { pattern: /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월]/, read: (m) => monthly(m[1], Number(m[2])) },
  { pattern: /^(\d{4}) ?[年년]/, read: (m) => m[1] },
  {
    pattern: /^(明治|大正|昭和|平成|令和) ?(元|\d{1,2}) ?年 ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?/,
    read: (m) => {
      const year = String((eras[m[1] ?? ''] ?? 0) + (m[2] === '元' ? 1 : Number(m[2])))
      return m[4] === undefined ? monthly(year, Number(m[3])) : whole(m, year, m[3], m[4])
    },
  },
  // 18 January 2024, 3rd August 2017, 18. Jan. 2024, 1er mars 2020, 5 de marzo del 2019, 03-Jan-2015
  {
    pattern:
      /^(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°)?\.?[\s\-/]{0,2}(?:de |of |d[’'])?(\p{L}{3,12})\.?,?[\s\-/]{0,2}(?:de |del |of |do )?(\d{4})(?!\d)/u,
    read: (m) => named(m, m[3], m[2], m[1]),
  },
  // January 18, 2024; Sept. 3rd 2015
  {
    pattern: /^(\p{L}{3,12})\.?[\s-]{1,2}(\d{1,2})(?:st|nd|rd|th)?\.?(?:,? |, ?|-)(\d{4})(?!\d)/u,
    read: (m) => named(m, m[3], m[1], m[2]),
  },
  // 2015 Feb 3; 2015, February 3
  {
    pattern: /^(\d{4}),?[\s-]{1,2}(\p{L}{3,12})\.?[\s-]{1,2}(\d{1,2})(?:st|nd|rd|th)?(?!\d)/u,
    read: (m) => named(m, m[1], m[2], m[3]),
  },
  // Jan-Mar 2022; enero/junio de 2018
  {
    pattern: /^(\p{L}{3,12})\.? ?[-–/] ?(\p{L}{3,12})\.?,? (?:de |del |of )?(\d{4})(?!\d)/u,
    read: (m) => monthSpan(m),
  },
  {
    pattern: /^(\p{L}{3,12})\.?,?[\s-]{1,2}(?:de |del |of )?(\d{4})(?!\d)/u,
    read: (m) => monthOrSeason(m[1], m[2]),
  },
  { pattern: /^(\d{4}),?[\s-]{1,2}(\p{L}{3,12})(?![\p{L}\d])\.?/u, read: (m) => monthOrSeason(m[2], m[1]) },
  { pattern: /^(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4})(?!\d)/, read: (m) => numeric(m) },
  { pattern: /^(1[5-9]\d\d|20\d\d)(?![\d-/.]?\d)/, read: (m) => m[1] },
]

const literal = (text: string): ArticleDate => ({ literal: text.trim() })

function whole(match: RegExpExecArray, year?: string, month?: string, day?: string): ArticleDate {
  return calendarDay(Number(year), Number(month), Number(day)) ?? literal(match[0])
}

function named(match: RegExpExecArray, year?: string, name = '', day?: string): ArticleDate | undefined {
  const month = monthNumber(name)
  return month === undefined ? undefined : whole(match, year, String(month), day)
}

function monthly(year: string | undefined, month: number): ArticleDate | undefined {
  return year !== undefined && month >= 1 && month <= 12 ? `${year}-${pad(month)}` : undefined
}

function yearMonthNumber(text: string, year?: string, month?: string): ArticleDate {
  // 2024-01 is ISO; 2004/5 or 2010/11 may be the span of two years.
  return (/^\d{4}-\d{2}$/.test(text) && monthly(year, Number(month))) || literal(text)
}

function monthSpan([, from = '', to = '', year = '']: RegExpExecArray): ArticleDate | undefined {
  const [first, last] = [monthNumber(from), monthNumber(to)]
  if (first === undefined || last === undefined || first >= last) return undefined
  return `${year}-${pad(first)}/${year}-${pad(last)}`
}

function monthOrSeason(name = '', year = ''): ArticleDate | undefined {
  const number = monthNumber(name) ?? seasonNumber(name)
  return number === undefined ? undefined : `${year}-${pad(number)}`
}

/** 18/01/2024 and 01/18/2024 say one thing; 03/04/2024 says two and stays as it is. */
function numeric([text, first, , second, year]: RegExpExecArray): ArticleDate {
  const [a, b] = [Number(first), Number(second)]
  const day = a > 12 || a === b ? a : b > 12 ? b : undefined
  const month = day === a ? b : a
  return (day !== undefined && calendarDay(Number(year), month, day)) || literal(text)
}

function calendarDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`
}

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const daysIn = (year: number, month: number) =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const pad = (number: number) => String(number).padStart(2, '0')
