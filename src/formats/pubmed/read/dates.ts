/** Dates of PubMed: PubDate with its parts or in words (MedlineDate), ArticleDate, and the history. */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { parseDate } from '../../../article/date.ts'
import { monthNumber, seasonNumber } from '../../../article/months.ts'
import { child, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { added, keepWhole, type Part, type Source } from './source.ts'

/** The date of an element of parts; undefined where there is no year. */
export function partsDate(node: XmlNode | undefined, { kept }: Source): ArticleDate | undefined {
  const [words, year, month, season, day] = ['MedlineDate', 'Year', 'Month', 'Season', 'Day'].map((name) =>
    kept.text(child(node, name)),
  )
  if (words !== undefined) return medlineDate(words)
  return year === undefined ? undefined : dateOf({ year, month, season, day })
}

interface Parts {
  readonly year: string
  readonly month: string | undefined
  readonly season: string | undefined
  readonly day: string | undefined
}

function dateOf({ year, month, season, day }: Parts): ArticleDate {
  const literal = { literal: [year, month, season, day].filter(Boolean).join(' ') }
  if (!/^\d{1,4}$/.test(year)) return literal
  if (season !== undefined) return month === undefined && day === undefined ? seasonDate(year, season) : literal
  if (year.length < 4) return literal
  if (month === undefined) return day === undefined ? year : literal
  const [from, to] = month.split('-').map(monthOf)
  if (from === undefined) return day === undefined ? { year: Number(year), season: month } : literal
  if (month.includes('-')) return to !== undefined && day === undefined ? `${year}-${from}/${year}-${to}` : literal
  if (day === undefined) return `${year}-${from}`
  const date = `${year}-${from}-${day.padStart(2, '0')}`
  return isDay(date) ? date : literal
}

/** The four seasons have a number (ISO 8601-2), other words have not. */
export function seasonDate(year: string, season: string): ArticleDate {
  const number = seasonNumber(season)
  return number === undefined ? { year: Number(year), season } : `${year.padStart(4, '0')}-${number}`
}

function monthOf(text: string): string | undefined {
  const number = /^\d{1,2}$/.test(text) ? Number(text) : monthNumber(text.trim())
  return number !== undefined && number >= 1 && number <= 12 ? String(number).padStart(2, '0') : undefined
}

const isDay = (date: string): boolean => parseDate(date) === date

/** A point in time within MedlineDate: `1998`, `1998 Dec`, `1998 Dec 23`. */
const point = /^(?:(\d{4}) ?)?(?:(\p{L}{3,9})\.? ?)?(\d{1,2})?$/u

/**
 * MedlineDate: whatever has no place in the parts. “1998 Dec-1999 Jan”, “2000 Nov-Dec”, “2000 Dec 23-30” and
 * “1994-1995” are ranges; of “1999 1st Quart” and “2000 Spring-Summer” the year is known.
 */
export function medlineDate(words: string): ArticleDate {
  const text = words.trim()
  const [left = '', right, more] = text.split(/ ?[-–] ?/)
  if (right !== undefined && more === undefined) {
    const from = point.exec(left)
    const to = point.exec(right)
    const range = from && to && rangeOf(from, to)
    if (range) return range
  }
  const date = parseDate(text)
  if (typeof date === 'string') return date
  const [, year, rest = ''] = /^(\d{4}) (.+)$/.exec(text) ?? []
  if (year === undefined) return { literal: text }
  return /^[\d/.-]+$/.test(rest) ? { literal: text } : seasonDate(year, rest)
}

/** What the end does not repeat is that of the beginning. */
function rangeOf(from: RegExpExecArray, to: RegExpExecArray): string | undefined {
  const [, year, month, day] = from
  const [, toYear = year, said, toDay] = to
  const isWhole = year !== undefined && (month === undefined) === (said === undefined && toDay === undefined)
  if (!isWhole || (day === undefined) !== (toDay === undefined)) return undefined
  const toMonth = said ?? (toDay === undefined ? undefined : month)
  const [start, end] = [edtf(year, month, day), edtf(toYear, toMonth, toDay)]
  return start !== undefined && end !== undefined && start < end ? `${start}/${end}` : undefined
}

function edtf(year: string | undefined, month: string | undefined, day: string | undefined): string | undefined {
  if (year === undefined || month === undefined) return year
  const number = monthOf(month)
  if (number === undefined) return undefined
  const date = [year, number, ...(day === undefined ? [] : [day.padStart(2, '0')])].join('-')
  return day === undefined || isDay(date) ? date : undefined
}

type Single = Exclude<keyof Dates, 'revised' | 'corrected' | 'other'>

/** @PubStatus of the dates of an article; the others are dates of its record. */
const statuses: Readonly<Record<string, Single | 'revised'>> = {
  received: 'received',
  revised: 'revised',
  accepted: 'accepted',
  epublish: 'publishedOnline',
  aheadofprint: 'publishedOnline',
  ppublish: 'publishedPrint',
  ecollection: 'issue',
  retracted: 'retracted',
}

/** The field that a status means; PubMed’s own events (pubmed, medline, entrez, pmc …) have none. */
export const fieldOfStatus = (status: string | undefined): Single | 'revised' | undefined =>
  status !== undefined && Object.hasOwn(statuses, status) ? statuses[status] : undefined

/** A second date for a field that takes one is an event of its own; the same date, or less of it, is no more. */
export function addDate(
  field: Single | 'revised',
  date: ArticleDate,
  event: string,
  { draft }: Pick<Source, 'draft'>,
): void {
  draft.dates ??= {}
  const { dates } = draft
  if (field === 'revised') {
    dates.revised = added(dates.revised, date)
    return
  }
  const present = dates[field]
  if (present === undefined) dates[field] = date
  else if (isMore(date, present)) dates[field] = date
  else if (!isMore(present, date)) dates.other = added(dates.other, { event, date })
}

/** Whether a date says at least all that the other says. */
export const isMore = (date: ArticleDate, other: ArticleDate): boolean =>
  typeof date === 'string' && typeof other === 'string'
    ? date === other || (date.startsWith(`${other}-`) && !date.includes('/'))
    : JSON.stringify(date) === JSON.stringify(other)

/** PubDate of a submission, PubMedPubDate of PubMed: only the former has no hour. */
export const history: Part = (node, source) => {
  for (const event of elements(node)) {
    const status = event.attributes.PubStatus?.trim().toLowerCase()
    const field = fieldOfStatus(status)
    if (field === undefined || status === undefined) {
      keepWhole(event, 'History', source)
      continue
    }
    const date = partsDate(event, source)
    if (date === undefined) continue
    source.kept.attribute(event, 'PubStatus')
    // Midnight is what PubMed has where nobody said the hour.
    const hour = ['Hour', 'Minute', 'Second'].map((name) => child(event, name))
    if (hour.every((part) => /^0{0,2}$/.test(textOf(part) ?? ''))) for (const part of hour) source.kept.done(part)
    addDate(field, date, status, source)
  }
}
