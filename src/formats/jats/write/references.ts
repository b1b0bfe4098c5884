/** ref-list: cited works, structured as element-citation, as printed as mixed-citation, both as citation-alternatives. */
import type { Article, Reference } from '../../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, wrap } from '../../../text/markup.ts'
import { narrowRich, richLeaf } from './rich.ts'
import { claimId, type Writing } from './writing.ts'

export const referenceList = ({ references }: Article, writing: Writing): Markup =>
  wrap(
    'ref-list',
    each(references, (reference) => ref(reference, writing)),
  )

/** A key that cannot be an XML id of this document is kept in @specific-use. */
function ref(reference: Reference, writing: Writing): Markup {
  const { key, label, type } = reference
  const id = claimId(writing, key)
  const parts = citationParts(reference)
  const structured = parts === '' ? none : element('element-citation', parts, { 'publication-type': type })
  const printed =
    reference.unstructured === undefined && parts !== ''
      ? none
      : richOrEmpty('mixed-citation', reference.unstructured, type)
  const citation =
    structured !== '' && printed !== ''
      ? element('citation-alternatives', sequence(structured, printed))
      : sequence(structured, printed)
  return element('ref', sequence(leaf('label', label), citation), {
    id,
    'specific-use': key === undefined || id !== undefined ? undefined : `key:${key}`,
  })
}

/** An element-citation must not be empty, a mixed-citation may be: it stands for a reference of which nothing is known. */
const richOrEmpty = (name: string, source: string | undefined, type: string | undefined): Markup =>
  source === undefined
    ? element(name, none, { 'publication-type': type })
    : richLeaf(name, source, { 'publication-type': type })

const citationParts = (reference: Reference): Markup =>
  sequence(
    wrap('person-group', each(reference.authors, author), { 'person-group-type': 'author' }),
    citedTitle(reference),
    richLeaf('source', reference.containerTitle),
    leaf('edition', reference.edition),
    leaf('publisher-name', reference.publisher),
    leaf('year', reference.year),
    leaf('volume', reference.volume),
    leaf('issue', reference.issue),
    leaf('fpage', reference.pages?.first),
    leaf('lpage', reference.pages?.last),
    leaf('page-range', reference.pages?.literal),
    leaf('elocation-id', reference.articleNumber),
    leaf('issn', reference.issn),
    leaf('isbn', reference.isbn),
    leaf('pub-id', reference.doi, { 'pub-id-type': 'doi' }),
    leaf('pub-id', reference.pmid, { 'pub-id-type': 'pmid' }),
    leaf('ext-link', reference.url, { 'ext-link-type': 'uri', 'xlink:href': reference.url }),
  )

const author = (name: NonNullable<Reference['authors']>[number]): Markup =>
  'literal' in name
    ? leaf('string-name', name.literal)
    : element('name', sequence(leaf('surname', name.family), leaf('given-names', name.given)))

/** A book is named in `source`, as the Tag Library has it; the mark tells its title from that of a host. */
function citedTitle({ type, title, containerTitle }: Reference): Markup {
  if (title === undefined) return none
  if (type === 'chapter') return richLeaf('chapter-title', title)
  if (type === 'data') return element('data-title', narrowRich(title))
  return type === 'book' && containerTitle === undefined
    ? richLeaf('source', title, { 'content-type': 'title' })
    : richLeaf('article-title', title)
}
