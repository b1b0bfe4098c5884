/** The marks of XML, found without a parser, and the refusal that names a line. */
import { Refusal } from '../article/refusal.ts'

export const ends: Readonly<Record<string, string>> = { '<?': '?>', '<!--': '-->', '<![CDATA[': ']]>' }

/** Behind the mark, or at the end of the text. */
export function after(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from)
  return found === -1 ? source.length : found + mark.length
}

/** Behind the tag that begins here; its attributes may hold “>”. */
export function endOfTag(source: string, from: number): number {
  const special = /["'>]/g
  special.lastIndex = from
  for (let match = special.exec(source); match !== null; match = special.exec(source)) {
    if (match[0] === '>') return match.index + 1
    special.lastIndex = after(source, match[0], match.index + 1)
  }
  return source.length
}

export function lineAt(source: string, index: number): number {
  let line = 1
  for (let at = source.indexOf('\n'); at !== -1 && at < index; at = source.indexOf('\n', at + 1)) line++
  return line
}

export const unreadable = (line: number, why: string): Refusal => new Refusal('unreadable', `Line ${line}: ${why}`)
