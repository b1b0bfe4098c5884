/**
 * Mark-up in texts of unknown upbringing as rich text: HTML and JATS elements, escaped once or more often, entities,
 * MathML and TeX between dollar signs. What is none of this is text, so that `R&D` and `a < b` stay as they are.
 */
import { entities } from './entities.ts'
import { parseMath } from './mathml.ts'
import { formatRich, type Inline, type Mark, type Rich, tidy } from './rich.ts'

/** One line of rich text. */
export const looseRich = (text: string): string => looseParagraphs(text).join(' ')

/** Paragraphs of rich text: parted by blank lines and by elements that stand on lines of their own. */
export function looseParagraphs(text: string): string[] {
  const plain = unescaped(text)
  if (!/[<$]|\n\s*\n/.test(plain)) return whole([plain])
  return read(plain).flatMap(whole)
}

/** A paragraph as a string, without blanks at its ends; nothing where nothing is in it. */
function whole(paragraph: Rich): string[] {
  const said = formatRich(squeezed(tidy(paragraph)))
    .replace(/ {2,}/g, ' ')
    .trim()
  return said === '' ? [] : [said]
}

const squeezed = (rich: Rich): Rich =>
  rich.map((node) =>
    typeof node === 'string'
      ? node.replace(/[ \t\r\n]+/g, ' ')
      : 'mark' in node
        ? { ...node, children: squeezed(node.children) }
        : node,
  )

const escaped = /&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});/
const known: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Entities are resolved as often as they have been escaped, three times at most. */
function unescaped(text: string): string {
  let out = text
  for (let round = 0; round < 3 && escaped.test(out); round++) {
    const next = out.replace(/&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});/g, resolved)
    if (next === out) break
    out = next
  }
  return out
}

function resolved(reference: string, name: string): string {
  if (!name.startsWith('#')) return known[name] ?? entities.get(name) ?? reference
  const isHex = /^#[xX]/.test(name)
  const code = Number.parseInt(name.slice(isHex ? 2 : 1), isHex ? 16 : 10)
  const isCharacter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? String.fromCodePoint(code) : reference
}

const marks: Readonly<Record<string, Mark>> = {
  i: 'i',
  em: 'i',
  italic: 'i',
  b: 'b',
  strong: 'b',
  bold: 'b',
  u: 'u',
  underline: 'u',
  ovl: 'o',
  overline: 'o',
  sub: 'sub',
  inf: 'sub',
  sup: 'sup',
  sc: 'sc',
  scp: 'sc',
  tt: 'tt',
  code: 'tt',
  monospace: 'tt',
}
const blocks: ReadonlySet<string> = new Set(
  'p br div li ul ol dl dt dd table tr blockquote pre h1 h2 h3 h4 h5 h6 sec title list list-item section article hr'.split(
    ' ',
  ),
)
/** Elements whose tags say nothing that a record could keep. */
const transparent: ReadonlySet<string> = new Set(
  'a span font td th tbody thead small big abbr cite q label img ext-link xref inline-formula named-content o'.split(
    ' ',
  ),
)

const tag =
  /<(\/?)(?:[A-Za-z][A-Za-z0-9]{0,10}:)?([A-Za-z][A-Za-z0-9-]{0,20})((?:\s[^<>]{0,2000})?\/?)>|\n[ \t\r]*\n\s*/g
const mathEnd = /<\/(?:[A-Za-z]{1,10}:)?math\s*>/g
const depthLimit = 32

interface Open {
  readonly mark: Mark | undefined
  readonly source: string
  readonly children: Inline[]
}

/** A text with so many broken formulas has none; it bounds the work on hostile text. */
const mostFailures = 50

interface Reading {
  failures: number
  readonly paragraphs: Rich[]
  stack: Open[]
}

function read(source: string): readonly Rich[] {
  const reading: Reading = { failures: 0, paragraphs: [], stack: [bottom()] }
  const tokens = new RegExp(tag)
  let at = 0
  for (let match = tokens.exec(source); match; match = tokens.exec(source)) {
    say(reading, texts(source.slice(at, match.index)))
    at = match.index + match[0].length
    if (match[2]?.toLowerCase() === 'math' && match[1] === '') at = addMath(reading, source, match.index, at)
    else addTag(reading, match)
    tokens.lastIndex = at
  }
  say(reading, texts(source.slice(at)))
  endParagraph(reading)
  return reading.paragraphs
}

const bottom = (): Open => ({ mark: undefined, source: '', children: [] })
const top = ({ stack }: Reading): Open => stack[stack.length - 1] as Open // its first member is never popped

/** Neighbouring texts are joined at once: hostile text would be moved about in thousands of pieces. */
function say(reading: Reading, nodes: readonly Inline[]): void {
  const { children } = top(reading)
  for (const node of nodes) {
    const last = children.at(-1)
    if (typeof node === 'string' && typeof last === 'string') children[children.length - 1] = last + node
    else children.push(node)
  }
}

function addTag(reading: Reading, [source, slash, name = '']: RegExpExecArray): void {
  const key = name.toLowerCase()
  const mark = Object.hasOwn(marks, key) ? marks[key] : undefined
  if (name === '' || blocks.has(key)) {
    if (reading.stack.length === 1) endParagraph(reading)
    else say(reading, [' '])
  } else if (mark !== undefined && !source.endsWith('/>')) addMark(reading, source, slash === '/', mark)
  else if (mark === undefined && !transparent.has(key)) say(reading, [source])
}

function addMark(reading: Reading, source: string, isEnd: boolean, mark: Mark): void {
  const { stack } = reading
  if (!isEnd && stack.length <= depthLimit) stack.push({ mark, source, children: [] })
  else if (isEnd && top(reading).mark === mark) {
    const { children } = top(reading)
    stack.pop()
    say(reading, [{ mark, children }])
  } else say(reading, [source])
}

/** What was opened and never closed was no mark-up but text. */
function endParagraph(reading: Reading): void {
  const { stack } = reading
  while (stack.length > 1) {
    const open = stack.pop() as Open // the stack is longer than one
    say(reading, [open.source, ...open.children])
  }
  reading.paragraphs.push(top(reading).children)
  reading.stack = [bottom()]
}

/** MathML without its prefix; what the record has no element for stays as its text. */
function addMath(reading: Reading, source: string, start: number, behindTag: number): number {
  const ending = new RegExp(mathEnd)
  ending.lastIndex = behindTag
  const end = reading.failures < mostFailures ? ending.exec(source) : null
  if (end === null || end.index - start > 20_000) {
    reading.failures++
    say(reading, [source.slice(start, behindTag)])
    return behindTag
  }
  const behind = end.index + end[0].length
  const formula = source.slice(start, behind).replace(/(<\/?)[A-Za-z]{1,10}:/g, '$1')
  const math = parseMath(formula)
  say(reading, math === undefined ? [formula.replace(/<[^<>]{0,2000}>/g, '')] : [{ math }])
  return behind
}

/**
 * TeX between dollar signs by Pandoc’s rule: no blank inside the signs, no digit behind them; and only what looks like
 * mathematics, since prices have the sign too.
 */
function texts(text: string): Inline[] {
  if (!text.includes('$')) return [text]
  const out: Inline[] = []
  let at = 0
  for (const match of text.matchAll(/\$(?!\s)([^$\n]{1,400})(?<!\s)\$(?!\d)/g)) {
    const inner = match[1] ?? ''
    if (!/[\\^_=<>]|^[A-Za-z]$/.test(inner)) continue
    out.push(text.slice(at, match.index), { tex: inner })
    at = match.index + match[0].length
  }
  out.push(text.slice(at))
  return out
}
