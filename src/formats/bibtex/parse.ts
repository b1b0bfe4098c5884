/**
 * The grammar of a BibTeX file, read in one pass: entries, `@string`, `#`, both kinds of delimiters. An entry that does
 * not close is reported with its line, and reading goes on at the next line that begins with `@`.
 */

import {
  bareValues,
  type Cursor,
  excerpt,
  keys,
  lineCounter,
  match,
  names,
  skipBlanks,
  skipComments,
  skipSeparators,
  words,
} from './scan.ts'

export interface Field {
  readonly name: string
  /** The value as LaTeX, without its delimiters, macros replaced. */
  readonly value: string
}
export interface Entry {
  readonly type: string
  readonly key: string
  readonly line: number
  readonly fields: readonly Field[]
  /** Macros that no `@string` defines. */
  readonly undefinedMacros: readonly string[]
}
export interface Broken {
  readonly line: number
  readonly key: string
  readonly why: string
}
export type Item = Entry | Broken

class SyntaxFault extends Error {}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const valueLimit = 2_000_000

/** Every entry of a file, broken ones in their place. */
export function parseBibtex(source: string): Item[] {
  // The months are what every bibliography style defines; here they stand for themselves.
  const cursor: Cursor = { source, at: 0, macros: new Map(months.map((month) => [month, month])), openComment: false }
  const items: Item[] = []
  const line = lineCounter(source)
  for (;;) {
    const start = source.indexOf('@', cursor.at)
    if (start < 0) return items
    cursor.at = start + 1
    const item = readItem(cursor, start, line)
    if (item) items.push(item)
  }
}

function readItem(cursor: Cursor, start: number, line: (at: number) => number): Item | undefined {
  skipComments(cursor)
  const type = match(cursor, words)?.toLowerCase()
  if (type === undefined) return undefined
  skipBlanks(cursor)
  if (type === 'comment') {
    skipComment(cursor)
    return undefined
  }
  const open = cursor.source[cursor.at]
  // An address in the text between entries: someone@example.org
  if (open !== '{' && open !== '(') return undefined
  const close = open === '{' ? '}' : ')'
  cursor.at++
  let key = ''
  try {
    if (type === 'preamble') readValue(cursor, [])
    else if (type === 'string') defineMacros(cursor, close)
    else {
      key = readKey(cursor, close)
      return readEntry(cursor, type, key, close, line(start))
    }
    finish(cursor, close)
    return undefined
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error
    const broken = { line: line(start), key, why: error.message }
    recover(cursor, start)
    return broken
  }
}

function readEntry(cursor: Cursor, type: string, key: string, close: string, line: number): Entry {
  const fields: Field[] = []
  const undefinedMacros: string[] = []
  for (;;) {
    skipSeparators(cursor)
    const character = cursor.source[cursor.at]
    if (character === close) {
      cursor.at++
      return { type, key, line, fields, undefinedMacros }
    }
    if (character === undefined) throw new SyntaxFault(`The entry "${key}" does not end.`)
    const name = match(cursor, names)
    if (name === undefined) throw new SyntaxFault(`A field name is expected before "${excerpt(cursor)}".`)
    skipBlanks(cursor)
    if (cursor.source[cursor.at] !== '=') throw new SyntaxFault(`The field "${name}" has no "=".`)
    cursor.at++
    fields.push({ name: name.toLowerCase(), value: readValue(cursor, undefinedMacros) })
  }
}

function defineMacros(cursor: Cursor, close: string): void {
  skipSeparators(cursor)
  while (cursor.source[cursor.at] !== close) {
    const name = match(cursor, names)
    skipBlanks(cursor)
    if (name === undefined || cursor.source[cursor.at] !== '=')
      throw new SyntaxFault('A @string has no name or no "=".')
    cursor.at++
    cursor.macros.set(name.toLowerCase(), readValue(cursor, []))
    skipSeparators(cursor)
  }
}

function readKey(cursor: Cursor, close: string): string {
  skipBlanks(cursor)
  const key = match(cursor, keys)?.trim() ?? ''
  skipBlanks(cursor)
  const next = cursor.source[cursor.at]
  // `@article{title = {…}}`: no key at all.
  if (next === '=') {
    cursor.at -= key.length
    while (cursor.at > 0 && !cursor.source.startsWith(key, cursor.at)) cursor.at--
    return ''
  }
  if (next !== ',' && next !== close) throw new SyntaxFault(`A comma is expected after the key "${key}".`)
  return key
}

/** Pieces joined by `#`: braces, quotes, numbers and names of macros. */
function readValue(cursor: Cursor, undefinedMacros: string[]): string {
  let value = ''
  for (;;) {
    skipBlanks(cursor)
    value += readPiece(cursor, undefinedMacros)
    // Macros that hold macros can double at every step; no real value is that long.
    if (value.length > valueLimit) throw new SyntaxFault('A value is too long.')
    skipBlanks(cursor)
    if (cursor.source[cursor.at] !== '#') return value
    cursor.at++
  }
}

function readPiece(cursor: Cursor, undefinedMacros: string[]): string {
  const character = cursor.source[cursor.at]
  if (character === '{') return readDelimited(cursor, '}')
  if (character === '"') return readDelimited(cursor, '"')
  const bare = match(cursor, bareValues)
  if (bare === undefined) throw new SyntaxFault(`A value is expected before "${excerpt(cursor)}".`)
  if (/^[0-9]+$/.test(bare)) return bare
  const macro = cursor.macros.get(bare.toLowerCase())
  if (macro === undefined) undefinedMacros.push(bare)
  return macro ?? bare
}

const delimiter = /[{}"\n]/g
const entryLine = /[ \t]*@[A-Za-z]+[ \t]*[{(][ \t]*[^\s,{}()="]+[ \t]*,/y

/** The text up to the closing delimiter. A line that begins a new entry says that the delimiter was forgotten. */
function readDelimited(cursor: Cursor, close: '}' | '"'): string {
  const { source } = cursor
  const start = ++cursor.at
  let depth = 0
  delimiter.lastIndex = start
  for (let found = delimiter.exec(source); found; found = delimiter.exec(source)) {
    const character = found[0]
    if (character === close && depth === 0) {
      cursor.at = found.index + 1
      return source.slice(start, found.index)
    }
    if (character === '{') depth++
    else if (character === '}') depth = Math.max(0, depth - 1)
    else if (character === '\n') {
      entryLine.lastIndex = found.index + 1
      if (entryLine.test(source)) break
    }
  }
  throw new SyntaxFault('A value is not closed.')
}

function finish(cursor: Cursor, close: string): void {
  skipSeparators(cursor)
  if (cursor.source[cursor.at] === close) cursor.at++
}

/** `@comment{…}`: to the brace that closes it; a comment without braces ends with its line. */
function skipComment(cursor: Cursor): void {
  if (cursor.openComment || cursor.source[cursor.at] !== '{') return
  let depth = 0
  delimiter.lastIndex = cursor.at
  for (let found = delimiter.exec(cursor.source); found; found = delimiter.exec(cursor.source)) {
    if (found[0] === '{') depth++
    else if (found[0] === '}' && --depth === 0) {
      cursor.at = found.index + 1
      return
    }
  }
  cursor.openComment = true
}

function recover(cursor: Cursor, start: number): void {
  const next = /\n[ \t]*@/g
  next.lastIndex = start + 1
  cursor.at = next.exec(cursor.source) ? next.lastIndex - 1 : cursor.source.length
}
