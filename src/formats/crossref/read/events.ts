/**
 * The history of an article in assertions: names, labels and values in each publisher’s own words. Dates whose order of
 * day and month is not said stay literal.
 */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { isImpossible } from '../../../article/chronology.ts'
import { dayOf } from '../../../article/citation-date.ts'
import { dateAtStart, parseDate } from '../../../article/date.ts'
import { isExact } from '../../crossref-json/dates.ts'
import { type DateField, fieldOfEvent } from '../../jats/events.ts'
import { isEdtf } from '../../jats/read/dates.ts'
import { eventNamed } from '../../page-text/events.ts'

/** An event with its date; without a field it is one that the record has no field for. */
export interface DatedEvent {
  readonly field?: DateField | undefined
  readonly event: string
  readonly date: ArticleDate
}

const none = new Set(['none'])
/** Words of registries and journals that neither JATS nor printed pages have. */
const spellings: Readonly<Record<string, DateField>> = {
  'issue date': 'issue',
  'advance article published': 'publishedOnline',
  'version of record published': 'published',
  'date epub': 'publishedOnline',
  epub: 'publishedOnline',
  ppub: 'publishedPrint',
  'published in print': 'publishedPrint',
}

/** The field that a name or label of an event means. */
export function eventField(...words: readonly (string | undefined)[]): DateField | undefined {
  for (const said of words) {
    if (said === undefined) continue
    const plain = fieldOfEvent(said)
    if (plain !== undefined) return plain
    const word = said
      .toLowerCase()
      .replace(/[_\s-]+/g, ' ')
      .replace(/[\s:.]+$/, '')
      .trim()
    const forms = [word, word.replace(/^(?:date|article|manuscript|paper) /, ''), word.replace(/ date$/, '')]
    for (const [at, form] of forms.entries()) {
      if (at > 0 && form === word) continue
      const own = Object.hasOwn(spellings, form) ? spellings[form] : fieldOfEvent(form.replace(/ /g, '-'))
      if (own !== undefined) return own
      const printed = eventNamed(form)
      if (printed !== undefined && !none.has(printed)) return printed as DateField // the two lists share their names
    }
  }
  return undefined
}

const day = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/
/** A day that every month has. */
const surely = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/

/** A date of an assertion; a day that no calendar has stays as it was written. */
export function eventDate(value: string): ArticleDate | undefined {
  if (surely.test(value)) return value
  const text = value.trim()
  if (day.test(text) && !isImpossible(text)) return text
  if (isEdtf(text)) return text.split('/').some(isImpossible) ? { literal: text } : text
  const unlabelled = text.replace(/^\p{L}[\p{L} -]{2,40}: ?/u, '')
  const date = parseDate(unlabelled.replace(/,? 00:00(?::00)?$/, '')) // 17 November 2017, 00:00:00 (Springer)
  return typeof date === 'object' && 'literal' in date ? { literal: text.slice(0, 1000) } : date
}

export const isLiteral = (date: ArticleDate | undefined): boolean => typeof date === 'object' && 'literal' in date

/** “Received 2 July 2015; Accepted 31 July 2015;  Version of Record published 10 September 2015” (RSC). */
export function eventsIn(sentence: string): DatedEvent[] {
  return sentence.split(/[;|]\s*|\s{2,}/).flatMap((part): DatedEvent[] => {
    const match = /^(\p{L}[\p{L} -]{2,60}?):? (?=\d|\p{Lu}\p{L}{2,9}\.? \d)/u.exec(part.trim())
    const words = match?.[1]
    const date = words === undefined ? undefined : dateAtStart(part.trim().slice(match?.[0].length))
    return words === undefined || date === undefined
      ? []
      : [{ field: eventField(words), event: words, date: date.date }]
  })
}

const lists: ReadonlySet<DateField> = new Set(['revised', 'corrected'])
type Loose = { -readonly [K in keyof Dates]: Dates[K] } & Partial<Record<DateField, ArticleDate | ArticleDate[]>>

/** Adds events to the dates that elements or members gave; `isCoarser` knows what those could not say. */
export function addEvents(
  dates: Dates,
  events: readonly DatedEvent[],
  isCoarser: (given: ArticleDate, event: ArticleDate) => boolean,
): void {
  const out = dates as Loose
  for (const { field, event, date } of events) {
    const present = field === undefined ? undefined : out[field]
    // Most events repeat what a member or an element says.
    if (present === date) continue
    if (field === undefined) addOther(out, event, date)
    else if (lists.has(field)) {
      const list = (present ?? []) as ArticleDate[] // revised and corrected are lists
      list.push(date)
      Object.assign(out, { [field]: list })
    } else if (present === undefined || isCoarser(present as ArticleDate, date)) Object.assign(out, { [field]: date })
    else if (JSON.stringify(present) !== JSON.stringify(date)) addOther(out, event, date)
  }
}

function addOther(dates: Loose, event: string, date: ArticleDate): void {
  dates.other ??= []
  dates.other.push({ event, date })
}

/** What date-parts can say of a date, as one text. */
export function partsText(date: ArticleDate | undefined): string {
  if (date === undefined) return ''
  if (typeof date === 'string' && isExact(date)) return date
  const { year } = dayOf(date)
  return year === undefined ? '' : String(year).padStart(4, '0')
}

/** An event that date-parts could not say, or of which they give only the beginning. */
export function saysMore(given: ArticleDate, event: ArticleDate): boolean {
  if (typeof event === 'object' && 'literal' in event) return false
  if (!isExact(event)) return partsText(given) === partsText(event)
  return (
    typeof given === 'string' && typeof event === 'string' && event.length > given.length && event.startsWith(given)
  )
}
