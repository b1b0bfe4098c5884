/** What is done to a record before the store is asked: admitted, judged, and turned into the texts that are written. */
import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Draft, StoredArticle } from '../../schemas/article.ts'
import type { Finding } from '../../schemas/problem.ts'
import { admitStored } from '../article/admit.ts'
import { citekey } from '../article/citekey.ts'
import { doiKey, parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { Reading } from '../formats/codec.ts'
import { type IndexText, indexTextOf } from '../store/index-text.ts'
import { formatOf, type Portion, readPortion } from './intake.ts'
import { keptApart } from './kept-apart.ts'
import { authorise, type Caller } from './keys.ts'
import { searchTextOf } from './search-text.ts'

/** What every deposit is prepared by. */
export interface Rules {
  /** Template of citation keys. */
  readonly keyTemplate?: string
  /** Throws a `Refusal` for an article that must not be kept although it was admitted. */
  readonly judge?: (article: StoredArticle) => void
}

/** For whom records are prepared. */
export interface Errand {
  readonly by: Caller
  /** For a single record without a DOI of its own. */
  readonly doi?: string
  /** What the records were written in, where that is known before they are read. */
  readonly format?: string
  /** Whether what was kept apart is told too: a dump of a registry has a dozen such places in every record. */
  readonly tellAll?: boolean
}

/** An article as the store takes it: a few texts, of which thousands wait for a transaction, not trees of objects. */
export interface Written {
  readonly doi: string
  readonly json: string
  readonly sha256: string
  readonly crc: number
  readonly format?: string
  readonly search: IndexText
  readonly citationKey: string
}

/** `place` is where the record stands in its source; empty where it is the source as a whole. */
export interface Prepared {
  readonly place: string
  readonly written: Written
  readonly notes: readonly Finding[]
}

export interface Refused {
  readonly place: string
  readonly outcome: 'refused'
  readonly doi?: string
  readonly refusal: Refusal
}

/** Prepares portions of a source, here or elsewhere. */
export interface Preparers {
  /** Every record of the portion in order; never throws for what the portion holds. */
  prepare(portion: Portion, errand: Errand): Promise<readonly (Prepared | Refused)[]>
  /** Ends what was started for it; safe to call twice. */
  close(): Promise<void>
}

/** In the calling thread. */
export const preparersHere = (rules: Rules): Preparers => ({
  prepare: async (portion, errand) => preparePortion(portion, errand, rules),
  close: async () => {},
})

export function preparePortion(portion: Portion, errand: Errand, rules: Rules): readonly (Prepared | Refused)[] {
  try {
    const codec = formatOf(portion)
    const told = { ...errand, format: codec.name }
    return readPortion(portion, codec).map((reading) => prepareReading(reading, told, rules))
  } catch (error) {
    if (error instanceof Refusal) return [{ place: '', outcome: 'refused', refusal: error }]
    throw error
  }
}

export function prepareReading(
  reading: Reading,
  { by, doi, format, tellAll }: Errand,
  rules: Rules,
): Prepared | Refused {
  const { place } = reading
  if ('refusal' in reading) return { place, outcome: 'refused', refusal: reading.refusal }
  const own = reading.draft.doi
  try {
    const { article, notes } = admitFor(reading.draft, own === undefined ? doi : undefined, by, rules)
    const apart = tellAll ? keptApart(article, format) : []
    return { place, written: writtenOf(article, rules, format), notes: [...reading.notes, ...notes, ...apart] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { place, outcome: 'refused', ...(typeof own === 'string' && { doi: own }), refusal: error }
  }
}

export function writtenOf(article: StoredArticle, { keyTemplate }: Rules, format?: string): Written {
  const json = JSON.stringify(article)
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

/** The article, admitted under the DOI and within what the caller may write. */
export function admitFor(draft: Draft, doi: string | undefined, by: Caller, { judge = () => {} }: Rules) {
  const admitted = admitStored(draft, doi)
  const own = admitted.article.doi
  if (doi !== undefined && doiKey(own) !== doiKey(doi)) {
    throw new Refusal('invalid-article', `The record says it is ${own}, and was sent to ${doi}.`, {
      findings: [
        {
          severity: 'error',
          code: 'doi-mismatch',
          pointer: '/doi',
          value: own,
          message: `The record’s DOI is not ${doi}.`,
          remedy: 'Send it to its own DOI, or correct the DOI in the record.',
        },
      ],
    })
  }
  authorise(by, parseDoi(own) ?? own)
  judge(admitted.article)
  return admitted
}
