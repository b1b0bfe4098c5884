/** dates and publicationYear: what happened when, each event as the type that DataCite has for it. */
import type { Article, ArticleDate, Dates } from '../../../schemas/article.ts'
import { citationDate, type DatePolicy, yearOf } from '../../article/citation-date.ts'
import { dateParts } from '../plain.ts'
import { type DateEntry, unavailable } from './shape.ts'

/** The year by which the article is cited; the XSD demands four digits, and DataCite writes an unknown year 0000. */
export const publicationYear = (article: Article, policy: DatePolicy | undefined): number =>
  yearOf(citationDate(article, policy)) ?? 0

type Event = Exclude<keyof Dates, 'other'>

/** In the order of a publication history. `Available` is online, `Issued` is print; what else it is the note says. */
const rows: readonly (readonly [event: Event, dateType: string, note: string])[] = [
  ['received', 'Submitted', 'received'],
  ['revised', 'Updated', 'revised'],
  ['accepted', 'Accepted', 'accepted'],
  ['posted', 'Available', 'posted'],
  ['publishedOnline', 'Available', 'published online'],
  ['publishedPrint', 'Issued', 'published in print'],
  ['published', 'Issued', 'published'],
  ['issue', 'Issued', 'date of the issue'],
  ['corrected', 'Updated', 'corrected'],
  ['retracted', 'Withdrawn', 'retracted'],
]

export function datesOf({ dates, copyright, freeToRead }: Article): readonly DateEntry[] {
  const out: DateEntry[] = []
  if (dates) {
    for (const [event, dateType, note] of rows) {
      const value = dates[event]
      if (value === undefined) continue
      if (Array.isArray(value)) for (const date of value) out.push(entry(date, dateType, note))
      else out.push(entry(value, dateType, note))
    }
    for (const { event, date } of dates.other ?? []) out.push(entry(date, 'Other', event))
  }
  if (freeToRead?.start !== undefined) out.push(entry(freeToRead.start, 'Available', 'free to read'))
  if (copyright?.year !== undefined) out.push(copyrighted(copyright.year))
  return out
}

/** A season and a text that is no date have no place in W3CDTF: they stand in dateInformation as they are. */
function entry(date: ArticleDate, dateType: string, note: string): DateEntry {
  const { iso, more } = dateParts(date)
  return { date: iso ?? unavailable, dateType, dateInformation: more === undefined ? note : `${note}: ${more}` }
}

function copyrighted(year: string): DateEntry {
  const [, first, last] = /^(\d{4})(?:\s?[-–/]\s?(\d{4}))?$/.exec(year) ?? []
  if (first === undefined) return { date: unavailable, dateType: 'Copyrighted', dateInformation: year }
  return { date: last === undefined ? first : `${first}/${last}`, dateType: 'Copyrighted' }
}
