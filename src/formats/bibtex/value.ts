/** The parts of an entry: its key, and values joined by `#`. */
import type { Oddity } from './parse.ts'
import { bareInParentheses, bareValues, type Cursor, excerpt, keys, match, skipBlanks } from './scan.ts'
import { readDelimited, SyntaxFault } from './stretch.ts'

const valueLimit = 2_000_000
const mostPieces = 10_000
const fieldAhead = /[^\s"#%'(),={}@\\]{1,100}\s{0,100}=/y

export function readKey(cursor: Cursor, close: string, oddities: Oddity[]): string {
  skipBlanks(cursor)
  const start = cursor.at
  const key = match(cursor, keys)?.trim() ?? ''
  skipBlanks(cursor)
  const next = cursor.source[cursor.at]
  if (next === ',' || next === close) return key
  // `@article{title = {…}}`: no key at all.
  if (next === '=') {
    cursor.at = start
    return ''
  }
  fieldAhead.lastIndex = cursor.at
  if (next !== undefined && fieldAhead.test(cursor.source)) {
    oddities.push({ code: 'missing-comma', message: `No comma stands after the key “${key}”.` })
    return key
  }
  throw new SyntaxFault(`A comma is expected after the key "${key}".`)
}

/** Pieces joined by `#`: braces, quotes, numbers and names of macros. */
export function readValue(cursor: Cursor, close: string, undefinedMacros: string[]): string {
  let value = ''
  for (let pieces = 1; ; pieces++) {
    if (pieces > mostPieces) throw new SyntaxFault('A value is joined of too many pieces.')
    skipBlanks(cursor)
    value += readPiece(cursor, close, undefinedMacros)
    // Macros that hold macros can double at every step; no real value is that long.
    if (value.length > valueLimit || cursor.allowance < 0) throw new SyntaxFault('A value is too long.')
    skipBlanks(cursor)
    if (cursor.source[cursor.at] !== '#') return value
    cursor.at++
  }
}

function readPiece(cursor: Cursor, close: string, undefinedMacros: string[]): string {
  const character = cursor.source[cursor.at]
  if (character === '{') return readDelimited(cursor, 0x7d)
  if (character === '"') return readDelimited(cursor, 0x22)
  const bare = match(cursor, close === ')' ? bareInParentheses : bareValues)
  if (bare === undefined) {
    // `year = ,`: nothing is said.
    if (character === ',' || character === close) return ''
    throw new SyntaxFault(`A value is expected before "${excerpt(cursor)}".`)
  }
  if (/^[0-9]+$/.test(bare)) return bare
  const macro = cursor.macros.get(bare.toLowerCase())
  if (macro === undefined) undefinedMacros.push(bare)
  else cursor.allowance -= macro.length
  return macro ?? bare
}
