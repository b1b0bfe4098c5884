/** Elements without a place in the record, kept as they stood: every text and attribute of them. */
import { collapse, elements, isElement, type XmlNode } from '../../../text/xml.ts'
import type { Part } from '../../jats/read/context.ts'

/** Text alone as text; anything else as an object of attributes (`@name`), children and text (`#text`). */
export function contentOf(node: XmlNode): unknown {
  const out = new Map<string, unknown>()
  for (const [name, value] of Object.entries(node.attributes)) {
    if (name !== 'schemaLocation') out.set(`@${name}`, value)
  }
  const text = collapse(node.children.filter((kid) => !isElement(kid)).join(' '))
  for (const kid of elements(node)) {
    const [value, present] = [contentOf(kid), out.get(kid.name)]
    if (value === undefined) continue
    if (present === undefined) out.set(kid.name, value)
    else out.set(kid.name, Array.isArray(present) ? pushed(present, value) : [present, value])
  }
  if (out.size === 0) return text || undefined
  if (text !== '') out.set('#text', text)
  return Object.fromEntries(out)
}

function pushed(list: unknown[], value: unknown): unknown[] {
  list.push(value)
  return list
}

export const keepNode: Part = (node, { unmapped }, path) => {
  const value = contentOf(node)
  if (value !== undefined) unmapped.push({ path, value })
}

/** Attributes that say something of their own. */
export function keepAttributes(
  { attributes }: XmlNode,
  { unmapped }: { unmapped: { path: string; value: unknown }[] },
  path: string,
  known: ReadonlySet<string>,
): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== '' && name !== 'schemaLocation' && !known.has(name))
      unmapped.push({ path: `${path}/@${name}`, value })
  }
}

/** Every child by the table; what the table does not name is kept whole. */
export function readParts<C extends { unmapped: { path: string; value: unknown }[] }>(
  node: XmlNode | undefined,
  context: C,
  path: string,
  table: Readonly<Record<string, (node: XmlNode, context: C, path: string) => void>>,
): void {
  for (const kid of elements(node)) {
    const part = Object.hasOwn(table, kid.name) ? table[kid.name] : undefined
    const at = `${path}/${kid.name}`
    if (part !== undefined) part(kid, context, at)
    else {
      const value = contentOf(kid)
      if (value !== undefined) context.unmapped.push({ path: at, value })
    }
  }
}
