/** pub-date, history and pub-history. */
import type { Article, ArticleDate, Dates } from '../../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, wrap } from '../../../text/markup.ts'
import { type EventRow, eventRows, fieldOfEvent } from '../events.ts'
import type { JatsVersion, Writing } from './writing.ts'

/** Dates that a `date` element can hold; text that is no date needs `string-date`, which only pub-history has. */
const isLiteral = (date: ArticleDate): boolean => typeof date === 'object' && 'literal' in date

export const publicationDates = ({ dates }: Article): Markup =>
  dates === undefined
    ? none
    : each(publicationRows, (row) =>
        each(written(dates, row), (date) =>
          dateElement('pub-date', date, { 'publication-format': row.format, 'date-type': row.type }),
        ),
      )

const publicationRows = eventRows.filter(({ place }) => place === 'pub-date')
const historyRows = eventRows.filter(({ place }) => place === 'history')

export function history({ dates }: Article): Markup {
  if (dates === undefined) return none
  const others = dates.other ?? noOthers
  return wrap(
    'history',
    sequence(
      each(historyRows, (row) =>
        each(written(dates, row), (date) => dateElement('date', date, { 'date-type': row.type })),
      ),
      others.length === 0
        ? none
        : each(others.slice(0, firstLiteral(others.map(({ date }) => date))), ({ event, date }) =>
            dateElement('date', date, { 'date-type': event, 'specific-use': markOf(event) }),
          ),
    ),
  )
}

/** What `history` and `pub-date` cannot say: from the first literal of a list on, so that the list keeps its order. */
export function publicationHistory({ dates }: Article, { version }: Writing): Markup {
  if (dates === undefined) return none
  const others = dates.other ?? noOthers
  return wrap(
    'pub-history',
    sequence(
      each(eventRows, (row) =>
        each(unwritten(dates, row), (date) => event(version, row.type, date, { format: row.format })),
      ),
      others.length === 0
        ? none
        : each(others.slice(firstLiteral(others.map(({ date }) => date))), ({ event: name, date }) =>
            event(version, name, date, { mark: markOf(name) }),
          ),
    ),
  )
}

/** An event of `other` whose name would be read as a field of its own is marked. */
const markOf = (event: string): string | undefined => (fieldOfEvent(event) === undefined ? undefined : 'other')

/** JATS 1.3 has text that is no date in the description of an event alone. */
function event(
  version: JatsVersion,
  type: string,
  date: ArticleDate,
  { format, mark }: { format?: string | undefined; mark?: string | undefined },
): Markup {
  const content =
    typeof date === 'object' && 'literal' in date
      ? leaf('string-date', date.literal, { 'content-type': format, 'specific-use': 'literal' })
      : dateElement('date', date, { 'publication-format': format })
  const isDescribed = version === '1.3' && typeof date === 'object' && 'literal' in date
  return element('event', isDescribed ? element('event-desc', content) : content, {
    'event-type': type,
    'specific-use': mark,
  })
}

const noOthers: NonNullable<Dates['other']> = []
const noDates: readonly ArticleDate[] = []

const datesOf = (dates: Dates, { field }: EventRow): readonly ArticleDate[] => {
  const value = dates[field]
  return value === undefined ? noDates : Array.isArray(value) ? value : [value as ArticleDate] // a list or one date
}

const firstLiteral = (list: readonly ArticleDate[]): number => {
  const found = list.findIndex(isLiteral)
  return found === -1 ? list.length : found
}

const written = (dates: Dates, row: EventRow) => {
  const list = datesOf(dates, row)
  return list.some(isLiteral) ? list.slice(0, firstLiteral(list)) : list
}

const unwritten = (dates: Dates, row: EventRow) => {
  const list = datesOf(dates, row)
  return list.some(isLiteral) ? list.slice(firstLiteral(list)) : noDates
}

const seasons: Readonly<Record<string, string>> = { 21: 'Spring', 22: 'Summer', 23: 'Autumn', 24: 'Winter' }

/** @iso-8601-date has the whole date, even a range; the elements have its beginning. */
export function dateElement(
  name: string,
  date: ArticleDate,
  attributes: Readonly<Record<string, string | undefined>>,
): Markup {
  if (typeof date === 'object') {
    if ('literal' in date) return none
    return element(
      name,
      sequence(leaf('season', date.season), leaf('year', String(date.year).padStart(4, '0'))),
      attributes,
    )
  }
  const [year = '', month, day] = (date.includes('/') ? date.slice(0, date.indexOf('/')) : date).split('-')
  const season = month === undefined ? undefined : seasons[month]
  return element(
    name,
    sequence(
      leaf('day', day),
      season === undefined ? leaf('month', month) : leaf('season', season),
      leaf('year', year),
    ),
    { ...attributes, 'iso-8601-date': date },
  )
}
