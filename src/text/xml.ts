/** Parses XML into a light tree without ever touching the network or a file. */
import { ParseOption, XmlCData, XmlDocument, XmlElement, XmlLibError, XmlText } from 'libxml2-wasm'
import type { Refusal } from '../article/refusal.ts'
import { prepareXml, prolog, unreadable } from './xml-source.ts'

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

/** The root element. Throws `Refusal('unreadable')` that names the line. */
export function parseXml(source: string, { skip = new Set() }: XmlOptions = {}): XmlNode {
  const document = open(prepareXml(source))
  try {
    return light(document.root, skip)
  } finally {
    document.dispose() // the tree lives in WASM memory, which no garbage collector sees
  }
}

/** The local name of the root element and the DOCTYPE before it, without parsing the rest; for sniffing. */
export function peekXml(source: string): { readonly root: string; readonly tag: string; readonly doctype: string } {
  const { doctype, end } = prolog(source)
  const [tag = '', name = ''] =
    /^<(?:[\p{L}_][\p{L}\d._-]*:)?([\p{L}_][\p{L}\d._-]*)[^>]*>?/u.exec(source.slice(end, end + 2000)) ?? []
  return { root: name, tag, doctype: doctype === undefined ? '' : source.slice(...doctype) }
}

export const isElement = (node: XmlNode | string): node is XmlNode => typeof node !== 'string'

/** The element children, all or those of a name. */
export const elements = (node: XmlNode | undefined, name?: string): XmlNode[] =>
  node === undefined
    ? []
    : node.children.filter((child): child is XmlNode => isElement(child) && (name === undefined || child.name === name))

/** The first child of that name; a path `a/b` goes down. */
export function child(node: XmlNode | undefined, path: string): XmlNode | undefined {
  let at = node
  for (const name of path.includes('/') ? path.split('/') : [path])
    at = at?.children.find((kid): kid is XmlNode => isElement(kid) && kid.name === name)
  return at
}

/** Every element of these names below, in document order, not searching inside a found one. */
export function descendants(node: XmlNode | undefined, ...names: readonly string[]): XmlNode[] {
  return elements(node).flatMap((kid) => (names.includes(kid.name) ? [kid] : descendants(kid, ...names)))
}

/** Runs of white space as one blank, none at the ends. NBSP and its kin are characters, not white space (XML 1.0, 2.3). */
export const collapse = (text: string): string =>
  /[\t\r\n]| {2}|^ | $/.test(text) ? text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '') : text

/** All text below as it stands, less what `without` names. */
export function rawText(node: XmlNode | undefined, without?: ReadonlySet<string>): string {
  if (node === undefined) return ''
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

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Depth is bounded by libxml2 (256 levels without XML_PARSE_HUGE), so recursion is safe. */
function light(node: XmlElement, skip: ReadonlySet<string>): XmlNode {
  const name = localName(node.name)
  const attributes: Record<string, string> = {}
  for (const attribute of node.attrs) attributes[localName(attribute.name)] = attribute.value
  const children: (XmlNode | string)[] = []
  if (!skip.has(name)) {
    for (let kid = node.firstChild; kid !== null; kid = kid.next) {
      if (kid instanceof XmlElement) children.push(light(kid, skip))
      else if (kid instanceof XmlText || kid instanceof XmlCData) {
        const last = children.at(-1)
        if (typeof last === 'string') children[children.length - 1] = last + kid.content
        else children.push(kid.content)
      }
    }
  }
  return { name, attributes, children, line: node.line }
}

function notWellFormed(error: XmlLibError): Refusal {
  const first = error.details.find(({ level }) => level > 2) ?? error.details[0]
  const message = (first?.message ?? error.message).trim().split('\n')[0] ?? ''
  return unreadable(first?.line ?? 1, `This is not well-formed XML: ${message}`)
}
