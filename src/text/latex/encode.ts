/** Unicode → LaTeX: what would break a LaTeX run, or be read as something else, is written as a command. */

import { mathText } from '../mathml.ts'
import { hasMarkup, type Mark, parseRich, type Rich, type RichRenderer, renderRich } from '../rich.ts'
import { bareTag } from './html.ts'
import { simplifyMath } from './math.ts'

/** How plain text is written: the UTF-8 profile escapes, an ASCII profile would also replace letters. */
export type LatexText = (text: string) => string

// Nothing here, and the text is its own LaTeX; the second are special only twice in a row. V8 looks for a class of at
// most sixteen characters ten times faster than for a larger one, so the blank that does not break stands apart.
const special = /[\\{}$&%#_~^\t\n\r\f`<]/
const isMarked = (text: string): boolean =>
  special.test(text) || text.includes('\u00a0') || text.includes('--') || text.includes("''")
const isSpecial = (text: string): boolean =>
  text.length < short ? isSpecialName(text) : isMarked(text) || text.includes('  ')

/** Below this length a loop is faster than five searches. */
const short = 48
const always = 1
const twice = 2
const kinds = new Uint8Array(0xa1)
for (const character of '\\{}$&%#_~^\t\n\r\f`<\u00a0') kinds[character.charCodeAt(0)] = always
for (const character of "-' ") kinds[character.charCodeAt(0)] = twice

function isSpecialName(text: string): boolean {
  let previous = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const kind = code < kinds.length ? kinds[code] : 0
    if (kind === always || (kind === twice && code === previous)) return true
    previous = code
  }
  return false
}
const replaceable = new RegExp(`[\\\\{}$&%#_~^\\u00a0\\t\\n\\r\\f]|[\`?!](?=\`)|-(?=-)|'(?=')|(?<= ) |${bareTag}`, 'gi')

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', // begins a command
  $: '\\$', // switches to mathematics
  '&': '\\&', // separates the cells of a table
  '%': '\\%', // begins a comment
  '#': '\\#', // names the argument of a macro
  _: '\\_', // a subscript, outside of mathematics an error
  '~': '\\textasciitilde{}', // a blank that does not break
  '^': '\\textasciicircum{}', // a superscript
  '\u00a0': '~',
  // Ligatures: two hyphens would print an en dash, two quotes a double one, ?` an inverted question mark.
  '-': '-{}',
  '`': '`{}',
  "'": "'{}",
  '?': '?{}',
  '!': '!{}',
  // A tag of HTML in a source is taken for one that was left over.
  '<': '\\textless{}',
  // White space: LaTeX and BibTeX make one blank of any run.
  ' ': '{ }',
  '\n': '{\\newline}',
  '\t': '{\\char9}',
  '\r': '{\\char13}',
  '\f': '{\\char12}',
}
const pairedBraces: Readonly<Record<string, string>> = { '{': '\\{', '}': '\\}' }
// BibTeX counts braces even after a backslash, so a lonely one needs its name.
const lonelyBraces: Readonly<Record<string, string>> = { '{': '\\textbraceleft{}', '}': '\\textbraceright{}' }

/** Plain text as LaTeX in UTF-8. */
export function escapeLatex(text: string): string {
  if (!isSpecial(text)) return text
  const braces = isBalanced(text) ? pairedBraces : lonelyBraces
  return text.replace(replaceable, (character) => escapes[character] ?? braces[character] ?? character)
}

/** Whether every brace has its partner, as BibTeX counts them: a backslash before one makes no difference. */
export function isBalanced(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x7b) depth++
    else if (code === 0x7d && --depth < 0) return false
  }
  return depth === 0
}

const command = (name: string) => (inner: string) => `\\${name}{${inner}}`

export const markCommands: Readonly<Record<Mark, string>> = {
  i: 'textit',
  b: 'textbf',
  u: 'underline',
  o: 'textoverline',
  sub: 'textsubscript',
  sup: 'textsuperscript',
  sc: 'textsc',
  tt: 'texttt',
}
const markWriters = Object.fromEntries(
  Object.entries(markCommands).map(([mark, name]) => [mark, command(name)]),
  // The keys are those of a Record<Mark, …>.
) as Record<Mark, (inner: string) => string>

/** TeX that can stand in an entry without ending the field, the mathematics or the line early. */
export const isWritableTex = (tex: string): boolean =>
  isBalanced(tex) && !/\$|\\[()]|\\$|^\s|\s$|\s\s|[\t\n\r\f]/.test(tex) && tex.normalize('NFC') === tex

function writeTex(tex: string, text: LatexText): string {
  if (!isWritableTex(tex) || (text !== escapeLatex && /[^\x00-\x7f]/.test(tex))) return text(tex)
  // Where a reader would make plain text of `$2$`, the other brackets say that mathematics is meant.
  return simplifyMath(tex) ? `\\(${tex}\\)` : `$${tex}$`
}

const renderer = (text: LatexText): RichRenderer => ({
  text,
  mark: markWriters,
  math: (math) => text(mathText(math)),
  tex: (tex) => writeTex(tex, text),
})

export const utf8Renderer: RichRenderer = renderer(escapeLatex)
export const latexRenderer = (text: LatexText): RichRenderer => (text === escapeLatex ? utf8Renderer : renderer(text))

/** A tree of rich text as LaTeX. */
export const renderLatex = (rich: Rich, text: LatexText = escapeLatex): string => renderRich(rich, latexRenderer(text))

/**
 * A rich text of an article as LaTeX. Marks and entities begin with characters that are special to LaTeX too; that no
 * two blanks follow one another, which takes longest to see, admission has made sure of.
 */
export function richToLatex(source: string, text: LatexText = escapeLatex): string {
  const isPlain = source.length < short ? !isSpecialName(source) : !isMarked(source)
  if (isPlain && text === escapeLatex) return source
  return hasMarkup(source) ? renderLatex(parseRich(source), text) : text(source)
}
