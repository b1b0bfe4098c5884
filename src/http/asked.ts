/** What a request asks of a writer, beside the format. */
import Type from 'typebox'
import { type DatePolicy, datePolicies } from '../article/citation-date.ts'
import { Refusal } from '../article/refusal.ts'
import { recordNames, type WriteOptions } from '../formats/codec.ts'
import type { Catalogue } from '../styles/catalogue.ts'
import { formNames, forms, isFormName } from '../styles/forms.ts'
import type { Manner } from '../styles/renderer.ts'

/** What a request asks of a writer, beside the format. */
export interface Asked extends WriteOptions {
  /** Judge the document before it is sent. */
  readonly verify?: boolean
}

/** The query parameters that change what is written, as OpenAPI shows them. */
export const askedParameters = {
  date: Type.Optional(
    Type.Enum([...datePolicies], { description: 'Which publication a citation is dated by; `earliest` unless asked.' }),
  ),
  formatVersion: Type.Optional(
    Type.String({ description: 'A version of the format other than its newest: `1.3` of JATS.', maxLength: 20 }),
  ),
  id: Type.Optional(
    Type.Enum([...recordNames], {
      description: 'What a CSL item is named by: `doi` unless asked, or its citation key.',
    }),
  ),
  verify: Type.Optional(
    Type.Boolean({ description: 'Judge the document before it is sent; one that would be invalid is not sent.' }),
  ),
}

/** The parameters of a reference, in the query or of the media type. */
export const mannerParameters = {
  style: Type.Optional(Type.String({ description: 'A CSL style by its id; `apa` unless asked. See /styles.' })),
  locale: Type.Optional(
    Type.String({ description: 'A locale: `de-DE`, or `de`; otherwise the style’s own, or en-US. See /locales.' }),
  ),
  as: Type.Optional(Type.Enum([...formNames], { description: 'The form of the reference; `text` unless asked.' })),
  marks: Type.Optional(
    Type.Enum(['on', 'off'], { description: 'Whether a retraction is told behind the reference; `on` in HTML.' }),
  ),
}

/**
 * How a reference is to be written, by names of the catalogue. Throws `Refusal('invalid-request')` for a name that is
 * none, never taking another in its stead.
 */
export function mannerOf(
  query: Readonly<Record<string, unknown>>,
  { style, locale, lang, as, format, marks }: Readonly<Record<string, string>>,
  catalogue: Catalogue,
): Manner {
  const form = query.as ?? as ?? format ?? 'text'
  if (!isFormName(form)) {
    throw new Refusal('invalid-request', `as=${String(form)}: there is ${formNames.join(', ')}.`, {
      available: formNames,
    })
  }
  const told = query.marks ?? marks
  if (told !== undefined && told !== 'on' && told !== 'off') {
    throw new Refusal('invalid-request', `marks=${String(told)}: there is on, off.`, { available: ['on', 'off'] })
  }
  const found = catalogue.style(String(query.style ?? style ?? 'apa'))
  const tag = query.locale ?? locale ?? lang
  return {
    style: found.id,
    locale: catalogue.locale(tag === undefined ? undefined : String(tag), found),
    as: form,
    marks: told === undefined ? forms[form].isPage : told === 'on',
  }
}

/** Reads them of a query. Throws `Refusal('invalid-request')` for a policy that is none. */
export function askedOf(query: Readonly<Record<string, unknown>>): Asked {
  const { date, formatVersion, id, verify } = query
  if (date !== undefined && !isPolicy(date)) {
    throw new Refusal('invalid-request', `date=${String(date)}: there is ${datePolicies.join(', ')}.`)
  }
  const name = recordNames.find((one) => one === id)
  if (id !== undefined && name === undefined) {
    throw new Refusal('invalid-request', `id=${String(id)}: there is ${recordNames.join(', ')}.`)
  }
  return {
    ...(date !== undefined && { date }),
    ...(name !== undefined && { id: name }),
    ...(formatVersion !== undefined && { version: String(formatVersion) }),
    ...(verify !== undefined && { verify: verify !== 'false' }),
  }
}

const isPolicy = (value: unknown): value is DatePolicy => datePolicies.some((policy) => policy === value)
