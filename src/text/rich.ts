/**
 * Rich text: inline mark-up of titles and abstracts as one small closed notation.
 *
 *   rich   = *( text / entity / element / math / tex )
 *   element = "<" mark ">" rich "</" mark ">"      mark = i b u o sub sup sc tt
 *   math   = "<math>" presentation MathML "</math>"
 *   tex    = "<tex>" text "</tex>"
 *   entity = "&lt;" / "&gt;" / "&amp;"
 *
 * Reading is lenient and total: whatever is not this grammar is text, so `a < b & c` reads as it looks.
 * Writing is canonical, so equal trees are equal strings. Nothing outside the notation can come out: it is safe to
 * embed in HTML as it stands once `math` is rendered.
 */
import { formatMath, type MathElement, mathText, parseMath } from './mathml.ts'

export const marks = ['i', 'b', 'u', 'o', 'sub', 'sup', 'sc', 'tt'] as const
export type Mark = (typeof marks)[number]

export type Inline =
  | string
  | { readonly mark: Mark; readonly children: Rich }
  | { readonly math: MathElement }
  | { readonly tex: string }
export type Rich = readonly Inline[]

const token = /<(\/?)(i|b|u|o|sub|sup|sc|tt)>|<math(?:\s[^<>]*)?>|<tex>([^<]*)<\/tex>|&(lt|gt|amp);/g
const characters: Record<string, string> = { lt: '<', gt: '>', amp: '&' }
/** Deeper mark-up than any title has; it bounds the work on hostile text. */
const depthLimit = 32

interface Open {
  readonly mark: Mark | undefined
  readonly children: Inline[]
}

/**
 * Whether a rich text is more than its plain text. Two searches for a character are many times faster than one for a class
 * of them, and most texts have neither.
 */
export const hasMarkup = (rich: string): boolean => rich.includes('<') || rich.includes('&')

/** The tree of a rich-text string; anything that is not the notation is taken as literal text. */
export function parseRich(source: string): Rich {
  if (!hasMarkup(source)) return source === '' ? [] : [source]
  const stack: Open[] = [{ mark: undefined, children: [] }]
  const formulas: Formulas = { lastEnd: source.lastIndexOf(mathEnd), failures: 0 }
  const tokens = new RegExp(token)
  let at = 0
  for (let match = tokens.exec(source); match; match = tokens.exec(source)) {
    addText(stack, source.slice(at, match.index))
    at = match.index + match[0].length
    if (match[0].startsWith('<math')) at = addMath(stack, source, match.index, formulas)
    else addToken(stack, match)
    tokens.lastIndex = at
  }
  addText(stack, source.slice(at))
  while (stack.length > 1) {
    const open = stack.pop() as Open // the stack is longer than one
    top(stack).children.push(`<${open.mark}>`, ...open.children)
  }
  return tidy(top(stack).children)
}

const mathEnd = '</math>'
/** Characters of one formula; it bounds the work on hostile text. */
const mathLimit = 20_000
const top = (stack: readonly Open[]): Open => stack[stack.length - 1] as Open // its first member is never popped

function addText(stack: readonly Open[], text: string): void {
  if (text !== '') top(stack).children.push(text)
}

/** What is known of the formulas of a text while it is read. */
interface Formulas {
  /** Where the last `</math>` begins. */
  readonly lastEnd: number
  failures: number
}
/** A text with so many broken formulas has none; it bounds the work on hostile text. */
const mostFailures = 50

/** Returns where reading goes on: behind the mathematics, or behind `<math` where it is none. */
function addMath(stack: readonly Open[], source: string, start: number, formulas: Formulas): number {
  const isSought = start < formulas.lastEnd && formulas.failures < mostFailures
  const end = isSought ? source.indexOf(mathEnd, start) + mathEnd.length : start
  const math = end > start && end - start <= mathLimit ? parseMath(source.slice(start, end)) : undefined
  if (math) {
    top(stack).children.push({ math })
    return end
  }
  formulas.failures++
  addText(stack, '<math')
  return start + '<math'.length
}

function addToken(stack: Open[], match: RegExpExecArray): void {
  const [whole, slash, name, tex, entity] = match
  const mark = name as Mark | undefined // the expression matches marks alone
  if (entity !== undefined) addText(stack, characters[entity] ?? '')
  else if (tex !== undefined) top(stack).children.push({ tex: decode(tex) })
  else if (slash === '' && stack.length <= depthLimit) stack.push({ mark, children: [] })
  else if (slash === '/' && mark !== undefined && top(stack).mark === mark) {
    const { children } = top(stack)
    stack.pop()
    top(stack).children.push({ mark, children })
  } else addText(stack, whole)
}

/** Joins neighbouring texts and drops empty elements, so that a tree has one form. */
export function tidy(rich: Rich): Rich {
  const out: Inline[] = []
  for (const node of rich) {
    const last = out[out.length - 1]
    if (typeof node === 'string') {
      if (node === '') continue
      if (typeof last === 'string') out[out.length - 1] = last + node
      else out.push(node)
    } else if ('mark' in node) {
      const children = tidy(node.children)
      if (children.length > 0) out.push({ mark: node.mark, children })
    } else if (!('tex' in node) || node.tex !== '') out.push(node)
  }
  return out
}

/** How a notation writes each kind of node; `mark` receives the children already rendered. */
export interface RichRenderer {
  readonly text: (text: string) => string
  readonly mark: Readonly<Record<Mark, (inner: string) => string>>
  readonly math: (math: MathElement) => string
  readonly tex: (tex: string) => string
}

/** Renders a tree in a notation given as a table. */
export function renderRich(rich: Rich, to: RichRenderer): string {
  let out = ''
  for (const node of rich) {
    if (typeof node === 'string') out += to.text(node)
    else if ('mark' in node) out += to.mark[node.mark](renderRich(node.children, to))
    else if ('math' in node) out += to.math(node.math)
    else out += to.tex(node.tex)
  }
  return out
}

const wrap = (name: Mark) => (inner: string) => `<${name}>${inner}</${name}>`
const keep = (inner: string) => inner
const markTable = (to: (mark: Mark) => (inner: string) => string) =>
  Object.fromEntries(marks.map((mark) => [mark, to(mark)])) as Record<Mark, (inner: string) => string>

const canonical: RichRenderer = {
  text: escapeRich,
  mark: markTable(wrap),
  math: formatMath,
  tex: (tex) => `<tex>${escapeRich(tex)}</tex>`,
}

const plain: RichRenderer = {
  text: keep,
  mark: markTable(() => keep),
  math: mathText,
  tex: keep,
}

/** The canonical string of a tree. */
export const formatRich = (rich: Rich): string => renderRich(tidy(rich), canonical)

/** Text without mark-up, for keys, sorting, search and formats that have none. */
export const plainText = (source: string): string => (hasMarkup(source) ? renderRich(parseRich(source), plain) : source)

/** Rich text that says exactly this plain text. */
export function escapeRich(text: string): string {
  return /[<>&]/.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : text
}

function decode(text: string): string {
  return text.replace(/&(lt|gt|amp);/g, (_, name: string) => characters[name] as string)
}
