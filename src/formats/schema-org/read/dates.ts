/** datePublished, PublicationEvent and Event: what happened to the article, and when. */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { citationDate } from '../../../article/citation-date.ts'
import { type Context, dateOf, keep } from '../../html/context.ts'
import { dateParts } from '../../plain.ts'
import type { Source } from './source.ts'

const edtf = /^\d{4}(?:-\d\d(?:-\d\d)?)?(?:\/\d{4}(?:-\d\d(?:-\d\d)?)?)?$/

/** A date of start, end and the words for what ISO 8601 cannot say. */
export function eventDate(start?: string, end?: string, words?: string): ArticleDate | undefined {
  if (words !== undefined && edtf.test(words) && words.split('/').every(isDate)) return words
  const [from, to] = [dateOf(start), dateOf(end)]
  if (typeof from === 'string' && typeof to === 'string') return from === to ? from : `${from}/${to}`
  if (words !== undefined && (from === undefined || typeof from !== 'string')) return { literal: words }
  if (words !== undefined && typeof from === 'string' && from.length === 4) return { year: Number(from), season: words }
  return from
}

/** “2016-13” was printed, and is no month. */
const isDate = (text: string): boolean => typeof dateOf(text) === 'string'

type Single = 'received' | 'accepted' | 'retracted' | 'posted' | 'publishedOnline' | 'publishedPrint' | 'published'
type Several = 'revised' | 'corrected'

const singles: Readonly<Record<string, Single>> = {
  received: 'received',
  submitted: 'received',
  accepted: 'accepted',
  retracted: 'retracted',
  posted: 'posted',
  'published online': 'publishedOnline',
  'published in print': 'publishedPrint',
  published: 'published',
}
const lists: Readonly<Record<string, Several>> = { revised: 'revised', corrected: 'corrected' }

/** What one event says. */
export interface Happening {
  readonly name: string
  readonly date: ArticleDate
}

/** The nodes of `subjectOf` and `publication` that are events; the others come back. */
export function readEvents(root: Source, context: Context): Source[] {
  const events: Happening[] = []
  const others: Source[] = []
  for (const node of root.nodes('publication', 'subjectOf')) {
    const isEvent = node.types.some((type) => type.endsWith('Event'))
    if (!isEvent) {
      others.push(node)
      continue
    }
    const name = node.text('name') ?? 'published'
    const date = eventDate(node.text('startDate'), node.text('endDate'), node.text('description'))
    if (date !== undefined) events.push({ name, date })
    else keep(context, node.path, name)
  }
  addDates(context, events)
  const datePublished = dateOf(root.text('datePublished'))
  if (datePublished !== undefined) addPublished(context, datePublished)
  return others
}

export const datesOf = (events: readonly Happening[], dates: Dates = {}): Dates => {
  const out: Record<string, unknown> = { ...dates }
  const other: { event: string; date: ArticleDate }[] = []
  for (const { name, date } of events) {
    const key = name.toLowerCase()
    const single = Object.hasOwn(singles, key) ? singles[key] : undefined
    const list = Object.hasOwn(lists, key) ? lists[key] : undefined
    if (single !== undefined && out[single] === undefined) out[single] = date
    else if (list !== undefined)
      out[list] = [...((out[list] as ArticleDate[] | undefined) ?? []), date] // made here
    else other.push({ event: name, date })
  }
  if (other.length > 0) out.other = other
  return out as Dates // the fields of the two tables
}

function addDates(context: Context, events: readonly Happening[]): void {
  const dates = datesOf(events, context.draft.dates)
  if (Object.keys(dates).length > 0) context.draft.dates = dates
}

/** `datePublished` repeats what an event or the issue says, or is all that is known. */
export const withPublished = (dates: Dates, said: ArticleDate): Dates => {
  const cited = citationDate({ dates })
  return cited !== undefined && isoOf(cited) === isoOf(said) ? dates : { ...dates, published: said }
}

const isoOf = (date: ArticleDate): string => dateParts(date).iso?.split('/')[0] ?? JSON.stringify(date)

function addPublished(context: Context, said: ArticleDate): void {
  const { dates = {} } = context.draft
  const next = withPublished(dates, said)
  if (next !== dates && dates.published !== undefined)
    keep(context, '/datePublished', typeof said === 'string' ? said : JSON.stringify(said))
  else context.draft.dates = next
}
