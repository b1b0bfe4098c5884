/**
 * Mark-up inside a string, as the registry hands it out: JATS with or without its prefix, HTML, MathML, escaped once or
 * twice, often not well-formed. Reading is total: what is no mark-up of these is text. Every step takes linear time.
 */
import { entities } from '../../../text/entities.ts'
import type { XmlNode } from '../../../text/xml.ts'

/** What others call the inline elements of JATS, by local name in lower case. */
const spellings: Readonly<Record<string, string>> = {
  i: 'italic',
  em: 'italic',
  b: 'bold',
  strong: 'bold',
  u: 'underline',
  ovl: 'overline',
  inf: 'sub', // Elsevier
  subscript: 'sub',
  superscript: 'sup',
  scp: 'sc',
  smallcaps: 'sc',
  tt: 'monospace',
  code: 'monospace',
  br: 'break',
  li: 'list-item',
  ul: 'list',
  ol: 'list',
  div: 'p',
  h1: 'title',
  h2: 'title',
  h3: 'title',
  h4: 'title',
  section: 'sec',
}

const known: ReadonlySet<string> = new Set(
  `italic bold underline overline sub sup sc monospace break p sec title list list-item label span font a strike s
   roman sans-serif inline-formula disp-formula tex-math alternatives xref ext-link uri named-content styled-content
   inline-graphic graphic fn disp-quote def-list def-item def term abstract div small big center bdi
   mixed-citation element-citation person-group etal comment volume issue fpage lpage
   math mrow mi mn mo mtext ms mspace mstyle mpadded mphantom merror menclose mfenced msqrt mroot mfrac msub msup
   msubsup munder mover munderover mtable mtr mtd mmultiscripts mprescripts none semantics annotation
   annotation-xml`.split(/\s+/),
)

const names: ReadonlyMap<string, string> = new Map([
  ...[...known].map((name) => [name, name] as const),
  ...Object.entries(spellings),
])

/** The one name of an element of these notations; undefined for any other. */
export const elementName = (name: string): string | undefined => names.get(name) ?? names.get(name.toLowerCase())

const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const reference = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));/g

/** Characters by name or number; text that was escaped twice or three times (“&amp;amp;”) comes back plain too. */
export function decoded(text: string): string {
  let out = text
  for (let times = 0; times < 3 && out.includes('&'); times++) {
    const next = out.replace(reference, (whole, decimal?: string, hex?: string, name = '') => {
      if (decimal !== undefined) return characterOf(Number(decimal)) ?? whole
      if (hex !== undefined) return characterOf(Number.parseInt(hex, 16)) ?? whole
      return (Object.hasOwn(characters, name) ? characters[name] : entities.get(name)) ?? whole
    })
    if (next === out) break
    out = next
  }
  return out
}

const characterOf = (code: number): string | undefined =>
  code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined

