/** The port for imports in the background: what is to be taken in, and how far each has come. What an import says of itself is text to the store. */

export const importStates = ['queued', 'running', 'waiting', 'done', 'failed', 'cancelled'] as const
export type ImportState = (typeof importStates)[number]

export interface NewImport {
  readonly id: string
  /** Whose key ordered it; absent for the machine itself. */
  readonly keyId?: string
  readonly created: string
  /** What is to be taken in, as JSON. */
  readonly wanted: string
}

export interface ImportRecord extends NewImport {
  /** Waiting: it goes on by itself. */
  readonly state: ImportState
  /** How far it is, as JSON; empty before it began. */
  readonly progress: string
  /** When it was done, failed or cancelled. */
  readonly finished?: string
}

/** A record that was refused, as JSON. They count from 1. */
export interface RefusedLine {
  readonly number: number
  readonly line: string
}

export interface ImportStep {
  readonly state: Exclude<ImportState, 'queued' | 'cancelled'>
  readonly progress: string
  /** Added; one of the same number is replaced. */
  readonly refusals: readonly RefusedLine[]
  readonly finished?: string
}

export interface ImportPage {
  /** Of this key alone. */
  readonly keyId?: string
  /** Older than this one. */
  readonly before?: Pick<NewImport, 'created' | 'id'>
  readonly limit: number
}

export interface ImportStore {
  add(wanted: NewImport): Promise<void>
  find(id: string): Promise<ImportRecord | undefined>
  /** Newest first. */
  list(page: ImportPage): Promise<readonly ImportRecord[]>
  /** Those that are not finished, oldest first. */
  unfinished(): Promise<readonly ImportRecord[]>
  /** Gives one that is not finished to one process until an instant; nothing where another has it. */
  hold(id: string, holder: string, now: string, until: string): Promise<ImportRecord | undefined>
  /** Holds it longer, or lets go of it. False where another has it, or it was cancelled. */
  extend(id: string, holder: string, until: string | undefined): Promise<boolean>
  /** Keeps a step of whoever holds it, as a whole. False where another has it, or it was cancelled. */
  keep(id: string, holder: string, step: ImportStep): Promise<boolean>
  /** False where it is finished, or there is none. */
  cancel(id: string, at: string): Promise<boolean>
  /** After a number, in order. */
  refusals(id: string, after: number, limit: number): Promise<readonly RefusedLine[]>
  /** Forgets what was finished before an instant. */
  forget(before: string): Promise<void>
}
