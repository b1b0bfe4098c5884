/** PublicationEvent and Event: what happened to the article, and when. */
import type { Article, Dates } from '../../../schemas/article.ts'
import { event, type Node } from './shape.ts'

type Single = Exclude<keyof Dates, 'revised' | 'corrected' | 'other'>

const publicationRows: readonly (readonly [field: Single, name: string])[] = [
  ['posted', 'posted'],
  ['publishedOnline', 'published online'],
  ['publishedPrint', 'published in print'],
  ['published', 'published'],
]

export const publications = ({ dates }: Article): Node[] =>
  publicationRows.flatMap(([field, name]) => {
    const date = dates?.[field]
    return date === undefined ? [] : [event('PublicationEvent', name, date)]
  })

/** What is no publication is an Event about the article: schema.org has no property for the day of receipt. */
export function history({ dates }: Article): Node[] {
  if (dates === undefined) return []
  const out: Node[] = []
  if (dates.received !== undefined) out.push(event('Event', 'received', dates.received))
  for (const date of dates.revised ?? []) out.push(event('Event', 'revised', date))
  if (dates.accepted !== undefined) out.push(event('Event', 'accepted', dates.accepted))
  for (const date of dates.corrected ?? []) out.push(event('Event', 'corrected', date))
  if (dates.retracted !== undefined) out.push(event('Event', 'retracted', dates.retracted))
  for (const { event: name, date } of dates.other ?? []) out.push(event('Event', name, date))
  return out
}
