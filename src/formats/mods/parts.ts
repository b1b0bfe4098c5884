/** What several parts of a MODS record share. */
import { bibliographicLanguage } from '../../article/language-codes.ts'
import { type Attributes, element, leaf, type Markup, none, sequence } from '../../text/markup.ts'
import { plainText } from '../../text/rich.ts'

export const modsNamespace = 'http://www.loc.gov/mods/v3'

/** An element of plain text made of rich text. */
export const plain = (name: string, rich: string | undefined, attributes?: Attributes): Markup =>
  rich === undefined ? none : leaf(name, plainText(rich), attributes)

/** The tag as it is known, and the code of libraries. */
export function languages(tag: string | undefined): Markup {
  if (tag === undefined) return none
  return element(
    'language',
    sequence(
      leaf('languageTerm', tag, { type: 'code', authority: 'rfc5646' }),
      leaf('languageTerm', bibliographicLanguage(tag), { type: 'code', authority: 'iso639-2b' }),
    ),
  )
}
