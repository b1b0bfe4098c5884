/**
 * The names of BibTeX: `First von Last`, `von Last, First`, `von Last, Jr, First`. Braces hold together; a word that
 * begins with a small letter belongs to the `von` part.
 */
import { type LatexText, latexToText } from '../../text/latex.ts'
import { isBlank } from './values.ts'

export interface NameParts {
  family?: string
  given?: string
  nonDroppingParticle?: string
  droppingParticle?: string
  suffix?: string
}

const nbsp = /\u00a0/g

/** The members of a list of names. */
export function splitNames(source: string): string[] {
  const words = splitWords(source.replace(/\s+/g, ' '), ' ')
  const names: string[] = []
  let current: string[] = []
  for (const word of words) {
    if (/^and$/i.test(word)) {
      names.push(current.join(' '))
      current = []
    } else current.push(word)
  }
  return [...names, current.join(' ')]
}

/** Words between separators outside of braces; a comma at the end of a word stays with it. */
function splitWords(source: string, separators: string): string[] {
  const words: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at <= source.length; at++) {
    const character = source[at]
    if (character === '{') depth++
    else if (character === '}') depth = Math.max(0, depth - 1)
    if (character !== undefined && (depth > 0 || !separators.includes(character))) continue
    if (at > start) words.push(source.slice(start, at))
    start = at + 1
  }
  return words
}

/** Words of a part: `~` separates as a blank does, but `\~n` is an accent. */
const wordsOf = (part: string): string[] => splitWords(part.replace(/([^\\])~/g, '$1 ').trim(), ' \t\n')

/** The parts of a name; undefined where braces hold it in one piece. */
export function parseName(name: string): NameParts | undefined {
  if (isWrapped(name)) return undefined
  if (keyed.test(name)) return keyedName(name)
  const parts = splitWords(name, ',').map((part) => part.trim())
  if (parts.length < 2) return firstVonLast(wordsOf(parts[0] ?? ''))
  const [vonLast = '', second = '', ...others] = parts
  const suffix = others.length > 0 ? second : ''
  const given = others.length > 0 ? others.join(', ') : second
  const words = wordsOf(vonLast)
  const last = leadingVon(words)
  return decoded(words.slice(0, last), words.slice(last), wordsOf(suffix), wordsOf(given))
}

/** biblatex’s own form, `family=Beumont, given=Simon, prefix=de`, in any order. */
const keyed = /^(?:family|given|prefix|suffix|middle|useprefix)(?:-i)?\s*=/i
const keys: Readonly<Record<string, keyof NameParts>> = {
  family: 'family',
  given: 'given',
  prefix: 'nonDroppingParticle',
  suffix: 'suffix',
}

const toldKeys = /^(?:given|family|prefix|suffix|middle|useprefix)$/

/** `useprefix=false`: the prefix is dropped where the family name stands alone. */
function keyedName(name: string): NameParts {
  const out: NameParts = {}
  let isDropped = false
  for (const [key, latex] of pairsOf(name)) {
    const part = Object.hasOwn(keys, key) ? keys[key] : undefined
    const text = decodeName(latex)
    if (part && text !== '') out[part] = text
    else if (key === 'middle') out.given = out.given === undefined ? text : `${out.given} ${text}`
    else if (key === 'useprefix' && text === 'false') isDropped = true
  }
  const { nonDroppingParticle, ...others } = out
  return isDropped && nonDroppingParticle !== undefined ? { ...others, droppingParticle: nonDroppingParticle } : out
}

const pairsOf = (name: string): [key: string, latex: string][] =>
  splitWords(name, ',').map((part) => {
    const at = part.indexOf('=')
    return [part.slice(0, at).trim().toLowerCase(), part.slice(at + 1)]
  })

/** What a name in biblatex’s own form says that is no part of a name: `juniorcomma=true`. */
export const furtherPairs = (name: string): readonly string[] =>
  keyed.test(name)
    ? pairsOf(name).flatMap(([key, latex]) => (toldKeys.test(key) ? [] : [`${key}=${latex.trim()}`]))
    : []

/**
 * Before a comma only small words at the start are a particle: BibTeX itself would take “Fosas de” of `Fosas de Pando,
 * Miguel` for one, since it looks for the last small word.
 */
function leadingVon(words: readonly string[]): number {
  let count = 0
  while (count < words.length - 1 && isSmall(words[count] as string)) count++
  return count
}

function firstVonLast(words: readonly string[]): NameParts {
  const firstVon = words.slice(0, -1).findIndex(isSmall)
  if (firstVon < 0) return decoded([], words.slice(-1), [], words.slice(0, -1))
  const last = firstVon + lastOfVon(words.slice(firstVon))
  return decoded(words.slice(firstVon, last), words.slice(last), [], words.slice(0, firstVon))
}

