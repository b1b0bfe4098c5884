/**
 * Unicode → LaTeX in ASCII, for classic BibTeX and other programs of eight bits: accents as `{\'e}`, letters and signs by
 * their commands, a Greek letter as mathematics. What LaTeX has no word for is spelled first (`spelled`): Cyrillic and
 * Greek words in Latin letters, anything else by its code point, `[U+738B]`, which can be looked up and breaks nothing.
 */
import { romanised } from '../romanise.ts'
import { escapeLatex } from './encode.ts'
import { accents, mathSymbols, textSymbols } from './symbols.ts'

export const beyondAscii = /[^\x00-\x7f]/
/** A letter with its combining marks, or any other character. */
const clusters = /[A-Za-z]\p{M}+|[^\x00-\x7f]\p{M}*/gu

/** Plain text that has been `spelled` as LaTeX in ASCII. */
export const escapeAscii = (text: string): string =>
  beyondAscii.test(text)
    ? escapeLatex(spelled(text)).replace(clusters, (cluster) => latexOf(cluster) ?? '')
    : escapeLatex(text)

/** What ASCII can say of a text: the text itself where LaTeX has a word for each of its letters. */
export function spelled(text: string): string {
  if (!beyondAscii.test(text)) return text
  return text
    .replace(accentedDotless, (letter) => (letter === 'ı' ? 'i' : 'j'))
    .normalize('NFC')
    .replace(unprinted, '')
    .replace(greekWord, (word) => [...word].map((letter) => romanised(letter) ?? letter).join(''))
    .replace(clusters, (cluster) => (latexOf(cluster) === undefined ? spell(cluster) : cluster))
    .replace(/ {2,}/g, ' ')
}

/** Before an accent a letter without its dot is how LaTeX once wrote the other: `\'{\i}` is í. */
const accentedDotless = /[ıȷ](?=\p{M})/gu
/** Format characters and variation selectors: LaTeX has nothing for them to act upon. */
const unprinted = /\p{Cf}|\p{Variation_Selector}/gu
const greekWord = /\p{Script=Greek}{3,}/gu

function spell(cluster: string): string {
  if (cluster === '’') return "'"
  if (cluster === '‘') return '`'
  const compatible = cluster.normalize('NFKC')
  // `＜i＞` must not become a mark.
  if (compatible !== cluster && !/[<>&]/.test(compatible)) return spelled(compatible.trim() || ' ')
  const latin = romanised(cluster)
  if (latin !== undefined) return latin
  const [base = '', ...marks] = cluster.normalize('NFD')
  // Of a letter with a mark that LaTeX does not have the letter is left: ả is a.
  if (/[A-Za-z]/.test(base) || wordOf(base) !== undefined)
    return [base, ...marks.filter((mark) => accentOf.has(mark))].join('').normalize('NFC')
  return [...cluster].map((part) => (latexOf(part) === undefined ? code(part) : part)).join('')
}

const code = (character: string): string =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`

/** The LaTeX of a letter with its marks, or of a sign; undefined where there is none. */
function latexOf(cluster: string): string | undefined {
  const sign = signs.get(cluster)
  if (sign !== undefined) return sign
  const [base = '', ...marks] = cluster.normalize('NFD')
  let latex: string | undefined = /[A-Za-z]/.test(base) ? base : wordOf(base)
  if (latex === undefined || marks.length === 0) return undefined
  for (const mark of marks) {
    const accent = accentOf.get(mark)
    if (accent === undefined) return undefined
    // LaTeX takes the dot of i away by itself; Citation.js would keep a dotless one that is written out.
    const isPlain: boolean = !/[A-Za-z]/.test(accent) && /^[A-Za-z]$/.test(latex)
    latex = isPlain ? `\\${accent}${latex}` : `\\${accent}{${latex}}`
  }
  return `{${latex}}`
}

/** A letter of its own, such as ø, that takes accents. */
const wordOf = (letter: string): string | undefined => {
  const name = textNames.get(letter)
  return name !== undefined && /\p{L}/u.test(letter) ? `\\${name}` : undefined
}

/** Commands that are in no package everybody loads, and those with a better name. */
const rare = new Set(
  `U G C f h t ocirc cprime textschwa degree EUR euro texthash textohm textfiguredash textprime textcelsius lq rq glq
   grq glqq grqq flq frq flqq frqq textquoteleft textquoteright guillemetleft guillemetright space newline linebreak par
   quad qquad enspace enskip thinspace nobreakspace textnobreakspace slash hbar percent arcsec arcmin micro ast prime
   bullet omicron`.split(/\s+/),
)

function reversed(table: Readonly<Record<string, string>>): Map<string, string> {
  const out = new Map<string, string>()
  for (const [name, character] of Object.entries(table)) {
    const isOne = [...character].length === 1 && beyondAscii.test(character)
    if (isOne && !rare.has(name) && !out.has(character)) out.set(character, name)
  }
  return out
}

const accentOf = reversed(accents)
const textNames = reversed(textSymbols)
const signs = new Map<string, string>([
  ...[...reversed(mathSymbols)].map(([sign, name]) => [sign, `\\ensuremath{\\${name}}`] as const),
  ...[...textNames].map(([sign, name]) => [sign, `{\\${name}}`] as const),
  ['\u00a0', '~'],
  ['–', '{--}'],
  ['—', '{---}'],
  ['“', '{``}'],
  ['”', "{''}"],
])
