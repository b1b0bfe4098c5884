/** Mathematics in a LaTeX string: between dollars, and in `\( … \)` and `\[ … \]`. */
import type { Inline } from '../rich.ts'
import type { Cursor } from './cursor.ts'
import { simplifyMath } from './math.ts'

export function mathematics(cursor: Cursor): readonly Inline[] {
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
export function parenthesised(cursor: Cursor, close: string): readonly Inline[] {
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
