/** Conversion without a store: any readable text to any writable format, with what is lost on the way. */
import type { Article } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { admit } from '../article/admit.ts'
import { Refusal } from '../article/refusal.ts'
import {
  type ReadableCodec,
  type Reading,
  type Site,
  type WritableCodec,
  type WriteOptions,
  writeWhole,
} from '../formats/codec.ts'
import { readAs } from '../formats/index.ts'
import { lossesOf } from '../formats/losses.ts'

export type Converted =
  | {
      readonly place: string
      readonly text: string
      readonly article: Article
      readonly notes: readonly Finding[]
      readonly losses: readonly string[]
    }
  | { readonly place: string; readonly refusal: Refusal }

/** Every record of the text in the other format, in order; a refused one does not hinder the others. */
export function* convert(
  text: string,
  from: ReadableCodec,
  to: WritableCodec,
  site: Site,
  options: WriteOptions = {},
): Generator<Converted> {
  for (const reading of readAs(from, text)) yield convertOne(reading, to, site, options)
}

function convertOne(reading: Reading, to: WritableCodec, site: Site, options: WriteOptions): Converted {
  const { place } = reading
  if ('refusal' in reading) return { place, refusal: reading.refusal }
  try {
    const { article, notes } = admit(reading.draft)
    const text = writeWhole(to, article, site, options)
    return { place, text, article, notes: [...reading.notes, ...notes], losses: lossesOf(article, to) }
  } catch (error) {
    if (error instanceof Refusal) return { place, refusal: error }
    throw error
  }
}
