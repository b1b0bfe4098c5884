/** What an import in the background says of itself, as the store keeps it and as it is shown. Pure. */
import type { ImportRow, ImportSource } from '../../schemas/imports.ts'
import type { OutcomeName } from '../../schemas/listing.ts'
import type { ImportRecord } from '../store/store.ts'

/** What is to be taken in, and for whom. */
export interface ImportWish {
  readonly source: { readonly kind: ImportSource; readonly name: string }
  /** Name of the format; otherwise told by the content. */
  readonly from?: string
  /** The DOI of a single record that does not say its own. */
  readonly doi?: string
  /** Bytes, where they are there already. */
  readonly size?: number
  /** When the file was last changed, in milliseconds since 1970: another file is another import. */
  readonly changed?: number
  /** Where an upload lies: a folder of a machine. */
  readonly place?: string
}

export type Counts = Readonly<Record<OutcomeName, number>>

/** As the store keeps it. */
export interface ImportProgress {
  readonly started: string
  readonly counts: Counts
  readonly bytes: number
  readonly size?: number
  readonly rate?: number
  readonly remaining?: number
  readonly fault?: string
  readonly failures?: number
  readonly nextAttempt?: string
  readonly checkpoint?: Checkpoint
}

/** Everything before it is done; what was written after it is told by the log. */
export interface Checkpoint {
  /** Of the source’s text. */
  readonly characters: number
  readonly line: number
  readonly format?: string
  readonly counts: Counts
  readonly bytes: number
  /** The newest number of the change log at the time. */
  readonly seq: number
}

/** With whose it is, for whoever reads it later. */
export interface KeptWish extends ImportWish {
  readonly by: string
  readonly address?: string
}

export const nothing: Counts = { created: 0, updated: 0, unchanged: 0, refused: 0 }

/** The store keeps what `order` and the worker gave it. */
export const wishOf = ({ wanted }: ImportRecord): KeptWish => JSON.parse(wanted)
export const progressOf = ({ progress }: ImportRecord): ImportProgress | undefined =>
  progress === '' ? undefined : JSON.parse(progress)

export function rowOf(record: ImportRecord): ImportRow {
  const { id, state, keyId, created, finished } = record
  const { source, from, by, size } = wishOf(record)
  const going: Partial<ImportProgress> = progressOf(record) ?? {}
  const { started, counts = nothing, bytes = 0 } = going
  const whole = going.size ?? size
  const isGoing = state === 'running'
  return {
    id,
    state,
    source,
    ...(from !== undefined && { from }),
    by,
    ...(keyId !== undefined && { keyId }),
    created,
    ...(started !== undefined && { started }),
    ...(finished !== undefined && { finished }),
    done: counts.created + counts.updated + counts.unchanged + counts.refused,
    counts,
    bytes,
    ...(whole !== undefined && { size: whole }),
    ...(isGoing && going.rate !== undefined && { rate: going.rate }),
    ...(isGoing && going.remaining !== undefined && { remaining: going.remaining }),
    ...(going.fault !== undefined && { fault: going.fault }),
    ...(state === 'waiting' && going.nextAttempt !== undefined && { nextAttempt: going.nextAttempt }),
  }
}
