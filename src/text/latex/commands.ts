/** Commands that do something to their argument, or nothing. */
import type { Mark } from '../rich.ts'
import { accents, mathSymbols, textSymbols } from './symbols.ts'

/** Commands with one argument that is marked. */
export const marking: Readonly<Record<string, Mark>> = {
  textit: 'i',
  emph: 'i',
  textsl: 'i',
  mkbibemph: 'i',
  mkbibitalic: 'i',
  textbf: 'b',
  mkbibbold: 'b',
  underline: 'u',
  uline: 'u',
  textoverline: 'o',
  overline: 'o',
  textsubscript: 'sub',
  mkbibsubscript: 'sub',
  textsuperscript: 'sup',
  mkbibsuperscript: 'sup',
  textsc: 'sc',
  texttt: 'tt',
}
/** Switches that hold to the end of their group: `{\it Homo sapiens}`. */
export const switches: Readonly<Record<string, Mark>> = {
  it: 'i',
  itshape: 'i',
  em: 'i',
  sl: 'i',
  slshape: 'i',
  bf: 'b',
  bfseries: 'b',
  sc: 'sc',
  scshape: 'sc',
  tt: 'tt',
  ttfamily: 'tt',
}
/** Commands whose argument is what they say, or that say nothing. */
export const transparent = new Set(
  `mbox hbox fbox text textnormal textrm textup textmd textsf rm rmfamily sf sffamily normalfont upshape mdseries
   protect relax noopsort nocase bibstring ignorespaces unskip allowbreak nolinebreak hspace null leavevmode
   mathrm mathit mathbf mathsf displaystyle small footnotesize scriptsize tiny large normalsize selectfont enquote`.split(
    /\s+/,
  ),
)

/** Whether `decodeLatex` knows what a command (a word) does. */
export const isKnownCommand = (name: string): boolean =>
  [marking, switches, accents, textSymbols, mathSymbols].some((table) => Object.hasOwn(table, name)) ||
  transparent.has(name) ||
  ['char', 'url', 'path', 'href', 'ensuremath', 'begin', 'end', 'texorpdfstring'].includes(name)
