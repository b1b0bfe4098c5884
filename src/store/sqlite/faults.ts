/** SQLite’s errors that somebody can mend, in words that say how. Others are bugs and pass through as they are. */
import { Refusal, type RefusalCode } from '../../article/refusal.ts'

type Row = readonly [code: RefusalCode, words: (name: string) => string]

// Primary result codes: https://www.sqlite.org/rescode.html
const rows: Readonly<Record<number, Row>> = {
  5: [
    'unavailable',
    (name) => `Another process is writing to the store ${name}. Try again when it has finished, or stop it.`,
  ],
  8: [
    'unavailable',
    (name) =>
      `The store ${name} cannot be written to. Give this user write permission on the file and on its directory, and see that the disk is not mounted read-only.`,
  ],
  10: [
    'unavailable',
    (name) =>
      `The disk failed while the store ${name} was read or written. Check the disk and the system’s log, then start Colophon again.`,
  ],
  11: [
    'unavailable',
    (name) =>
      `The store ${name} is damaged. Stop Colophon, keep a copy of the file with its -wal, and restore the newest backup.`,
  ],
  13: [
    'store-full',
    (name) => `The disk that holds the store ${name} is full. Nothing was written. Free space on it and try again.`,
  ],
  14: [
    'invalid-settings',
    (name) =>
      `The store ${name} cannot be opened. Its directory must exist, and this user must be allowed to read and write the file and the directory.`,
  ],
  26: [
    'invalid-settings',
    (name) => `The file of the store ${name} is not an SQLite database. Name another file, or restore a backup.`,
  ],
}

/** SQLite’s primary result code of an error, undefined for other errors. */
export const resultCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined

/** What is found in the store cannot have been written by it; counts as SQLite’s own SQLITE_CORRUPT. */
export class Damage extends Error {
  readonly errcode = 11
}

export const isBusy = (error: unknown): boolean => resultCode(error) === 5

/** A failed fsync must not be tried again: the kernel may have dropped the pages (https://wiki.postgresql.org/wiki/Fsync_Errors). */
export const isFailedSync = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && (error.errcode === ioErrFsync || error.errcode === ioErrDirFsync)
const ioErrFsync = 1034
const ioErrDirFsync = 1290

/** The Refusal that an SQLite error amounts to, or the error itself. */
export const mendable = (error: unknown, name: string): unknown => {
  const row = rows[resultCode(error) ?? -1]
  if (!row) return error
  const which = error instanceof Damage ? `${error.message}. ` : ''
  const refusal = new Refusal(row[0], `${which}${row[1](name)}`)
  refusal.cause = error
  return refusal
}
