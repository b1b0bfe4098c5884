/** titles: one set is the article’s, every further one that of a translation. */
import type { Draft } from '../../../../schemas/article.ts'
import { parseLanguage } from '../../../article/identifiers.ts'
import { elements, type XmlNode } from '../../../text/xml.ts'
import { added, defined } from '../../jats/read/context.ts'
import { identified, type Reading } from './context.ts'
import { keepNode } from './keep.ts'
import { richNode } from './text.ts'

type Translated = NonNullable<Draft['translatedTitles']>[number]

/** A subtitle belongs to the title that stands before it (titles: title, subtitle*, original_language_title, subtitle*). */
export function readTitles(node: XmlNode, reading: Reading, path: string): void {
  const { draft } = reading
  let open: Translated | Draft | undefined = reading.hasTitles ? undefined : draft
  const isFirst = !reading.hasTitles
  reading.hasTitles = true
  for (const kid of elements(node)) {
    const text = richNode(kid)
    if (text === undefined) continue
    const at = `${path}/${kid.name}`
    if (kid.name === 'title' && isFirst && draft.title === undefined) draft.title = text
    else if (kid.name === 'title' || kid.name === 'original_language_title') {
      const language = identified(parseLanguage, kid.attributes.language, reading, at)
      if (text === draft.title && language === undefined) continue
      const translated: Translated = defined({ title: text, language })
      draft.translatedTitles = added(draft.translatedTitles, [translated])
      open = translated
    } else if (kid.name === 'subtitle' && open !== undefined && open.subtitle === undefined) open.subtitle = text
    else keepNode(kid, reading, at)
  }
}
