/**
 * What the search index holds of an article: its words, field by field and in order. The server’s index is made of them;
 * phrases, fields and ranks are told from them.
 */
import type { IndexText } from '../index-text.ts'
import { spelt, wordsOf } from './words.ts'

/** In the order of FTS5’s columns. */
export const fieldNames = ['title', 'abstract', 'names', 'affiliations', 'journal', 'keywords', 'doi'] as const

/** The abstract, half of all words, is a column of its own, so that what is short is searched without it. */
export const abstractField = fieldNames.indexOf('abstract')

/** Which line of the column `words` has a field; the last one has the facts. */
export const lineOf = (field: number): number => (field < abstractField ? field : field - 1) + 2

export interface IndexRow {
  readonly length: number
  readonly clipped: 0 | 1
  readonly words: string
  readonly abstract: string
}

/** PostgreSQL takes 1 MB of lexemes, and 2 KB of one: https://www.postgresql.org/docs/current/textsearch-limitations.html */
const mostBytes = 900_000
const mostUnits = 500

/** `facts` are tokens with a blank between two. */
export function indexRow({ words }: IndexText, doi: string, facts: string): IndexRow {
  const fields = [...words, doi].map(wordsOf)
  const tokens = facts.split(' ')
  const length = fields.reduce((sum, { length }) => sum + length, tokens.length)
  const lines = fields.filter((_, field) => field !== abstractField)
  const row = { words: linesOf([...lines, tokens]), abstract: `${linesOf([fields[abstractField] ?? []])}\n` }
  const bytes = Buffer.byteLength(row.words) + Buffer.byteLength(row.abstract)
  const clipped = bytes > mostBytes || fields.some((list) => list.some((word) => word.length > mostUnits))
  return { ...row, length, clipped: clipped ? 1 : 0 }
}

/**
 * Each line begins with a break. Between two words, and between a word and a break, are two blanks: words side by side are
 * found as a part of the text, and parted at two blanks it is its words, none of them empty.
 */
const linesOf = (lines: readonly (readonly string[])[]): string =>
  lines.map((words) => (words.length === 0 ? '\n  ' : `\n ${spelt(words)} `)).join('')
