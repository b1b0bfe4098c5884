/** What is done to a record before the store is asked: admitted, judged, and turned into the texts that are written. */
import type { Draft, StoredArticle } from '../../schemas/article.ts'
import { admitStored } from '../article/admit.ts'
import { doiKey, parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { Reading } from '../formats/codec.ts'
import { formatOf, type Portion, readPortion } from './intake.ts'
import { keptApart } from './kept-apart.ts'
import { authorise, type Caller } from './keys.ts'
import { type Parcel, type Prepared, parcelsOf, type Refused } from './parcel.ts'
import { type Writing, writtenOf } from './written.ts'

/** What every deposit is prepared by. */
export interface Rules extends Writing {
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

/** Prepares portions of a source, here or elsewhere. */
export interface Preparers {
  /** How many portions may be under way at once: enough to keep a thread busy while a batch is written, few enough to hold. */
  readonly ahead: number
  /** Every record of the portion in order; never throws for what the portion holds. */
  prepare(portion: Portion, errand: Errand): Promise<readonly Parcel[]>
  /** Ends what was started for it; safe to call twice. */
  close(): Promise<void>
}

/** In the calling thread. */
export const preparersHere = (rules: Rules): Preparers => ({
  ahead: 1,
  prepare: async (portion, errand) => parcelsOf(preparePortion(portion, errand, rules)),
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
