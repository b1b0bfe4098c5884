/** JATS inline elements as rich text. */

import { attribute, text } from '../../../text/markup.ts'
import { type MathElement, parseMath } from '../../../text/mathml.ts'
import { escapeRich, formatRich, type Inline, type Mark, type Rich, tidy } from '../../../text/rich.ts'
import { collapse, descendants, elements, isElement, rawText, type XmlNode } from '../../../text/xml.ts'

/** The rich text of an element, undefined where it is blank. */
export const richOf = (node: XmlNode | undefined): string | undefined => read(node, apart)

/** The same for titles, in which notes and their marks are not part of the text. */
export const titleOf = (node: XmlNode | undefined): string | undefined => read(node, notes)

const apart: ReadonlySet<string> = new Set([
  'fn',
  'index-term',
  'inline-graphic',
  'inline-media',
  'graphic',
  'label',
  'object-id',
])
const notes: ReadonlySet<string> = new Set([...apart, 'xref', 'related-object', 'related-article'])

const marks: Readonly<Record<string, Mark>> = {
  italic: 'i',
  bold: 'b',
  underline: 'u',
  overline: 'o',
  sub: 'sub',
  sup: 'sup',
  sc: 'sc',
  monospace: 'tt',
  // PubMed’s names, and HTML’s, which stray into JATS
  i: 'i',
  em: 'i',
  b: 'b',
  strong: 'b',
  u: 'u',
}
/** Elements that stand on lines of their own. */
const blocks: ReadonlySet<string> = new Set([
  'p',
  'list',
  'list-item',
  'def-list',
  'def',
  'term',
  'disp-formula',
  'disp-quote',
  'break',
  'title',
  'sec',
])

/** Elements whose parts often follow each other without a blank. */
const lists: ReadonlySet<string> = new Set(['name', 'string-name', 'person-group', 'name-alternatives'])

function read(node: XmlNode | undefined, without: ReadonlySet<string>): string | undefined {
  if (node === undefined) return undefined
  const [only, ...more] = node.children
  // Most elements hold text alone.
  if (typeof only === 'string' && more.length === 0) return escapeRich(collapse(only)) || undefined
  return formatRich(trimmed(squeezed(tidy(inlines(node, without))))) || undefined
}

function inlines(node: XmlNode, without: ReadonlySet<string>): Inline[] {
  if (lists.has(node.name) && node.children.every((kid) => isElement(kid) || kid.trim() === '')) {
    return elements(node).flatMap((kid) => [' ', ...inline(kid, without)])
  }
  const out: Inline[] = []
  for (const kid of node.children) {
    if (!isElement(kid)) out.push(/[\t\r\n]| {2}/.test(kid) ? kid.replace(/[ \t\r\n]+/g, ' ') : kid)
    else for (const inner of inline(kid, without)) out.push(inner)
  }
  return out
}

function inline(node: XmlNode, without: ReadonlySet<string>): Inline[] {
  const { name } = node
  if (without.has(name)) return []
  if (name === 'math') return [mathOf(node)]
  if (name === 'tex-math') return texOf(node)
  if (name === 'alternatives') return bestOf(node, without)
  const children = inlines(node, without)
  const mark = Object.hasOwn(marks, name) ? marks[name] : undefined
  if (mark !== undefined) return [{ mark, children }]
  return blocks.has(name) ? [' ', ...children, ' '] : children
}

/** MathML says more than TeX, and TeX more than a picture. */
function bestOf(node: XmlNode, without: ReadonlySet<string>): Inline[] {
  const [math] = descendants(node, 'math')
  if (math !== undefined) return [mathOf(math)]
  const [tex] = descendants(node, 'tex-math')
  return tex === undefined ? inlines(node, without) : texOf(tex)
}

/** Mathematics beyond the record’s list of elements stays as its text. */
function mathOf(node: XmlNode): Inline {
  const math: MathElement | undefined = parseMath(source(node))
  return math === undefined ? collapse(rawText(node, new Set(['annotation', 'annotation-xml']))) : { math }
}

function source(node: XmlNode): string {
  if (node.name === 'semantics') return elements(node).slice(0, 1).map(source).join('')
  const attributes = Object.entries(node.attributes)
    .map(([name, value]) => ` ${name}="${attribute(value ?? '')}"`)
    .join('')
  const inner = node.children.map((kid) => (isElement(kid) ? source(kid) : text(kid))).join('')
  return `<${node.name}${attributes}>${inner}</${node.name}>`
}

/** Some publishers put a whole LaTeX document around each formula. */
function texOf(node: XmlNode): Inline[] {
  const whole = collapse(rawText(node))
  const body = /\\begin\{document\}(.*?)\\end\{document\}/.exec(whole)?.[1]
  const tex =
    body === undefined
      ? whole
      : body
          .trim()
          .replace(/^(\$\$?)(.*)\1$/, '$2')
          .trim()
  return tex === '' ? [] : [{ tex }]
}

/** Text that came together from several nodes, without runs of blanks. */
const squeezed = (rich: Rich): Rich =>
  rich.map((node) =>
    typeof node === 'string'
      ? node.replace(/ {2,}/g, ' ')
      : 'mark' in node
        ? { ...node, children: squeezed(node.children) }
        : node,
  )

function trimmed(rich: Rich): Rich {
  const out = [...rich]
  const [first] = out
  if (typeof first === 'string') out[0] = first.replace(/^ /, '')
  const last = out.at(-1)
  if (typeof last === 'string') out[out.length - 1] = last.replace(/ $/, '')
  return out
}
