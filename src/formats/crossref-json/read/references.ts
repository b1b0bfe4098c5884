/** reference: cited works. */
import type { Reference } from '../../../../schemas/article.ts'
import type { Reading } from '../../crossref/read/context.ts'
import { bareNumber, type CitedTitles, citedTitles } from '../../crossref/read/references.ts'
import { richText } from '../../crossref/read/text.ts'
import type { Work } from '../work.ts'
import { objects, saysNothing, textOf } from './members.ts'

export function readReferences(work: Work, reading: Reading): void {
  const references = objects(work.reference).map((item) => referenceOf(item, reading))
  if (references.length > 0) reading.draft.references = references
}

/** Members of plain text, by what becomes of them. */
const plain: ReadonlyMap<string, (text: string, out: Loose) => void> = new Map(
  Object.entries<(text: string, out: Loose) => void>({
    key: (text, out) => {
      out.key = text
    },
    DOI: (text, out) => {
      out.doi = text
    },
    author: (text, out) => {
      out.authors = [{ literal: text }]
    },
    year: (text, out) => {
      out.year = text
    },
    volume: (text, out) => {
      out.volume = text
    },
    'first-page': (text, out) => {
      out.pages = { first: text }
    },
    issue: (text, out) => {
      out.issue = text
    },
    'article-number': (text, out) => {
      out.articleNumber = text
    },
    edition: (text, out) => {
      out.edition = text
    },
    ISSN: (text, out) => {
      out.issn = bareNumber(text)
    },
    ISBN: (text, out) => {
      out.isbn = bareNumber(text)
    },
  }),
)
const titles: ReadonlyMap<string, keyof CitedTitles> = new Map(
  Object.entries({
    'article-title': 'article',
    'journal-title': 'journal',
    'volume-title': 'volume',
    'series-title': 'series',
  } as const),
)

/** Each member once, in the order of the source: references are most of a work. */
function referenceOf(item: Work, reading: Reading): Reference {
  const out: Loose = {}
  const said: { -readonly [K in keyof CitedTitles]: CitedTitles[K] } = {}
  const left: string[] = []
  for (const key in item) {
    const value = item[key]
    const put = plain.get(key)
    const title = put === undefined ? titles.get(key) : undefined
    const text = put !== undefined ? textOf(value) : title !== undefined || key === 'unstructured' ? richOf(value) : ''
    if (text === undefined) {
      if (!saysNothing(value)) left.push(key)
    } else if (put !== undefined) put(text, out)
    else if (title !== undefined) said[title] = text
    else if (key === 'unstructured') out.unstructured = text
    else if (key !== 'doi-asserted-by') left.push(key)
  }
  readTitles(said, out)
  for (const name of unsaidTitles(said)) left.push(`${name}-title`)
  for (const name of left)
    reading.unmapped.push({ path: `/reference[key="${out.key ?? ''}"]/${name}`, value: item[name] })
  return out
}

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
