/**
 * RIS, in the part of it that Zotero, JabRef and pandoc read alike: one line a value, the order of tags that gives all
 * three the same dates, pages and journal. There is no official grammar; comments name the reader that asks for a rule.
 */
import Type from 'typebox'
import type { Article, ArticleDate, Contributor, Dates, Draft, FullTextLink } from '../../schemas/article.ts'
import { citationDate } from '../article/citation-date.ts'
import { citekey } from '../article/citekey.ts'
import { affiliationLine, dateWords } from '../article/in-words.ts'
import { invertedName } from '../article/name-forms.ts'
import { oneLine, plainLine } from '../text/line.ts'
import { onlyDraft } from './as-read.ts'
import type { Codec, ReadableCodec, Reading, Site, WritableCodec, WriteOptions } from './codec.ts'
import { cutRis, type RisRecord, risRecords, sniffsRis } from './ris/lines.ts'
import { subjects, types } from './ris/tags.ts'
import { plainly, richFields } from './tagged/coarsenings.ts'
import { oneLanding, taggedCoarsens, taggedLoses, taggedTransforms } from './tagged/losses.ts'
import { notes } from './tagged/notes.ts'
import { readSlashDate } from './tagged/read/dates.ts'
import { readPart } from './tagged/read/part.ts'
import { readTagged } from './tagged/read/record.ts'
import * as value from './tagged/values.ts'

export const ris = {
  name: 'ris',
  title: 'RIS',
  mediaType: 'application/x-research-info-systems',
  aliases: ['application/x-ris'],
  extension: '.ris',
  schema: Type.String({ description: 'One RIS record in UTF-8: from the line TY to the line ER, ended by CR LF.' }),
  frame: ['', '\r\n', ''],
  loses: taggedLoses,
  coarsens: [...plainly(richFields), oneLanding, ...taggedCoarsens(through)],
  transforms: taggedTransforms,
  sniffs: sniffsRis,
  read: (text: string, line?: number) => readPart(line, () => risRecords(text, line).map(readRecord)),
  cut: cutRis,
  write: (article: Article, _site?: Site, options?: WriteOptions): string => writeRecord(article, options),
} as const satisfies Codec & ReadableCodec & WritableCodec

function through(article: Article): Draft | undefined {
  return onlyDraft(risRecords(writeRecord(article)).map(readRecord))
}

function writeRecord(article: Article, { date, key }: WriteOptions = {}): string {
  const { journal, contributors = [] } = article
  const landing = value.address(article)
  return (
    // EJOUR would be “misc” in JabRef, so JOUR says every kind of article.
    'TY  - JOUR\r\n' +
    line('ID', key ?? citekey(article)) +
    names('AU', contributors, 'author') +
    // JabRef takes A2 for one more author.
    names('ED', contributors, 'editor') +
    lines('AD', article.affiliations?.map(affiliationLine)) +
    line('TI', value.titleLine(article)) +
    lines('TT', article.translatedTitles?.map(value.titleLine)) +
    line('ST', article.shortTitle && plainLine(article.shortTitle)) +
    // JO and JF would overwrite T2 in JabRef, J2 before it would stand for it.
    line('T2', journal?.title) +
    line('J2', journal?.abbreviatedTitles?.[0]?.title) +
    dateLines(citationDate(article, date)) +
    line('VL', article.volume) +
    // C7 and IS are one field in JabRef, and the last wins.
    line('C7', article.articleNumber) +
    line('IS', value.issueLine(article)) +
    pageLines(article) +
    line('SN', journal && value.oneIssn(journal)) +
    line('PB', journal?.publisher?.name) +
    line('CY', journal?.publisher?.place) +
    line('DO', article.doi) +
    line('UR', landing) +
    lines('L1', article.links?.filter(isPdf).map(urlOf)) +
    // Zotero reads M3 as a DOI where it has none yet; then a note says it.
    line('M3', article.doi && value.workType(article)) +
    line('LA', article.language) +
    keywords(article) +
    lines('KW', article.subjects?.map(value.withCommas)) +
    ready('AB', article.abstracts?.[0] ? value.abstractLine(article.abstracts[0]) : '') +
    line('N1', article.doi === undefined ? value.workNote(article) : undefined) +
    noteLines(article) +
    'ER  - \r\n'
  )
}