// “&lt;sup&gt;” and “&amp;lt;sup&amp;gt;”: a tag of a known name whose fellow stands there too.
const escapedTag =
  /&(?:amp;){0,3}(?:lt|#60|#x3c);(\/?)((?:[A-Za-z][\w.-]{0,20}:)?[A-Za-z][\w.-]{0,30})((?:\s[^<>&]{0,300})?)(\/?)&(?:amp;){0,3}(?:gt|#62|#x3e);/gi
const empties: ReadonlySet<string> = new Set(['break', 'mspace', 'none', 'mprescripts'])

function unescapedTags(text: string): string {
  if (!text.includes('&') || !/&(?:amp;|lt;|#)/i.test(text)) return text
  const met = new Set<string>()
  for (const [, slash = '', name = ''] of text.matchAll(escapedTag)) met.add(slash + localName(name))
  if (met.size === 0) return text
  return text.replace(escapedTag, (whole, slash: string, name: string, attributes: string, end: string) => {
    const own = elementName(localName(name))
    if (own === undefined) return whole
    const isPair = met.has(localName(name)) && met.has(`/${localName(name)}`)
    return isPair || end === '/' || empties.has(own) ? `<${slash}${name}${attributes}${end}>` : whole
  })
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase()

/** The name of the element that a tag, found by the expression below, begins or ends. */
const named = (tag: string): string | undefined => elementName(tag.slice(tag.indexOf(':') + 1))

interface Open {
  readonly name: string
  readonly tag: string
  readonly attributes: Record<string, string>
  readonly children: (XmlNode | string)[]
}

const tagAt = /<(\/?)((?:[A-Za-z_][\w.-]{0,40}:)?[A-Za-z][\w.-]{0,40})((?:\s[^<>]*)?)(\/?)>/y
const depthLimit = 100

/** The nodes of a string of mark-up. */
export function parseFragment(source: string): readonly (XmlNode | string)[] {
  const plain = unescapedTags(source)
  const text = plain.includes('<![CDATA[') ? plain.replaceAll('<![CDATA[', '').replaceAll(']]>', '') : plain
  // Many texts have an entity and no mark.
  if (!text.includes('<')) return text === '' ? [] : [decoded(text)]
  const stack: Open[] = [{ name: '', tag: '', attributes: {}, children: [] }]
  // Looked for once: a mark that never ends must not be sought again and again.
  const lastComment = text.includes('<!--') ? text.lastIndexOf('-->') : -1
  let at = 0
  for (let start = text.indexOf('<'); start !== -1; start = text.indexOf('<', at)) {
    tagAt.lastIndex = start
    const match = tagAt.exec(text)
    const name = match === null ? undefined : named(match[2] ?? '')
    const isComment = start < lastComment && text.startsWith('<!--', start)
    const end = isComment ? text.indexOf('-->', start) + 3 : start + (name === undefined ? 1 : (match?.[0].length ?? 1))
    addText(stack, text.slice(at, start))
    at = Math.max(end, start + 1)
    if (isComment && end > start + 3) continue
    if (match === null || name === undefined) addText(stack, text.slice(start, at))
    else addTag(stack, name, match)
  }
  addText(stack, text.slice(at))
  while (stack.length > 1) closeUnended(stack)
  return stack[0]?.children ?? []
}

function addText(stack: readonly Open[], text: string): void {
  const children = stack.at(-1)?.children
  if (text === '' || children === undefined) return
  const last = children.at(-1)
  if (typeof last === 'string') children[children.length - 1] = last + decoded(text)
  else children.push(decoded(text))
}

function addTag(stack: Open[], name: string, [tag, slash, , attributes = '', end]: RegExpExecArray): void {
  if (slash === '/') {
    const from = stack.findLastIndex((open, at) => at > 0 && open.name === name)
    if (from > 0) while (stack.length > from) close(stack)
  } else if (end === '/' || attributes.endsWith('/') || empties.has(name)) {
    stack.at(-1)?.children.push({ name, attributes: attributesOf(attributes), children: [], line: 1 })
  } else if (stack.length <= depthLimit) {
    if (name === 'p' && stack.at(-1)?.name === 'p') close(stack)
    stack.push({ name, tag, attributes: attributesOf(attributes), children: [] })
  }
}

function close(stack: Open[]): void {
  const { name, attributes, children } = stack.pop() as Open // the callers see that one is open
  stack.at(-1)?.children.push({ name, attributes, children, line: 1 })
}

/** A mark that never ends is text: “the <b> element”. Paragraphs and the like need no end in HTML. */
function closeUnended(stack: Open[]): void {
  const open = stack.at(-1)
  if (open === undefined || blocks.has(open.name)) {
    close(stack)
    return
  }
  stack.pop()
  const children = stack.at(-1)?.children ?? []
  addText(stack, open.tag)
  for (const kid of open.children) {
    if (typeof kid === 'string') addText(stack, kid)
    else children.push(kid)
  }
}

const blocks: ReadonlySet<string> = new Set(['p', 'sec', 'title', 'list', 'list-item', 'abstract'])

function attributesOf(text: string): Record<string, string> {
  const out: Record<string, string> = {}
  if (text.length < 3) return out
  for (const [, name = '', double, single] of text.matchAll(/([\w:.-]{1,60})\s?=\s?(?:"([^"]*)"|'([^']*)')/g)) {
    const local = name.slice(name.indexOf(':') + 1)
    if (name !== 'xmlns' && !name.startsWith('xmlns:') && local !== '__proto__')
      out[local] = decoded(double ?? single ?? '')
  }
  return out
}
