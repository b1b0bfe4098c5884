/** What some styles say in a way at which citeproc-js fails, said as it understands it. */
import type { CslNode } from './csl.ts'

/** The document mended; a table of faults, each with the styles that have it. */
export function mended(document: CslNode): CslNode {
  const children = document.children.map((child) => (typeof child === 'string' ? child : mended(child)))
  return mends.reduce<CslNode>((node, mend) => mend(node), { ...document, children })
}

type Mend = (node: CslNode) => CslNode

const mends: readonly Mend[] = [baseline, nestedSubstitute]

/**
 * `vertical-align="baseline"` on a whole layout says nothing, and a subscript within it fails (Klinische Pädiatrie,
 * Thieme German and four more).
 */
function baseline(node: CslNode): CslNode {
  if (node.attrs['vertical-align'] !== 'baseline') return node
  const { 'vertical-align': _, ...attrs } = node.attrs
  return { ...node, attrs }
}

/** `substitute` within the `names` of a `substitute`, which CSL does not know (Organon): the inner ones come behind. */
function nestedSubstitute(node: CslNode): CslNode {
  if (node.name !== 'substitute') return node
  const children = node.children.flatMap((child) => {
    if (typeof child === 'string' || child.name !== 'names') return [child]
    const inner = child.children.filter((part) => typeof part !== 'string' && part.name === 'substitute')
    const own = { ...child, children: child.children.filter((part) => !inner.includes(part)) }
    return [own, ...inner.flatMap((part) => (typeof part === 'string' ? [] : part.children))]
  })
  return { ...node, children }
}
