/** Refer as EndNote writes it (“EndNote tagged”): a line for each value, `%` and one character before it. */
import Type from 'typebox'
import type { Article, ArticleDate, Dates, Draft } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { citekey } from '../article/citekey.ts'
import { affiliationLine, pageSpan } from '../article/in-words.ts'
import { oneLine, plainLine } from '../text/line.ts'
import { onlyDraft } from './as-read.ts'
import type { Codec, ReadableCodec, Reading, Site, WritableCodec, WriteOptions } from './codec.ts'
import { cutRefer, type ReferRecord, referRecords, sniffsRefer } from './enw/lines.ts'
import { subjects, types } from './enw/tags.ts'
import { plainly, richFields } from './tagged/coarsenings.ts'
import { endnoteName, monthWords, yearText } from './tagged/endnote.ts'
import { oneLanding, taggedCoarsens, taggedLoses, taggedTransforms } from './tagged/losses.ts'
import { notes } from './tagged/notes.ts'
import { inWords } from './tagged/read/dates.ts'
import { readPart } from './tagged/read/part.ts'
import { readTagged } from './tagged/read/record.ts'
import * as value from './tagged/values.ts'

export const enw = {
  name: 'enw',
  title: 'EndNote (tagged)',
  mediaType: 'application/x-endnote-refer',
  aliases: ['application/x-refer'],
  extension: '.enw',
  schema: Type.String({ description: 'One record of the EndNote import format (Refer) in UTF-8.' }),
  // A record ends at a blank line.
  frame: ['', '\n', ''],
  loses: taggedLoses,
  coarsens: [...plainly(richFields), oneLanding, ...taggedCoarsens(through)],
  transforms: taggedTransforms,
  sniffs: sniffsRefer,
  read: (text: string, line?: number) => readPart(line, () => referRecords(text, line).map(readRecord)),
  cut: cutRefer,
  write: (article: Article, _site?: Site, options?: WriteOptions): string => writeRecord(article, options),
} as const satisfies Codec & ReadableCodec & WritableCodec

function through(article: Article): Draft | undefined {
  return onlyDraft(referRecords(writeRecord(article)).map(readRecord))
}

const named = ['pmid', 'pmcid'] as const

function writeRecord(article: Article, { date, key }: WriteOptions = {}): string {
  const { journal, contributors = [], identifiers = [] } = article
  const identifier = (wanted: string) => identifiers.filter(({ type }) => type === wanted).map(({ value }) => value)
  return (
    '%0 Journal Article\n' +
    lines('A', contributors.filter(value.isAuthor).map(endnoteName)) +
    lines('E', contributors.filter(value.isEditor).map(endnoteName)) +
    lines('+', article.affiliations?.map(affiliationLine)) +
    line('T', value.titleLine(article)) +
    lines('Q', article.translatedTitles?.map(value.titleLine)) +
    line('!', article.shortTitle && plainLine(article.shortTitle)) +
    line('J', journal?.title) +
    line('O', journal?.abbreviatedTitles?.[0]?.title) +
    dateLines(citationDate(article, date)) +
    line('V', article.volume) +
    line('N', value.issueLine(article)) +
    line('P', pageSpan(article) || article.articleNumber) +
    line(']', article.articleNumber) +
    line('@', journal && value.oneIssn(journal)) +
    line('I', journal?.publisher?.name) +
    line('C', journal?.publisher?.place) +
    line('R', article.doi) +
    line('U', value.address(article)) +
    lines(
      '>',
      article.links?.filter(({ kind }) => kind === 'pdf').map(({ url }) => url),
    ) +
    lines('M', identifier('pmid')) +
    lines('2', identifier('pmcid')) +
    line('9', value.workType(article)) +
    line('G', article.language) +
    lines(
      'K',
      article.keywords?.flatMap(({ terms }) => terms.map(value.keywordLine)),
    ) +
    lines(
      'K',
      article.subjects?.map((subject) => subject.replaceAll(';', ',')),
    ) +
    line('X', article.abstracts?.[0] && value.abstractLine(article.abstracts[0])) +
    lines('Z', notes(article, { named, spans: true })) +
    line('F', key ?? citekey(article))
  )
}

const line = (tag: string, text: string | undefined): string => {
  const one = text === undefined ? '' : oneLine(text)
  return one === '' ? '' : `%${tag} ${one}\n`
}

function lines(tag: string, texts: readonly string[] = []): string {
  let out = ''
  for (const text of texts) out += line(tag, text)
  return out
}

/** The year, and the date in words as EndNote has it: `March 5, 2024`. */
function dateLines(date: ArticleDate | undefined): string {
  const year = date === undefined ? undefined : yearText(date)
  return date === undefined || year === undefined ? '' : line('D', year) + line('8', dayText(date, year))
}

function dayText(date: ArticleDate, year: string): string {
  const words = monthWords(date)
  return /^\p{L}+ \d+$/u.test(words) ? `${words}, ${year}` : words === '' ? '' : dated(words, year)
}

const dated = (words: string, year: string): string => (words.includes(year) ? words : `${words} ${year}`)

function readRecord({ line: number, lines: said }: ReferRecord): Reading {
  const key = said.find(([tag]) => tag === 'F')?.[1].trim()
  const entries = said.map(([tag, text]) => ({ path: tag, subject: subjects[tag], value: text }))
  return readTagged(entries, { place: key ? `line ${number} (${key})` : `line ${number}`, types, asCited })
}

/** The date as the record bears it. */
function asCited({ published }: Dates): ArticleDate | undefined {
  const year = published === undefined ? undefined : yearText(published)
  return published === undefined || year === undefined ? undefined : inWords(year, dayText(published, year))
}
