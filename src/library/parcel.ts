/** Records on their way from their source to the store. */
import type { Finding } from '../../schemas/problem.ts'
import type { Refusal } from '../article/refusal.ts'
import type { Written } from './written.ts'

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

/** A few records in their order. */
export interface Parcel {
  readonly count: number
  /** What they are taken from, where somebody wants to know. */
  readonly source?: string
  /** As they came from another thread: whoever hands them on need not unpack them. */
  readonly packed?: Uint8Array
  items(): readonly (Prepared | Refused)[]
}

/** Few enough that a transaction can be made of them to measure. */
const most = 100

export function parcelsOf(items: readonly (Prepared | Refused)[]): readonly Parcel[] {
  const parcels: Parcel[] = []
  for (let at = 0; at < items.length; at += most) {
    const some = items.slice(at, at + most)
    parcels.push({ count: some.length, items: () => some })
  }
  return parcels
}
