/**
 * The core of the record as `meta` elements in the names of Dublin Core (DCMI, Expressing Dublin Core in HTML/XHTML): for
 * assessors and indexers that read no others. Each says what a Highwire tag of the same page says, in the same words, so
 * that readers of both find one record.
 */
import type { Article } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { doiUrl } from '../../article/doi.ts'
import { type Markup, markup, sequence } from '../../text/markup.ts'
import * as value from '../tagged/values.ts'
import { meta, metas } from './meta.ts'
import { highwireName } from './people.ts'

/** In the order of the element set. */
export function dublinCoreMetas(article: Article): Markup {
  const { journal, keywords = [], abstracts = [], licences = [], contributors = [] } = article
  const authors = contributors.filter(value.isAuthor)
  return sequence(
    markup`<link rel="schema.DC" href="http://purl.org/dc/elements/1.1/">\n`,
    meta('DC.title', (article.title ?? article.subtitle) && value.markedTitle(article)),
    metas('DC.creator', authors.map(highwireName)),
    ...keywords.flatMap(({ terms, language }) =>
      terms.map((term) => meta('DC.subject', value.keywordLine(term), language)),
    ),
    ...abstracts.map((abstract) => meta('DC.description', value.abstractLine(abstract), abstract.language)),
    meta('DC.publisher', journal?.publisher?.name),
    meta('DC.date', dateOf(article)),
    meta('DC.type', article.type),
    meta('DC.identifier', article.doi && doiUrl(article.doi)),
    meta('DC.source', journal?.title),
    metas('DC.source.ISSN', [...new Set(Object.values(journal?.issn ?? {}).flat())]),
    meta('DC.language', article.language),
    metas(
      'DC.rights',
      licences.flatMap(({ url }) => (url === undefined ? [] : [url])),
    ),
    meta('DC.rights', article.freeToRead && 'info:eu-repo/semantics/openAccess'),
  )
}

/** A day, month or year; of what is less exact its year. */
function dateOf(article: Article): string | undefined {
  const date = citationDate(article)
  if (typeof date !== 'string') return date && 'year' in date ? String(date.year).padStart(4, '0') : undefined
  return date.includes('/') || date[5] === '2' ? date.slice(0, 4) : date
}