/** How many words the `von` part has: up to the last small word, though never the last word of all. */
function lastOfVon(words: readonly string[]): number {
  for (let at = words.length - 2; at >= 0; at--) if (isSmall(words[at] as string)) return at + 1
  return 0
}

/** A word that begins with a small letter; one in braces has no case, unless the braces only hold an accent. */
function isSmall(word: string): boolean {
  if (word.startsWith('{') && !word.startsWith('{\\')) return false
  const text = word.includes('\\') ? latexToText(word) : word
  return /^[^\p{L}{]*\p{Ll}/u.test(text)
}

function decoded(
  von: readonly string[],
  last: readonly string[],
  jr: readonly string[],
  first: readonly string[],
): NameParts {
  const out: NameParts = {}
  const set = (key: keyof NameParts, words: readonly string[]) => {
    const text = words.length > 0 ? decodeName(words.join(' ')) : ''
    if (text !== '') out[key] = text
  }
  set('family', last)
  set('given', first)
  set('nonDroppingParticle', von)
  set('suffix', jr)
  return out
}

export function decodeName(latex: string): string {
  const text = latexToText(latex).replace(nbsp, ' ').trim()
  return isBlank(text) ? '' : text
}

/** Whether one pair of braces holds the whole name. */
export function isWrapped(name: string): boolean {
  if (!name.startsWith('{')) return false
  let depth = 0
  for (let at = 0; at < name.length; at++) {
    if (name[at] === '{') depth++
    else if (name[at] === '}' && --depth === 0) return at === name.length - 1
  }
  return false
}

// Letters of Latin-1, Latin Extended-A and B, and Latin Extended Additional (of Vietnamese), which are nothing but letters.
const letter = 'A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ'
const capital = 'A-ZÀ-ÖØ-Þ'
const latinFamily = new RegExp(`^[${capital}][${letter}]+$`)
const latinGiven = new RegExp(`^[${capital}][${letter}.]*(?:[ -](?![Aa][Nn][Dd]$)[${capital}][${letter}.]*)?$`)
const nameLetters = /^[\p{L}\p{M}.’ -]+$/u
// A word that begins small, the word that separates names, and what would not come back as it was.
const misread = /(?:^| )[^\p{Lu}\p{Lo}]| $|--|\b[Aa][Nn][Dd]\b/u
const isPlainPart = (part: string) => nameLetters.test(part) && !misread.test(part)

/** Whether family and given stand in BibTeX as they are. Two narrow patterns first: most names are that plain. */
export const isSimpleName = (family: string, given: string): boolean =>
  ((latinFamily.test(family) && !isAnd(family)) || isPlainPart(family)) &&
  ((latinGiven.test(given) && !isAnd(given)) || isPlainPart(given))

const isAnd = (part: string): boolean => part.length === 3 && part.toLowerCase() === 'and'

/** A name as `von Last, Jr, First`, braces where a part would be taken apart otherwise. */
export const formatName = (name: NameParts, text: LatexText): string => withoutKeys(formatParts(name, text))

/** biber takes `family=` for its own form of a name; a macron, `\=a`, is none. */
const withoutKeys = (name: string): string => (name.includes('=') ? name.replace(/(?<!\\)=/g, '{=}') : name)

function formatParts(name: NameParts, text: LatexText): string {
  // A comma with nothing before it crashes biber 2.18.
  if (name.family === undefined) return `{${text(nameInOrder(name))}}`
  const last = holdFamily(text(name.family))
  const vonLast =
    name.nonDroppingParticle === undefined ? last : `${holdCommas(text(name.nonDroppingParticle))} ${last}`
  const given = holdCommas(text(name.given ?? ''))
  if (name.suffix !== undefined) {
    return withFewCommas(`${vonLast}, ${holdCommas(text(name.suffix))}, ${given || '{}'}`)
  }
  return given === '' ? `{${vonLast}}` : withFewCommas(`${vonLast}, ${given}`)
}

/** biber counts commas even in braces, and skips an entry with a name that has three. */
function withFewCommas(name: string): string {
  if (name.split(',').length <= 3) return name
  let depth = 0
  let out = ''
  for (const character of name) {
    if (character === '{') depth++
    else if (character === '}') depth--
    out += character === ',' && depth > 0 ? '{\\char 44}' : character
  }
  return out
}

const nameInOrder = ({ given, nonDroppingParticle, suffix }: NameParts): string =>
  [given, nonDroppingParticle, suffix].filter((part) => part !== undefined).join(' ')

// A tilde after a backslash is an accent.
const separating = /,|(?<!\\)~|\band\b/i
const holdCommas = (latex: string): string => (separating.test(latex) ? `{${latex}}` : latex)

function holdFamily(latex: string): string {
  const words = wordsOf(latex)
  return separating.test(latex) || (words.length > 1 && words.some(isSmall)) ? `{${latex}}` : latex
}
