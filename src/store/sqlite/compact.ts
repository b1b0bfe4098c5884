/** Makes a store as small and as fast as it can be: the search index in one piece, no empty pages. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Refusal } from '../../article/refusal.ts'
import { openConnection, type Place } from './connection.ts'
import { mendable } from './faults.ts'
import { holdPlace } from './tenancy.ts'

export interface Sizes {
  readonly before: number
  readonly after: number
}

/** In place. Nobody else writes meanwhile; a crash leaves the store as it was. */
export function compactPlace(place: Place): Sizes {
  if (!existsSync(place.file)) throw new Refusal('invalid-settings', `There is no store ${place.name}.`)
  const tenancy = holdPlace(place, 'colophon compact')
  try {
    const database = openConnection(place, 'writer')
    try {
      const before = statSync(place.file).size
      database.exec("INSERT INTO search (search) VALUES ('optimize')")
      // VACUUM writes the whole store once more: on disk, not in memory.
      database.exec('PRAGMA temp_store = FILE; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)')
      return { before, after: statSync(place.file).size }
    } finally {
      database.close()
    }
  } catch (error) {
    throw mendable(error, place.name)
  } finally {
    tenancy.release()
  }
}

/** A small copy of it, while it is in use. */
export function compactCopy(place: Place, to: string): Sizes {
  const target = resolve(to)
  if (existsSync(target)) throw new Refusal('invalid-request', `${target} exists. Name a new file.`)
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  try {
    const source = openConnection(place, 'reader')
    try {
      source.exec('PRAGMA query_only = OFF')
      source.prepare('VACUUM INTO ?').run(partial)
    } finally {
      source.close()
    }
    const copy = openConnection({ ...place, file: partial }, 'writer')
    copy.exec("INSERT INTO search (search) VALUES ('optimize')")
    copy.close()
    renameSync(partial, target)
    return { before: statSync(place.file).size, after: statSync(target).size }
  } catch (error) {
    throw mendable(error, target)
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(partial + end, { force: true })
  }
}
