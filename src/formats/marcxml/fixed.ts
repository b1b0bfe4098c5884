/** Leader and 008: characters by position, as MARC 21 Format for Bibliographic Data defines them. */
import type { Article, ArticleDate } from '../../../schemas/article.ts'
import { bibliographicLanguage } from '../../article/language-codes.ts'

/** What a leader says, in the order of its positions. */
export const leader = [
  '00000', // 00-04 length of the record: not used in XML
  'n', // 05 status: new
  'a', // 06 type: language material
  'b', // 07 bibliographic level: component part of a serial
  ' ', // 08 type of control: none
  'a', // 09 character coding: Unicode
  '2', // 10 count of indicators
  '2', // 11 length of a subfield code
  '00000', // 12-16 base address of data: not used in XML
  '3', // 17 encoding level: abbreviated, since no heading has been checked against an authority file
  ' ', // 18 descriptive form: non-ISBD; subfields hold values as they are, without ISBD punctuation at their ends
  ' ', // 19 level of a multipart resource: does not apply
  '4500', // 20-23 map of the directory
].join('')

/** 007: electronic resource, remote; what is not known of it is not coded (fill characters). */
export const physical = 'cr |||||||||||'

/** 008 for LDR/06 a and LDR/07 b: positions 18-34 are those of continuing resources. */
export const fixedData = (date: ArticleDate | undefined, language: Article['language']): string =>
  [
    '000000', // 00-05 date entered on file: a number by rule, and not known; a writer has no clock
    dates(date), // 06-14 type of date, date 1, date 2
    'xx ', // 15-17 place of publication: not known as a code
    '|', // 18 frequency
    '|', // 19 regularity
    ' ', // 20 undefined
    '|', // 21 type of continuing resource
    '|', // 22 form of original item
    'o', // 23 form of item: online
    '|', // 24 nature of entire work
    '|||', // 25-27 nature of contents
    '|', // 28 government publication
    '|', // 29 conference publication
    '   ', // 30-32 undefined
    '|', // 33 original alphabet or script of title
    '|', // 34 entry convention
    languageCode(language), // 35-37
    ' ', // 38 modified record: no
    'd', // 39 cataloguing source: other
  ].join('')

/** MARC has codes for the languages of ISO 639-2/B; for the rest there is “undetermined”, and the tag in 041. */
export const languageCode = (tag: string | undefined): string =>
  (tag === undefined ? undefined : bibliographicLanguage(tag)) ?? 'und'

/**
 * 008/06-14. `e` is a detailed date, whose day may be blank; `s` a single year; `m` a span of years; `n` unknown. A
 * year is written with nothing after it: it is not the first of January.
 */
function dates(date: ArticleDate | undefined): string {
  if (date === undefined || (typeof date !== 'string' && 'literal' in date)) return 'nuuuuuuuu'
  if (typeof date !== 'string') return `s${String(date.year).padStart(4, '0')}    `
  const year = date.slice(0, 4)
  const slash = date.indexOf('/')
  const lastYear = slash === -1 ? year : date.slice(slash + 1, slash + 5)
  if (lastYear !== year) return `m${year}${lastYear}`
  const month = date.slice(5, 7)
  if (slash !== -1 || month === '' || Number(month) > 12) return `s${year}    `
  return `e${year}${month}${date.slice(8, 10).padEnd(2, ' ')}`
}
