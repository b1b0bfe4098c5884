/** Moving through a LaTeX string: a position, where plain text ends, what braces hold as it stands. */

export interface Cursor {
  readonly source: string
  at: number
  depth: number
  /** Closing brackets that a search did not find: not searched for again, so that hostile input stays linear. */
  readonly missing: Set<string>
  readonly unknown: Set<string>
}

/** ASCII characters at which plain text may end: 1 always, 2 where the same or another of its kind follows. */
const stops = new Uint8Array(128)
for (const character of '\\{}$~\t\n\r\f') stops[character.charCodeAt(0)] = 1
for (const character of "`'?! -") stops[character.charCodeAt(0)] = 2

const blank = 0x20
const backquote = 0x60
export const isBlankCode = (code: number) => code === blank || (code >= 0x09 && code <= 0x0d && code !== 0x0b)

/** Where the plain text that begins here ends. */
export function endOfText(source: string, start: number): number {
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

export function skipBlanks(cursor: Cursor): void {
  while (isBlankCode(cursor.source.charCodeAt(cursor.at))) cursor.at++
}

/** The characters between the braces as they stand. */
export function verbatim(cursor: Cursor): string {
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
