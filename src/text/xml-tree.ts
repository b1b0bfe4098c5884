/**
 * The light tree of a source that libxml2 has accepted and that src/text/xml-source.ts has prepared: no DOCTYPE, no
 * entities but the five of XML, no processing instructions. Asking the binding for each node takes five times as long as
 * the parse itself.
 */
import type { XmlNode } from './xml.ts'

interface Open extends XmlNode {
  readonly children: (XmlNode | string)[]
}

interface State {
  readonly text: string
  readonly stack: Open[]
  readonly skip: ReadonlySet<string>
  /** How many elements deep in one that is skipped. */
  skipped: number
  line: number
  /** Where that line ends. */
  newline: number
}

/** Never fails: what is not well-formed has been refused before. Elements in `skip` come back empty. */
export function treeOf(source: string, skip: ReadonlySet<string>): XmlNode {
  const text = source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source // XML 1.0, 2.11
  const top: Open = { name: '', attributes: none, children: [], line: 1 }
  const state: State = { text, stack: [top], skip, skipped: 0, line: 1, newline: text.indexOf('\n') }
  let at = 0
  for (let less = text.indexOf('<'); less !== -1; less = text.indexOf('<', at)) {
    if (less > at) addText(state, unescaped(text.slice(at, less)))
    at = markup(state, less)
  }
  return top.children.find((kid): kid is XmlNode => typeof kid !== 'string') ?? top
}

const none: XmlNode['attributes'] = Object.freeze({})

/** What begins at `less`; returns where it ends. */
function markup(state: State, less: number): number {
  const { text } = state
  const second = text[less + 1]
  if (second === '/') {
    if (state.skipped > 0) state.skipped--
    if (state.skipped === 0 && state.stack.length > 1) state.stack.pop()
    return behind(text, '>', less)
  }
  if (second === '?') return behind(text, '?>', less)
  if (second !== '!') return open(state, less)
  if (text.startsWith('<!--', less)) return behind(text, '-->', less)
  const end = behind(text, ']]>', less)
  addText(state, text.slice(less + '<![CDATA['.length, end - ']]>'.length))
  return end
}

function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from)
  return found === -1 ? text.length : found + mark.length
}

const nameEnd = /[\s/>]/g

function open(state: State, less: number): number {
  const { text, stack, skip } = state
  nameEnd.lastIndex = less + 1
  const end = nameEnd.exec(text)?.index ?? text.length
  const attributes: Record<string, string> = {}
  const last = text[end] === '>' ? end : readAttributes(text, end, attributes)
  const isEmpty = text[last - 1] === '/'
  if (state.skipped > 0) {
    if (!isEmpty) state.skipped++
    return last + 1
  }
  const name = localName(text.slice(less + 1, end))
  const node: Open = { name, attributes: last === end ? none : attributes, children: [], line: lineAt(state, less) }
  top(stack).children.push(node)
  if (isEmpty) return last + 1
  stack.push(node)
  if (skip.has(name)) state.skipped = 1
  return last + 1
}

const top = (stack: readonly Open[]): Open => stack[stack.length - 1] as Open // its first member is never popped

/** By local name; the value is that of XML 1.0, 3.3.3. Returns where the tag’s `>` stands. */
function readAttributes(text: string, from: number, to: Record<string, string>): number {
  let at = from
  for (;;) {
    while (isBlank(text.charCodeAt(at)) || text[at] === '/') at++
    if (at >= text.length || text[at] === '>') return at
    const equals = text.indexOf('=', at)
    if (equals === -1) return text.length
    let start = equals + 1
    while (isBlank(text.charCodeAt(start))) start++
    const end = text.indexOf(text[start] ?? '"', start + 1)
    if (end === -1) return text.length
    const name = text.slice(at, equals).trimEnd()
    const value = text.slice(start + 1, end)
    if (!declaration.test(name))
      to[localName(name)] = unescaped(/[\t\n]/.test(value) ? value.replace(/[\t\n]/g, ' ') : value)
    at = end + 1
  }
}

/** Of a namespace, which is no attribute; and no name may reach the prototype. */
const declaration = /^xmlns(?::|$)|(?:^|:)__proto__$/

const isBlank = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x09 || code === 0x0d

const localName = (name: string): string => {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** Lines are counted once, as elements are met. */
function lineAt(state: State, at: number): number {
  while (state.newline !== -1 && state.newline < at) {
    state.line++
    state.newline = state.text.indexOf('\n', state.newline + 1)
  }
  return state.line
}

function addText({ stack, skipped }: State, text: string): void {
  if (skipped > 0 || stack.length === 1 || text === '') return
  const { children } = top(stack)
  const last = children.length - 1
  const before = children[last]
  if (typeof before === 'string') children[last] = before + text
  else children.push(text)
}

const characters: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([\da-fA-F]{1,8})|#(\d{1,10})|(lt|gt|amp|quot|apos));/g, (_, hex, decimal, name) =>
    name === undefined
      ? String.fromCodePoint(Number.parseInt(hex ?? decimal, hex ? 16 : 10))
      : (characters[name] ?? ''),
  )
}
