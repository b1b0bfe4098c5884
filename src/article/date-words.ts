/** Dates in our own words back to what they say: `Spring 2024`, `2024-01 to 2024-02`, and what `parseDate` understands. */
import type { ArticleDate } from '../../schemas/article.ts'
import { parseDate } from './date.ts'

const edtf = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|-2[1-4])?$/
const seasons: Readonly<Record<string, string>> = { Spring: '21', Summer: '22', Autumn: '23', Winter: '24' }

/** The inverse of `dateWords`, as far as words can be told apart; undefined for a blank. */
export function parseDateWords(text: string): ArticleDate | undefined {
  const trimmed = text.trim()
  if (edtf.test(trimmed)) return trimmed
  const [first = '', last, ...more] = trimmed.split(/ to |\//).map(edtfOf)
  if (last !== undefined && last !== '' && first !== '' && more.length === 0) return `${first}/${last}`
  return edtfOf(trimmed) || seasonOf(trimmed, parseDate(trimmed))
}

/** `Michaelmas Term 1998`: the year is known, the rest is kept as it stands. */
function seasonOf(text: string, date: ArticleDate | undefined): ArticleDate | undefined {
  const [, season, year] = /^(\D{3,60}) (\d{4})$/.exec(text) ?? []
  const isLiteral = typeof date === 'object' && 'literal' in date
  return isLiteral && season !== undefined ? { year: Number(year), season } : date
}

/** One end of a range, or nothing. */
function edtfOf(text: string): string {
  if (edtf.test(text)) return text
  const [, name = '', year] = /^([A-Z][a-z]{5}) (\d{4})$/.exec(text) ?? []
  return year !== undefined && Object.hasOwn(seasons, name) ? `${year}-${seasons[name]}` : ''
}
