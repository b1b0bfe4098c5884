/** Moving through a BibTeX file: a position, and patterns that match only there. */

export interface Cursor {
  readonly source: string
  at: number
  readonly macros: Map<string, string>
  /** How many characters macros and other entries may still add to values: no real file needs more than a few times its size. */
  allowance: number
  /** A `@comment` without an end was seen: searching for ends again would take quadratic time. */
  openComment: boolean
}

export const types = /[A-Za-z][\w-]*/y
export const names = /[^\s"#%'(),={}@\\]+/y
export const keys = /[^,={}\n]+/y
/** A value without delimiters: a number, the name of a macro, or what somebody forgot to put in braces. */
export const bareValues = /[^\s"#,{}]+/y
export const bareInParentheses = /[^\s"#%'(),={}@]+/y

export function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.source)
  if (!found || found[0] === '') return undefined
  cursor.at = pattern.lastIndex
  return found[0]
}

const isBlank = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d) || code === 0xa0

export function skipBlanks(cursor: Cursor): void {
  const { source } = cursor
  while (isBlank(source.charCodeAt(cursor.at))) cursor.at++
}

/** Blanks and `%` comments, which some writers put between `@` and the word, or between fields. */
export const skipComments = (cursor: Cursor): boolean => skip(cursor, false)

/** The same and commas; whether there was one. */
export const skipSeparators = (cursor: Cursor): boolean => skip(cursor, true)

function skip(cursor: Cursor, commas: boolean): boolean {
  const { source } = cursor
  let hasComma = false
  for (;;) {
    const code = source.charCodeAt(cursor.at)
    if (code === 0x2c && commas) hasComma = true
    else if (code === 0x25) {
      const end = source.indexOf('\n', cursor.at)
      cursor.at = end < 0 ? source.length : end
    } else if (!isBlank(code)) return hasComma
    if (cursor.at >= source.length) return hasComma
    cursor.at++
  }
}

export const excerpt = (cursor: Cursor): string => cursor.source.slice(cursor.at, cursor.at + 20).replace(/\s+/g, ' ')

/** Line numbers of ascending positions, counting every line once. */
export function lineCounter(source: string, firstLine: number): (at: number) => number {
  let seen = 0
  let line = firstLine
  return (at) => {
    for (let end = source.indexOf('\n', seen); end >= 0 && end < at; end = source.indexOf('\n', seen)) {
      line++
      seen = end + 1
    }
    return line
  }
}
