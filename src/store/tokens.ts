/** What goes into the index beside words: a token for each fact and for each year, month and day of a date. */
import { type DateName, dateNames } from './question.ts'

/**
 * LATIN LETTER BILABIAL CLICK: a letter to the tokenizer, and in no text together with digits and letters, so that words
 * and facts never match each other.
 */
const mark = 'ʘ'

/** Every article that is found at all has it: what `NOT` is subtracted from. */
export const everyToken = `${mark}all`

/** The token of a fact; case, width and diacritics do not count. 55 bits: two facts of ten million share one by 0.2 %. */
export function factToken(name: string, value: string): string {
  const line = `${name}\t${value}`
  return tokenOfLine(line, 0, line.length)
}

/** The same of a line of name, tab and value within a text, which need not be cut out of it. */
export const tokenOfLine = (text: string, start: number, end: number): string =>
  `${mark}x${hash(text, start, end) ?? foldedHash(text.slice(start, end))}`

/** A number of thirty bits for the token of a title: what an index of numbers has not is no title; what it has may be one. */
export const titleNumber = (token: string): number => Number.parseInt(token.slice(-6), 32)

function foldedHash(line: string): string | undefined {
  const tab = line.indexOf('\t') + 1
  const plain = line.slice(0, tab) + folded(line.slice(tab))
  return hash(plain, 0, plain.length)
}

export const folded = (value: string): string =>
  value
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()

/**
 * cyrb53: two 32-bit multiplicative hashes side by side, a fraction of a microsecond for a fact where SHA-1 takes three.
 * Constants beyond 31 bits are made small first: with them as they are V8 counts in floating point. Capitals count as
 * small; undefined for a value beyond ASCII that is not folded.
 */
function hash(text: string, start: number, end: number): string | undefined {
  let high = 0xdeadbeef | 0
  let low = 0x41c6ce57
  let beyond = false
  for (let at = start; at < end; at++) {
    const letter = text.charCodeAt(at)
    const code = letter >= 65 && letter <= 90 ? letter + 32 : letter
    beyond ||= code > 127
    high = Math.imul(high ^ code, 2654435761 | 0)
    low = Math.imul(low ^ code, 1597334677)
  }
  if (beyond) {
    const value = text.slice(text.indexOf('\t', start) + 1, end)
    if (folded(value) !== value) return undefined
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return letters(high, low)
}

const alphabet = '0123456789abcdefghijklmnopqrstuv'
const pairs = Array.from({ length: 1024 }, (_, n) => `${alphabet[n >> 5]}${alphabet[n & 31]}`)
const triples = Array.from({ length: 32_768 }, (_, n) => `${pairs[n >> 5]}${alphabet[n & 31]}`)

/** 55 bits as eleven letters and digits, from tables: a number of that size takes V8 most of a microsecond to spell. */
const letters = (high: number, low: number): string =>
  `${triples[high & 32_767]}${triples[(high >>> 15) & 32_767]}` +
  `${triples[((high >>> 30) & 3) | ((low & 8191) << 2)]}${pairs[(low >>> 13) & 1023]}`

/** Chinese and Japanese are written without blanks, Korean with particles at the words: each sign is a word of its own. */
const runs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const signs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
export const spaced = (text: string): string =>
  // Most texts have none of these scripts, which the first test finds out cheaply.
  /[^\x00-\u10ff]/.test(text) && runs.test(text) ? text.normalize('NFKC').replace(signs, ' $& ') : text

type Days = readonly [earliest: number, latest: number]
const year = (day: number): number => Math.floor(day / 10_000)
const month = (day: number): number => Math.floor(day / 100)

/** Years that stand by themselves; those before and after are one each. */
const firstYear = 1800
const lastYear = 2099
const yearCell = (value: number): number => Math.min(Math.max(value, firstYear - 1), lastYear + 1)

/**
 * Which cells of the calendar a date lies in, each a letter and a number: `a` within this year, `b` within this year but
 * in no certain month, `c` in part in this year, `d` within this month, `e` in this month but on no certain day, `f` the day.
 */
export function dateTokens(name: DateName, days: Days): string {
  const known = knownDates[name]
  const key = days[0] * 100_000_000 + days[1]
  const found = known.get(key)
  if (found !== undefined) return found
  const made = tokensOf(name, days).join(' ')
  // Articles share their days: a century has 36,525.
  if (known.size >= 40_000) known.clear()
  known.set(key, made)
  return made
}

const knownDates = Object.fromEntries(dateNames.map((name) => [name, new Map<number, string>()])) as Record<
  DateName,
  Map<number, string>
> // made of all names

function tokensOf(name: DateName, [first, last]: Days): string[] {
  const token = (letter: string, value: number) => `${mark}${dateNames.indexOf(name)}${letter}${value}`
  const [from, until] = [yearCell(year(first)), yearCell(year(last))]
  if (from !== until) return [...months(first, last).map((value) => token('e', value)), ...years(from, until, token)]
  const within = token('a', from)
  if (first === last) return [within, token('d', month(first)), token('f', first)]
  if (month(first) === month(last)) return [within, token('d', month(first)), token('e', month(first))]
  const whole = first % 10_000 === 101 && last % 10_000 === 1231
  return whole ? [within, token('b', from)] : [within, ...months(first, last).map((value) => token('e', value))]
}

const years = (from: number, until: number, token: (letter: string, value: number) => string): string[] =>
  Array.from({ length: Math.min(until - from + 1, 100) }, (_, n) => token('c', from + n))

function months(first: number, last: number): number[] {
  const out: number[] = []
  for (let at = month(first); at <= month(last) && out.length < 120; at = at % 100 === 12 ? at + 89 : at + 1)
    out.push(at)
  return out
}

/** The cells that dates lie in which may fall between two days. */
export function dateCells(name: DateName, first: number, last: number): string[] {
  const token = (letter: string, value: number) => `${mark}${dateNames.indexOf(name)}${letter}${value}`
  const out: string[] = []
  for (let at = yearCell(year(first)); at <= yearCell(year(last)); at++) {
    const [from, until] = [Math.max(first, at * 10_000 + 101), Math.min(last, at * 10_000 + 1231)]
    const outside = at < firstYear || at > lastYear
    if (outside || (from === at * 10_000 + 101 && until === at * 10_000 + 1231))
      out.push(token('a', at), token('c', at))
    else out.push(token('b', at), ...months(from, until).flatMap((value) => monthCells(value, from, until, token)))
  }
  return out
}

function monthCells(
  at: number,
  from: number,
  until: number,
  token: (letter: string, value: number) => string,
): string[] {
  const [start, end] = [Math.max(from, at * 100 + 1), Math.min(until, at * 100 + 31)]
  if (start === at * 100 + 1 && end === at * 100 + 31) return [token('d', at), token('e', at)]
  return [token('e', at), ...Array.from({ length: end - start + 1 }, (_, n) => token('f', start + n))]
}
