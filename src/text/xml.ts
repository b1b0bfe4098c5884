/**
 * Parses XML into a light tree without ever touching the network or a file: libxml2 sees neither the DOCTYPE nor an
 * entity, so there is nothing to fetch and nothing to expand.
 */
import { ParseOption, XmlCData, XmlDocument, XmlElement, XmlLibError, XmlText } from 'libxml2-wasm'
import { Refusal } from '../article/refusal.ts'
import { entities } from './entities.ts'

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
  const document = open(prepare(source))
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
  for (const name of path.split('/'))
    at = at?.children.find((kid): kid is XmlNode => isElement(kid) && kid.name === name)
  return at
}

/** Every element of these names below, in document order, not searching inside a found one. */
export function descendants(node: XmlNode | undefined, ...names: readonly string[]): XmlNode[] {
  return elements(node).flatMap((kid) => (names.includes(kid.name) ? [kid] : descendants(kid, ...names)))
}

/** Runs of white space as one blank, none at the ends. NBSP and its kin are characters, not white space (XML 1.0, 2.3). */
export const collapse = (text: string): string => text.replace(/[ \t\r\n]+/g, ' ').replace(/^ | $/g, '')

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

/** Blanks out BOM, XML declaration and DOCTYPE (keeping lines), and writes named entities as characters. */
function prepare(source: string): string {
  const { doctype, declaration } = prolog(source)
  let text = source
  for (const range of [doctype, declaration]) {
    if (range === undefined) continue
    const cut = text.slice(...range)
    if (/<!ENTITY\s+[^%\s]/.test(cut))
      throw unreadable(lineAt(source, range[0]), 'The DOCTYPE declares entities, which is not accepted.')
    text = text.slice(0, range[0]) + cut.replace(/[^\n]+/g, ' ') + text.slice(range[1])
  }
  return resolveEntities(withoutInstructions(text.replace(/^\ufeff/, ' ')))
}

/**
 * Without processing instructions, which say nothing of the record and which the binding cannot step over. Comments and
 * CDATA sections are passed by; each mark is looked for once, so the time is linear.
 */
function withoutInstructions(source: string): string {
  if (!source.includes('<?')) return source
  const mark = /<\?|<!--|<!\[CDATA\[/g
  let out = ''
  let done = 0
  for (let match = mark.exec(source); match !== null; match = mark.exec(source)) {
    const end = after(source, ends[match[0]] ?? '', match.index)
    if (match[0] === '<?') {
      out += source.slice(done, match.index) + source.slice(match.index, end).replace(/[^\n]+/g, '')
      done = end
    }
    mark.lastIndex = end
  }
  return out + source.slice(done)
}

const ends: Readonly<Record<string, string>> = { '<?': '?>', '<!--': '-->', '<![CDATA[': ']]>' }

/** HTML’s and ISO’s names for characters; an unknown name stays as it was written. */
function resolveEntities(text: string): string {
  if (!/&[A-Za-z]/.test(text)) return text
  return text.replace(/&([A-Za-z][A-Za-z0-9.]{0,30});/g, (whole, name: string) => {
    if (name === 'lt' || name === 'gt' || name === 'amp' || name === 'quot' || name === 'apos') return whole
    return entities.get(name) ?? `&amp;${name};`
  })
}

type Range = readonly [start: number, end: number]

/** What stands before the root element (XML 1.0, 2.8), found without a parser. */
function prolog(source: string): { readonly declaration?: Range; readonly doctype?: Range; readonly end: number } {
  let at = 0
  let declaration: Range | undefined
  let doctype: Range | undefined
  for (;;) {
    const rest = /[^\s\ufeff]/g
    rest.lastIndex = at
    at = rest.exec(source)?.index ?? source.length
    if (source.startsWith('<!--', at)) at = after(source, '-->', at)
    else if (source.startsWith('<?', at)) {
      const end = after(source, '?>', at)
      if (/^<\?xml\s/.test(source.slice(at, at + 6))) declaration = [at, end]
      at = end
    } else if (source.startsWith('<!DOCTYPE', at)) {
      const end = endOfDoctype(source, at)
      doctype = [at, end]
      at = end
    } else return { end: at, ...(declaration && { declaration }), ...(doctype && { doctype }) }
  }
}

function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from)
  return found === -1 ? source.length : found + mark.length
}

/** Quoted strings, comments and the internal subset may hold “>”. Every character is looked at once. */
function endOfDoctype(source: string, from: number): number {
  let inSubset = false
  for (let i = from; i < source.length; i++) {
    const char = source[i]
    if (char === '"' || char === "'") i = after(source, char, i + 1) - 1
    else if (char === '<' && source.startsWith('<!--', i)) i = after(source, '-->', i) - 1
    else if (char === '[') inSubset = true
    else if (char === ']') inSubset = false
    else if (char === '>' && !inSubset) return i + 1
  }
  return source.length
}

const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length

const unreadable = (line: number, why: string): Refusal => new Refusal('unreadable', `Line ${line}: ${why}`)

function notWellFormed(error: XmlLibError): Refusal {
  const first = error.details.find(({ level }) => level > 2) ?? error.details[0]
  const message = (first?.message ?? error.message).trim().split('\n')[0] ?? ''
  return unreadable(first?.line ?? 1, `This is not well-formed XML: ${message}`)
}
