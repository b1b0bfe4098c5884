/** The fields of a MARC record, whose subfields are each taken once; what nobody takes is kept under its tag and code. */
import type { Draft } from '../../../../schemas/article.ts'
import { collapse, elements, rawText, type XmlNode } from '../../../text/xml.ts'
import type { Notes } from '../../records.ts'
import { leader } from '../fixed.ts'

interface Subfield {
  readonly code: string
  readonly value: string
  isTaken: boolean
}

export interface Field {
  readonly tag: string
  readonly first: string
  readonly second: string
  readonly subfields: readonly Subfield[]
}

export interface Context {
  readonly draft: Draft
  readonly notes: Notes
  readonly fields: readonly Field[]
  readonly controls: Map<string, string>
  /** A record that this repository has written: no punctuation of ISBD, labels of its own. */
  readonly isOurs: boolean
  /** Ids of places of work by their line. */
  readonly places: Map<string, string>
}

/** The fields in the order of the record. The leader counts as a control field. */
export function contextOf(record: XmlNode, draft: Draft, notes: Notes): Context {
  const controls = new Map<string, string>()
  const fields: Field[] = []
  for (const node of elements(record)) {
    const { tag = '', ind1 = ' ', ind2 = ' ' } = node.attributes
    const value = collapse(rawText(node))
    if (node.name === 'leader') controls.set('leader', value)
    else if (node.name === 'controlfield') controls.set(tag, rawText(node).trim())
    else if (node.name === 'datafield') {
      fields.push({
        tag,
        first: ind1 || ' ',
        second: ind2 || ' ',
        subfields: elements(node, 'subfield').map(subfieldOf),
      })
    }
  }
  const isOurs = controls.get('leader') === collapse(leader) && controls.get('008')?.startsWith('000000') === true
  return { draft, notes, fields, controls, isOurs, places: new Map() }
}

const subfieldOf = (node: XmlNode): Subfield => ({
  code: node.attributes.code ?? '',
  value: collapse(rawText(node)),
  isTaken: false,
})

/** The fields of these tags, in the order of the record. */
export const fieldsOf = ({ fields }: Context, ...tags: readonly string[]): Field[] =>
  fields.filter(({ tag }) => tags.includes(tag))

export const peek = ({ subfields }: Field, code: string): string | undefined =>
  subfields.find((one) => one.code === code && !one.isTaken && one.value !== '')?.value

/** The first subfield of a code that has not been taken. */
export function take(field: Field, code: string): string | undefined {
  const found = field.subfields.find((one) => one.code === code && !one.isTaken && one.value !== '')
  if (found === undefined) return undefined
  found.isTaken = true
  return found.value
}

/** Those subfields of a code that `understands` makes something of. */
export function takeEach(field: Field, code: string, understands: (value: string) => boolean): void {
  for (const one of field.subfields) {
    if (one.code === code && !one.isTaken && one.value !== '' && understands(one.value)) one.isTaken = true
  }
}

export function takeAll(field: Field, code: string): string[] {
  const values: string[] = []
  takeEach(field, code, (value) => values.push(value) > 0)
  return values
}

/** The whole of a field, which says what is said elsewhere. */
export function drop(field: Field): void {
  for (const one of field.subfields) one.isTaken = true
}

/** What nobody has taken: `773$w`, `leader`, `008`. */
export function restOf({ fields, controls }: Context): { path: string; value: string }[] {
  return [
    ...[...controls].map(([path, value]) => ({ path, value })),
    ...fields.flatMap(({ tag, subfields }) =>
      subfields
        .filter(({ isTaken, value }) => !isTaken && value !== '')
        .map(({ code, value }) => ({ path: `${tag}$${code}`, value })),
    ),
  ].filter(({ value }) => value !== '')
}

/** ISBD puts its punctuation at the end of a subfield: `Title /`, `Berlin :`, `Khan, Ann,`. */
export const bare = (value: string, { isOurs }: Pick<Context, 'isOurs'>): string =>
  isOurs ? value : value.replace(/\s*[/:;,=]$/, '').replace(/([\p{Ll}\d)\]]{2})\.$/u, '$1')

/** The members of a line that are parted by semicolons. */
export const pieces = (line: string): string[] =>
  line
    .split('; ')
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')

/** A list with one more member: the same list, since a copy for each of many members would take quadratic time. */
export function added<T>(list: T[] | undefined, member: T): T[] {
  const out = list ?? []
  out.push(member)
  return out
}
