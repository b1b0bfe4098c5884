/** Where an article has the words of a search: marked in its title, and in the passage of its abstract that has most of them. */

import { richTable } from '../text/html.ts'
import { type Markup, text } from '../text/markup.ts'
import { parseRich, plainText, type RichRenderer, renderRich } from '../text/rich.ts'

export interface Sought {
  readonly text: string
  readonly prefix: boolean
  readonly fields?: readonly string[]
}

/** Finds the words in a text; undefined where there is nothing to find. */
export interface Finder {
  /** The places of words, in order: begin and end of each. */
  find(plain: string): readonly (readonly [from: number, until: number])[]
}

/** `field`: words that were looked for elsewhere alone are not marked here. */
export function createFinder(words: readonly Sought[], field: string): Finder | undefined {
  const wanted = words.filter(({ fields }) => fields === undefined || fields.includes(field))
  if (wanted.length === 0) return undefined
  const whole = new Set(wanted.filter(({ prefix }) => !prefix).map(({ text }) => folded(text)))
  const beginnings = wanted.filter(({ prefix }) => prefix).map(({ text }) => folded(text))
  // Chinese, Japanese and Korean are written without blanks: their words are parts of what looks like one.
  const parts = [...whole, ...beginnings].filter((word) => unspaced.test(word))
  return {
    find: (plain) =>
      [...plain.matchAll(word)].flatMap(({ 0: found, index }) => {
        const key = folded(found)
        if (whole.has(key) || beginnings.some((one) => key.startsWith(one))) return [[index, index + found.length]]
        return parts.flatMap((part) => {
          const at = key.indexOf(part)
          return at === -1 || key.length !== found.length ? [] : [[index + at, index + at + part.length]]
        })
      }),
  }
}

const word = /[\p{L}\p{N}\p{M}]+/gu
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u

const folded = (value: string): string =>
  value
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()

/** Plain text with the words marked. */
export function marked(plain: string, finder: Finder | undefined): Markup {
  if (finder === undefined) return text(plain)
  let out = ''
  let at = 0
  for (const [from, until] of finder.find(plain)) {
    if (from < at) continue
    out += `${text(plain.slice(at, from))}<mark>${text(plain.slice(from, until))}</mark>`
    at = until
  }
  return (out + text(plain.slice(at))) as Markup // every piece was escaped
}

/** Rich text with the words marked; a word that mark-up divides is not found. */
export function markedRich(rich: string, finder: Finder | undefined): Markup {
  const table: RichRenderer = { ...richTable, text: (plain) => marked(plain, finder) }
  return renderRich(parseRich(rich), table) as Markup // the table of HTML, and text that is escaped
}

/** Characters of a passage. */
const length = 260

/** The passage of some paragraphs that has most of the words, or their beginning where they have none. */
export function passage(paragraphs: readonly string[], finder: Finder | undefined): Markup {
  const plain = paragraphs.map(plainText).join(' ').slice(0, 20_000)
  const places = finder?.find(plain) ?? []
  let best = { count: 0, from: 0 }
  for (let first = 0, last = 0; first < places.length; first++) {
    while (last < places.length && (places[last]?.[1] ?? 0) - (places[first]?.[0] ?? 0) <= length) last++
    if (last - first > best.count) best = { count: last - first, from: places[first]?.[0] ?? 0 }
  }
  const from = best.from < length / 2 ? 0 : plain.indexOf(' ', best.from - 80) + 1
  const end = from + length >= plain.length ? plain.length : plain.lastIndexOf(' ', from + length)
  const until = end <= from ? from + length : end
  const piece = plain.slice(from, until)
  return `${from > 0 ? '… ' : ''}${marked(piece, finder)}${until < plain.length ? ' …' : ''}` as Markup // escaped, and signs of ours
}
