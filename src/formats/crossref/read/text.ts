/** Texts of the registry: titles and citations in face mark-up, abstracts in JATS, names and the like as plain text. */
import { escapeRich } from '../../../text/rich.ts'
import { collapse, isElement, rawText, textOf, type XmlNode } from '../../../text/xml.ts'
import { abstract } from '../../jats/read/abstracts.ts'
import type { Context } from '../../jats/read/context.ts'
import { richOf } from '../../jats/read/rich.ts'
import { decoded, elementName, parseFragment } from './fragment.ts'

/** A string of mark-up as rich text; undefined where it is blank. */
export function richText(source: string): string | undefined {
  if (isTidy(source)) return source
  if (!/[<&]/.test(source)) return escapeRich(blankless(source)) || undefined
  return richOf({ name: '', attributes: {}, children: parseFragment(source), line: 1 })
}

/** A string without mark-up and entities, on one line; undefined where it is blank. */
export function plainString(source: string): string | undefined {
  if (isTidy(source)) return source
  if (!/[<&]/.test(source)) return visible.test(source) ? blankless(source) : undefined
  const children = parseFragment(source)
  return blankless(rawText({ name: '', attributes: {}, children, line: 1 })) || undefined
}

/** Characters that need no care, up to the dashes and quotation marks: what is seen, without `<`, `>` and `&`. */
const careless = Uint8Array.from({ length: 0x2028 }, (_, code) =>
  /[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200d<>&]| /.test(String.fromCharCode(code)) ? 1 : 0,
)

/** Most texts are one line of such characters, which is found out several times faster than it is tidied. */
export function isTidy(text: string): boolean {
  const { length } = text
  let last = 0x20
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at)
    // To look beyond the end of the table would take as long as the rest.
    if (code >= careless.length || careless[code] === 0 || (code === 0x20 && last === 0x20)) return false
    last = code
  }
  return last !== 0x20
}

const blankless = (text: string): string => (/\s\s|[^\S ]|^ | $/.test(text) ? text.replace(/\s+/g, ' ').trim() : text)

/** Something beside blanks of any width: an affiliation of one no-break space is none. */
const visible = /[^\s\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200d\u2060\ufeff]/

/** The text of an element, with entities that were escaped twice. */
export function plainNode(node: XmlNode | undefined): string | undefined {
  const text = textOf(node)
  const plain = text?.includes('&') ? collapse(decoded(text)) : text
  return plain !== undefined && visible.test(plain) ? plain : undefined
}

/** An element in face mark-up or JATS as rich text; its text may hold escaped mark-up of its own. */
export const richNode = (node: XmlNode | undefined): string | undefined =>
  node === undefined ? undefined : richOf(inJats(node))

function inJats(node: XmlNode): XmlNode {
  return {
    ...node,
    children: node.children.flatMap((kid) => {
      if (isElement(kid)) return [{ ...inJats(kid), name: elementName(kid.name) ?? kid.name }]
      return kid.includes('&') || kid.includes('<') ? parseFragment(escapedBrackets(kid)) : [kid]
    }),
  }
}

/** Brackets in a text of XML were escaped once: pairs of known tags among them are mark-up, as in a string of it. */
const escapedBrackets = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** An abstract in the registry’s JATS as one of the record. */
export const readAbstract = (node: XmlNode, context: Context, path: string): void =>
  abstract(inJats(node), context, path)

/** The same of a string; what stands between paragraphs is a paragraph too. */
export function readAbstractText(source: string, context: Context, path: string): void {
  const lines = taggedParagraphs(source)
  if (lines !== undefined) {
    context.draft.abstracts = [{ sections: [{ paragraphs: lines }] }]
    return
  }
  const nodes = parseFragment(source)
  if (!nodes.some(isElement)) {
    const text = escapeRich(blankless(nodes.join('')))
    if (text !== '') context.draft.abstracts = [{ sections: [{ paragraphs: [text] }] }]
    return
  }
  const paragraphs = plainParagraphs(nodes)
  if (paragraphs !== undefined) {
    if (paragraphs.length > 0) context.draft.abstracts = [{ sections: [{ paragraphs }] }]
    return
  }
  const isBlock = (node: XmlNode | string): boolean =>
    isElement(node) && (node.name === 'p' || node.name === 'sec' || node.name === 'title')
  const children = nodes.some(isBlock) ? grouped(unnested(nodes), isBlock) : nodes
  abstract({ name: 'abstract', attributes: {}, children, line: 1 }, context, path)
}

const paragraphTag = '<jats:p>'
const paragraphEnd = '</jats:p>'

/** Most abstracts are paragraphs of one line each, without a mark in them. */
function taggedParagraphs(source: string): string[] | undefined {
  if (!source.startsWith(paragraphTag) || wrongs.some((wrong) => source.includes(wrong))) return undefined
  const out: string[] = []
  for (let at = 0; at < source.length; ) {
    const from = at + paragraphTag.length
    const end = source.indexOf('<', from)
    const isWhole = end > from && source.startsWith(paragraphTag, at) && source.startsWith(paragraphEnd, end)
    if (!isWhole || source.charCodeAt(from) <= 0x20 || source.charCodeAt(end - 1) <= 0x20) return undefined
    const paragraph = source.slice(from, end)
    if (paragraph.includes('>')) return undefined
    out.push(paragraph)
    at = end + paragraphEnd.length
  }
  return out
}

/** Others are paragraphs of nothing but text. */
function plainParagraphs(nodes: readonly (XmlNode | string)[]): string[] | undefined {
  const out: string[] = []
  for (const node of nodes) {
    if (!isElement(node)) {
      if (node.trim() !== '') return undefined
      continue
    }
    const [text, more] = node.children
    if (node.name !== 'p' || typeof text !== 'string' || more !== undefined) return undefined
    const paragraph = isOneLine(text) ? text : escapeRich(blankless(text))
    if (paragraph !== '') out.push(paragraph)
  }
  return out
}

/** Long texts are searched for what may be wrong with them letter by letter, which no expression does as fast. */
const isOneLine = (text: string): boolean =>
  text.length > 0 &&
  text.charCodeAt(0) > 0x20 &&
  text.charCodeAt(text.length - 1) > 0x20 &&
  !wrongs.some((wrong) => text.includes(wrong)) &&
  !text.includes('<') &&
  !text.includes('>')
const wrongs = ['&', '\n', '\t', '\r', '\u00a0', '  ']

/** Second-level HTML stands inside a paragraph of JATS: <jats:p><p>…</p></jats:p>. */
const unnested = (nodes: readonly (XmlNode | string)[]): (XmlNode | string)[] =>
  nodes.flatMap((node) =>
    isElement(node) && node.name === 'p' && node.children.some((kid) => isElement(kid) && kid.name === 'p')
      ? grouped(node.children, (kid) => isElement(kid) && kid.name === 'p')
      : [node],
  )

function grouped(
  nodes: readonly (XmlNode | string)[],
  isBlock: (node: XmlNode | string) => boolean,
): (XmlNode | string)[] {
  const out: (XmlNode | string)[] = []
  let open: (XmlNode | string)[] = []
  const flush = () => {
    if (open.some((node) => isElement(node) || node.trim() !== ''))
      out.push({ name: 'p', attributes: {}, children: open, line: 1 })
    open = []
  }
  for (const node of nodes) {
    if (!isBlock(node)) open.push(node)
    else {
      flush()
      out.push(node)
    }
  }
  flush()
  return out
}
