/**
 * The part of presentation MathML 3 that a title or abstract may hold: a closed list of elements and attributes with
 * the number of children each needs, so that what is kept is valid against the MathML DTD inside JATS.
 */

/** One MathML element; text stands only in token elements. */
export interface MathElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (MathElement | string)[]
}

/** Elements with children: how many each takes (`undefined` = any number). */
const containers: Record<string, number | undefined> = {
  math: undefined,
  mrow: undefined,
  mstyle: undefined,
  mpadded: undefined,
  mphantom: undefined,
  merror: undefined,
  menclose: undefined,
  mfenced: undefined,
  msqrt: undefined,
  mfrac: 2,
  mroot: 2,
  msub: 2,
  msup: 2,
  msubsup: 3,
  munder: 2,
  mover: 2,
  munderover: 3,
  mtable: undefined,
  mtr: undefined,
  mtd: undefined,
}
const tokens = new Set(['mi', 'mn', 'mo', 'mtext', 'ms'])
const empty = new Set(['mspace'])
/** Children that only one parent may have, and that this parent may only have. */
const onlyChild: Record<string, string> = { mtable: 'mtr', mtr: 'mtd' }

const boolean = /^(?:true|false)$/
const any = /^/
const variant =
  /^(?:normal|bold|italic|bold-italic|double-struck|bold-fraktur|script|bold-script|fraktur|sans-serif|bold-sans-serif|sans-serif-italic|sans-serif-bold-italic|monospace|initial|tailed|looped|stretched)$/
const styles = {
  mathvariant: variant,
  stretchy: boolean,
  fence: boolean,
  separator: boolean,
  separators: any,
  open: any,
  close: any,
  accent: boolean,
  accentunder: boolean,
  width: any,
  displaystyle: boolean,
  linethickness: any,
  columnalign: any,
  notation: any,
}
const token = { mathvariant: variant }

/** Attributes of each element and the values they take, as the MathML 3 DTD has them; none can make a browser act. */
const attributesOf: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  math: { ...styles, display: /^(?:block|inline)$/, alttext: any },
  mstyle: styles,
  mpadded: { width: any },
  menclose: { notation: any },
  mfenced: { separators: any, open: any, close: any },
  mfrac: { linethickness: any },
  munder: { accentunder: boolean },
  mover: { accent: boolean },
  munderover: { accent: boolean, accentunder: boolean },
  mtable: { width: any, displaystyle: boolean, columnalign: any },
  mtr: { columnalign: any },
  mtd: { columnalign: /^(?:left|center|right)$/ },
  mi: token,
  mn: token,
  mo: { mathvariant: variant, stretchy: boolean, fence: boolean, separator: boolean, accent: boolean },
  mtext: token,
  ms: token,
  mspace: { mathvariant: variant, width: any },
}

const tag = /<(\/?)(?:[A-Za-z][\w.-]*:)?([a-z]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/g
const attribute = /\s+([\w:.-]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/g
const depthLimit = 64

/** The tree of a `<math>…</math>` string, namespace prefixes ignored; undefined where it is not in the list above. */
export function parseMath(source: string): MathElement | undefined {
  interface Open {
    readonly name: string
    readonly attributes: Record<string, string>
    readonly children: (MathElement | string)[]
  }
  const stack: Open[] = []
  let at = 0
  for (const match of source.matchAll(tag)) {
    if (!addText(stack.at(-1), source.slice(at, match.index))) return undefined
    at = match.index + match[0].length
    const [, slash, name = '', attributes = '', selfClosing] = match
    if (slash === '') {
      if (stack.length >= depthLimit) return undefined
      stack.push({ name, attributes: readAttributes(name, attributes), children: [] })
      if (selfClosing === '') continue
    } else if (stack.at(-1)?.name !== name) return undefined
    const closed = stack.pop() as Open
    if (!isValidMath(closed)) return undefined
    const parent = stack.at(-1)
    if (!parent) return closed.name === 'math' && source.slice(at).trim() === '' ? closed : undefined
    parent.children.push(closed)
  }
  return undefined
}

/** Whether one element (its children already judged) is in the list, with the children it needs. */
export function isValidMath(element: MathElement): boolean {
  const { name, children } = element
  if (tokens.has(name)) return children.every((child) => typeof child === 'string')
  if (empty.has(name)) return children.length === 0
  if (!(name in containers)) return false
  if (name === 'math' && children.length === 0) return false
  const count = containers[name]
  if (count !== undefined && children.length !== count) return false
  return children.every((child) => {
    if (typeof child === 'string') return false
    const required = onlyChild[name]
    if (required !== undefined) return child.name === required
    return child.name !== 'math' && !Object.values(onlyChild).includes(child.name)
  })
}

/** Canonical string: no prefix, attributes in alphabetical order. */
export function formatMath(element: MathElement, prefix = ''): string {
  const name = prefix + element.name
  const attributes = Object.entries(element.attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ` ${key}="${escapeXml(value).replace(/"/g, '&quot;')}"`)
    .join('')
  if (element.children.length === 0) return `<${name}${attributes}/>`
  const inner = element.children
    .map((child) => (typeof child === 'string' ? escapeXml(child) : formatMath(child, prefix)))
    .join('')
  return `<${name}${attributes}>${inner}</${name}>`
}

const scripts: Record<string, (parts: readonly string[]) => string> = {
  mfrac: ([a, b]) => `${a}/${b}`,
  mroot: ([a, b]) => `${b}√${a}`,
  msqrt: (parts) => `√${parts.join('')}`,
}

/** The mathematics in one line of text: token text in order, fractions with a slash, roots with √. */
export function mathText(element: MathElement): string {
  const parts = element.children.map((child) => (typeof child === 'string' ? child : mathText(child)))
  const open = element.name === 'mfenced' ? (element.attributes.open ?? '(') : ''
  const close = element.name === 'mfenced' ? (element.attributes.close ?? ')') : ''
  const joined = element.name === 'mfenced' ? parts.join(',') : (scripts[element.name]?.(parts) ?? parts.join(''))
  return open + joined + close
}

function addText(open: { name: string; children: (MathElement | string)[] } | undefined, raw: string): boolean {
  const text = unescapeXml(raw).replace(/\s+/g, ' ').trim()
  if (text === '') return true
  if (!open || !tokens.has(open.name)) return false
  open.children.push(text)
  return true
}

function readAttributes(element: string, source: string): Record<string, string> {
  const out: Record<string, string> = {}
  const known = attributesOf[element] ?? {}
  for (const [, name = '', double, single] of source.matchAll(attribute)) {
    const value = unescapeXml(double ?? single ?? '')
    if (Object.hasOwn(known, name) && known[name]?.test(value) && value.length <= 200) out[name] = value
  }
  return out
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name) return named[String(name).toLowerCase()] ?? whole
    const code = Number.parseInt(hex ?? decimal, hex ? 16 : 10)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : whole
  })
}
