/** References of real reference lists, and works that stand in them. */
import type { Article, Reference, StoredArticle } from '../../../schemas/article.ts'
import { admit } from '../../../src/article/admit.ts'
import { doiKey } from '../../../src/article/doi.ts'
import { Refusal } from '../../../src/article/refusal.ts'
import { plainText } from '../../../src/text/rich.ts'
import { type Asked, withoutDoi } from './asked.ts'

/** Of every article the references that name another one of them: as printed, or as their parts stand. */
export function citationsAmong(articles: readonly Article[], stored: ReadonlyMap<string, StoredArticle>): Asked[] {
  return articles.flatMap(({ doi: own = '', references = [] }) =>
    references.flatMap((reference) => {
      const key = reference.doi === undefined ? '' : doiKey(reference.doi)
      return key === doiKey(own) || !stored.has(key) ? [] : asked(reference)
    }),
  )
}

/** A reference that says enough to be told from others. */
function asked({ doi = '', unstructured, authors = [], ...reference }: Reference): Asked[] {
  const { title, containerTitle, year, volume, pages } = reference
  const names = authors.map((one) => ('literal' in one ? one.literal : `${one.family} ${one.given ?? ''}`))
  const parts = [names.join(', '), year, title, containerTitle, volume, pages?.first].filter(Boolean)
  if (unstructured !== undefined)
    return [{ shape: 'of a list, to an article', doi, reference: withoutDoi(plainText(unstructured)) }]
  const isTold = parts.length >= 3 && (title !== undefined || pages?.first !== undefined)
  return isTold
    ? [{ shape: 'parts of a list, to an article', doi, reference: withoutDoi(plainText(parts.join('. '))) }]
    : []
}

/**
 * Works of which a list has both the printed reference and its parts with title and DOI: the parts are stored as the
 * work, and the printed text, in which they have another order and other words stand between them, is asked for.
 */
export function citedWorks(articles: readonly Article[]): { readonly works: StoredArticle[]; readonly asked: Asked[] } {
  const works = new Map<string, StoredArticle>()
  const asked = new Map<string, Asked>()
  for (const reference of articles.flatMap(({ references = [] }) => references)) {
    const { doi, unstructured, title, year } = reference
    if (doi === undefined || title === undefined || year === undefined || works.has(doiKey(doi))) continue
    const work = workOf(reference)
    if (work === undefined) continue
    works.set(doiKey(doi), work)
    const text = unstructured === undefined ? '' : withoutDoi(plainText(unstructured))
    if (text.length > 30) asked.set(doiKey(doi), { shape: 'printed, to its parts', doi, reference: text })
  }
  return { works: [...works.values()], asked: [...asked.values()] }
}

function workOf({ doi, title, containerTitle, authors, year = '', volume, issue, pages }: Reference) {
  const contributors = authors?.map((one) =>
    'literal' in one
      ? { kind: 'literal' as const, role: 'author' as const, literal: one.literal }
      : { kind: 'person' as const, role: 'author' as const, ...one },
  )
  const [published] = /\d{4}/.exec(year) ?? []
  try {
    const { article } = admit({
      ...(doi !== undefined && { doi }),
      ...(title !== undefined && { title }),
      ...(contributors !== undefined && { contributors }),
      ...(containerTitle !== undefined && { journal: { title: plainText(containerTitle) } }),
      ...(published !== undefined && { dates: { published } }),
      ...(volume !== undefined && { volume }),
      ...(issue !== undefined && { issue }),
      ...(pages !== undefined && { pages }),
    })
    return article.doi === undefined ? undefined : { ...article, doi: article.doi }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
