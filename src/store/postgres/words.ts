/** Texts as the words that SQLite’s tokenizer makes of them, so that both engines find the same by the same words. */
import { folds, marks, separators } from './letters.ts'

const between = 0
const within = 1
const passedOver = 2
const folded = 3

const kinds = new Uint8Array(0x110000).fill(within)
const targets = new Map<number, number>()
fill()

function fill(): void {
  const numbersOf = (run: string): number[] => run.split(' ').map((part) => Number.parseInt(part, 36))
  let at = 0
  for (const run of separators.join(',').split(',')) {
    const [gap = 0, length = 0] = numbersOf(run)
    kinds.fill(between, at + gap, at + gap + length)
    at += gap + length
  }
  at = 0
  for (const run of folds.join(',').split(',')) {
    const [gap = 0, count = 0, step = 1, distance = 0] = numbersOf(run)
    at += gap
    for (let n = 0; n < count; n++, at += n < count ? step : 0) {
      kinds[at] = folded
      targets.set(at, at + distance)
    }
  }
  for (const mark of numbersOf(marks)) kinds[mark] = passedOver
}

/** FTS5 cuts longer words off (`FTS5_MAX_TOKEN_SIZE`). */
const mostBytes = 32_768

/** The words of a text, in order. */
export function wordsOf(text: string): string[] {
  const found: string[] = []
  let word = ''
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0
    if (code > 0xffff) at++
    // A mark begins no word.
    const kind = kinds[code]
    if (kind === within) word += String.fromCodePoint(code)
    else if (kind === folded) word += String.fromCodePoint(targets.get(code) ?? code)
    else if (kind === between && word !== '') {
      found.push(cut(word))
      word = ''
    }
  }
  if (word !== '') found.push(cut(word))
  return found
}

const cut = (word: string): string =>
  word.length * 3 <= mostBytes || Buffer.byteLength(word) <= mostBytes
    ? word
    : Buffer.from(word)
        .subarray(0, mostBytes)
        .toString('utf8')
        .replace(/\ufffd+$/, '')

/** Words side by side as a text in which words side by side can be found: each has a blank before and behind it. */
export const spelt = (words: readonly string[]): string => (words.length === 0 ? '' : ` ${words.join('  ')} `)
