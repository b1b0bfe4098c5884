/** One record of the tagged form being read. */
import type { Draft } from '../../../schemas/article.ts'
import type { Places } from '../pubmed/places.ts'
import type { Notes } from '../records.ts'
import type { NbibField } from './fields.ts'

export interface NbibSource {
  readonly draft: Draft
  readonly notes: Notes
  readonly places: Places
  readonly fields: readonly NbibField[]
  /** Keeps what a field says as unmapped. */
  readonly keep: (field: NbibField) => void
}

/** The fields of a tag that say something. */
export const named = (fields: readonly NbibField[], tag: string): NbibField[] =>
  fields.filter((field) => field.tag === tag && field.text !== '')
