/** All that a source gives, for one who looks: its records, and one of them in a format with what becomes of it there. */
import type { Article } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { admit } from '../article/admit.ts'
import { Refusal } from '../article/refusal.ts'
import { documentOf, type ReadableCodec, type Reading, type Site, type WritableCodec } from '../formats/codec.ts'
import { guessFormat, readAs, readers } from '../formats/index.ts'
import { type Fate, fatesOf } from '../formats/losses.ts'

/** A record as it was taken in, or why it could not be. */
export type Looked =
  | { readonly place: string; readonly article: Article; readonly notes: readonly Finding[] }
  | { readonly place: string; readonly refusal: Refusal }

export interface Overview {
  readonly codec: ReadableCodec
  readonly readings: readonly Reading[]
  readonly records: readonly Looked[]
}

/** Every record of a text. Throws the `Refusal` of a text that is not understood. */
export function overviewOf(text: string, named: ReadableCodec | undefined): Overview {
  const codec = named ?? guessFormat(text)
  const readings = readAs(codec, text)
  return { codec, readings, records: readings.map(looked) }
}

function looked(reading: Reading): Looked {
  const { place } = reading
  if ('refusal' in reading) return { place, refusal: reading.refusal }
  try {
    const { article, notes } = admit(reading.draft)
    return { place, article, notes: [...reading.notes, ...notes] }
  } catch (error) {
    if (error instanceof Refusal) return { place, refusal: error }
    throw error
  }
}

/** What becomes of the fields of one kind; in its name a star stands for every member of a list. */
export interface Change {
  readonly field: string
  readonly count: number
  readonly fate: Exclude<Fate['fate'], 'kept'>
  readonly how: string
}

/** An article in a format. */
export interface Output {
  readonly codec: WritableCodec
  /** Absent where the format demands what the article lacks. */
  readonly text?: string
  readonly lacks: readonly Finding[]
  readonly counts: Readonly<Record<Fate['fate'], number>>
  /** Of the leaves that are not kept as they are, in the order of the record. */
  readonly changes: readonly Change[]
}

export function outputOf(article: Article, codec: WritableCodec, site: Site): Output {
  const fates = fatesOf(article, codec)
  const lacks = codec.lacks?.(article) ?? []
  const counts = { kept: 0, transformed: 0, dropped: 0 }
  for (const { fate } of fates) counts[fate]++
  const changes = changesOf(fates)
  return { codec, lacks, counts, changes, ...(lacks.length === 0 && { text: documentOf(codec, article, site) }) }
}

function changesOf(fates: readonly Fate[]): readonly Change[] {
  const changes = new Map<string, Change>()
  for (const { pointer, fate, how = '' } of fates) {
    if (fate === 'kept') continue
    const field = pointer.slice(1).replace(/(^|\/)\d+(?=\/|$)/g, '$1*')
    const key = `${fate} ${field} ${how}`
    const count = (changes.get(key)?.count ?? 0) + 1
    changes.set(key, { field, count, fate, how })
  }
  return [...changes.values()]
}

/** A format that a text may be in. */
export interface Guess {
  readonly codec: ReadableCodec
  /** From 0 to 1. */
  readonly sureness: number
}

/** What the formats make of a text, the surest first. */
export const guessesOf = (text: string): readonly Guess[] =>
  readers
    .map((codec) => ({ codec, sureness: codec.sniffs(text) }))
    .filter(({ sureness }) => sureness > 0)
    .sort((a, b) => b.sureness - a.sureness)
