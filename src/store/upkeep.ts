/** What is done to a store that is not open: restored from a backup, and compacted. */
import { Refusal } from '../article/refusal.ts'
import { compactCopy, compactPlace, type Sizes } from './sqlite/compact.ts'
import { type Place, placeOf } from './sqlite/connection.ts'
import { type Restored, restorePlace } from './sqlite/restore.ts'

export type { Restored, Sizes }

/** Throws `Refusal` as `restorePlace`. */
export const restoreStore = (url: string, from: string, replace: boolean): Promise<Restored> =>
  restorePlace(fileOf(url), from, replace)

/** In place, or as a copy. */
export const compactStore = (url: string, to?: string): Sizes =>
  to === undefined ? compactPlace(fileOf(url)) : compactCopy(fileOf(url), to)

function fileOf(url: string): Place {
  const [, path] = /^sqlite:(?!:memory:)(.+)$/.exec(url) ?? []
  if (path !== undefined) return placeOf(path)
  throw new Refusal(
    'invalid-settings',
    `The store “${url}” is no file. Write sqlite: and a file: sqlite:./colophon.db.`,
  )
}
