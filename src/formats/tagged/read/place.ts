/** Where the article appeared: journal, ISSN, volume, issue, pages. */
import type { Draft, Journal, Pages } from '../../../../schemas/article.ts'
import { parseIssn } from '../../../article/identifiers.ts'
import { plainValue } from './names.ts'
import { type Entry, firstOf, isSameText, type Row, type Source } from './source.ts'

export const journalRow: Row = (source) => {
  const journal: Journal = {}
  const title = titleOf(source)
  if (title !== undefined) journal.title = title
  const short = abbreviation(source, title)
  // `JO` is the title in some lists and the abbreviation in others: where there is no other title it is that.
  if (short?.isEither === true && title === undefined) journal.title = short.text
  else if (short !== undefined) journal.abbreviatedTitles = [{ title: short.text }]
  const publisher = publisherOf(source)
  if (publisher) journal.publisher = publisher
  const issn = serials(source)
  if (issn) journal.issn = issn
  if (Object.keys(journal).length > 0) source.draft.journal = journal
}

function titleOf(source: Source): string | undefined {
  const entry = firstOf(source, 'journal')
  return entry === undefined ? undefined : plainValue(entry.value)
}

function abbreviation(source: Source, title: string | undefined) {
  const either = source.take('journal-either').filter(({ value }) => !isSameText(value, title ?? ''))
  const [first, ...others] = [...source.take('journal-short'), ...either]
  for (const other of others) if (!isSameText(other.value, first?.value ?? '')) source.keep(other)
  return first && { text: plainValue(first.value), isEither: first.subject === 'journal-either' }
}

function publisherOf(source: Source): Journal['publisher'] {
  const name = firstOf(source, 'publisher')
  const place = firstOf(source, 'place')
  if (name === undefined && place === undefined) return undefined
  return { ...(name && { name: plainValue(name.value) }), ...(place && { place: plainValue(place.value) }) }
}

type Issn = NonNullable<Journal['issn']>

/** PubMed’s exports name the medium: `1532-1827 (Electronic)`, `0007-0920 (Linking)`. */
const media: readonly (readonly [RegExp, 'print' | 'electronic' | 'linking'])[] = [
  [/electronic|online|web|^e/i, 'electronic'],
  [/print|^p/i, 'print'],
  [/link/i, 'linking'],
]

function serials(source: Source): Issn | undefined {
  const issn: Issn = {}
  for (const entry of source.take('serial')) {
    for (const part of entry.value.split(/[;,\n]|\s(?=[\d]{4}-)|\sand\s/)) {
      const text = part.trim()
      if (text !== '') readSerial(source, entry, text, issn)
    }
  }
  return Object.keys(issn).length > 0 ? issn : undefined
}

function readSerial(source: Source, entry: Entry, text: string, issn: Issn): void {
  const [, prefix = '', number = '', , medium = ''] =
    /^(?:([ep]?)-?ISSN\s*:?\s*)?(\d{4}\s?[-‐–]?\s?\d{3}[\dxX])(\s*\(([^()]{1,40})\)| \w+)?$/i.exec(text) ?? []
  const parsed = parseIssn(number.replace(/\s/g, ''))
  if (number !== '' && 'value' in parsed) {
    const kind = media.find(([pattern]) => pattern.test(medium || prefix))?.[1]
    if (kind !== undefined && issn[kind] === undefined) issn[kind] = parsed.value
    else if (!Object.values(issn).flat().includes(parsed.value))
      issn.unspecified = [...(issn.unspecified ?? []), parsed.value]
    return
  }
  const isbn = text.replace(/^ISBN\s*:?\s*/i, '')
  const digits = isbn.replace(/[^\dX]/gi, '')
  if (/^[\d-‐– ]{9,17}[\dX]?(?:\s*\([^()]*\))?$/i.test(isbn) && (digits.length === 10 || digits.length === 13)) {
    source.draft.identifiers = [...(source.draft.identifiers ?? []), { type: 'isbn', value: isbn }]
    return
  }
  source.keep(entry, text)
  const message = number !== '' && 'message' in parsed ? parsed.message : 'This is neither an ISSN nor an ISBN.'
  source.note('issn-syntax', '/journal/issn', message, text)
}

