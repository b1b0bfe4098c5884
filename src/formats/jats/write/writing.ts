/** One article being written: what no element could take so far, and which ids are taken. */
import { each, element, leaf, type Markup, sequence, wrap } from '../../../text/markup.ts'
import { extraPrefix } from '../vocabulary.ts'

export interface Writing {
  /** The version of JATS that the document is to be valid in. */
  readonly version: JatsVersion
  /** Parts of the record without a place in JATS: JSON Pointer and value. */
  readonly extras: (readonly [pointer: string, value: unknown])[]
  /** XML ids of the document, which share one space. */
  readonly ids: Set<string>
}

export type JatsVersion = '1.4' | '1.3'

/** Takes an id for an element, or gives none where it is taken or not an XML name. */
export function claimId(writing: Writing, id: string | undefined): string | undefined {
  if (id === undefined || !/^[A-Za-z_][\w.-]*$/.test(id) || writing.ids.has(id)) return undefined
  writing.ids.add(id)
  return id
}

/** `custom-meta` is the Tag Library’s own place for metadata that has none; the value is JSON. */
export const extrasGroup = ({ extras }: Writing): Markup =>
  wrap(
    'custom-meta-group',
    each(extras, ([pointer, value]) => customMeta(pointer, value)),
  )

const customMeta = (pointer: string, value: unknown): Markup =>
  element('custom-meta', sequence(leaf('meta-name', extraPrefix + pointer), leaf('meta-value', asciiControls(value))))

/** JSON in which even the characters that XML cannot hold are escaped. */
const asciiControls = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\x7f-\x9f\ufffe\uffff\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
