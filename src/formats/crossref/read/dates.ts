/** Elements of date_t: month, day, year, in any order and with names of months where numbers are due. */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { parseDate } from '../../../article/date.ts'
import { child, type XmlNode } from '../../../text/xml.ts'
import type { Reading } from './context.ts'
import { plainNode } from './text.ts'
import { dateFrom } from './values.ts'

/** “July-Aug.” is kept in the words of the source where it is no month. */
export function dateOf(node: XmlNode | undefined): ArticleDate | undefined {
  const [year, month, day] = ['year', 'month', 'day'].map((name) => plainNode(child(node, name)))
  if (year === undefined) {
    const text = plainNode(node)
    return text === undefined ? undefined : parseDate(text)
  }
  if (!/^\d{1,4}$/.test(year)) return parseDate([day, month, year].filter(Boolean).join(' '))
  if (month === undefined || /^\d{1,2}$/.test(month)) return dateFrom(year, month, day)
  const date = parseDate([day, month, year].filter(Boolean).join(' '))
  return typeof date === 'object' && day === undefined && /^\d{4}$/.test(year)
    ? { year: Number(year), season: month }
    : date
}

type Loose = { -readonly [K in keyof Dates]: Dates[K] }
type Single = 'publishedOnline' | 'publishedPrint' | 'published' | 'accepted' | 'posted' | 'issue'

export const datesOf = ({ draft }: Pick<Reading, 'draft'>): Loose => {
  draft.dates ??= {}
  return draft.dates
}

/** A second date of one kind is an event of its own; the same twice is one. */
export function putDate(date: ArticleDate | undefined, field: Single, event: string, reading: Reading): void {
  if (date === undefined) return
  const dates = datesOf(reading)
  const present = dates[field]
  if (present === undefined) dates[field] = date
  else if (JSON.stringify(present) !== JSON.stringify(date)) {
    dates.other ??= []
    dates.other.push({ event, date })
  }
}

const media: Readonly<Record<string, Single>> = {
  online: 'publishedOnline',
  print: 'publishedPrint',
  other: 'published',
}

/** @media_type is “print” where it is missing (common5.5.0.xsd). */
export function readPublished(node: XmlNode, reading: Reading): void {
  const medium = node.attributes.media_type ?? 'print'
  putDate(
    dateOf(node),
    (Object.hasOwn(media, medium) ? media[medium] : undefined) ?? 'published',
    `published ${medium}`,
    reading,
  )
}
