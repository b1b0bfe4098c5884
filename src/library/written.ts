/** An article as the store takes it. */
import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { StoredArticle } from '../../schemas/article.ts'
import { citekey } from '../article/citekey.ts'
import { type IndexText, indexTextOf } from '../store/index-text.ts'
import { searchTextOf } from './search-text.ts'

/** A few texts, of which thousands wait for a transaction, not trees of objects. */
export interface Written {
  readonly doi: string
  readonly json: string
  readonly sha256: string
  readonly crc: number
  readonly format?: string
  readonly search: IndexText
  readonly citationKey: string
}

/** `keyTemplate` is that of citation keys. */
export interface Writing {
  readonly keyTemplate?: string
}

/** `json` is the article’s, where it is at hand. */
export function writtenOf(
  article: StoredArticle,
  { keyTemplate }: Writing,
  format?: string,
  json = JSON.stringify(article),
): Written {
  const bytes = Buffer.from(json)
  return {
    doi: article.doi,
    json,
    sha256: hash('sha256', bytes),
    crc: crc32(bytes),
    search: indexTextOf(searchTextOf(article)),
    citationKey: citekey(article, keyTemplate),
    ...(format !== undefined && { format }),
  }
}
