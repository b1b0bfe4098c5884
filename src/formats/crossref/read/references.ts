/** Cited works in Crossref’s parts: which title is the work’s own and which that of its container. */
import type { Reference } from '../../../../schemas/article.ts'

export interface CitedTitles {
  readonly article?: string | undefined
  readonly journal?: string | undefined
  readonly volume?: string | undefined
  readonly series?: string | undefined
}

/** Title and container, and what is left over: a book has its own title, in a series; a chapter stands in a book. */
export function citedTitles({ article, journal, volume, series }: CitedTitles, type?: string) {
  const isChapter = type === 'chapter'
  const title = article ?? (isChapter ? undefined : volume)
  const rest = [journal, article === undefined && !isChapter ? undefined : volume, series]
  const [container, ...left] = rest.filter((one) => one !== undefined)
  return { title, container, left }
}

/** The first author alone, as one text. */
export const citedAuthor = (author: string | undefined): Pick<Reference, 'authors'> =>
  author === undefined ? {} : { authors: [{ literal: author }] }

/** `http://id.crossref.org/issn/0028-0836` */
export const bareNumber = (text: string): string => text.replace(/^https?:\/\/\S+\/(?=\S)/, '')
