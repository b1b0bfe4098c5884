/** What the search index holds of an article: lexemes for finding, words field by field for phrases and for ranking. */
import type { IndexText } from '../index-text.ts'
import { spelt, wordsOf } from './words.ts'

/** The fields in the order of their lines in `words`, with the weight letter of each in `lexemes`. */
export const fieldWeights = ['A', 'D', 'B', 'D', 'C', 'C', 'D'] as const
export const fieldNames = ['title', 'abstract', 'names', 'affiliations', 'journal', 'keywords', 'doi'] as const

export interface IndexRow {
  readonly length: number
  readonly clipped: 0 | 1
  readonly lexemes: string
  readonly words: string
}

/** PostgreSQL takes 1 MB of lexemes, and 2 KB of one: https://www.postgresql.org/docs/current/textsearch-limitations.html */
const mostBytes = 900_000
const mostUnits = 500

/** A word as far as a lexeme holds it. */
export const clip = (word: string): string => {
  if (word.length <= mostUnits) return word
  const cut = word.slice(0, mostUnits)
  // Not between the halves of a character.
  return cut.isWellFormed() ? cut : cut.slice(0, -1)
}

/** `facts` are tokens with a blank between two. */
export function indexRow({ words }: IndexText, doi: string, facts: string): IndexRow {
  const fields = [...words, doi].map(wordsOf)
  const tokens = facts.split(' ')
  const weights = new Map<string, Set<string>>(tokens.map((token) => [token, new Set()]))
  for (const [field, list] of fields.entries())
    for (const word of list) {
      const lexeme = clip(word)
      const known = weights.get(lexeme)
      if (known) known.add(fieldWeights[field] ?? 'D')
      else weights.set(lexeme, new Set([fieldWeights[field] ?? 'D']))
    }
  const { lexemes, clipped } = vectorOf(weights)
  const lines = fields.map(spelt)
  return {
    length: fields.reduce((sum, { length }) => sum + length, tokens.length),
    clipped: clipped ? 1 : 0,
    lexemes,
    words: [...lines, ...(clipped ? [spelt(tokens)] : [])].join('\n'),
  }
}

/** The facts come first: what has no room is words of very long texts. */
function vectorOf(weights: ReadonlyMap<string, ReadonlySet<string>>): { lexemes: string; clipped: boolean } {
  const parts: string[] = []
  let bytes = 0
  for (const [lexeme, of] of weights) {
    bytes += Buffer.byteLength(lexeme) + 2 * of.size + 4
    if (bytes > mostBytes) return { lexemes: parts.join(' '), clipped: true }
    // A position each, since a lexeme keeps one weight a position.
    const places = [...of].map((weight, at) => `${at + 1}${weight}`).join(',')
    parts.push(`'${lexeme}'${places === '' ? '' : `:${places}`}`)
  }
  return { lexemes: parts.join(' '), clipped: false }
}
