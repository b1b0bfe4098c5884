/** Where an article stands: its journal, volume and issue, and its place in the issue. */
import type { StoredArticle } from '../../schemas/article.ts'
import type { Shelf } from '../store/store.ts'
import { setsOf } from './sets.ts'

/** How the sets of journals begin; those of their sections have a colon. */
const journal = 'journal-'

/** The same journals as those that harvesters know as sets. */
export const setOfSlug = (slug: string): string => `${journal}${slug}`

/** Articles without a journal, theses and the like, have a place too: crawlers come to what has a link. No title makes this slug. */
const nowhere = { slug: '-', name: 'Without a journal' }

export function shelfOf(article: StoredArticle): Shelf {
  const found = setsOf(article).find(({ spec }) => spec.startsWith(journal) && !spec.includes(':'))
  const { slug, name } = found ? { slug: found.spec.slice(journal.length), name: found.name } : nowhere
  const { volume = '', issue = '', pages, articleNumber } = article
  return { slug, name, volume, issue, page: number(pages?.first ?? pages?.literal ?? articleNumber) }
}

/** The same of an article as the store keeps it. */
export const shelfOfJson = (json: string): Shelf => shelfOf(JSON.parse(json))

/** `e1024` comes after `e1023`, and S12 where 12 does. */
const number = (page: string | undefined): number => Number(/\d{1,9}/.exec(page ?? '')?.[0] ?? 0)
