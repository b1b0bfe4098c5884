/** Mathematics that is no more than text with raised and lowered characters: `$_2$`, `$\alpha$`, `$\pm$10`, `$^{th}$`. */
import type { Inline, Rich } from '../rich.ts'
import { mathSymbols, textSymbols } from './symbols.ts'

interface Cursor {
  readonly source: string
  at: number
}

const depthLimit = 8
const scripts: Readonly<Record<string, 'sub' | 'sup'>> = { _: 'sub', '^': 'sup' }
/** Commands that set their argument upright: letters in them are text, not variables. */
const upright = new Set(['mathrm', 'text', 'textrm', 'rm', 'mbox', 'hbox', 'mathsf', 'textnormal', 'operatorname'])
const signs = /[0-9+=<>.,:;/()[\]%*|!?'" ]/
const spaces: Readonly<Record<string, string>> = {
  ',': '\u2009',
  ' ': ' ',
  ';': ' ',
  ':': ' ',
  '%': '%',
  '&': '&',
  _: '_',
  '!': '',
}

/** The text that simple mathematics amounts to; undefined where it is more than that. */
export function simplifyMath(source: string): Rich | undefined {
  if (source.length > 200) return undefined
  const cursor = { source, at: 0 }
  const rich = sequence(cursor, false, 0)
  return rich && cursor.at === source.length && rich.length > 0 ? rich : undefined
}

function sequence(cursor: Cursor, letters: boolean, depth: number): Inline[] | undefined {
  if (depth > depthLimit) return undefined
  const out: Inline[] = []
  while (cursor.at < cursor.source.length && cursor.source[cursor.at] !== '}') {
    const nodes = item(cursor, letters, depth)
    if (!nodes) return undefined
    out.push(...nodes)
  }
  return out
}

function item(cursor: Cursor, letters: boolean, depth: number): Inline[] | undefined {
  const character = cursor.source[cursor.at++] as string
  const mark = scripts[character]
  if (mark) {
    const children = argument(cursor, true, depth)
    return children && children.length > 0 ? [{ mark, children }] : undefined
  }
  if (character === '{') return group(cursor, letters, depth)
  if (character === '\\') return command(cursor, depth)
  if (character === '~') return ['\u00a0']
  if (character === '-') return ['−']
  if (signs.test(character) || (letters && /\p{L}/u.test(character))) return [character]
  return undefined
}

function group(cursor: Cursor, letters: boolean, depth: number): Inline[] | undefined {
  const children = sequence(cursor, letters, depth + 1)
  if (!children || cursor.source[cursor.at] !== '}') return undefined
  cursor.at++
  return children
}

function argument(cursor: Cursor, letters: boolean, depth: number): Inline[] | undefined {
  while (cursor.source[cursor.at] === ' ') cursor.at++
  return cursor.at < cursor.source.length && cursor.source[cursor.at] !== '}' ? item(cursor, letters, depth) : undefined
}

function command(cursor: Cursor, depth: number): Inline[] | undefined {
  const name = /^[A-Za-z]+/.exec(cursor.source.slice(cursor.at, cursor.at + 40))?.[0]
  if (name === undefined) {
    const symbol = spaces[cursor.source[cursor.at++] ?? '']
    return symbol === undefined ? undefined : [symbol]
  }
  cursor.at += name.length
  while (cursor.source[cursor.at] === ' ') cursor.at++
  if (upright.has(name)) return argument(cursor, true, depth)
  const symbol = Object.hasOwn(mathSymbols, name) ? mathSymbols[name] : own(name)
  return symbol === undefined || name === 'sqrt' || name === 'sum' || name === 'int' || name === 'prod'
    ? undefined
    : [symbol]
}

const own = (name: string) => (Object.hasOwn(textSymbols, name) ? textSymbols[name] : undefined)
