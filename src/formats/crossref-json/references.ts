/** reference: cited works in Crossref’s parts and as printed. */
import type { Reference } from '../../../schemas/article.ts'
import { plainText } from '../../text/rich.ts'
import { containerElement, firstAuthor, firstPage } from '../crossref/citations.ts'
import type { CitedTitles } from '../crossref/read/references.ts'
import { titleText } from './text.ts'
import { put, type Work } from './work.ts'

export function referenceItem(reference: Reference, index: number): Work {
  const out: Work = { key: reference.key ?? `ref${index + 1}` }
  if (reference.doi !== undefined) {
    out['doi-asserted-by'] = 'publisher'
    out.DOI = reference.doi
  }
  put(out, 'author', firstAuthor(reference))
  put(out, 'year', reference.year)
  put(out, 'volume', reference.volume)
  put(out, 'issue', reference.issue)
  put(out, 'first-page', firstPage(reference))
  put(out, 'article-number', reference.articleNumber)
  put(out, 'edition', reference.edition)
  put(out, 'ISSN', reference.issn)
  put(out, 'ISBN', reference.isbn)
  for (const [name, title] of Object.entries(saidTitles(reference))) put(out, `${name}-title`, citedText(title))
  put(out, 'unstructured', reference.unstructured && titleText(reference.unstructured))
  return out
}

/** Which title stands where tells a book and a chapter from an article: `type` itself has no place. */
export function saidTitles(reference: Reference): CitedTitles {
  const { type, title, containerTitle } = reference
  const container = containerElement(reference)
  return {
    article: type === 'book' ? undefined : title,
    journal: container === 'journal_title' ? containerTitle : undefined,
    volume: type === 'book' ? title : container === 'volume_title' ? containerTitle : undefined,
    series: container === 'series_title' ? containerTitle : undefined,
  }
}

/** Mark-up only where there is some: clients print `AT&T` as it stands. */
export const citedText = (rich: string | undefined): string | undefined =>
  rich === undefined || /<[a-z]/.test(rich) ? rich && titleText(rich) : plainText(rich)
