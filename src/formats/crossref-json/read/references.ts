/** reference: cited works. */
import type { Reference } from '../../../../schemas/article.ts'
import type { Reading } from '../../crossref/read/context.ts'
import { bareNumber, type CitedTitles, citedTitles } from '../../crossref/read/references.ts'
import { isTidy, richText } from '../../crossref/read/text.ts'
import type { Work } from '../work.ts'
import { objects, saysNothing, textOf } from './members.ts'

export function readReferences(work: Work, reading: Reading): void {
  const references: Reference[] = []
  for (const item of objects(work.reference)) references.push(referenceOf(item, reading))
  if (references.length > 0) reading.draft.references = references
}

/** Each member once, in the order of the source: references are most of a work. */
function referenceOf(item: Work, reading: Reading): Reference {
  const out: Loose = {}
  const said: LooseTitles = { article: undefined, journal: undefined, volume: undefined, series: undefined }
  let left: string[] | undefined
  for (const key in item) {
    if (key === 'doi-asserted-by') continue
    const value = item[key]
    const text = typeof value === 'string' && isTidy(value) ? value : textIn(key, value)
    const isRead = text === undefined ? saysNothing(value) && known.has(key) : put(key, text, out, said)
    if (!isRead) {
      left ??= []
      left.push(key)
    }
  }
  readTitles(said, out)
  for (const name of unsaidTitles(said)) {
    left ??= []
    left.push(`${name}-title`)
  }
  if (left !== undefined) keep(left, item, out.key, reading)
  return out
}

function keep(left: readonly string[], item: Work, key: string | undefined, { unmapped }: Reading): void {
  for (const name of left) unmapped.push({ path: `/reference[key="${key ?? ''}"]/${name}`, value: item[name] })
}

/** Members whose text may be marked up. */
const rich: ReadonlySet<string> = new Set([
  'article-title',
  'journal-title',
  'volume-title',
  'series-title',
  'unstructured',
])
const known: ReadonlySet<string> = new Set([
  ...rich,
  ...'key DOI author year volume first-page issue article-number edition ISSN ISBN'.split(' '),
])

const textIn = (key: string, value: unknown): string | undefined => (rich.has(key) ? richOf(value) : textOf(value))

/** Whether a member has a place; the most frequent first. */
function put(key: string, text: string, out: Loose, titles: LooseTitles): boolean {
  switch (key) {
    case 'key':
      out.key = text
      return true
    case 'DOI':
      out.doi = text
      return true
    case 'year':
      out.year = text
      return true
    case 'author':
      out.authors = [{ literal: text }]
      return true
    case 'first-page':
      out.pages = { first: text }
      return true
    case 'volume':
      out.volume = text
      return true
    case 'issue':
      out.issue = text
      return true
    case 'unstructured':
      out.unstructured = text
      return true
    default:
      return putTitle(key, text, titles) || putRare(key, text, out)
  }
}

function putTitle(key: string, text: string, titles: LooseTitles): boolean {
  switch (key) {
    case 'journal-title':
      titles.journal = text
      return true
    case 'article-title':
      titles.article = text
      return true
    case 'volume-title':
      titles.volume = text
      return true
    case 'series-title':
      titles.series = text
      return true
    default:
      return false
  }
}

function putRare(key: string, text: string, out: Loose): boolean {
  switch (key) {
    case 'article-number':
      out.articleNumber = text
      return true
    case 'edition':
      out.edition = text
      return true
    case 'ISSN':
      out.issn = bareNumber(text)
      return true
    case 'ISBN':
      out.isbn = bareNumber(text)
      return true
    default:
      return false
  }
}

type LooseTitles = { -readonly [K in keyof CitedTitles]: CitedTitles[K] }
type Loose = { -readonly [K in keyof Reference]: Reference[K] }

/** A volume or a series without an article is a book; an article in a volume is a chapter of one. */
const citedType = ({ article, journal, volume, series }: CitedTitles): string | undefined => {
  if (journal !== undefined || (volume === undefined && series === undefined)) return undefined
  return article === undefined ? 'book' : volume === undefined ? undefined : 'chapter'
}

export function readTitles(said: CitedTitles, out: Loose): void {
  const { article, journal, volume, series } = said
  // Most works stand in journals.
  if (volume === undefined && series === undefined) {
    if (article !== undefined) out.title = article
    if (journal !== undefined) out.containerTitle = journal
    return
  }
  const type = citedType(said)
  const { title, container } = citedTitles(said, type)
  if (type !== undefined) out.type = type
  if (title !== undefined) out.title = title
  if (container !== undefined) out.containerTitle = container
}

/** Titles of containers beside the first; and that of a series, which the record cannot tell from a journal’s. */
function unsaidTitles(said: CitedTitles): readonly (keyof CitedTitles)[] {
  const { article, journal, volume, series } = said
  if (series === undefined)
    return article === undefined || journal === undefined || volume === undefined ? none : ['volume']
  if (article === undefined && journal === undefined) return none
  return journal !== undefined && volume !== undefined && article !== undefined ? ['volume', 'series'] : ['series']
}

const none: readonly (keyof CitedTitles)[] = []

/** Rich text; numbers are texts too, such as the title “1984”. */
const richOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? richText(value) : typeof value === 'number' ? String(value) : undefined
