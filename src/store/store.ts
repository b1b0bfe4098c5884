/**
 * The store’s port: where articles live. Every engine exports `open…()` returning a Store and passes the same contract
 * (test/store/contract.ts). A transaction is a room one is let into: nobody outside sees a database handle.
 *
 * Instants are ISO 8601 in UTC with milliseconds: `2026-01-31T12:00:00.000Z`. DOIs are given in any case and matched
 * in lower case (ASCII); they are kept as deposited.
 */

import type { AccessReader, AccessWriter } from './access.ts'
import type { AnswerReader, AnswerWriter } from './answers.ts'
import type { BrowseStore } from './browse.ts'
import type { CopyStore } from './copying.ts'
import type { HarvestStore } from './harvest.ts'
import type { ImportStore } from './imports.ts'
import type { IndexText } from './index-text.ts'
import type { DateName, Searching } from './question.ts'
import type { WebhookStore } from './webhooks.ts'

export type * from './access.ts'
export type * from './answers.ts'
export type * from './browse.ts'
export type * from './harvest.ts'
export type * from './imports.ts'
export type * from './question.ts'
export type * from './webhooks.ts'

/** One version of one article. Immutable once written. */
export interface StoredRecord {
  readonly doi: string
  /** The key of the article in bibliographies, its own in the whole store; given at first deposit, never changed. */
  readonly citationKey?: string
  /** Counts from 1 without gaps per DOI; a withdrawal and a restoration are versions too. */
  readonly version: number
  /** When version 1 was written. */
  readonly created: string
  /** When this version was written. */
  readonly modified: string
  /** Who wrote this version: a key’s name, `cli`, … */
  readonly by: string
  /** The format that the depositor sent; absent where the version was written before formats were kept. */
  readonly format?: string
  /** Set while the article is withdrawn; `json` is then the last record before the withdrawal. */
  readonly withdrawn?: { readonly reason: string }
  /** The article as canonical JSON. */
  readonly json: string
}

export const changeKinds = ['deposit', 'update', 'withdraw', 'restore'] as const
export type ChangeKind = (typeof changeKinds)[number]

/** A version with its JSON as it is kept: bytes of UTF-8, one to a character. */
export interface StoredBytes extends Omit<StoredRecord, 'json'> {
  readonly bytes: string
}

/** A line of the change log. `seq` counts from 1 without gaps over the whole store. */
export interface Change {
  readonly seq: number
  readonly doi: string
  readonly kind: ChangeKind
  readonly version: number
  readonly at: string
  readonly by: string
}

/** A version without its record. */
export interface VersionStep {
  readonly version: number
  readonly kind: ChangeKind
  readonly at: string
  readonly by: string
}

/** What is wrong with the store, of which article where that can be told. */
export interface Fault {
  readonly doi?: string
  readonly version?: number
  readonly message: string
}

/** Plain text of the searchable fields, one string each. */
export interface SearchText {
  readonly title: string
  readonly abstract: string
  readonly names: string
  readonly affiliations: string
  readonly journal: string
  readonly keywords: string
  /** Facts as lines of name, tab and value: a thousand articles wait for a transaction, and their facts as one text each. */
  readonly facts?: string
  /** First and last day that each date may mean, as numbers: [20240301, 20240331]. */
  readonly dates?: Partial<Readonly<Record<DateName, readonly [earliest: number, latest: number]>>>
  /** How many works it cites. */
  readonly references?: number
}

/** What to write. The store gives the version and the sequence number. */
export interface NewVersion {
  readonly doi: string
  readonly kind: ChangeKind
  readonly json: string
  readonly at: string
  readonly by: string
  /** The format that was sent. */
  readonly format?: string
  /** SHA-256 (hexadecimal) and CRC-32 of `json` in UTF-8, where they are known already. */
  readonly sha256?: string
  readonly crc?: number
  /** For `deposit`: the citation key wished for; where it is taken, `a`, `b` … `z`, `aa` … is added. */
  readonly citationKey?: string
  /** For `withdraw`. */
  readonly reason?: string
  /** Absent for `withdraw`: a withdrawn article is not found by search. */
  readonly search?: SearchText | IndexText
}