const line = (tag: string, text: string | undefined): string => (text === undefined ? '' : ready(tag, oneLine(text)))

/** A line of what is one line already: the longest texts are not looked through twice. */
const ready = (tag: string, text: string): string => (text === '' ? '' : `${tag}  - ${text}\r\n`)

function lines(tag: string, texts: readonly string[] = []): string {
  let out = ''
  for (const text of texts) out += line(tag, text)
  return out
}

const isPdf = ({ kind }: FullTextLink): boolean => kind === 'pdf'
const urlOf = ({ url }: FullTextLink): string => url

function names(tag: string, contributors: readonly Contributor[], role: Contributor['role']): string {
  let out = ''
  for (const contributor of contributors) {
    if (contributor.role === role) out += line(tag, invertedName(value.commaless(contributor)))
  }
  return out
}

function noteLines(article: Article): string {
  let out = ''
  for (const note of notes(article)) out += ready('N1', note)
  return out
}

function keywords({ keywords: groups }: Article): string {
  let out = ''
  if (groups === undefined) return out
  for (const { terms } of groups) for (const term of terms) out += ready('KW', value.keywordLine(term))
  return out
}

/** pandoc takes the first of PY and Y1 and wants a bare year, Zotero prefers DA, JabRef Y1: only this order serves all. */
function dateLines(date: ArticleDate | undefined): string {
  const year = date === undefined ? undefined : yearText(date)
  if (date === undefined || year === undefined) return ''
  const whole = dateText(date, year)
  return line('PY', year) + (whole === undefined ? '' : line('DA', whole) + line('Y1', whole))
}

const yearText = (date: ArticleDate): string | undefined =>
  typeof date === 'string' ? date.slice(0, 4) : 'year' in date ? String(date.year).padStart(4, '0') : undefined

/** `YYYY/MM/DD/other`: what is not known stays empty, what is no month is `other`. A year alone is said by PY. */
function dateText(date: ArticleDate, year: string): string | undefined {
  if (typeof date !== 'string') return 'season' in date ? `${year}///${date.season.replaceAll('/', '-')}` : undefined
  if (date.length === 4) return undefined
  if (date.includes('/')) return `${year}///${dateWords(date)}`
  if (date.length === 10) return date.replaceAll('-', '/')
  return date[5] === '2' ? `${year}///${dateWords(date).slice(0, -5)}` : `${year}/${date.slice(5)}//`
}

/** SP before EP, and SP never a span: Zotero parts no pages whose first has a hyphen. A note has what they cannot say. */
function pageLines({ pages, articleNumber }: Article): string {
  if (pages === undefined) return line('SP', articleNumber)
  const { first = /^[^\s,;‐-―-]+/.exec(pages.literal ?? '')?.[0], last } = pages
  return line('SP', first) + (first === undefined || first.includes('-') ? '' : line('EP', last))
}

function readRecord({ line: number, lines: said }: RisRecord): Reading {
  const key = said.find(([tag]) => tag === 'ID')?.[1].trim()
  const entries = said.map(([path, text]) => ({ path, subject: subjects[path], value: text }))
  return readTagged(entries, { place: key ? `line ${number} (${key})` : `line ${number}`, types, asCited })
}

/** The date as the record bears it. */
function asCited({ published }: Dates): ArticleDate | undefined {
  const year = published === undefined ? undefined : yearText(published)
  if (published === undefined || year === undefined) return undefined
  return readSlashDate(dateText(published, year) ?? year).date
}
