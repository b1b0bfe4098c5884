/** Moving through a BibTeX file: a position, and patterns that match only there. */

export interface Cursor {
  readonly source: string
  at: number
  readonly macros: Map<string, string>
  /** A `@comment` without an end was seen: searching for ends again would take quadratic time. */
  openComment: boolean
}

export const words = /[A-Za-z]+/y
export const names = /[^\s"#%'(),={}@\\]+/y
export const keys = /[^,={}\n]+/y
export const bareValues = /[^\s"#%'(),={}@]+/y
const blanks = /\s*/y
const separators = /[\s,]*/y
const lineComment = /%[^\n]*/y

export function match(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.source)
  if (!found || found[0] === '') return undefined
  cursor.at = pattern.lastIndex
  return found[0]
}

export function skipBlanks(cursor: Cursor): void {
  match(cursor, blanks)
}

/** Blanks and `%` comments, which some writers put between `@` and the word, or between fields. */
export function skipComments(cursor: Cursor): void {
  do match(cursor, blanks)
  while (match(cursor, lineComment) !== undefined)
}

export function skipSeparators(cursor: Cursor): void {
  do match(cursor, separators)
  while (match(cursor, lineComment) !== undefined)
}

export const excerpt = (cursor: Cursor): string => cursor.source.slice(cursor.at, cursor.at + 20).replace(/\s+/g, ' ')

/** Line numbers of ascending positions, counting every line once. */
export function lineCounter(source: string): (at: number) => number {
  let seen = 0
  let line = 1
  return (at) => {
    for (let end = source.indexOf('\n', seen); end >= 0 && end < at; end = source.indexOf('\n', seen)) {
      line++
      seen = end + 1
    }
    return line
  }
}
