/** Values as Crossref’s schema takes them: lengths, DOIs, addresses, dates. */
import type { ArticleDate } from '../../../schemas/article.ts'

/** The longest beginning of a text that an element takes, counted in characters as XML Schema does; or nothing. */
export function fit(text: string | undefined, longest: number, shortest = 1): string | undefined {
  if (text === undefined) return undefined
  // A character is at most two units, so most texts need no counting.
  if (text.length <= longest && text.length >= 2 * shortest) return text
  const characters = [...text]
  if (characters.length < shortest) return undefined
  return characters.length <= longest ? text : characters.slice(0, longest).join('').trimEnd()
}

/** doi_t of common5.5.0.xsd: no subdivided prefix, at most 200 characters after the slash. */
export const isDepositableDoi = (doi: string): boolean => /^10\.[0-9]{4,9}\/.{1,200}$/u.test(doi)

/** isbn_t. */
export const isIsbn = (isbn: string): boolean =>
  isbn.length >= 10 && /^(97[89]-)?\d[\d -]+[\dX]$/.test(isbn) && isbn.length <= 17

const allowed = /^[\x21\x24\x26-\x3b\x3d\x3f-\x5a\x5f\x61-\x7a\x7e]*$/

/** An address in the characters that RFC 3986 has for one (xsd:anyURI); nothing where it is too long for resource_t. */
export function uri(url: string | undefined): string | undefined {
  if (url === undefined) return undefined
  if (allowed.test(url)) return url.length <= 2048 ? url : undefined
  const [address = '', ...fragments] = url.split('#')
  const parts = fragments.length > 0 ? [address, fragments.join('%23')] : [address]
  const encoded = parts.map(encode).join('#')
  return encoded.length <= 2048 ? encoded : undefined
}

const encode = (part: string): string =>
  part
    .toWellFormed()
    .replace(/%(?![0-9A-Fa-f]{2})/g, '%25')
    .replace(/[^\x21\x24-\x3b\x3d\x3f-\x5a\x5f\x61-\x7a\x7e]+/g, encodeURIComponent)

export interface DateParts {
  readonly year: string
  /** 01–12, or a season 21–24. */
  readonly month?: string
  readonly day?: string
}

/** Year, month or season, and day; of a range its beginning; nothing where no year between 1400 and 2200 is known. */
export function dateParts(date: ArticleDate | undefined): DateParts | undefined {
  if (date === undefined) return undefined
  if (typeof date !== 'string') {
    return 'year' in date && date.year >= 1400 && date.year <= 2200 ? { year: String(date.year) } : undefined
  }
  const start = date.length > 10 || date.includes('/') ? date.slice(0, date.indexOf('/')) : date
  const year = start.slice(0, 4)
  if (year < '1400' || year > '2200') return undefined
  if (start.length === 4) return { year }
  const month = start.slice(5, 7)
  return start.length === 7 ? { year, month } : { year, month, day: start.slice(8) }
}

/** The date that these parts say. */
export function exactDate(date: ArticleDate): ArticleDate | undefined {
  const parts = dateParts(date)
  if (parts === undefined) return undefined
  return (
    parts.year + (parts.month === undefined ? '' : `-${parts.month}`) + (parts.day === undefined ? '' : `-${parts.day}`)
  )
}

/** A date as xsd:date, which is a whole day. */
export const wholeDay = (date: ArticleDate | undefined): string | undefined =>
  typeof date === 'string' && date.length === 10 ? date : undefined
