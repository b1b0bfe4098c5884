/** Parses XML into a light tree without ever touching the network or a file. */
import { ParseOption, XmlDocument, XmlLibError } from 'libxml2-wasm'
import type { Refusal } from '../article/refusal.ts'
import { unreadable } from './xml-marks.ts'
import { prepareXml, prolog } from './xml-source.ts'
import { treeOf } from './xml-tree.ts'

/** An element by its local name: prefixes are the writer’s taste, and are often undeclared in the wild. */
export interface XmlNode {
  readonly name: string
  /** By local name: `href` is `xlink:href`, `lang` is `xml:lang`. */
  readonly attributes: Readonly<Record<string, string | undefined>>
  readonly children: readonly (XmlNode | string)[]
  readonly line: number
}

export interface XmlOptions {
  /** Elements (local names) whose content is not wanted; they come back empty. */
  readonly skip?: ReadonlySet<string>
}

const nothing: ReadonlySet<string> = new Set()

/** The root element. Throws `Refusal('unreadable')` that names the line. */
export function parseXml(source: string, { skip = nothing }: XmlOptions = {}): XmlNode {
  const prepared = prepareXml(source, skip)
  open(prepared).dispose() // its tree lives in WASM memory, which no garbage collector sees
  return treeOf(prepared, skip)
}

/** Comments and a DOCTYPE before the root element are shorter. */
const enoughToPeek = 65_536

/** The local name of the root element and the DOCTYPE before it, without parsing the rest; for sniffing. */
export function peekXml(whole: string): { readonly root: string; readonly tag: string; readonly doctype: string } {
  const source = whole.slice(0, enoughToPeek)
  const { doctype, end } = prolog(source)
  const [tag = '', name = ''] =
    /^<(?:[\p{L}_][\p{L}\d._-]*:)?([\p{L}_][\p{L}\d._-]*)[^>]*>?/u.exec(source.slice(end, end + 2000)) ?? []
  return { root: name, tag, doctype: doctype === undefined ? '' : source.slice(...doctype) }
}

export const isElement = (node: XmlNode | string): node is XmlNode => typeof node !== 'string'

/** The element children, all or those of a name. */
export function elements(node: XmlNode | undefined, name?: string): XmlNode[] {
  const found: XmlNode[] = []
  if (node !== undefined) {
    for (const kid of node.children) if (isElement(kid) && (name === undefined || kid.name === name)) found.push(kid)
  }
  return found
}

/** The first child of that name; a path `a/b` goes down. */
export function child(node: XmlNode | undefined, path: string): XmlNode | undefined {
  if (!path.includes('/')) return firstNamed(node, path)
  let at = node
  for (const name of path.split('/')) at = firstNamed(at, name)
  return at
}

function firstNamed(node: XmlNode | undefined, name: string): XmlNode | undefined {
  if (node !== undefined) for (const kid of node.children) if (isElement(kid) && kid.name === name) return kid
  return undefined
}

/** Every element of these names below, in document order, not searching inside a found one. */
export function descendants(node: XmlNode | undefined, ...names: readonly string[]): XmlNode[] {
  const found: XmlNode[] = []
  const walk = (at: XmlNode): void => {
    for (const kid of at.children) {
      if (!isElement(kid)) continue
      if (names.includes(kid.name)) found.push(kid)
      else walk(kid)
    }
  }
  if (node !== undefined) walk(node)
  return found
}

/** Runs of white space as one blank, none at the ends. NBSP and its kin are characters, not white space (XML 1.0, 2.3). */
export const collapse = (text: string): string =>
  /[\t\r\n]| {2}|^ | $/.test(text) ? text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '') : text

/** All text below as it stands, less what `without` names. */
export function rawText(node: XmlNode | undefined, without?: ReadonlySet<string>): string {
  if (node === undefined) return ''
  const [only] = node.children
  if (typeof only === 'string' && node.children.length === 1) return only
  let out = ''
  for (const kid of node.children) {
    if (!isElement(kid)) out += kid
    else if (!without?.has(kid.name)) out += rawText(kid, without)
  }
  return out
}

/** All text below with white space collapsed; undefined where there is none. */
export const textOf = (node: XmlNode | undefined, without?: ReadonlySet<string>): string | undefined =>
  collapse(rawText(node, without)) || undefined

const options = (ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NOCDATA |
  ParseOption.XML_PARSE_IGNORE_ENC |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_BIG_LINES) as ParseOption // an enum of flags: the sum of two is one too

/**
 * Undeclared prefixes and odd namespace names are errors that libxml2 survives (level 2 of 3), but its binding does not:
 * such a document is parsed again with reports off.
 */
function open(source: string): XmlDocument {
  try {
    return XmlDocument.fromString(source, { option: options })
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error
    if (error.details.length === 0 || error.details.some(({ level }) => level > 2)) throw notWellFormed(error)
    return XmlDocument.fromString(source, { option: (options | ParseOption.XML_PARSE_NOERROR) as ParseOption }) // flags
  }
}

function notWellFormed(error: XmlLibError): Refusal {
  const first = error.details.find(({ level }) => level > 2) ?? error.details[0]
  const message = (first?.message ?? error.message).trim().split('\n')[0] ?? ''
  return unreadable(first?.line ?? 1, `This is not well-formed XML: ${message}`)
}
