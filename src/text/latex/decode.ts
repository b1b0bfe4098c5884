/** LaTeX → Unicode: one pass, no backtracking; what is not known leaves its argument behind and is reported. */
import type { Inline, Mark, Rich } from '../rich.ts'
import { marking, switches, transparent } from './commands.ts'
import { withFormulas, withoutFormulas } from './formulas.ts'
import { withoutHtml } from './html.ts'
import { simplifyMath } from './math.ts'
import { accents, bareAccents, controlSymbols, mathSymbols, textSymbols } from './symbols.ts'

export interface Decoded {
  readonly rich: Rich
  /** Commands nobody told us about, without the backslash. */
  readonly unknown: readonly string[]
}

interface Cursor {
  readonly source: string
  at: number
  depth: number
  /** Closing brackets that a search did not find: not searched for again, so that hostile input stays linear. */
  readonly missing: Set<string>
  readonly unknown: Set<string>
}

const depthLimit = 60

/** Rich text of a LaTeX string. White space runs become one blank. */
export function decodeLatex(latex: string): Decoded {
  const apart = latex.includes('<') ? withoutFormulas(latex) : undefined
  const { rich, unknown } = decodeText(withoutHtml(apart?.source ?? latex))
  return { rich: apart ? withFormulas(rich, apart.formulas) : rich, unknown }
}

function decodeText(source: string): Decoded {
  if (endOfText(source, 0) === source.length) return { rich: source === '' ? [] : [source], unknown: [] }
  const cursor: Cursor = { source, at: 0, depth: 0, missing: new Set(), unknown: new Set() }
  const out: Inline[] = []
  while (cursor.at < source.length) {
    for (const node of sequence(cursor)) out.push(node)
    cursor.at++ // a closing brace without its partner
  }
  return { rich: normalised(out), unknown: [...cursor.unknown] }
}

function normalised(nodes: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const node of nodes) {
    const last = out[out.length - 1]
    if (typeof node === 'string') {
      if (node === '') continue
      if (typeof last === 'string') out[out.length - 1] = last + node
      else out.push(node)
    } else if ('mark' in node) {
      const children = normalised(node.children)
      if (children.length > 0) out.push({ mark: node.mark, children })
    } else out.push(node)
  }
  return out
}

/** ASCII characters at which plain text may end: 1 always, 2 where the same or another of its kind follows. */
const stops = new Uint8Array(128)
for (const character of '\\{}$~\t\n\r\f') stops[character.charCodeAt(0)] = 1
for (const character of "`'?! -") stops[character.charCodeAt(0)] = 2

const blank = 0x20
const backquote = 0x60
const isBlankCode = (code: number) => code === blank || (code >= 0x09 && code <= 0x0d && code !== 0x0b)

/** Where the plain text that begins here ends. */
function endOfText(source: string, start: number): number {
  for (let at = start; at < source.length; at++) {
    const code = source.charCodeAt(at)
    const stop = code < 128 ? stops[code] : 0
    if (stop === 0) continue
    if (stop === 1) return at
    const next = source.charCodeAt(at + 1)
    const isPair =
      code === blank ? isBlankCode(next) : code === 0x3f || code === 0x21 ? next === backquote : next === code
    if (isPair) return at
  }
  return source.length
}

/** Everything up to the closing brace of this group, which is left for the caller. */
function sequence(cursor: Cursor): Inline[] {
  const { source } = cursor
  const out: Inline[] = []
  while (cursor.at < source.length) {
    const end = endOfText(source, cursor.at)
    if (end > cursor.at) out.push(source.slice(cursor.at, end))
    cursor.at = end
    const character = source[end]
    if (character === undefined || character === '}') break
    for (const node of special(cursor, character)) out.push(node)
  }
  return out
}

function special(cursor: Cursor, character: string): readonly Inline[] {
  switch (character) {
    case '\\':
      return command(cursor)
    case '{':
      return group(cursor)
    case '$':
      return mathematics(cursor)
    case '~':
      cursor.at++
      return ['\u00a0']
    default:
      return ligature(cursor, character)
  }
}

