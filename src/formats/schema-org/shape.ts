/** Nodes of JSON-LD in the vocabulary of schema.org. */
import type { ArticleDate } from '../../../schemas/article.ts'
import { type DateParts, dateParts } from '../plain.ts'

/** Members that are undefined are not written. */
export type Node = { readonly [term: string]: unknown }

/** An identifier with the name of its kind, as schema.org advises for DOIs and the like. */
export const propertyValue = (propertyID: string, value: string): Node => ({
  '@type': 'PropertyValue',
  propertyID,
  value,
})

/** Text in a language of its own (JSON-LD 1.1, 4.2.4). */
export const inLanguage = (text: string, language: string | undefined): unknown =>
  language === undefined ? text : { '@language': language, '@value': text }

/** Nothing for an empty list, the member for a list of one: what most readers of JSON-LD in pages expect. */
export function oneOrMany(list: readonly unknown[]): unknown {
  return list.length > 1 ? list : list[0]
}

/** A list, or nothing where it is empty. */
export const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length === 0 ? undefined : list)

/** The day on which something was; of a range the first, and the whole of it in words. */
export function moment(date: ArticleDate | undefined): DateParts {
  if (date === undefined) return {}
  const { iso, more } = dateParts(date)
  const first = iso?.split('/')[0]
  return first === undefined || first === iso
    ? { ...(first && { iso: first }), ...(more && { more }) }
    : { iso: first, more: more ?? iso ?? '' }
}

/** An event of the article’s history. A date that ISO 8601 cannot say stands as it is in the description. */
export function event(type: 'Event' | 'PublicationEvent', name: string, date: ArticleDate): Node {
  const { iso, more } = dateParts(date)
  const [startDate, endDate] = iso?.split('/') ?? []
  return { '@type': type, name, startDate, endDate, description: more }
}
