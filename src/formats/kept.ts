/** What of an XML document has been read, so that everything else can be kept as it stood. */
import { collapse, elements, isElement, rawText, type XmlNode } from '../text/xml.ts'

export interface Kept {
  /** The text below an element with white space collapsed; undefined where there is none. All of it counts as read. */
  readonly text: (node: XmlNode | undefined) => string | undefined
  /** An attribute, which counts as read. */
  readonly attribute: (node: XmlNode | undefined, name: string) => string | undefined
  /** The whole of an element counts as read: it says what is said elsewhere. */
  readonly done: (node: XmlNode | undefined) => void
  /** What nobody has read, in the order of the document. */
  readonly rest: (root: XmlNode, path?: string) => { path: string; value: string }[]
}

/** Attributes that say how a document is written, not what is in it. */
const syntax = /^(?:schemaLocation|noNamespaceSchemaLocation|space|version)$/

export function keptOf(ignored: (node: XmlNode, attribute: string) => boolean = () => false): Kept {
  const whole = new Set<XmlNode>()
  const texts = new Set<XmlNode>()
  const attributes = new Map<XmlNode, Set<string>>()
  const readAttribute = (node: XmlNode, name: string) => {
    const names = attributes.get(node)
    if (names) names.add(name)
    else attributes.set(node, new Set([name]))
  }
  const readText = (node: XmlNode): void => {
    texts.add(node)
    for (const kid of elements(node)) readText(kid)
  }

  return {
    text(node) {
      if (node === undefined) return undefined
      readText(node)
      return collapse(rawText(node)) || undefined
    },
    attribute(node, name) {
      const value = node === undefined || !Object.hasOwn(node.attributes, name) ? undefined : node.attributes[name]
      if (node !== undefined && value !== undefined) readAttribute(node, name)
      return value === undefined ? undefined : collapse(value) || undefined
    },
    done(node) {
      if (node !== undefined) whole.add(node)
    },
    rest(root, path = root.name) {
      const out: { path: string; value: string }[] = []
      const touched = new Map<XmlNode, boolean>()
      const isTouched = (node: XmlNode): boolean => {
        const known = touched.get(node)
        if (known !== undefined) return known
        const is = texts.has(node) || whole.has(node) || elements(node).some(isTouched)
        touched.set(node, is)
        return is
      }
      const walk = (node: XmlNode, at: string): void => {
        if (whole.has(node)) return
        for (const [name, value = ''] of Object.entries(node.attributes)) {
          // What kind of thing it is must be said of a thing that is kept as it stood.
          const isRead =
            attributes.get(node)?.has(name) || syntax.test(name) || (isTouched(node) && ignored(node, name))
          if (!isRead && value.trim() !== '') out.push({ path: `${at}/@${name}`, value: value.trim() })
        }
        if (!texts.has(node)) {
          const own = collapse(node.children.filter((kid) => !isElement(kid)).join(' '))
          if (own !== '') out.push({ path: at, value: own })
        }
        for (const kid of elements(node)) walk(kid, `${at}/${kid.name}`)
      }
      walk(root, path)
      return out
    },
  }
}
