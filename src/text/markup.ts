/**
 * Writes XML and HTML as text, always escaped. `Markup` is a string that is already escaped; the brand exists for the
 * compiler alone, so plain text cannot get into a document by mistake and nothing is allocated at run time.
 *
 *   element('year', text(date.year), { 'iso-8601-date': date.iso })
 *   markup`<p>${text(paragraph)}</p>`
 */
import { holdsAnyOf } from './holds.ts'

declare const escaped: unique symbol
export type Markup = string & { readonly [escaped]: true }
/** Attributes in the order they are written; an undefined value leaves the attribute out. */
export type Attributes = Readonly<Record<string, string | undefined>>

/** A template whose values are already mark-up; text goes through `text()` or `attribute()`. */
export function markup(strings: TemplateStringsArray, ...values: readonly (Markup | undefined)[]): Markup {
  let out = strings[0] ?? ''
  for (let i = 0; i < values.length; i++) out += (values[i] ?? '') + (strings[i + 1] ?? '')
  return out as Markup // literal strings of our own source and mark-up
}

/** No mark-up at all. */
export const none = '' as Markup // the empty string needs no escaping

/** An element; without content it is written as an empty one. */
export function element(name: string, content: Markup = none, attributes?: Attributes): Markup {
  const open = attributes === undefined ? `<${name}` : `<${name}${attributeList(attributes)}`
  return (content === '' ? `${open}/>` : `${open}>${content}</${name}>`) as Markup // made of mark-up and a name of ours
}

/** An element, or nothing where there is no content. */
export function wrap(name: string, content: Markup, attributes?: Attributes): Markup {
  return content === '' ? none : element(name, content, attributes)
}

/** An element that holds only text, or nothing where there is no text. */
export function leaf(name: string, value: string | undefined, attributes?: Attributes): Markup {
  return value === undefined || value === '' ? none : element(name, text(value), attributes)
}

/** The parts one after another. */
export function sequence(...parts: readonly Markup[]): Markup {
  let out = ''
  for (const part of parts) out += part
  return out as Markup // joined mark-up is mark-up
}

/** What `write` makes of each member of a list, one after another. */
export function each<T>(list: readonly T[] | undefined, write: (member: T, index: number) => Markup): Markup {
  let out = ''
  if (list !== undefined) for (let i = 0; i < list.length; i++) out += write(list[i] as T, i) // i is within the list
  return out as Markup // joined mark-up is mark-up
}

// XML 1.0, 2.2 Char: what is not in it cannot be written, not even as a reference. Lone surrogates are in no encoding; a
// pair of them is a false alarm.
const never = '\\x1e\\x1f\\ufffe\\uffff\\ud800-\\udfff'
const isSpecialInText = holdsAnyOf('&<>\\r\\x00-\\x08\\x0b\\x0c', '\\x0e-\\x1d', never)
const isSpecialInAttribute = holdsAnyOf('&<>"\\t\\n\\r\\x00-\\x08', '\\x0b\\x0c\\x0e-\\x1b', `\\x1c\\x1d${never}`)
const illegal = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

/** Text as content of an element. */
export function text(value: string): Markup {
  if (!isSpecialInText(value)) return value as Markup // nothing in it needs escaping
  return legal(value)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;') as Markup // a bare CR would be read back as a line feed (XML 1.0, 2.11)
}

/** Text as the value of an attribute in double quotes; white space other than blanks would be normalised (3.3.3). */
export function attribute(value: string): Markup {
  if (!isSpecialInAttribute(value)) return value as Markup // nothing in it needs escaping
  return legal(value)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\t/g, '&#9;')
    .replace(/\n/g, '&#10;')
    .replace(/\r/g, '&#13;') as Markup // every special character has been replaced
}

/** ` name="value"` for each attribute that has a value. */
export function attributeList(attributes: Attributes): Markup {
  let out = ''
  for (const name in attributes) {
    const value = attributes[name]
    if (value !== undefined) out += ` ${name}="${attribute(value)}"`
  }
  return out as Markup // names are ours, values escaped
}

const legal = (value: string): string => value.replace(illegal, '').toWellFormed()
