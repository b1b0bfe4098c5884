/**
 * What a .bib file says, by a scanner that is no program’s: entries and the values of their fields, and words of a value
 * that do not depend on how a program writes them (accents, mark-up, months by number).
 */

export interface BibSource {
  readonly entries: number
  readonly values: readonly BibValue[]
}
export interface BibValue {
  readonly field: string
  readonly words: readonly string[]
}

/** Fields of which a program keeps the sense in words of its own, or that are about another program. */
const inOtherWords = new Set(
  `language langid hyphenation options eprinttype archiveprefix crossref xdata ids type pubstate editortype editoratype
   editorbtype editorctype useprefix origlanguage`.split(/\s+/),
)

const entryHead = /(?:^|\n)[ \t]*@([A-Za-z][\w-]*)[ \t]*[{(][ \t]*([^\s,{}()="]*)[ \t]*,/g
const fieldHead = /[,\n\s]\s*([A-Za-z][^\s={},"]{0,60})\s*=\s*(?:(\{)|(")|([0-9]+))/y

/** Entries that begin a line; macros and joined values are left to the programs. */
export function scanBib(source: string): BibSource {
  const values: BibValue[] = []
  let entries = 0
  for (const match of source.matchAll(entryHead)) {
    if (/^(?:string|comment|preamble|xdata)$/i.test(match[1] ?? '')) continue
    entries++
    scanFields(source, match.index + match[0].length - 1, values)
  }
  return { entries, values }
}

function scanFields(source: string, start: number, values: BibValue[]): void {
  let at = start
  for (;;) {
    fieldHead.lastIndex = at
    const head = fieldHead.exec(source)
    if (!head) return
    const [, name = '', brace, quote, number] = head
    const from = fieldHead.lastIndex
    const end = number !== undefined ? from : endOf(source, from, brace !== undefined ? '}' : '"')
    if (end === undefined) return
    const text = number ?? source.slice(from, end)
    at = number === undefined && (brace ?? quote) !== undefined ? end + 1 : end
    if (/^\s*#/.test(source.slice(at, at + 20))) return
    const field = name.toLowerCase()
    const words = wordsOf(field, text)
    if (words.length > 0 && !inOtherWords.has(field)) values.push({ field, words })
  }
}

function endOf(source: string, from: number, close: string): number | undefined {
  let depth = 0
  for (let at = from; at < source.length; at++) {
    const character = source[at]
    if (depth === 0 && character === close) return at
    if (character === '{') depth++
    else if (character === '}') depth--
  }
  return undefined
}

const nameFields = /^(?:author|editor[abc]?|translator|collaborator|annotator|commentator|holder|bookauthor)$/
const letters: Readonly<Record<string, string>> = {
  ss: 'ss',
  o: 'o',
  O: 'o',
  l: 'l',
  L: 'l',
  ae: 'ae',
  AE: 'ae',
  oe: 'oe',
  OE: 'oe',
  aa: 'a',
  AA: 'a',
  i: 'i',
  j: 'j',
  dh: 'd',
  DH: 'd',
  dj: 'd',
  DJ: 'd',
  th: 'th',
  TH: 'th',
  TeX: 'tex',
  LaTeX: 'latex',
  LaTeXe: 'latex2e',
  BibTeX: 'bibtex',
  XeTeX: 'xetex',
  LuaTeX: 'luatex',
  ConTeXt: 'context',
}

/** An address without its percent signs. */
function withoutEscapes(text: string): string {
  try {
    return /^https?:\S+$/.test(text) ? decodeURIComponent(text) : text
  } catch {
    return text
  }
}

/** Accents whose names are letters. */
const accents = new Set('u v H c d b k r t'.split(' '))
const isLetter = (name: string): boolean => Object.hasOwn(letters, name) || accents.has(name)

/** The words of LaTeX: special letters and names spelled, commands and accents left out. */
function wordsOf(field: string, latex: string): string[] {
  if (/^(?:file|local-?files?)$/.test(field)) return plainWords(latex)
  if (field === 'issn') {
    // Not within a longer number, `10.1-080/01639374.2013.773953`.
    const numbers = latex.replace(/(?<![\w./-])([0-9]{4})([0-9]{3}[0-9xX])(?![\w./-])/g, '$1-$2')
    return plainWords(numbers.replace(/\b(?:e?issn|print|electronic|online|linking)\b/gi, ' '))
  }
  let text = withoutEscapes(latex)
    .replace(/\\(?:begin|end)\{[a-z*]{0,40}\}/g, ' ')
    // Two arguments of a command are two texts; two groups side by side are one word.
    .replace(/(\\[A-Za-z]{3,}\{[^{}]{0,300}\})(?=\{)/g, '$1 ')
    .replace(/\\par\b/g, ' ')
    // Mark-up that was escaped, however often, is mark-up; a block of it ends a word.
    .replace(/&(?:amp;)*lt;/g, '<')
    .replace(/&(?:amp;)*gt;/g, '>')
    .replace(/&(?:amp;)*(?:amp|nbsp);|<\/?(?:jats:)?(?:p|title|sec)>/g, ' ')
    // An accent over nothing is printed by itself, between two words.
    .replace(/\\[`'^"~=.]\s*\{\}/g, ' ')
    // Signs that LaTeX needs escaped stand between words: `mode\_def`, `A\&M`.
    .replace(/\\[&%$#_]/g, ' ')
    // What somebody’s own macro prints is not known, so that the rest of its word is none: `{\DVI}asm`.
    .replace(/\{\\([A-Za-z]{2,})\}\p{L}+/gu, (whole, name: string) => (isLetter(name) ? whole : ' '))
    .replace(/https?:\/\/(?:dx\.)?doi\.org\//gi, '')
  if (nameFields.test(field)) {
    text = text.replace(/\buseprefix=(?:true|false)|\band\b|\b(?:family|given|given-i|prefix|suffix)=/gi, ' ')
  }
  text = text
    .replace(/\\([A-Za-z]+)(\s*)(\{\})?/g, (_, name: string, blanks: string, end = '') =>
      Object.hasOwn(letters, name) ? (letters[name] ?? '') : accents.has(name) ? '' : end === '' ? blanks : ' ',
    )
    .replace(/\\\s/g, ' ')
    .replace(/\\[^A-Za-z\s]\s*/g, '')
    .replace(/[{}]/g, '')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')
  return plainWords(text)
}

const spelled: Readonly<Record<string, string>> = {
  ø: 'o', ł: 'l', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ȷ: 'j', đ: 'd', ð: 'd', þ: 'th',
} // biome-ignore format: a row of letters
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const month =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/

/** Words in small letters without accents, numbers without zeros before them, months as numbers; Greek is left out. */
export function plainWords(text: string): string[] {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u00ad'’ʼ]/g, '')
    .replace(/[\u0370-\u03ff]/g, '')
    .replace(/[øłßæœıȷđðþ]/g, (letter) => spelled[letter] ?? letter)
  return (folded.match(/\p{N}+|\p{L}+/gu) ?? []).map((word) => {
    if (/^\p{N}/u.test(word)) return word.replace(/^0+(?=.)/, '')
    return month.test(word) ? String(months.indexOf(word.slice(0, 3)) + 1) : word
  })
}

/** Whether a program’s output has a value: its letters in one run, or each of its words. */
export function finder(output: string): (value: BibValue) => boolean {
  const list = plainWords(output)
  const words = new Set(list)
  const run = list.join('')
  return ({ words: sought }) => {
    const together = sought.join('')
    return sought.every((word) => words.has(word)) || (together.length > 4 && run.includes(together))
  }
}
