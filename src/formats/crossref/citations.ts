/** citation_list: cited works, in Crossref’s parts and as printed. */
import type { Article, Reference } from '../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'
import { faceLeaf, plainLeaf } from './rich.ts'
import { fit, isDepositableDoi, isIsbn } from './values.ts'
import { citationTypes } from './vocabulary.ts'

export const citations = ({ references }: Article): Markup => wrap('citation_list', each(references, citation))

/** A key is required and tells a reference from its neighbours. */
const citation = (reference: Reference, index: number): Markup =>
  element(
    'citation',
    sequence(
      leaf('issn', reference.issn),
      plainLeaf(containerElement(reference), reference.containerTitle),
      leaf('author', firstAuthor(reference)),
      leaf('volume', fit(reference.volume, 32)),
      leaf('issue', fit(reference.issue, 32)),
      leaf('first_page', fit(firstPage(reference), 32)),
      leaf('elocation_id', reference.articleNumber),
      leaf('cYear', reference.year),
      reference.doi !== undefined && isDepositableDoi(reference.doi) ? leaf('doi', reference.doi) : none,
      reference.isbn !== undefined && isIsbn(reference.isbn) ? leaf('isbn', reference.isbn) : none,
      leaf('edition_number', fit(reference.edition, 15)),
      plainLeaf(isBook(reference) ? 'volume_title' : 'article_title', reference.title),
      faceLeaf('unstructured_citation', reference.unstructured),
    ),
    {
      key: fit(reference.key, 128) ?? `ref${index + 1}`,
      type: reference.type === undefined ? undefined : citationTypes[reference.type],
    },
  )

const isBook = ({ type }: Reference): boolean => type === 'book'

/** A book stands in a series, a chapter in a volume, anything else in a journal. */
export function containerElement({ type }: Reference): 'series_title' | 'volume_title' | 'journal_title' {
  if (type === 'book') return 'series_title'
  return type === 'chapter' || type === 'book-chapter' ? 'volume_title' : 'journal_title'
}

/** `author` names the first author alone. */
export function firstAuthor({ authors }: Reference): string | undefined {
  const first = authors?.[0]
  if (first === undefined) return undefined
  if ('literal' in first) return first.literal
  return first.given === undefined ? first.family : `${first.family} ${first.given}`
}

export const firstPage = ({ pages }: Reference): string | undefined =>
  pages?.first ?? pages?.literal?.split(/[\s,;–-]/, 1)[0]
