/** What several parts of a MODS record share. */
import { bibliographicLanguage } from '../../article/language-codes.ts'
import { type Attributes, attributeList, element, leaf, type Markup, none, sequence, text } from '../../text/markup.ts'
import { plainText } from '../../text/rich.ts'

export const modsNamespace = 'http://www.loc.gov/mods/v3'

/** An element of plain text made of rich text. */
export const plain = (name: string, rich: string | undefined, attributes?: Attributes): Markup =>
  rich === undefined ? none : leaf(name, plainText(rich), attributes)

const languageTag = leafOf('languageTerm', { type: 'code', authority: 'rfc5646' })
const languageCode = leafOf('languageTerm', { type: 'code', authority: 'iso639-2b' })

/** The tag as it is known, and the code of libraries. */
export function languages(tag: string | undefined): Markup {
  if (tag === undefined) return none
  return element('language', sequence(languageTag(tag), languageCode(bibliographicLanguage(tag))))
}

/** A leaf whose attributes are always the same: they are written once, not for every record. */
export function leafOf(name: string, attributes: Attributes): (value: string | undefined) => Markup {
  const open = `<${name}${attributeList(attributes)}>`
  const close = `</${name}>`
  return (value) => (value === undefined || value === '' ? none : ((open + text(value) + close) as Markup)) // escaped by text
}
