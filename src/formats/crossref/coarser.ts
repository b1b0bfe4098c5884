/** Coarsenings that the registry’s formats share: fields made anew of the whole article, as whoever reads it finds them. */
import type { Affiliation, Article, Contributor, Draft, Reference } from '../../../schemas/article.ts'
import type { Coarsening, Field } from '../codec.ts'
import { containerElement, firstAuthor, firstPage } from './citations.ts'
import { Places, type SaidPlace } from './read/places.ts'
import { citedTitles } from './read/references.ts'

/** A row that makes the top field of a path anew; undefined or an empty list leaves it out. */
export const rewritten = <F extends keyof Draft & string>(
  field: F | `${F}/${string}`,
  how: string,
  to: (article: Article, out: Draft) => Draft[F] | undefined,
): Coarsening => ({
  field,
  how,
  apply(article) {
    const out: Draft = { ...article }
    const [name = ''] = field.split('/')
    const value = to(article, out)
    if (name !== field && value === undefined && !field.endsWith('/*')) return out as Article // put in place by `to`
    if (value === undefined || (Array.isArray(value) && value.length === 0))
      delete out[name as F] // its first part
    else out[name as F] = value
    return out as Article // still of its shape
  },
})

/** Places of work are repeated at each contributor, so that only those named remain, each once, in that order. */
export const regrouped = (
  how: string,
  said: (affiliation: Affiliation) => SaidPlace | undefined,
  hasPlaces: (contributor: Contributor) => boolean,
): Coarsening => ({
  field: 'affiliations/*' as Field,
  how,
  apply(article) {
    const { affiliations, contributors, ...rest } = article
    const out: Draft = rest
    const places = new Places(out, [], [])
    const known = new Map((affiliations ?? []).map((one) => [one.id, said(one)]))
    if (contributors === undefined) return out as Article // of which nobody names a place
    out.contributors = contributors.map((contributor) => {
      const { affiliations: all = [], ...alone } = contributor
      const own = hasPlaces(contributor) ? all : []
      const ids = own.map((id) => places.add(known.get(id) ?? {})).filter((id) => id !== undefined)
      return ids.length === 0 ? alone : { ...alone, affiliations: [...new Set(ids)] }
    })
    return out as Article // still of its shape
  },
})

/** A cited work as Crossref’s parts have it; `type` is what the format makes of its type. */
export function citedAs(reference: Reference, index: number, type: string | undefined): Reference {
  const { title, containerTitle, pages: _, authors: __, ...rest } = reference
  const isBook = reference.type === 'book'
  const container = containerElement(reference)
  const titles = citedTitles(
    {
      article: isBook ? undefined : title,
      journal: container === 'journal_title' ? containerTitle : undefined,
      volume: isBook ? title : container === 'volume_title' ? containerTitle : undefined,
      series: container === 'series_title' ? containerTitle : undefined,
    },
    type,
  )
  const [author, first] = [firstAuthor(reference), firstPage(reference)]
  return {
    ...rest,
    key: reference.key ?? `ref${index + 1}`,
    ...(author !== undefined && { authors: [{ literal: author }] }),
    ...(first !== undefined && { pages: { first } }),
    ...(titles.title !== undefined && { title: titles.title }),
    ...(titles.container !== undefined && { containerTitle: titles.container }),
  }
}
