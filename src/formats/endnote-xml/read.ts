/** Reads EndNote XML: `xml/records/record`, whose texts stand in runs of one face, or without any. */
import type { ArticleDate, ArticleType, Dates } from '../../../schemas/article.ts'
import { Refusal } from '../../article/refusal.ts'
import { elements, isElement, parseXml, peekXml, rawText, type XmlNode } from '../../text/xml.ts'
import type { Reading } from '../codec.ts'
import { monthWords, yearText } from '../tagged/endnote.ts'
import { inWords } from '../tagged/read/dates.ts'
import { readTagged, type Types } from '../tagged/read/record.ts'
import type { Entry, Subject } from '../tagged/read/source.ts'
import { paragraphsOf } from './runs.ts'

export function sniffsEndnote(text: string): number {
  const { root, tag } = peekXml(text.slice(0, 20_000))
  if (root === 'record' && /<(?:source-app|ref-type)\b/.test(text.slice(0, 3000))) return 0.97
  if (root !== 'xml' && root !== 'records') return 0
  return /<records>/.test(text.slice(0, 3000)) || tag.startsWith('<records') ? 0.97 : 0
}

export function readEndnote(text: string): Reading[] {
  const root = parseXml(text)
  const records = recordsIn(root)
  if (records.length > 0) return records.map(readRecord)
  throw new Refusal(
    'unreadable',
    `Line ${root.line}: There is no EndNote record in “${root.name}”: they stand in xml/records/record.`,
  )
}

const recordsIn = (node: XmlNode): XmlNode[] =>
  node.name === 'record'
    ? [node]
    : elements(node).flatMap((kid) => (kid.name === 'records' || kid.name === 'record' ? recordsIn(kid) : []))

/** What elements are about, by their path in a record (RSXML.dtd). */
const subjects: ReadonlyMap<string, Subject> = new Map<string, Subject>([
  ['label', 'key'],
  ['contributors/authors/author', 'author'],
  ['contributors/secondary-authors/author', 'editor'],
  ['contributors/tertiary-authors/author', 'contributor'],
  ['contributors/subsidiary-authors/author', 'contributor'],
  ['contributors/translated-authors/author', 'translator'],
  ['auth-address', 'affiliation'],
  ['titles/title', 'title'],
  ['titles/secondary-title', 'journal'],
  ['titles/alt-title', 'journal-short'],
  ['titles/short-title', 'short-title'],
  ['titles/translated-title', 'translated-title'],
  ['periodical/full-title', 'journal'],
  ['periodical/abbr-1', 'journal-short'],
  ['periodical/abbr-2', 'journal-short'],
  ['periodical/abbr-3', 'journal-short'],
  ['alt-periodical/full-title', 'journal-either'],
  ['alt-periodical/abbr-1', 'journal-either'],
  ['alt-periodical/abbr-2', 'journal-either'],
  ['pages', 'pages'],
  ['volume', 'volume'],
  ['number', 'issue'],
  ['section', 'start-page'],
  ['keywords/keyword', 'keyword'],
  ['dates/year', 'year'],
  ['dates/pub-dates/date', 'day'],
  ['pub-location', 'place'],
  ['publisher', 'publisher'],
  ['isbn', 'serial'],
  ['accession-num', 'accession'],
  ['electronic-resource-num', 'doi'],
  ['abstract', 'abstract'],
  ['notes', 'note'],
  ['research-notes', 'note'],
  ['work-type', 'work-type'],
  ['language', 'language'],
  ['urls/web-urls/url', 'url'],
  ['urls/related-urls/url', 'url'],
  ['urls/pdf-urls/url', 'pdf'],
  ['urls/text-urls/url', 'file'],
  ['custom2', 'pmcid'],
  ['custom6', 'nihmsid'],
  ['custom7', 'article-number'],
  ['remote-database-name', 'database'],
])
/** Which program wrote the file is nothing of the article. */
const passedOver: ReadonlySet<string> = new Set(['source-app'])
/** Texts whose faces are kept. */
const styled: ReadonlySet<Subject> = new Set<Subject>(['title', 'short-title', 'translated-title', 'abstract'])

const types: Types = new Map<string, ArticleType | undefined>([
  ['17', undefined],
  ['43', undefined],
  ['19', undefined],
  ['32', 'dissertation'],
])

function readRecord(record: XmlNode): Reading {
  const entries = elements(record).flatMap((node) => entriesOf(node, node.name))
  const number = entries.find(({ path }) => path === 'rec-number')?.value
  return readTagged(entries, {
    place: number === undefined ? `line ${record.line}` : `line ${record.line} (${number})`,
    types,
    asCited,
  })
}

function entriesOf(node: XmlNode, path: string): Entry[] {
  if (passedOver.has(path)) return []
  if (path === 'ref-type') return typeEntries(node)
  const subject = subjects.get(path)
  const kids = elements(node).filter(({ name }) => name !== 'style')
  const own =
    kids.length > 0 && subject === undefined
      ? node.children.filter((kid) => !isElement(kid) || kid.name === 'style')
      : node.children
  const value = linesOf(own.map((kid) => (isElement(kid) ? rawText(kid) : kid)).join(''))
  const said: Entry[] =
    value === '' ? [] : [{ path, subject, value, ...(subject && styled.has(subject) && { rich: paragraphsOf(node) }) }]
  const attributes = Object.entries(node.attributes).map(([name, text = '']) => ({
    path: `${path}/@${name}`,
    value: text,
  }))
  return [
    ...said,
    ...attributes,
    ...(subject === undefined ? kids.flatMap((kid) => entriesOf(kid, `${path}/${kid.name}`)) : []),
  ]
}

/** The number is the type; the name beside it may be the user’s own. */
function typeEntries(node: XmlNode): Entry[] {
  const number = rawText(node).trim()
  const name = node.attributes.name ?? ''
  const isNumber = types.has(number)
  return [{ path: 'ref-type', subject: 'type', value: isNumber || name === '' ? number : `${name} ${number}` }]
}

/** Lines of the value; one that is indented only goes on, since the file was printed prettily. */
export const linesOf = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]{2,}/g, ' ')
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')

/** The date as the record bears it. */
function asCited({ published }: Dates): ArticleDate | undefined {
  const year = published === undefined ? undefined : yearText(published)
  return published === undefined || year === undefined ? undefined : inWords(year, monthWords(published))
}
