/** Dates as month, day and year elements. */
import type { Article, ArticleDate, Dates } from '../../../schemas/article.ts'
import { citationDate, type DatePolicy } from '../../article/citation-date.ts'
import { element, leaf, type Markup, none, sequence } from '../../text/markup.ts'
import { dateParts } from './values.ts'

/** An element of date_t, or nothing where no year is known. */
export function dateElement(name: string, date: ArticleDate | undefined, mediaType?: string): Markup {
  const parts = dateParts(date)
  if (parts === undefined) return none
  return element(
    name,
    sequence(leaf('month', parts.month), leaf('day', parts.day), leaf('year', parts.year)),
    mediaType === undefined ? undefined : { media_type: mediaType },
  )
}

/** The publication dates of an article, and what each says in @media_type, whose default is “print”. */
export const publications: readonly (readonly [
  field: keyof Dates & ('publishedOnline' | 'publishedPrint' | 'published'),
  mediaType: string,
])[] = [
  ['publishedOnline', 'online'],
  ['publishedPrint', 'print'],
  ['published', 'other'],
]

/** All that are known; otherwise the date that a citation would bear. A year is never made up: without one there is none. */
export function publicationDates(article: Article, policy?: DatePolicy): Markup {
  let out = none
  for (const [field, mediaType] of publications) {
    out = sequence(out, dateElement('publication_date', article.dates?.[field], mediaType))
  }
  return out === '' ? dateElement('publication_date', citationDate(article, policy), 'other') : out
}
