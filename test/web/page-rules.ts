/** What holds of every page of the service, found by parsing it as browsers do. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

/** Every element in the order of the document, within templates too. */
export function elementsOf(html: string): readonly Element[] {
  const out: Element[] = []
  const walk = (node: Node): void => {
    if (defaultTreeAdapter.isElementNode(node)) out.push(node)
    if ('content' in node) walk(node.content)
    if ('childNodes' in node) for (const child of node.childNodes) walk(child)
  }
  walk(parse(html))
  return out
}

export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value

/** Faults of a page in sentences; none for a good one. */
export function faultsOf(html: string): readonly string[] {
  const faults: string[] = []
  parse(html, { onParseError: ({ code, startLine, startCol }) => faults.push(`${code} at ${startLine}:${startCol}`) })
  const elements = elementsOf(html)
  const named = (name: string) => elements.filter(({ tagName }) => tagName === name)
  for (const [name, count] of [
    ['main', 1],
    ['h1', 1],
    ['title', 1],
  ] as const) {
    const found = named(name).filter(({ namespaceURI }) => namespaceURI.endsWith('xhtml')).length
    if (found !== count) faults.push(`${found} elements ${name}`)
  }
  const ids = elements.flatMap((one) => attributeOf(one, 'id') ?? [])
  for (const id of new Set(ids))
    if (ids.filter((one) => one === id).length > 1) faults.push(`the id ${id} stands twice`)
  if (!ids.includes('main')) faults.push('the skip link leads nowhere')
  const labelled = new Set(named('label').map((one) => attributeOf(one, 'for')))
  for (const element of elements) {
    for (const { name, value } of element.attrs) {
      if (name === 'style' || /^on/.test(name)) faults.push(`${element.tagName} has ${name}=${value}`)
      if (/^(href|src|action)$/.test(name) && /^\s*(javascript|vbscript|data:text)/i.test(value)) faults.push(value)
    }
    faults.push(...faultsOfElement(element, labelled, ids))
  }
  return faults
}

function faultsOfElement(
  element: Element,
  labelled: ReadonlySet<string | undefined>,
  ids: readonly string[],
): string[] {
  const { tagName } = element
  const get = (name: string) => attributeOf(element, name)
  const source =
    tagName === 'script' || tagName === 'img' ? get('src') : get('rel') === 'stylesheet' ? get('href') : undefined
  if (source !== undefined && !source.startsWith('/assets/')) return [`${tagName} is loaded from ${source}`]
  if (tagName === 'script' && source === undefined && get('type') !== 'application/ld+json')
    return ['a script within the page']
  if (tagName === 'style') return ['a style within the page']
  const isField = ['input', 'select', 'textarea'].includes(tagName) && get('type') !== 'hidden'
  if (isField && get('aria-label') === undefined && !labelled.has(get('id'))) return [`no label for ${get('name')}`]
  const refers = get('aria-labelledby')
  if (refers !== undefined && !ids.includes(refers)) return [`aria-labelledby=${refers} leads nowhere`]
  if (tagName === 'a' && get('href') === undefined) return ['a link that leads nowhere']
  return []
}
