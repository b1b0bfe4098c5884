/** Text for notations of lines: one line without mark-up, which no value can leave. */
import { plainText } from './rich.ts'

// Everything some reader takes for the end of a line (CR, LF, VT, FF, NEL, U+2028, U+2029), the other control
// characters, lone surrogates, and blanks that would not survive trimming.
const unusual = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]| {2}|^ | $/u
// The same as classes of characters, which are looked for several times faster. A pair of surrogates is a false alarm,
// and of one word nothing more need be asked.
const suspect = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]/
const suspectOrBlank = /[\x00-\x20\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]/
const breaking = /[\x00-\x20\x7f-\x9f\u2028\u2029\ufffe\uffff]+/g

/** Plain text on one line, without control characters, without two blanks in a row. */
export const oneLine = (text: string): string =>
  mayBeUnusual(text) && unusual.test(text) ? text.toWellFormed().replace(breaking, ' ').trim() : text

const blank = 0x20
const mayBeUnusual = (text: string): boolean =>
  suspectOrBlank.test(text) &&
  (text.charCodeAt(0) === blank ||
    text.charCodeAt(text.length - 1) === blank ||
    suspect.test(text) ||
    text.includes('  '))

/** Rich text of an article as plain text on one line. Of its blanks, slow to look through, admission has left one each. */
export function plainLine(rich: string): string {
  const isReady = !isMarked.test(rich) && !suspect.test(rich)
  return isReady ? rich : oneLine(plainText(rich))
}

const isMarked = /[<&]/
