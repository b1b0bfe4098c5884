/** A page of HTML as browsers parse it: its metadata, and its visible text in reading order. */
import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse } from 'parse5'
import { Refusal } from '../article/refusal.ts'

function isMore(source: string, sign: string): boolean {
  let count = 0
  for (let at = source.indexOf(sign); at !== -1; at = source.indexOf(sign, at + 1)) if (++count > most) return true
  return false
}

export interface Meta {
  /** `name`, or what stands in its place: `property`, `itemprop`. As written. */
  readonly name: string
  readonly content: string
  readonly language?: string
}

export interface Page {
  readonly title: string
  /** The text of each h1. */
  readonly headings: readonly string[]
  readonly metas: readonly Meta[]
  /** Source of each script of type application/ld+json. */
  readonly data: readonly string[]
  /** The title of each span of class Z3988. */
  readonly contexts: readonly string[]
  /** Lines, as block elements begin them. */
  readonly text: string
}

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

const hidden: ReadonlySet<string> = new Set(
  'head script style noscript template svg select button iframe object audio video canvas annotation textarea dialog'.split(
    ' ',
  ),
)
const blocks: ReadonlySet<string> = new Set(
  'address article aside blockquote body br dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead tr ul option'.split(
    ' ',
  ),
)

interface Draft {
  title: string
  readonly headings: string[]
  readonly metas: Meta[]
  readonly data: string[]
  readonly contexts: string[]
  readonly text: string[]
}

/** The longest pages of articles, full texts with thousands of formulas, have a third of it. */
const most = 300_000
const beginning = 100_000

/** Throws `Refusal('too-large')` for a page of more elements or attributes than any article’s: a tree of them takes seconds. */
export function parsePage(source: string): Page {
  if (source.length > beginning && !/<[a-z!]/i.test(source.slice(0, beginning)))
    throw new Refusal('unreadable', `This is no HTML: there is no tag in its first ${beginning} characters.`)
  for (const [sign, what] of [
    ['<', 'tags'],
    ['="', 'attributes'],
    ['&', 'references'],
  ] as const) {
    if (isMore(source, sign))
      throw new Refusal('too-large', `The page has more than ${most} ${what}, as no article’s has.`)
  }
  if (isDeep(source)) throw new Refusal('too-large', `The page has elements more than ${deepest} levels deep.`)
  const page: Draft = { title: '', headings: [], metas: [], data: [], contexts: [], text: [] }
  // A stack of our own: pages nest deeper than functions can.
  const stack: { readonly node: Node; readonly isHidden: boolean; readonly ends?: true }[] = [
    { node: parse(source), isHidden: false },
  ]
  for (let at = stack.pop(); at; at = stack.pop()) {
    const { node, isHidden, ends } = at
    if (ends) page.text.push('\n')
    else if (defaultTreeAdapter.isTextNode(node)) {
      if (!isHidden) page.text.push(node.value.replace(/\s+/g, ' '))
    } else if ('childNodes' in node) {
      const isElement = defaultTreeAdapter.isElementNode(node)
      const conceals = isHidden || (isElement && isConcealed(node))
      if (isElement) {
        collect(node, page)
        if (!conceals && blocks.has(node.tagName)) {
          page.text.push('\n')
          stack.push({ node, isHidden, ends: true })
        }
      }
      for (let i = node.childNodes.length - 1; i >= 0; i--) {
        const kid = node.childNodes[i]
        if (kid) stack.push({ node: kid, isHidden: conceals })
      }
    }
  }
  return { ...page, text: linesOf(page.text.join('')) }
}

const deepest = 5000
const tag = /<(\/?)([a-z][a-z\d-]{0,30})/gi
/** Elements whose end need not be written (HTML, 13.1.2.4), and those that have none. */
const unclosed =
  /^(?:p|li|dt|dd|option|optgroup|tr|td|th|tbody|thead|tfoot|colgroup|rp|rt|html|head|body|area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i

/** Whether elements stand in one another as on no page: a tower of them takes a tree-builder quadratic time. */
function isDeep(source: string): boolean {
  let depth = 0
  for (const [, slash, name = ''] of source.matchAll(tag)) {
    if (unclosed.test(name)) continue
    depth = Math.max(0, depth + (slash === '/' ? -1 : 1))
    if (depth > deepest) return true
  }
  return false
}

/** What a browser does not show until somebody asks for it. */
const isConcealed = (element: Element): boolean =>
  hidden.has(element.tagName) ||
  attribute(element, 'hidden') !== undefined ||
  /\b(?:modal|visually-?hidden|sr-only|screen-reader-text)\b/i.test(attribute(element, 'class') ?? '') ||
  /display\s*:\s*none/i.test(attribute(element, 'style') ?? '')

const linesOf = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name && one.value !== undefined)?.value

function collect(element: Element, page: Draft): void {
  const { tagName } = element
  if (tagName === 'meta') addMeta(element, page)
  else if (tagName === 'title' && page.title === '') page.title = textBelow(element)
  else if (tagName === 'h1') page.headings.push(wholeText(element).replace(/\s+/g, ' ').trim())
  else if (tagName === 'script' && /^\s*application\/ld\+json/i.test(attribute(element, 'type') ?? '')) {
    page.data.push(textBelow(element))
  } else if (/(?:^|\s)Z3988(?:\s|$)/.test(attribute(element, 'class') ?? '')) {
    const title = attribute(element, 'title')
    if (title) page.contexts.push(title)
  }
}

function addMeta(element: Element, page: Draft): void {
  const name = attribute(element, 'name') ?? attribute(element, 'property') ?? attribute(element, 'itemprop')
  const content = attribute(element, 'content')
  const language = attribute(element, 'lang') ?? attribute(element, 'xml:lang')
  if (name === undefined || content === undefined) return
  page.metas.push({ name: name.trim(), content, ...(language && { language }) })
}

/** With the text of its marks; headings nest no deeper. */
const wholeText = (node: Node, depth = 0): string =>
  defaultTreeAdapter.isTextNode(node)
    ? node.value
    : 'childNodes' in node && depth < 12
      ? node.childNodes.map((kid) => wholeText(kid, depth + 1)).join('')
      : ''

const textBelow = (element: Element): string =>
  element.childNodes.map((kid) => (defaultTreeAdapter.isTextNode(kid) ? kid.value : '')).join('')
