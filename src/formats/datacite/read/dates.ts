/** dates and publicationYear: what happened when, by the type of the date and what is told beside it. */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { parseDate } from '../../../article/date.ts'
import { type Bag, bagsOf, take, takeText } from './bag.ts'
import { added, type Context, takeKnown } from './context.ts'

type Single = Exclude<keyof Dates, 'other' | 'revised' | 'corrected'>
type Place = Single | 'revised' | 'corrected' | 'freeToRead'

/** What our own writer tells beside a date. */
const told: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['received', 'received'],
  ['revised', 'revised'],
  ['accepted', 'accepted'],
  ['posted', 'posted'],
  ['published online', 'publishedOnline'],
  ['published in print', 'publishedPrint'],
  ['published', 'published'],
  ['date of the issue', 'issue'],
  ['corrected', 'corrected'],
  ['retracted', 'retracted'],
  ['free to read', 'freeToRead'],
])

/** Types that say the same without words. `Issued` does not say whether online or in print. */
const types: ReadonlyMap<string, Place> = new Map<string, Place>([
  ['submitted', 'received'],
  ['accepted', 'accepted'],
  ['available', 'publishedOnline'],
  ['issued', 'published'],
  ['updated', 'revised'],
  ['withdrawn', 'retracted'],
])

export function readDates(context: Context): void {
  const entries = bagsOf(context.record, 'dates', 'date')
  const isUpdate = ({ dateType, dateInformation }: Bag) => dateType === 'Updated' && dateInformation === undefined
  for (const bag of entries) if (!isUpdate(bag)) readEntry(bag, context)
  readYear(context)
  for (const bag of entries) if (isUpdate(bag)) readEntry(bag, context)
}

function readEntry(bag: Bag, context: Context): void {
  const { draft } = context
  const type = typeof bag.dateType === 'string' ? bag.dateType : ''
  const text = takeKnown(bag, 'date')
  const information = takeText(bag, 'dateInformation')
  if (type === 'Copyrighted') {
    const year = text?.replace('/', '–') ?? information
    if (text !== undefined && information !== undefined) bag.dateInformation = information
    if (year !== undefined && draft.copyright?.year === undefined) {
      draft.copyright = { ...draft.copyright, year }
      take(bag, 'dateType')
    } else if (text !== undefined) bag.date = text
    return
  }
  const said = toldBeside(text, information, type)
  if (said.date === undefined) {
    if (information !== undefined) bag.dateInformation = information
    return
  }
  if (text !== undefined && /\dT\d/.test(text)) {
    context.notes.add('time-of-day', '/dates', 'The time of day is left out.', text)
  }
  take(bag, 'dateType')
  const dates: Dates = draft.dates ?? {}
  draft.dates = dates
  const place = said.event === undefined || type === 'Other' ? undefined : told.get(said.event)
  const plain = place ?? (said.event === undefined ? types.get(type.toLowerCase()) : undefined)
  const isLate = said.event === undefined && plain === 'revised' && isPublishedBefore(said.date, dates)
  if (plain === undefined || isLate || !put(plain, said.date, context)) {
    // What is told beside it names the event; a type that the record has no field for names itself.
    const event = said.event ?? (type || 'date')
    dates.other = added(dates.other, { event, date: said.date })
    if (said.event !== undefined && type !== 'Other' && type !== '') bag.dateType = type
  }
}

/** A revised version is received before publication: an update behind it is of the resource or its record. */
function isPublishedBefore(date: ArticleDate, dates: Dates): boolean {
  const known = publications.flatMap((place) => dates[place] ?? []).filter((one) => typeof one === 'string')
  return typeof date === 'string' && known.some((one) => one.slice(0, 10) <= date)
}

/** Puts a date where it belongs; false where that place is taken, so that it is kept as another event. */
function put(place: Place, date: ArticleDate, { draft }: Context): boolean {
  const dates: Dates = draft.dates ?? {}
  draft.dates = dates
  if (place === 'freeToRead') {
    if (draft.freeToRead?.start !== undefined) return false
    draft.freeToRead = { start: date }
  } else if (place === 'revised' || place === 'corrected') dates[place] = added(dates[place], date)
  else if (dates[place] === undefined) dates[place] = date
  else return false
  return true
}

interface Told {
  readonly event?: string
  readonly date?: ArticleDate
}

/** `published in print: 2024-21` beside `2024`: what W3CDTF cannot say stands in words behind the event. */
function toldBeside(text: string | undefined, information: string | undefined, type: string): Told {
  const plain = text === undefined ? undefined : dateOf(text)
  if (information === undefined) return { ...(plain !== undefined && { date: plain }) }
  const colon = information.indexOf(': ')
  const more = colon === -1 ? undefined : information.slice(colon + 2)
  const event = colon === -1 ? information : information.slice(0, colon)
  if (more === undefined) return { event, ...(plain !== undefined && { date: plain }) }
  if (text === undefined) return { event, date: { literal: more } }
  if (isEdtf(more) && more.startsWith(text.slice(0, 4))) return { event, date: more }
  const isSeason = told.has(event) || (type === 'Other' && /^[^\d:]{1,60}$/.test(more))
  if (/^\d{4}$/.test(text) && isSeason) return { event, date: { year: Number(text), season: more } }
  return { event: information, ...(plain !== undefined && { date: plain }) }
}

const isEdtf = (text: string): boolean => /^\d{4}(?:-\d\d){0,2}(?:\/\d{4}(?:-\d\d){0,2})?$/.test(text)

/** W3CDTF, ranges of RKMS-ISO8601, and what people write. */
export function dateOf(text: string): ArticleDate | undefined {
  const [first = '', last, ...more] = text.split('/').map((end) => end.trim().replace(/T.*$/, ''))
  if (last === undefined || more.length > 0) return inRange(parseDate(text))
  const range = `${first}/${last}`
  return isEdtf(range) && first !== '' && last !== '' && isEdtf(first) ? range : inRange(parseDate(text))
}

/** A year of another calendar (2541 for 1998) is no year of ours. */
function inRange(date: ArticleDate | undefined): ArticleDate | undefined {
  if (typeof date !== 'string') return date
  const year = Number(date.slice(0, 4))
  return year < 1400 || year > 2150 ? { literal: date } : date
}

const publications = ['publishedOnline', 'publishedPrint', 'published', 'issue', 'posted'] as const

/** The year is said by a date already, or is all that is known. */
function readYear({ record, draft, notes }: Context): void {
  const text = takeKnown(record, 'publicationYear')
  if (text === undefined || /^0*$/.test(text)) return
  const dates: Dates = draft.dates ?? {}
  const known = publications.flatMap((place) => (dates[place] === undefined ? [] : [JSON.stringify(dates[place])]))
  if (known.some((date) => date.includes(text))) return
  if (known.length === 0) {
    const date = dateOf(text)
    if (date !== undefined) draft.dates = { ...dates, published: date }
    return
  }
  notes.add('date-conflict', '/dates', 'The year of publication is that of no date of publication.', text)
  record.publicationYear = text
}
