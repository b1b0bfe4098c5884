/** Fields of MARC 21: tag, two indicators and subfields, written one after another. */
import { oneLine } from '../../text/line.ts'
import { element, type Markup, none, text } from '../../text/markup.ts'

export const marcNamespace = 'http://www.loc.gov/MARC21/slim'

/** A subfield’s code and value; an undefined or empty value is left out. */
export type Subfield = readonly [code: string, value: string | undefined]

export const control = (tag: string, value: string): Markup => element('controlfield', line(value), { tag })

const special = /[&<>\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]/

/** MARC 21 has no control characters in text, and so no lines (MARC 21 Specifications, character sets, UCS). */
const line = (value: string): Markup => (special.test(value) ? text(oneLine(value)) : (value as Markup)) // nothing in it needs escaping

/** A data field, or nothing where no subfield has a value; `indicators` are two characters, a blank for undefined. */
export function data(tag: string, indicators: string, subfields: readonly Subfield[]): Markup {
  let inner = ''
  for (const [code, value] of subfields) {
    if (value !== undefined && value !== '') inner += `<subfield code="${code}">${line(value)}</subfield>`
  }
  return inner === '' ? none : element('datafield', inner as Markup, { tag, ind1: indicators[0], ind2: indicators[1] }) // text is escaped above
}

/** A field of words alone. */
export const note = (tag: string, indicators: string, value: string | undefined): Markup =>
  data(tag, indicators, [['a', value]])

/** The same subfield for every member of a list. */
export const repeated = (code: string, values: readonly (string | undefined)[] | undefined): readonly Subfield[] =>
  (values ?? []).map((value) => [code, value] as const)
