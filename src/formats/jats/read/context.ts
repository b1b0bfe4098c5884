/** One document being read: the draft so far, what was not understood, and where ids point. */
import type { Draft } from '../../../../schemas/article.ts'
import type { Finding } from '../../../../schemas/problem.ts'
import { collapse, descendants, elements, isElement, rawText, textOf, type XmlNode } from '../../../text/xml.ts'

export interface Extra {
  readonly pointer: string
  readonly value: unknown
}

export interface Context {
  readonly draft: Draft
  readonly notes: Finding[]
  readonly unmapped: { path: string; value: unknown }[]
  /** Parts of the record that JATS has no place for, to be put in at the end. */
  readonly extras: Extra[]
  /** E-mail addresses that stand in affiliations. */
  readonly addresses: Map<XmlNode, readonly XmlNode[]>
  /** Elements of the front matter by their XML id. */
  readonly byId: ReadonlyMap<string, XmlNode>
}

/** Reads one kind of element; `path` names it for `unmapped`. */
export type Part = (node: XmlNode, context: Context, path: string) => void

/** Every child by the table; what the table does not name is kept as unmapped. */
export function readChildren(
  node: XmlNode | undefined,
  context: Context,
  path: string,
  table: Readonly<Record<string, Part>>,
): void {
  for (const kid of elements(node)) {
    const at = `${path}/${kid.name}`
    const part = Object.hasOwn(table, kid.name) ? table[kid.name] : undefined
    if (part === undefined) keep(kid, context, at)
    else part(kid, context, at)
  }
}

/** Keeps an element that has no place in the record: its type in the path, its text, link or numbers as the value. */
export const keep: Part = (node, { unmapped }, path) => {
  const text = partedText(node)
  const value =
    text === undefined
      ? (node.attributes.href ?? attributesBelow(node).join('; '))
      : [text, ...toldBy(node).map((told) => `<${told}>`)].join(' ')
  const type = Object.entries(node.attributes).find(([name]) => name.endsWith('type'))
  if (value !== '' || type !== undefined) {
    unmapped.push({ path: type === undefined ? path : `${path}[@${type[0]}="${type[1]}"]`, value })
  }
}

/** The text of an element; where it holds nothing but elements their texts would run into one another. */
export function partedText(node: XmlNode, without?: ReadonlySet<string>): string | undefined {
  const words: string[] = []
  const walk = (at: XmlNode): void => {
    const isList = !at.children.some((kid) => !isElement(kid) && kid.trim() !== '')
    for (const kid of at.children) {
      if (!isElement(kid)) words.push(kid)
      else if (!without?.has(kid.name)) {
        if (isList) words.push(' ')
        walk(kid)
        for (const told of toldBy(kid)) words.push(` <${told}>`)
      }
    }
  }
  walk(node)
  return collapse(words.join('')) || undefined
}

/** Attributes that say what no text does: where a link leads, which object is meant. */
const telling = ['href', 'document-id', 'object-id', 'source-id', 'country', 'vol', 'issue', 'page'] as const

const toldBy = ({ attributes, ...node }: XmlNode): string[] =>
  telling.flatMap((name) => {
    const value = attributes[name]
    return value === undefined || rawText({ ...node, attributes }).includes(value) ? [] : [value]
  })

/** Where the links within a text lead, which rich text cannot say. */
export function keepLinks(node: XmlNode | undefined, context: Context, path: string): void {
  for (const link of descendants(node, 'ext-link', 'uri', 'related-object', 'self-uri')) {
    const { href } = link.attributes
    if (href !== undefined && href !== '' && !rawText(link).includes(href)) {
      context.unmapped.push({ path: `${path}/${link.name}/@href`, value: href })
    }
  }
}

/** What elements without text say: `counts` has only attributes. */
const attributesBelow = (node: XmlNode): string[] => [
  ...Object.entries(node.attributes)
    .filter(([name]) => !/^(?:id|rid|lang)$|type$/.test(name))
    .map(([name, value]) => `${node.name} ${name}=${value}`),
  ...elements(node).flatMap(attributesBelow),
]

/** Nothing to keep: what the element says is said elsewhere or is presentation. */
export const ignore: Part = () => {}

/** An object without its undefined members. */
export function defined<T extends object>(object: T): T {
  const out: Partial<T> = {}
  for (const key of Object.keys(object) as (keyof T)[]) if (object[key] !== undefined) out[key] = object[key] // own keys
  return out as T // undefined members were optional
}

/** The same, or nothing where nothing is left. */
export function someOf<T extends object>(object: T): T | undefined {
  const out = defined(object)
  return Object.keys(out).length > 0 ? out : undefined
}

/** The list with these at its end: the same list, since a copy for each of many members would take quadratic time. */
export function added<T>(list: T[] | undefined, members: readonly T[]): T[] {
  const out = list ?? []
  for (const member of members) out.push(member)
  return out
}

/** A list, or nothing where it is empty. */
export const some = <T>(list: readonly T[]): T[] | undefined => (list.length > 0 ? [...list] : undefined)

/** Puts text into a field that takes one; a second one is kept as unmapped. */
export const single =
  (field: 'volume' | 'issue' | 'supplement' | 'fundingStatement' | 'articleNumber'): Part =>
  (node, context, path) => {
    const value = textOf(node)
    if (value === undefined) return
    if (context.draft[field] === undefined) {
      context.draft[field] = value
      keepLinks(node, context, path)
    } else keep(node, context, path)
  }
