/** The ETags that a record has in each format: those of `GET /articles/{doi}?format=`. */
import type { Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import { documentOf, type Site, type WritableCodec } from '../formats/codec.ts'
import { writerNamed, writers } from '../formats/index.ts'
import { articleOf } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import { bytesOf, etagOf } from './representation.ts'

/** The formats of a query’s list: `all`, `none`, or names between commas. Throws `Refusal('unknown-format')`. */
export function formatsNamed(list: string): readonly WritableCodec[] {
  if (list === 'all') return writers
  return list === 'none' ? [] : [...new Set(list.split(','))].map(writerNamed)
}

/** By the name of the format; what a format cannot say is left out. */
export function etagsOf(record: StoredRecord, formats: readonly WritableCodec[], site: Site): Record<string, string> {
  const article = articleOf(record)
  const etags: Record<string, string> = {}
  for (const codec of formats) {
    const text = documentFor(codec, record, article, site)
    if (text !== undefined) etags[codec.name] = etagOf(record.version, codec.name, bytesOf(text))
  }
  return etags
}

function documentFor(codec: WritableCodec, record: StoredRecord, article: Article, site: Site): string | undefined {
  const { citationKey: key, modified } = record
  try {
    return documentOf(codec, article, site, { modified, ...(key !== undefined && { key }) })
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}