export interface StoreReader extends Searching, AnswerReader, AccessReader {
  /** The newest version, withdrawn or not. */
  byDoi(doi: string): Promise<StoredRecord | undefined>
  /** The article that bears this citation key, exactly. */
  byCitationKey(key: string): Promise<StoredRecord | undefined>
  /** One version as it was. */
  version(doi: string, version: number): Promise<StoredRecord | undefined>
  /** All versions, oldest first. */
  versions(doi: string, range?: VersionRange): Promise<readonly StoredRecord[]>
  /** The version that stood at an instant. */
  versionAt(doi: string, instant: string): Promise<StoredRecord | undefined>
  /** When there was which version, oldest first. */
  steps(doi: string): Promise<readonly VersionStep[]>
  /** Changes with `seq` greater than `since`, in order. */
  changesSince(since: number, limit: number): Promise<readonly Change[]>
  /** The newest sequence number, 0 for an empty store. */
  lastSeq(): Promise<number>
}

/** Versions after one, so many at most. */
export interface VersionRange {
  readonly after: number
  readonly limit: number
}

export interface StoreWriter extends StoreReader, AnswerWriter, AccessWriter {
  /**
   * Writes article, version, search text and change-log row; returns what now stands. An instant before that of the
   * change before, or before one that harvesters were promised, becomes that one.
   */
  put(version: NewVersion): Promise<StoredRecord>
  /** Of which articles the next puts are, and which citation keys they wish for: an engine may look them up together. */
  expect?(dois: readonly string[], citationKeys: readonly string[]): Promise<void>
}

/** What a room that writes will look at. */
export interface Looks {
  readonly dois?: readonly string[]
  /** Those wished for. */
  readonly citationKeys?: readonly string[]
  /** Ids of depositors’ keys. */
  readonly keys?: readonly string[]
  readonly answers?: readonly { readonly holder: string; readonly key: string }[]
}

/** How a store is doing; cheap to ask. */
export interface StoreState {
  /** False once the disk failed to keep something, or where the disk or the file is read-only. */
  readonly writable: boolean
  /** Whether it was opened for reading alone. */
  readonly readOnly: boolean
  readonly waitingWrites: number
  readonly waitingSearches: number
  /** Of the file and of its write-ahead log. */
  readonly bytes: number
  readonly logBytes: number
}

/** Asked outside of a room, a question is answered in a thread of its own where the engine has some, and cut off when it takes too long. */
export interface Store extends Searching {
  /** What was opened, without secrets: `sqlite:./colophon.db`. */
  readonly name: string
  /** The newest version of one article, where that is cheaper to ask for without a room. */
  byDoi?(doi: string): Promise<StoredRecord | undefined>
  /** The same at once, where the engine can; undefined where there is no such article, or `byDoi` knows why it seems so. */
  byDoiNow?(doi: string): StoredRecord | undefined
  /** As `byDoiNow`, for who sends the record on as it is. */
  bytesNow?(doi: string): StoredBytes | undefined
  /** Runs `room` on one consistent state of the store. */
  read<T>(room: (reader: StoreReader) => Promise<T>): Promise<T>
  /**
   * Runs `room` in one transaction, alone among writers. When it returns, everything is on disk (fsync); when it
   * throws, nothing is. A room may be run again from its start, where one that shared its transaction had to be undone.
   * `looks` is what it will look at: an engine on another machine looks it up for all rooms that wait together.
   */
  write<T>(room: (writer: StoreWriter) => Promise<T>, looks?: Looks): Promise<T>
  /**
   * A number that changes whenever anything was written by anyone, this process or another; costs about 1 µs. Where the
   * store is on another machine, what other processes wrote is known a moment later.
   */
  generation(): number
  /** The same as it is now, whoever wrote: a promise where another machine must be asked. */
  generationNow(): number | Promise<number>
  /** What waits, how large it is, and whether it takes deposits. */
  state(): StoreState
  readonly harvest: HarvestStore
  readonly webhooks: WebhookStore
  readonly browse: BrowseStore
  readonly imports: ImportStore
  readonly copying: CopyStore
  /** Copies the whole store to a new file while it is in use. */
  backup(file: string, progress?: (done: number, total: number) => void): Promise<void>
  /** Everything that is wrong with it: every version is read and compared with its checksum and digest. */
  verify(progress?: (done: number, total: number) => void): AsyncIterable<Fault>
  /** Waits for the writer that is at work, then closes; safe to call twice. */
  close(): Promise<void>
}
