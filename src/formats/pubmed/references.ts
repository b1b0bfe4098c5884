/** ReferenceList: each cited work in one line as printed, or of its parts, with the identifiers PubMed knows. */
import type { Article, Reference } from '../../../schemas/article.ts'
import { each, element, leaf, type Markup, sequence, text, wrap } from '../../text/markup.ts'
import { plainText } from '../../text/rich.ts'

export const referenceList = ({ references }: Article): Markup => wrap('ReferenceList', each(references, reference))

const reference = (one: Reference): Markup =>
  element(
    'Reference',
    sequence(
      element('Citation', text(one.unstructured === undefined ? lineOf(one) : plainText(one.unstructured))),
      wrap(
        'ArticleIdList',
        sequence(leaf('ArticleId', one.doi, { IdType: 'doi' }), leaf('ArticleId', one.pmid, { IdType: 'pubmed' })),
      ),
    ),
  )

/** “Smith A, Khan B. Title. Journal. 2020;5(2):1-9.” */
export function lineOf(one: Reference): string {
  const authors = (one.authors ?? []).map((name) =>
    'literal' in name ? name.literal : name.given === undefined ? name.family : `${name.family} ${name.given}`,
  )
  const { first, last, literal } = one.pages ?? {}
  const span = literal ?? (first === undefined ? last : last === undefined ? first : `${first}-${last}`)
  const place = [
    one.year && `${one.year};`,
    one.volume,
    one.issue && `(${one.issue})`,
    (span ?? one.articleNumber) && `:${[span, one.articleNumber].filter(Boolean).join(', ')}`,
  ]
  const parts = [
    authors.join(', '),
    one.title && plainText(one.title),
    one.edition && `${one.edition} ed`,
    one.containerTitle && plainText(one.containerTitle),
    one.publisher,
    place.filter(Boolean).join(''),
    one.issn && `ISSN ${one.issn}`,
    one.isbn && `ISBN ${one.isbn}`,
    one.url,
  ]
  let line = ''
  for (const part of parts) {
    if (part) line += (line === '' ? '' : /[.?!]$/.test(line) ? ' ' : '. ') + part
  }
  return line
}
