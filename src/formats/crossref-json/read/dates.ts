/** Dates of a work: members with date-parts, and events in assertions. */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { type Assertion, readAssertions, readStatus } from '../../crossref/read/assertions.ts'
import type { Reading } from '../../crossref/read/context.ts'
import { addEvents, type DatedEvent, partsText, saysMore } from '../../crossref/read/events.ts'
import type { Work } from '../work.ts'
import { dateOf, isObject, objects, textOf, wordOf } from './members.ts'

type Loose = { -readonly [K in keyof Dates]: Dates[K] }

const members = [
  ['accepted', 'accepted'],
  ['published-online', 'publishedOnline'],
  ['published-print', 'publishedPrint'],
  ['posted', 'posted'],
] as const

/** Members that name an event of their own. */
const others = ['approved', 'content-created', 'content-updated'] as const

export function readDates(work: Work, reading: Reading): void {
  const dates: Loose = {}
  for (const [member, field] of members) {
    const date = dateOf(work[member])
    if (date !== undefined) dates[field] = date
  }
  const assertions: Assertion[] = []
  for (const one of objects(work.assertion)) for (const said of assertionIn(one, reading)) assertions.push(said)
  const events = readAssertions(assertions, reading)
  const issue = isObject(work['journal-issue']) ? work['journal-issue'] : {}
  const [print, online] = [dateOf(issue['published-print']), dateOf(issue['published-online'])]
  const issued = print ?? online
  if (issued !== undefined) dates.issue = issued
  const more: DatedEvent[] = []
  if (print !== undefined && online !== undefined && online !== dates.publishedOnline)
    more.push({ event: 'issue published online', date: online })
  for (const member of others) {
    const date = dateOf(work[member])
    if (date !== undefined) more.push({ event: member, date })
  }
  putPublished(work, dates, events)
  addEvents(dates, more.length === 0 ? events : [...events, ...more], saysMore)
  if (Object.keys(dates).length > 0) reading.draft.dates = dates
  readStatus(assertions, reading)
}

/** `published` and `issued` repeat the earliest of the others; only a date of their own is one more. */
function putPublished(work: Work, dates: Loose, events: readonly DatedEvent[]): void {
  const { publishedOnline, publishedPrint, posted, issue } = dates
  const isSaid = (own: ArticleDate): boolean => {
    if (own === publishedOnline || own === publishedPrint) return true
    const text = partsText(own)
    const isOne = (date: ArticleDate | undefined) => date !== undefined && partsText(date) === text
    return [publishedOnline, publishedPrint, posted, issue].some(isOne) || events.some(({ date }) => isOne(date))
  }
  const own = dateOf(work['published-other'])
  if (own !== undefined) dates.published = own
  for (const member of ['published', 'issued']) {
    const date = dateOf(work[member])
    if (date !== undefined && dates.published === undefined && !isSaid(date)) dates.published = date
  }
}

/** A heading above other assertions has no value of its own. */
export function assertionIn(one: Work, { unmapped }: Pick<Reading, 'unmapped'>): Assertion[] {
  const value = textOf(one.value)
  const name = wordOf(one.name)
  if (value === undefined || name === undefined) {
    unmapped.push({ path: 'assertion', value: one })
    return []
  }
  const group = isObject(one.group) ? wordOf(one.group.name) : undefined
  const explanation = isObject(one.explanation) ? textOf(one.explanation.URL) : undefined
  return [{ name, label: wordOf(one.label), group, value, url: textOf(one.URL) ?? explanation, whole: one }]
}
