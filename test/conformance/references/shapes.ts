/** Articles printed in the shapes that reference lists have, by hand: five that differ in what they leave out. */
import type { Article, Contributor, StoredArticle } from '../../../schemas/article.ts'
import { citationDate, yearOf } from '../../../src/article/citation-date.ts'
import { plainText } from '../../../src/text/rich.ts'
import type { Asked } from './asked.ts'

const initials = (given: string | undefined): string =>
  (given ?? '')
    .split(/[\s.-]+/)
    .map((name) => name.slice(0, 1))
    .join('')
const person = (one: Contributor, dots: boolean): string => {
  if (one.kind !== 'person') return one.kind === 'group' ? one.name : one.literal
  const letters = initials(one.given)
  return `${one.family ?? ''} ${dots ? [...letters].map((letter) => `${letter}.`).join(' ') : letters}`.trim()
}
export const abbreviated = (title: string | undefined): string =>
  (title ?? '')
    .split(' ')
    .filter((word) => /^\p{Lu}/u.test(word))
    .map((word) => (word.length > 6 ? `${word.slice(0, 4)}.` : word))
    .join(' ')

type Shape = (article: Article, parts: { authors: string; title: string; year: string; journal: string }) => string
const shapes: Readonly<Record<string, Shape>> = {
  vancouver: ({ volume, issue, pages }, { authors, title, year, journal }) =>
    `${authors}. ${title}. ${journal}. ${year};${volume ?? ''}${issue ? `(${issue})` : ''}:${pages?.first ?? ''}-${pages?.last ?? ''}.`,
  apa: ({ volume, issue, pages }, { authors, title, year, journal }) =>
    `${authors} (${year}). ${title}. ${journal}, ${volume ?? ''}(${issue ?? ''}), ${pages?.first ?? ''}–${pages?.last ?? ''}.`,
  'without its journal': (_, { authors, title, year }) => `[12] ${authors}: ${title} (${year})`,
  'abbreviated journal': ({ volume, pages, journal }, { authors, title, year }) =>
    `${authors}, ${title}, ${abbreviated(journal?.title)} ${volume ?? ''} (${year}) ${pages?.first ?? ''}`,
  'title in capitals': (_, { authors, title, year, journal }) => `${authors} ${title.toUpperCase()} ${journal} ${year}`,
}

export function printed(article: StoredArticle): Asked[] {
  const authors = (article.contributors ?? []).filter(({ role }) => role === 'author')
  const title = plainText(article.title ?? '')
  // What has no author and a title of two words is named by nobody’s reference alone.
  if (authors.length === 0 || title.split(' ').length < 4) return []
  const names = authors.slice(0, 3).map((one) => person(one, article.doi.length % 2 === 0))
  const parts = {
    authors: `${names.join(', ')}${authors.length > 3 ? ', et al' : ''}`,
    title,
    year: String(yearOf(citationDate(article)) ?? ''),
    journal: article.journal?.title ?? '',
  }
  return Object.entries(shapes).map(([shape, print]) => ({ shape, doi: article.doi, reference: print(article, parts) }))
}
