/**
 * Unicode ↔ LaTeX, as BibTeX files hold it. `decodeLatex(renderLatex(x))` is `x`, except that MathML becomes its text
 * in one line and TeX that would break an entry becomes text.
 */

import { decodeLatex } from './latex/decode.ts'
import { mathText } from './mathml.ts'
import { formatRich, type Rich } from './rich.ts'

export { escapeAscii, spelled } from './latex/ascii.ts'
export { isKnownCommand } from './latex/commands.ts'
export { type Decoded, decodeLatex } from './latex/decode.ts'
export { escapeLatex, isBalanced, isWritableTex, type LatexText, renderLatex, richToLatex } from './latex/encode.ts'

/** A LaTeX string as rich text in NFC. */
export const latexToRich = (source: string): string => formatRich(decodeLatex(source).rich).normalize('NFC')

/** A LaTeX string as plain text in NFC. */
export const latexToText = (source: string): string => textOf(decodeLatex(source).rich).normalize('NFC')

/** The characters of a tree without its marks. */
export function textOf(rich: Rich): string {
  let out = ''
  for (const node of rich) {
    if (typeof node === 'string') out += node
    else if ('mark' in node) out += textOf(node.children)
    else out += 'math' in node ? mathText(node.math) : node.tex
  }
  return out
}
