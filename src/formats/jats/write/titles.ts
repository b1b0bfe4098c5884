/** title-group: the title, what stands beside it, and its translations. */
import type { Article } from '../../../../schemas/article.ts'
import { each, element, type Markup, none, sequence } from '../../../text/markup.ts'
import { rich, richLeaf } from './rich.ts'

/** The DTD demands an article-title; an article without one has an empty one. */
export const titleGroup = ({ title, subtitle, translatedTitles, shortTitle }: Article): Markup =>
  element(
    'title-group',
    sequence(
      element('article-title', title === undefined ? none : rich(title)),
      richLeaf('subtitle', subtitle),
      each(translatedTitles, (translated) =>
        element(
          'trans-title-group',
          sequence(richLeaf('trans-title', translated.title), richLeaf('trans-subtitle', translated.subtitle)),
          { 'xml:lang': translated.language },
        ),
      ),
      richLeaf('alt-title', shortTitle, { 'alt-title-type': 'running-head' }),
    ),
  )
