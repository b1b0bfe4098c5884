/** Names and dates as EndNote has them, in its tagged format and in its XML. */
import type { ArticleDate, Contributor } from '../../../schemas/article.ts'
import { dateWords } from '../../article/in-words.ts'
import { invertedName } from '../../article/name-forms.ts'
import { commaless } from './values.ts'

/**
 * `Family, Given, Suffix`. Without a comma EndNote takes the last word for the family name, so that a body and a family
 * name of several words end in one.
 */
export function endnoteName(contributor: Contributor): string {
  const name = invertedName(commaless(contributor))
  if (contributor.kind === 'literal' || name.includes(',')) return name
  return contributor.kind === 'group' || name.includes(' ') ? `${name},` : name
}

const months = 'January February March April May June July August September October November December'.split(' ')

export const yearText = (date: ArticleDate): string | undefined =>
  typeof date === 'string' ? date.slice(0, 4) : 'year' in date ? String(date.year).padStart(4, '0') : undefined

/** What a date says beyond its year: `March 5`, `March`, `Spring`; a range whole. */
export function monthWords(date: ArticleDate): string {
  if (typeof date !== 'string') return 'season' in date ? date.season : ''
  if (date.length === 4) return ''
  if (date.length > 10) return dateWords(date)
  if (date[5] === '2') return dateWords(date).slice(0, -5)
  const month = months[Number(date.slice(5, 7)) - 1] ?? ''
  return date.length === 10 ? `${month} ${Number(date.slice(8))}` : month
}
