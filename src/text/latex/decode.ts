/** LaTeX → Unicode: one pass, no backtracking; what is not known leaves its argument behind and is reported. */
import type { Inline, Mark, Rich } from '../rich.ts'
import { marking, switches, transparent } from './commands.ts'
import { type Cursor, endOfText, skipBlanks, verbatim } from './cursor.ts'
import { withFormulas, withoutFormulas } from './formulas.ts'
import { withoutHtml } from './html.ts'
import { simplifyMath } from './math.ts'
import { mathematics, parenthesised } from './mathematics.ts'
import { accented, characterCode, ligature } from './signs.ts'
import { accents, controlSymbols, mathSymbols, textSymbols } from './symbols.ts'

export interface Decoded {
  readonly rich: Rich
  /** Commands nobody told us about, without the backslash. */
  readonly unknown: readonly string[]
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

function group(cursor: Cursor): readonly Inline[] {
  cursor.at++
  if (cursor.depth >= depthLimit) return []
  cursor.depth++
  const nodes = sequence(cursor)
  cursor.depth--
  cursor.at++
  return nodes
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
    if (Object.hasOwn(accents, sign)) return accented(argument(cursor), sign)
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
  if (Object.hasOwn(accents, name)) return accented(argument(cursor), name)
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
