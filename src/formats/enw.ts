/** Refer as EndNote writes it (“EndNote tagged”): a line for each value, `%` and one character before it. */
import Type from 'typebox'
import type { Article, ArticleDate } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { citekey } from '../article/citekey.ts'
import { affiliationLine, pageSpan } from '../article/in-words.ts'
import { oneLine, plainLine } from '../text/line.ts'
import type { Codec, Site, WritableCodec, WriteOptions } from './codec.ts'
import { plainly, richFields } from './tagged/coarsenings.ts'
import { endnoteName, monthWords, yearText } from './tagged/endnote.ts'
import { oneLanding, taggedCoarsens, taggedLoses, taggedTransforms } from './tagged/losses.ts'
import { notes } from './tagged/notes.ts'
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
  coarsens: [...plainly(richFields), ...taggedCoarsens, oneLanding],
  transforms: taggedTransforms,
  write: (article: Article, _site?: Site, options?: WriteOptions): string => writeRecord(article, options),
} as const satisfies Codec & WritableCodec

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
  if (date === undefined || year === undefined) return ''
  const words = monthWords(date)
  return (
    line('D', year) +
    line('8', /^\p{L}+ \d+$/u.test(words) ? `${words}, ${year}` : words === '' ? '' : dated(words, year))
  )
}

const dated = (words: string, year: string): string => (words.includes(year) ? words : `${words} ${year}`)
