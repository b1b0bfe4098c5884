/** reference: cited works in Crossref’s parts and as printed. */
import type { Reference } from '../../../schemas/article.ts'
import { plainText } from '../../text/rich.ts'
import { containerElement, firstAuthor, firstPage } from '../crossref/citations.ts'
import { titleText } from './text.ts'
import { put, type Work } from './work.ts'

const containers = {
  journal_title: 'journal-title',
  volume_title: 'volume-title',
  series_title: 'series-title',
} as const

export function referenceItem(reference: Reference, index: number): object {
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
  put(out, reference.type === 'book' ? 'volume-title' : 'article-title', plainly(reference.title))
  put(out, containers[containerElement(reference)], plainly(reference.containerTitle))
  put(out, 'unstructured', reference.unstructured && titleText(reference.unstructured))
  return out
}

const plainly = (rich: string | undefined): string | undefined => rich && plainText(rich)
