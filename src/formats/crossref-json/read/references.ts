/** reference: cited works. */
import type { Reference } from '../../../../schemas/article.ts'
import type { Reading } from '../../crossref/read/context.ts'
import { bareNumber, type CitedTitles, citedAuthor, citedTitles } from '../../crossref/read/references.ts'
import { richText } from '../../crossref/read/text.ts'
import type { Work } from '../work.ts'
import { objects, textOf } from './members.ts'

export function readReferences(work: Work, reading: Reading): void {
  const references = objects(work.reference).map((item) => referenceOf(item, reading))
  if (references.length > 0) reading.draft.references = references
}

const members: ReadonlySet<string> = new Set(
  'key doi-asserted-by DOI author year volume issue first-page article-number edition ISSN ISBN article-title journal-title volume-title series-title unstructured'.split(
    ' ',
  ),
)

const plain = [
  ['key', 'key'],
  ['year', 'year'],
  ['volume', 'volume'],
  ['issue', 'issue'],
  ['article-number', 'articleNumber'],
  ['edition', 'edition'],
  ['DOI', 'doi'],
] as const

function referenceOf(item: Work, reading: Reading): Reference {
  const out: Loose = {}
  for (const [member, field] of plain) {
    const value = textOf(item[member])
    if (value !== undefined) out[field] = value
  }
  Object.assign(out, citedAuthor(textOf(item.author)))
  const first = textOf(item['first-page'])
  if (first !== undefined) out.pages = { first }
  const [issn, isbn] = [bareNumber(textOf(item.ISSN)), bareNumber(textOf(item.ISBN))]
  if (issn !== undefined) out.issn = issn
  if (isbn !== undefined) out.isbn = isbn
  const said = {
    article: richOf(item['article-title']),
    journal: richOf(item['journal-title']),
    volume: richOf(item['volume-title']),
    series: richOf(item['series-title']),
  }
  readTitles(said, out)
  const printed = richOf(item.unstructured)
  if (printed !== undefined) out.unstructured = printed
  const path = `/reference[key="${out.key ?? ''}"]`
  for (const name of unsaidTitles(said))
    reading.unmapped.push({ path: `${path}/${name}-title`, value: item[`${name}-title`] })
  for (const key in item) if (!members.has(key)) reading.unmapped.push({ path: `${path}/${key}`, value: item[key] })
  return out
}

type Loose = { -readonly [K in keyof Reference]: Reference[K] }

/** A volume or a series without an article is a book; an article in a volume is a chapter of one. */
const citedType = ({ article, journal, volume, series }: CitedTitles): string | undefined => {
  if (journal !== undefined || (volume === undefined && series === undefined)) return undefined
  return article === undefined ? 'book' : volume === undefined ? undefined : 'chapter'
}

export function readTitles(said: CitedTitles, out: Loose): void {
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
    return article === undefined || journal === undefined || volume === undefined ? [] : ['volume']
  if (article === undefined && journal === undefined) return []
  return journal !== undefined && volume !== undefined && article !== undefined ? ['volume', 'series'] : ['series']
}

const richOf = (value: unknown): string | undefined => (typeof value === 'string' ? richText(value) : undefined)
