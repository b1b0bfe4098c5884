/** JSON whose texts hold only what any notation can hold, so that a document says the same in JSON and in XML. */

/** XML 1.0, 2.2 Char: what is not in it is left out; half a surrogate pair, which no encoding has, becomes U+FFFD. */
export const legalText = (text: string): string =>
  suspect.test(text) ? text.replace(illegal, '').toWellFormed() : text

const illegal = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g
const suspect = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u

/** One line of JSON. Only a text that JSON had to escape by number, or a noncharacter, can be in need of cleaning. */
export function formatJson(value: object): string {
  const text = JSON.stringify(value)
  return /\\u|[\ufffe\uffff]/.test(text) ? JSON.stringify(value, cleaned) : text
}

const cleaned = (_key: string, value: unknown): unknown => (typeof value === 'string' ? legalText(value) : value)

/** No record needs as many; a parser would spend time and memory on each. */
const deepest = 256
/** Shorter texts cost little, however deep. */
const harmless = 1_000_000

/** What is wrong with a long text that is nested deeper than any record, with its place; undefined where nothing is. */
export function depthFault(text: string): string | undefined {
  if (text.length < harmless) return undefined
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at)
    else if (code === openBracket || code === openBrace) depth++
    else if (code === closeBracket || code === closeBrace) depth--
    if (depth > deepest) return `At position ${at} it is nested deeper than ${deepest} levels`
  }
  return undefined
}

const [quote, openBracket, closeBracket, openBrace, closeBrace, backslash] = [0x22, 0x5b, 0x5d, 0x7b, 0x7d, 0x5c]

/** Where the string that begins here ends: at a quotation mark behind an even number of backslashes. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let escapes = 0
    while (text.charCodeAt(at - 1 - escapes) === backslash) escapes++
    if (escapes % 2 === 0) return at
  }
  return text.length
}
