/** Titles in BibTeX: words whose capitals mean something are put in braces, since styles make small letters of the rest. */

import { latexRenderer } from '../../text/latex/encode.ts'
import { type LatexText, latexToRich, textOf } from '../../text/latex.ts'
import { hasMarkup, parseRich, type Rich, renderRich } from '../../text/rich.ts'
import type { Row } from './row.ts'

/** A rich title as LaTeX with its capitals protected. */
export function formatTitle(title: string, text: LatexText): string {
  if (!hasMarkup(title)) return protectText(title, 0, rangesOf(title), text)
  const rich = parseRich(title)
  const ranges = rangesOf(textOf(rich))
  return ranges.length === 0 ? renderRich(rich, latexRenderer(text)) : renderProtected(rich, ranges, text)
}

type Range = readonly [start: number, end: number]

/** Commands hold their argument in braces anyway; only the text between them needs protection. */
function renderProtected(rich: Rich, ranges: readonly Range[], text: LatexText): string {
  let out = ''
  let offset = 0
  for (const node of rich) {
    if (typeof node === 'string') out += protectText(node, offset, ranges, text)
    else out += renderRich([node], latexRenderer(text))
    offset += textOf([node]).length
  }
  return out
}

function protectText(source: string, offset: number, ranges: readonly Range[], text: LatexText): string {
  let out = ''
  let at = 0
  for (const [start, end] of ranges) {
    const from = Math.max(start - offset, at)
    const to = Math.min(end - offset, source.length)
    if (to <= from) continue
    out += `${escapePart(source.slice(at, from), text)}{${text(source.slice(from, to))}}`
    at = to
  }
  return at === 0 ? text(source) : out + escapePart(source.slice(at), text)
}

const escapePart = (part: string, text: LatexText): string => (part === '' ? '' : text(part))

const hasCapital = /.\p{Lu}/u
const capitalised = /^\p{Lu}\p{Ll}+$/u

/** Where the words stand whose capitals must stay. */
function rangesOf(title: string): readonly Range[] {
  if (!hasCapital.test(title)) return []
  const isSentence = inSentenceCase(title)
  const ranges: Range[] = []
  let isInitial = true
  for (const match of title.matchAll(/\S+/g)) {
    const word = match[0]
    const [start, end] = trimmed(word)
    if (end > start && isProtected(word.slice(start, end), isInitial, isSentence)) {
      ranges.push([match.index + start, match.index + end])
    }
    // Styles keep the capital of the first word and of a word after a colon.
    if (end > start) isInitial = false
    if (word.endsWith(':')) isInitial = true
  }
  return ranges
}

function trimmed(word: string): Range {
  let start = 0
  let end = word.length
  while (start < end && !isWordAt(word, start)) start++
  while (end > start && !isWordAt(word, end - 1)) end--
  return [start, end]
}

// Half of a surrogate pair counts as part of a word, so that no pair is cut in two.
const wordCharacter = /[\p{L}\p{N}\p{M}]/u
const isWordAt = (word: string, at: number): boolean => {
  const code = word.charCodeAt(at)
  return (code >= 0xd800 && code < 0xe000) || wordCharacter.test(word[at] as string) // `at` is within the word
}

/**
 * A capital after the first letter of a part always means something (DNA, pH, McDonald, SARS-CoV-2), a single letter
 * nearly always (vitamin D, not the article A); a capitalised word only where the others begin small.
 */
function isProtected(word: string, isInitial: boolean, isSentence: boolean): boolean {
  if (!/\p{Lu}/u.test(word)) return false
  const parts = /[-–/]/.test(word) ? word.split(/[-–/]/) : [word]
  if (parts.some((part) => hasCapital.test(part))) return true
  if (isInitial) return false
  return isSentence || parts.some((part) => part.length === 1 && part !== 'A' && /\p{Lu}/u.test(part))
}

/** Prepositions and conjunctions that stay small even where everything else has a capital. */
const smallWords = new Set(
  'from with into over than that upon about above across after against along among around before behind below beneath beside between beyond during inside onto outside through throughout toward towards under underneath until versus within without'.split(
    ' ',
  ),
)

/** Whether the title is written as a sentence: long words begin small, so that a capital marks a name. */
function inSentenceCase(title: string): boolean {
  let small = 0
  let capital = 0
  let isFirst = true
  for (const [word] of title.matchAll(/\p{L}{4,}/gu)) {
    if (capitalised.test(word)) capital += isFirst ? 0 : 1
    else if (/^\p{Ll}+$/u.test(word) && !smallWords.has(word)) small++
    isFirst = false
  }
  return small > 0 && small * 2 >= capital
}

const appended = 'appendedsubtitle'

/** BibTeX has no subtitle: it is appended to the title, and said again so that it can be taken off. */
export const titleRow: Row = {
  write({ title, subtitle }, { put, text }) {
    if (title !== undefined) {
      const whole = subtitle === undefined ? title : `${title}${/[?!]$/.test(title) ? ' ' : ': '}${subtitle}`
      put('title', formatTitle(whole, text))
    }
    if (subtitle !== undefined) put(appended, formatTitle(subtitle, text))
  },
  read(source, draft) {
    const title = richField(source.take('title'))
    const tail = richField(source.take(appended))
    const subtitle = tail ?? richField(source.take('subtitle'))
    if (title !== undefined) draft.title = tail === undefined ? title : withoutTail(title, tail)
    if (subtitle !== undefined) draft.subtitle = subtitle
  },
}

function withoutTail(title: string, tail: string): string {
  for (const separator of [': ', ' ']) {
    if (title.endsWith(separator + tail)) return title.slice(0, -(separator.length + tail.length))
  }
  return title
}

/** A value as rich text; nothing where it is blank. */
export function richField(latex: string | undefined): string | undefined {
  return latex === undefined ? undefined : latexToRich(latex.trim()) || undefined
}
