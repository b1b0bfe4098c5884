/**
 * The port for harvesters: every article once, in the order in which they last changed, and the store as it was at a
 * number of the log. Instants of the log never go back, and none lies before a horizon that was told.
 */
import type { StoredRecord } from './store.ts'

/** A set that articles belong to. */
export interface HarvestSet {
  readonly spec: string
  readonly name: string
}

export interface HarvestQuestion {
  /** Changed at this instant or later. */
  readonly from?: string
  /** Changed before this instant. */
  readonly until?: string
  /** The `spec` of a set. */
  readonly set?: string
  /** The number in the log after which to go on; 0 from the beginning. */
  readonly after: number
  readonly limit: number
  /** Also how many there are in all. */
  readonly counted?: boolean
}

export interface Harvested {
  readonly seq: number
  readonly record: StoredRecord
}

export interface HarvestPage {
  readonly rows: readonly Harvested[]
  /** What is not in the store yet will never have changed before this instant. */
  readonly horizon: string
  readonly total?: number
}

/** The store as it was. */
export interface SnapshotQuestion {
  /** At this number of the log. */
  readonly at: number
  /** Only what changed after this number. */
  readonly since: number
  /** The article’s place after which to go on, in order of first deposit; 0 from the beginning. */
  readonly after: number
  readonly limit: number
}

export interface HarvestStore {
  page(question: HarvestQuestion): Promise<HarvestPage>
  /** Sets in the order they came up, after the place `after`. */
  sets(after: number, limit: number): Promise<readonly (HarvestSet & { readonly place: number })[]>
  countSets(): Promise<number>
  /** What is not in the store yet will never have changed before this instant. */
  horizon(): Promise<string>
  /** The instant of the first change; undefined for an empty store. */
  first(): Promise<string | undefined>
  /** From now on nothing is written with an earlier instant. */
  promise(instant: string): Promise<void>
  /** Brings the sets up to the end of the log. `setsOf` is given an article as JSON. */
  follow(setsOf: (json: string) => readonly HarvestSet[]): Promise<void>
  /** Random bytes that never leave the store’s owner. */
  secret(): Promise<Uint8Array>
  snapshot(question: SnapshotQuestion): Promise<readonly { readonly place: number; readonly record: StoredRecord }[]>
  /** The place of an article in order of first deposit. */
  placeOf(doi: string): Promise<number | undefined>
}
