/** Members of a work as the values they should be; of any other shape they say nothing here and are kept elsewhere. */
import type { ArticleDate } from '../../../../schemas/article.ts'
import { plainString } from '../../crossref/read/text.ts'
import { dateFrom } from '../../crossref/read/values.ts'
import type { Work } from '../work.ts'

export const isObject = (value: unknown): value is Work =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const noObjects: readonly Work[] = []

/** The objects of a list. */
export const objects = (value: unknown): readonly Work[] =>
  !Array.isArray(value)
    ? isObject(value)
      ? [value]
      : noObjects
    : value.every(isObject)
      ? value
      : value.filter(isObject)

const isString = (value: unknown): value is string => typeof value === 'string'
const noStrings: readonly string[] = []

/** The texts of a list, or one text that stands where a list is due. */
export const strings = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.every(isString)
      ? value
      : value.filter(isString)
    : typeof value === 'string'
      ? [value]
      : noStrings

/** Plain text; numbers are texts too. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return plainString(value)
  return typeof value === 'number' ? String(value) : undefined
}

/** A word of a vocabulary, which has neither mark-up nor blanks at its ends. */
export const wordOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

export function textsOf(value: unknown): string[] {
  const out: string[] = []
  for (const member of strings(value)) {
    const text = plainString(member)
    if (text !== undefined) out.push(text)
  }
  return out
}

/** `{"date-parts":[[2018,3]]}`; `[[null]]` is no date. */
export function dateOf(value: unknown): ArticleDate | undefined {
  if (!isObject(value) || !Array.isArray(value['date-parts'])) return undefined
  const parts: unknown = value['date-parts'][0]
  if (!Array.isArray(parts)) return undefined
  const year: unknown = parts[0]
  const month: unknown = parts[1]
  const day: unknown = parts[2]
  if (typeof year === 'number' && typeof month === 'number' && typeof day === 'number') return numeric(year, month, day)
  if (typeof year === 'number' && Number.isInteger(year) && year > 999 && year < 10_000) {
    if (parts.length === 1) return String(year)
    if (parts.length === 2 && isMonth(month)) return `${year}-${month < 10 ? '0' : ''}${month}`
  }
  const [y = '', m, d] = parts.map((part) => (part === null || part === undefined ? '' : String(part)))
  return dateFrom(y, m, d)
}

const isMonth = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 13

/** Most dates are a plain day. */
function numeric(year: number, month: number, day: number): ArticleDate | undefined {
  const isPlain = year > 999 && year < 10_000 && month > 0 && month < 13 && day > 0 && day < 29
  if (!isPlain) return dateFrom(String(year), String(month), String(day))
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

/** Whether a member says anything at all. */
export function saysNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  if (typeof value !== 'object') return false
  if (Array.isArray(value)) return value.every(saysNothing)
  for (const name in value) if (!saysNothing((value as Work)[name])) return false // an object that is no list
  return true
}

/** Whether two values of JSON are the same. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false
    for (let at = 0; at < a.length; at++) if (!isSame(a[at], b[at])) return false
    return true
  }
  if (!isObject(a) || !isObject(b)) return false
  for (const key in b) if (!(key in a)) return false
  for (const key in a) if (!isSame(a[key], b[key])) return false
  return true
}
