/** jats:abstract: every abstract of the record, with its language and kind. */
import type { Abstract, Article } from '../../../schemas/article.ts'
import { each, element, type Markup, none, sequence } from '../../text/markup.ts'
import { jatsInline } from './rich.ts'

export const abstracts = ({ abstracts }: Article): Markup => each(abstracts, abstract)

const abstract = ({ kind, language, sections }: Abstract): Markup =>
  element('jats:abstract', each(sections, section), { 'abstract-type': kind, 'xml:lang': language })

/** Leading paragraphs without a heading stand free; a later section without one has an empty title. */
export function section({ title, paragraphs }: Abstract['sections'][number], index: number): Markup {
  const content = each(paragraphs, (paragraph) => element('jats:p', jatsInline(paragraph)))
  if (title === undefined && index === 0) return content
  return element('jats:sec', sequence(element('jats:title', title === undefined ? none : jatsInline(title)), content))
}
