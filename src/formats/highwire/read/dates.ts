/** The dates of a page’s tags: Google Scholar’s own are told apart, Dublin Core’s say only that it was published. */
import type { ArticleDate, Dates } from '../../../../schemas/article.ts'
import { dateOf } from '../../html/context.ts'
import { type Bag, disagree, keepTag } from './bag.ts'
import type { Tag } from './tags.ts'

/** Google Scholar, Inclusion Guidelines: `2024/05/06`, `2024/05`, `2024`; a part of noughts is not known. */
export function tagDate(text: string): ArticleDate | undefined {
  const [, year = '', month, day] = /^(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?$/.exec(text.trim()) ?? []
  if (year === '') return dateOf(text)
  const parts = [year, month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'))
  while (parts.at(-1) === '00') parts.pop()
  return dateOf(parts.join('-'))
}

interface Said {
  readonly date: ArticleDate
  readonly tag: Tag
}

export function readDates(bag: Bag): void {
  const dates: Dates = { ...bag.draft.dates }
  const publication = first(bag, 'publication_date')
  const online = first(bag, 'online_date')
  const cover = first(bag, 'cover_date')
  const cited = first(bag, 'date')
  const any = several(bag, 'any_date')
  if (online) dates[bag.draft.type === 'preprint' ? 'posted' : 'publishedOnline'] = online.date
  if (cover) dates.issue = cover.date
  // With another date online, the date of publication is that of the printed issue.
  if (publication)
    dates[online && !isSame(online.date, publication.date) ? 'publishedPrint' : 'published'] = publication.date
  if (publication && online && isSame(online.date, publication.date))
    dates.publishedOnline = finer(online.date, publication.date)
  const known = [publication, online, cover].filter((one) => one !== undefined)
  for (const said of [cited, ...any].filter((one) => one !== undefined)) {
    const same = known.find(({ date }) => isSame(date, said.date))
    if (known.length === 0) {
      dates.published = said.date
      known.push(said)
    } else if (same === undefined) disagree(bag, '/dates', [...known.map(({ tag }) => tag), said.tag])
    else refine(dates, same.date, said.date)
  }
  const received = first(bag, 'submitted')
  const accepted = first(bag, 'accepted')
  if (received) dates.received = received.date
  if (accepted) dates.accepted = accepted.date
  if (Object.keys(dates).length > 0) bag.draft.dates = dates
}

const first = (bag: Bag, key: string): Said | undefined => {
  const [one, ...others] = several(bag, key)
  if (one === undefined) return undefined
  const differing = others.filter(({ date }) => !isSame(date, one.date))
  if (differing.length > 0) disagree(bag, '/dates', [one.tag, ...differing.map(({ tag }) => tag)])
  return one
}

function several(bag: Bag, key: string): Said[] {
  return bag.take(key).flatMap((tag): Said[] => {
    const date = tagDate(tag.content)
    if (date === undefined) keepTag(bag, tag)
    return date === undefined ? [] : [{ date, tag }]
  })
}

/** `2010` and `2010-05-05` say the same, one more exactly. */
export function isSame(a: ArticleDate, b: ArticleDate): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return JSON.stringify(a) === JSON.stringify(b)
  return a.startsWith(b) || b.startsWith(a)
}

export const finer = (a: ArticleDate, b: ArticleDate): ArticleDate =>
  typeof a === 'string' && typeof b === 'string' && b.length > a.length && b.startsWith(a) ? b : a

/** A less trusted source may know the day of a date that is known already. */
function refine(dates: Dates, known: ArticleDate, said: ArticleDate): void {
  for (const field of ['published', 'publishedOnline', 'publishedPrint', 'posted', 'issue'] as const) {
    if (dates[field] === known) dates[field] = finer(known, said)
  }
}
