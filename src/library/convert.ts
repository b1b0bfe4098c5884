/** Conversion without a store: the records of any readable source in any writable format, one at a time. */
import type { Article } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { admit } from '../article/admit.ts'
import { Refusal } from '../article/refusal.ts'
import { type Reading, type Site, type WritableCodec, type WriteOptions, writeWhole } from '../formats/codec.ts'

export interface Conversion {
  readonly to: WritableCodec
  readonly site: Site
  readonly options?: WriteOptions
  /** Judges a document that was written; throws the `Refusal` of one that must not leave the house. */
  readonly assertValid?: (document: string) => void
}

export type Converted =
  | {
      readonly place: string
      readonly text: string
      readonly article: Article
      readonly notes: readonly Finding[]
    }
  | { readonly place: string; readonly refusal: Refusal }

/** Every record in the other format, in order; a refused one does not hinder the others. */
export async function* convert(
  readings: AsyncIterable<Reading> | Iterable<Reading>,
  conversion: Conversion,
): AsyncGenerator<Converted> {
  for await (const reading of readings) yield convertOne(reading, conversion)
}

function convertOne(reading: Reading, { to, site, options, assertValid }: Conversion): Converted {
  const { place } = reading
  if ('refusal' in reading) return { place, refusal: reading.refusal }
  try {
    const { article, notes } = admit(reading.draft)
    const text = writeWhole(to, article, site, options)
    assertValid?.(text)
    return { place, text, article, notes: [...reading.notes, ...notes] }
  } catch (error) {
    if (error instanceof Refusal) return { place, refusal: error }
    throw error
  }
}

/**
 * What was written as a document, piece by piece: the record of a source that has only one stands alone where the format
 * lets it, several stand in the format’s frame.
 */
export async function* framed(results: AsyncIterable<Converted>, { frame, framesOne }: WritableCodec) {
  const [head, between, tail] = frame
  let records = 0
  let held: string | undefined
  let separator = ''
  for await (const result of results) {
    const text = 'text' in result ? result.text : undefined
    records++
    if (records === 1) {
      held = text
      continue
    }
    if (records === 2) {
      yield head + (held ?? '')
      if (held !== undefined) separator = between
    }
    if (text === undefined) continue
    yield separator + text
    separator = between
  }
  if (records > 1) yield tail
  else if (records === 1 && framesOne !== true) yield held ?? ''
  else yield head + (held ?? '') + tail
}
