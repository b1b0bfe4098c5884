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
import { type MathElement, formatMath, mathText, parseMath } from './mathml.ts'

export const marks = ['i', 'b', 'u', 'o', 'sub', 'sup', 'sc', 'tt'] as const
export type Mark = (typeof marks)[number]

export type Inline =
  | string
  | { readonly mark: Mark; readonly children: Rich }
  | { readonly math: MathElement }
  | { readonly tex: string }
export type Rich = readonly Inline[]

const token = /<(\/?)(i|b|u|o|sub|sup|sc|tt)>|<math\b[^>]*>[\s\S]*?<\/math>|<tex>([^<]*)<\/tex>|&(lt|gt|amp);/g
const characters: Record<string, string> = { lt: '<', gt: '>', amp: '&' }

/** The tree of a rich-text string; anything that is not the notation is taken as literal text. */
export function parseRich(source: string): Rich {
  if (!/[<&]/.test(source)) return source === '' ? [] : [source]
  interface Open {
    readonly mark: Mark | undefined
    readonly children: Inline[]
  }
  const stack: Open[] = [{ mark: undefined, children: [] }]
  const top = () => stack[stack.length - 1] as Open
  const add = (text: string) => {
    if (text !== '') top().children.push(text)
  }
  let at = 0
  for (const match of source.matchAll(token)) {
    add(source.slice(at, match.index))
    at = match.index + match[0].length
    const [whole, slash, mark, tex, entity] = match
    if (entity !== undefined) add(characters[entity] as string)
    else if (tex !== undefined) top().children.push({ tex: decode(tex) })
    else if (mark === undefined) {
      const math = parseMath(whole)
      if (math) top().children.push({ math })
      else add(whole)
    } else if (slash === '') stack.push({ mark: mark as Mark, children: [] })
    else if (stack.length > 1 && top().mark === mark) {
      const closed = stack.pop() as Open
      top().children.push({ mark: mark as Mark, children: closed.children })
    } else add(whole)
  }
  add(source.slice(at))
  while (stack.length > 1) {
    const open = stack.pop() as Open
    top().children.push(`<${open.mark}>`, ...open.children)
  }
  return tidy(top().children)
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
export const plainText = (source: string): string => (/[<&]/.test(source) ? renderRich(parseRich(source), plain) : source)

/** Rich text that says exactly this plain text. */
export function escapeRich(text: string): string {
  return /[<>&]/.test(text) ? text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;') : text
}

function decode(text: string): string {
  return text.replace(/&(lt|gt|amp);/g, (_, name: string) => characters[name] as string)
}
