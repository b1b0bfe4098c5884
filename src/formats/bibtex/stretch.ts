/** Stretches of a BibTeX file that end with a delimiter: values, comments, and text that is out of place. */
import type { Cursor } from './scan.ts'

/** Why an item cannot be read. */
export class SyntaxFault extends Error {
  /** How many characters were searched for an end that is not there. */
  readonly searched: number
  key = ''

  constructor(message: string, searched = 0) {
    super(message)
    this.searched = searched
  }
}

const deepest = 10_000
const delimiter = /[{}"\n]/g
/** The beginning of an entry. */
export const entryLine = /[ \t]*@[A-Za-z]+[ \t]*[{(][ \t]*[^\s,{}()="]+[ \t]*,/y

/** The text up to the closing delimiter. A line that begins a new entry says that the delimiter was forgotten. */
export function readDelimited(cursor: Cursor, close: 0x7d | 0x22): string {
  const { source } = cursor
  const start = ++cursor.at
  let depth = 0
  delimiter.lastIndex = start
  while (delimiter.test(source)) {
    const at = delimiter.lastIndex - 1
    const code = source.charCodeAt(at)
    if (code === close && depth === 0) {
      cursor.at = at + 1
      return source.slice(start, at)
    }
    if (code === 0x7b) {
      if (++depth > deepest) throw new SyntaxFault(`Braces are nested deeper than ${deepest} levels.`, at - start)
    } else if (code === 0x7d) depth = Math.max(0, depth - 1)
    else if (code === 0x0a) {
      entryLine.lastIndex = at + 1
      if (entryLine.test(source)) throw new SyntaxFault('A value is not closed.', at - start)
    }
  }
  throw new SyntaxFault('A value is not closed.', source.length - start)
}

/** `@comment{…}`: to the brace that closes it; a comment without braces ends with its line. */
export function skipComment(cursor: Cursor): void {
  const { source } = cursor
  if (cursor.openComment || source[cursor.at] !== '{') return
  let depth = 0
  delimiter.lastIndex = cursor.at
  while (delimiter.test(source)) {
    const code = source.charCodeAt(delimiter.lastIndex - 1)
    if (code === 0x7b) depth++
    else if (code === 0x7d && --depth === 0) {
      cursor.at = delimiter.lastIndex
      return
    }
  }
  cursor.openComment = true
}

const strayEnd = /[{}),\n]/g
const fieldLine = /[ \t]*[A-Za-z][\w+:-]{0,80}[ \t]*=/y

/** What stands where a field should: up to the next comma, the end of the entry, or a line that begins a field. */
export function skipStray(cursor: Cursor, close: string): string {
  const { source } = cursor
  const start = cursor.at
  let depth = 0
  let end = source.length
  strayEnd.lastIndex = start
  while (strayEnd.test(source)) {
    const at = strayEnd.lastIndex - 1
    const character = source[at] as string // found there
    if (character === '{') depth++
    else if (depth === 0 && (character === close || character === ',')) {
      end = at
      break
    } else if (character === '}') depth = Math.max(0, depth - 1)
    else if (character === '\n' && beginsAnew(source, at + 1, depth)) {
      end = at
      break
    }
  }
  cursor.at = end
  return source.slice(start, end).trim()
}

function beginsAnew(source: string, at: number, depth: number): boolean {
  entryLine.lastIndex = at
  fieldLine.lastIndex = at
  return entryLine.test(source) || (depth === 0 && fieldLine.test(source))
}