const ligatures: readonly (readonly [string, string])[] = [
  ['---', '—'],
  ['--', '–'],
  ['``', '“'],
  ["''", '”'],
  ['?`', '¿'],
  ['!`', '¡'],
]

function ligature(cursor: Cursor, character: string): readonly Inline[] {
  const { source } = cursor
  if (isBlankCode(character.charCodeAt(0))) {
    skipBlanks(cursor)
    return [' ']
  }
  for (const [sign, text] of ligatures) {
    if (sign[0] === character && source.startsWith(sign, cursor.at)) {
      cursor.at += sign.length
      return [text]
    }
  }
  cursor.at++
  return [character]
}

function group(cursor: Cursor): readonly Inline[] {
  cursor.at++
  if (cursor.depth >= depthLimit) return []
  cursor.depth++
  const nodes = sequence(cursor)
  cursor.depth--
  cursor.at++
  return nodes
}

function mathematics(cursor: Cursor): readonly Inline[] {
  const { source } = cursor
  const fence = source.startsWith('$$', cursor.at) ? '$$' : '$'
  const start = cursor.at + fence.length
  let end = cursor.missing.has(fence) ? -1 : source.indexOf(fence, start)
  while (end > 0 && source[end - 1] === '\\') end = source.indexOf(fence, end + 1)
  if (end < 0) cursor.missing.add(fence)
  const content = source.slice(start, end)
  if (end < 0 || content.trim() === '' || !isClosed(content)) {
    cursor.at++
    return ['$']
  }
  cursor.at = end + fence.length
  return simplifyMath(content.trim()) ?? [{ tex: content.replace(/[ \t\n\r\f]+/g, ' ').trim() }]
}

function isClosed(content: string): boolean {
  let depth = 0
  for (let at = 0; at < content.length; at++) {
    if (content[at] === '\\') at++
    else if (content[at] === '{') depth++
    else if (content[at] === '}' && --depth < 0) return false
  }
  return depth === 0
}

/** `\( … \)`: mathematics, whatever it looks like. */
function parenthesised(cursor: Cursor, close: string): readonly Inline[] {
  const end = cursor.missing.has(close) ? -1 : cursor.source.indexOf(close, cursor.at)
  if (end < 0) {
    cursor.missing.add(close)
    return []
  }
  const tex = cursor.source
    .slice(cursor.at, end)
    .replace(/[ \t\n\r\f]+/g, ' ')
    .trim()
  cursor.at = end + close.length
  return tex === '' ? [] : [{ tex }]
}

const letters = /[A-Za-z]*/y

function command(cursor: Cursor): readonly Inline[] {
  const { source } = cursor
  letters.lastIndex = ++cursor.at
  const name = letters.exec(source)?.[0] ?? ''
  if (name === '') {
    const sign = source[cursor.at++]
    if (sign === undefined) return []
    if (sign === '(') return parenthesised(cursor, '\\)')
    if (sign === '[') return parenthesised(cursor, '\\]')
    if (Object.hasOwn(accents, sign)) return accent(cursor, sign)
    return [controlSymbols[sign] ?? sign]
  }
  cursor.at += name.length
  // A blank after a command ends its name and is not printed.
  if (name !== 'char') skipBlanks(cursor)
  return named(cursor, name)
}

