/** Puts a backup in the place of a store. What stood there is moved aside, never deleted. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { Refusal } from '../../article/refusal.ts'
import { migrationsKnown } from '../migrate.ts'
import { applicationId, inspectPlace, type Place } from './connection.ts'
import { mendable } from './faults.ts'
import { migratable, sqliteMigrations } from './migratable.ts'
import { holdPlace } from './tenancy.ts'

export interface Restored {
  /** Where the store is that stood there before. */
  readonly before?: string
  readonly articles: number
  readonly versions: number
}

/** Throws `Refusal` where a service runs, the file is no backup of ours, or a store stands there and may not be moved. */
export async function restorePlace(place: Place, from: string, replace: boolean): Promise<Restored> {
  inspectPlace(place)
  const source = resolve(from)
  if (!existsSync(source)) throw new Refusal('invalid-request', `There is no file ${source}.`)
  if (source === place.file) throw new Refusal('invalid-request', `${source} is the store itself.`)
  if (existsSync(place.file) && !replace)
    throw new Refusal(
      'conflict',
      `The store ${place.name} exists. Name another with --store, or give --replace: it is then moved aside, not deleted.`,
    )
  const tenancy = holdPlace(place, 'colophon restore')
  const partial = `${place.file}.partial`
  try {
    rmSync(partial, { force: true })
    const counts = await copied(source, partial, place)
    const before = existsSync(place.file) ? movedAside(place.file) : undefined
    renameSync(partial, place.file)
    synchronise(dirname(place.file))
    return { ...counts, ...(before !== undefined && { before }) }
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(partial + end, { force: true })
    tenancy.release()
  }
}

/** A whole copy beside the store, on disk, and looked through. */
async function copied(source: string, partial: string, place: Place): Promise<Omit<Restored, 'before'>> {
  try {
    const database = new DatabaseSync(source, { readOnly: true })
    try {
      judgeBackup(database, source)
      await backup(database, partial, { rate: 1024 })
    } finally {
      database.close()
    }
    const copy = new DatabaseSync(partial)
    try {
      const { quick_check: found } = copy.prepare('PRAGMA quick_check').get() ?? {}
      if (found !== 'ok') throw new Refusal('unavailable', `The backup ${source} is damaged: ${String(found)}.`)
      const { articles, versions } =
        copy
          .prepare('SELECT (SELECT count(*) FROM article) AS articles, (SELECT count(*) FROM version) AS versions')
          .get() ?? {}
      return { articles: Number(articles), versions: Number(versions) }
    } finally {
      copy.close()
      synchronise(partial)
    }
  } catch (error) {
    throw mendable(error, `${place.name} (from ${source})`)
  }
}

function judgeBackup(database: DatabaseSync, source: string): void {
  const { id } = database.prepare('SELECT application_id AS id FROM pragma_application_id').get() ?? {}
  if (id !== applicationId) throw new Refusal('invalid-request', `${source} is no store of Colophon.`)
  // An older backup is brought up to date when it is opened; one of a newer version would not open.
  migrationsKnown(migratable(database, source), sqliteMigrations())
}

function movedAside(file: string): string {
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  const aside = `${file}.replaced-${stamp}`
  for (const end of ['-wal', '-shm', '']) if (existsSync(file + end)) renameSync(file + end, aside + end)
  return aside
}

function synchronise(path: string): void {
  const opened = openSync(path, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}