/** `50(2)` is volume and issue, where there is no issue. */
export const volumeRow: Row = (source) => {
  const { draft, note } = source
  const volume = firstOf(source, 'volume')
  const issue = firstOf(source, 'issue')
  if (volume !== undefined) draft.volume = plainValue(volume.value)
  if (issue !== undefined) Object.assign(draft, readIssue(plainValue(issue.value)))
  const [, before, inside] = /^(\d{1,5})\((\d{1,5})\)$/.exec(draft.volume ?? '') ?? []
  if (before === undefined || inside === undefined || draft.issue !== undefined) return
  note('volume-parted', '/volume', 'The volume holds the issue in parentheses.', draft.volume)
  draft.volume = before
  draft.issue = inside
}

/** `5 Suppl. 1` is issue and supplement. */
export function readIssue(value: string): Pick<Draft, 'issue' | 'supplement'> {
  const [, issue = '', supplement = ''] =
    /^(.*?)\s?((?:supp?l(?:ement)?|supl(?:emento)?)(?:\b|_|\d).*)$/i.exec(value) ?? []
  if (supplement === '') return { issue: value }
  return issue.trim() === '' ? { supplement } : { issue: issue.trim(), supplement }
}

/** What databases write where there are no pages. */
const noPages = /^(?:no-no|n\/?a-n\/?a|n\/?a|n\.?\s?p\.?|-+)$/i
const page = '[A-Za-z]{0,4}\\.?\\d[\\w.:]{0,20}|[ivxlcdm]{1,10}'
const span = new RegExp(`^(${page})\\s?[-‐‑‒–—−]{1,2}\\s?(${page})$`, 'i')

/** A span where it is one, otherwise one page or the words of the source. */
export function readSpan(value: string): Pages | undefined {
  const text = plainValue(value).replace(/^(?:pp?\.|pages?)\s*(?=\S)/i, '')
  if (text === '' || noPages.test(text)) return undefined
  const [, first, last] = span.exec(text) ?? []
  if (first !== undefined && last !== undefined) return { first, last }
  const [a, b, ...more] = text.split('–')
  // Pages with a hyphen of their own have a longer dash between them.
  if (a !== undefined && b !== undefined && more.length === 0 && isPage(a) && isPage(b)) return { first: a, last: b }
  return isPage(text) ? { first: text } : { literal: text }
}

const isPage = (text: string): boolean => /^[\p{L}\d.:_*-]{1,40}$/u.test(text)

export const pagesRow: Row = (source) => {
  const { draft } = source
  const number = firstOf(source, 'article-number')
  if (number !== undefined) draft.articleNumber = plainValue(number.value)
  const whole = firstOf(source, 'pages')
  const first = firstOf(source, 'first-page')
  const last = firstOf(source, 'last-page')
  const start = firstOf(source, 'start-page')
  // Without pages the article number stands in for them.
  const isNumber = last === undefined && isSameText((whole ?? first)?.value ?? '', draft.articleNumber ?? '')
  const pages = isNumber ? undefined : whole === undefined ? spanOf(source, first, last) : readSpan(whole.value)
  const opening = pages?.first ?? pages?.literal
  if (start !== undefined && !isSameText(start.value, opening ?? '')) {
    if (opening === undefined && isPage(start.value.trim())) draft.pages = { first: start.value.trim() }
    else source.keep(start)
  }
  for (const entry of [whole, first]) {
    if (entry !== undefined && pages === undefined && noPages.test(entry.value.trim())) {
      source.keep(entry)
      source.note('no-pages', '/pages', 'The value says that there are no pages.', entry.value)
    }
  }
  if (pages !== undefined) draft.pages = pages
}

/** `377` to `86`; some put the whole span into the first field, with or without the last page in its own. */
function spanOf(source: Source, first: Entry | undefined, last: Entry | undefined): Pages | undefined {
  const begin = first && readSpan(first.value)
  const end = last === undefined || noPages.test(last.value.trim()) ? undefined : plainValue(last.value)
  if (end === undefined || isSameText(end, begin?.last ?? '') || isSameText(end, begin?.literal ?? '')) return begin
  if (begin === undefined) return { last: end }
  if (begin.last === undefined && begin.first !== undefined) return { first: begin.first, last: end }
  if (last !== undefined) source.keep(last)
  return begin
}