function named(cursor: Cursor, name: string): readonly Inline[] {
  if (Object.hasOwn(marking, name)) return [{ mark: marking[name] as Mark, children: argument(cursor) }]
  if (Object.hasOwn(switches, name)) return switched(cursor, switches[name] as Mark)
  if (Object.hasOwn(accents, name)) return accent(cursor, name)
  if (Object.hasOwn(textSymbols, name)) return emptyGroupAfter(cursor, [textSymbols[name] as string])
  if (Object.hasOwn(mathSymbols, name)) return emptyGroupAfter(cursor, [mathSymbols[name] as string])
  if (name === 'char') return characterCode(cursor)
  if (name === 'url' || name === 'path') return [verbatim(cursor)]
  if (name === 'href') {
    verbatim(cursor)
    return argument(cursor)
  }
  if (name === 'ensuremath') {
    const content = verbatim(cursor)
    return simplifyMath(content) ?? (content === '' ? [] : [{ tex: content }])
  }
  if (name === 'texorpdfstring') return texString(cursor)
  if (name === 'begin' || name === 'end') {
    verbatim(cursor)
    return []
  }
  if (transparent.has(name)) return []
  cursor.unknown.add(name)
  // With an argument, that is what is printed; without one, the name is all there is.
  return cursor.source[cursor.at] === '{'
    ? []
    : [`\\${name}${/\s/.test(cursor.source[cursor.at - 1] ?? '') ? ' ' : ''}`]
}

/** `\\texorpdfstring{$\\alpha$}{alpha}`: the second says the same to a program without mathematics. */
function texString(cursor: Cursor): readonly Inline[] {
  const nodes = argument(cursor)
  verbatim(cursor)
  return nodes
}

function switched(cursor: Cursor, mark: Mark): readonly Inline[] {
  if (cursor.depth >= depthLimit) return []
  cursor.depth++
  const children = sequence(cursor)
  cursor.depth--
  return [{ mark, children }]
}

/** `\ss{}`: the empty group only ends the name. */
function emptyGroupAfter(cursor: Cursor, nodes: readonly Inline[]): readonly Inline[] {
  if (cursor.source.startsWith('{}', cursor.at)) cursor.at += 2
  return nodes
}

function argument(cursor: Cursor): readonly Inline[] {
  skipBlanks(cursor)
  const character = cursor.source[cursor.at]
  if (character === undefined || character === '}') return []
  if (character === '{') return group(cursor)
  if (character === '\\') {
    if (cursor.depth >= depthLimit) return []
    cursor.depth++
    const nodes = command(cursor)
    cursor.depth--
    return nodes
  }
  const point = String.fromCodePoint(cursor.source.codePointAt(cursor.at) as number)
  cursor.at += point.length
  return [point]
}

const dotless: Readonly<Record<string, string>> = { ı: 'i', ȷ: 'j' }

function accent(cursor: Cursor, name: string): readonly Inline[] {
  const [first, ...rest] = argument(cursor).filter((node) => node !== '')
  const bare = bareAccents[name]
  if (first === undefined) return bare === undefined ? [] : [bare]
  if (typeof first !== 'string') return [first, ...rest]
  const base = String.fromCodePoint(first.codePointAt(0) as number)
  if (/\s/.test(base)) return [(bare ?? '') + first, ...rest]
  return [((dotless[base] ?? base) + accents[name]).normalize('NFC') + first.slice(base.length), ...rest]
}

const codes = /\s*(?:"([0-9A-Fa-f]{1,6})|'([0-7]{1,7})|`\\?([\s\S])|([0-9]{1,7}))\s?/y

function characterCode(cursor: Cursor): readonly Inline[] {
  codes.lastIndex = cursor.at
  const match = codes.exec(cursor.source)
  if (!match) return []
  cursor.at = codes.lastIndex
  const [, hex, octal, itself, decimal] = match
  if (itself !== undefined) return [itself]
  const code = hex ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : Number(decimal)
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? [String.fromCodePoint(code)] : []
}

/** The characters between the braces as they stand. */
function verbatim(cursor: Cursor): string {
  skipBlanks(cursor)
  if (cursor.source[cursor.at] !== '{') return ''
  let depth = 0
  const start = cursor.at + 1
  for (; cursor.at < cursor.source.length; cursor.at++) {
    const character = cursor.source[cursor.at]
    if (character === '{') depth++
    else if (character === '}' && --depth === 0) break
  }
  return cursor.source.slice(start, cursor.at++)
}

function skipBlanks(cursor: Cursor): void {
  while (isBlankCode(cursor.source.charCodeAt(cursor.at))) cursor.at++
}
