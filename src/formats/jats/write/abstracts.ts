/** abstract, trans-abstract and kwd-group. */
import type { Abstract, Article } from '../../../../schemas/article.ts'
import { each, element, type Markup, none, sequence } from '../../../text/markup.ts'
import { narrowRich, rich, richLeaf } from './rich.ts'

/** trans-abstract must follow every abstract, so only those at the end that are in another language become one. */
export function abstracts({ abstracts = [], language }: Article): Markup {
  let ownLanguage = abstracts.length
  while (ownLanguage > 1 && isTranslation(abstracts[ownLanguage - 1], language)) ownLanguage--
  return each(abstracts, (abstract, i) => one(i < ownLanguage ? 'abstract' : 'trans-abstract', abstract))
}

const isTranslation = (abstract: Abstract | undefined, language: string | undefined): boolean =>
  abstract?.language !== undefined && language !== undefined && abstract.language !== language

const one = (name: string, { kind, language, sections }: Abstract): Markup =>
  element(name, each(sections, section), { 'abstract-type': kind, 'xml:lang': language })

/** Leading paragraphs without a heading stand free; a later section without one has an empty title (the DTD wants it). */
function section({ title, paragraphs }: Abstract['sections'][number], index: number): Markup {
  const content = each(paragraphs, (paragraph) => richLeaf('p', paragraph))
  if (title === undefined && index === 0) return content
  return element('sec', sequence(element('title', title === undefined ? none : rich(title)), content))
}

export const keywordGroups = ({ keywords }: Article): Markup =>
  each(keywords, ({ vocabulary, language, terms }) =>
    element(
      'kwd-group',
      each(terms, (term) => element('kwd', narrowRich(term))),
      {
        'kwd-group-type': vocabulary,
        'xml:lang': language,
      },
    ),
  )
