/**
 * The store on SQLite: one connection that writes, a few that read, each room in a transaction. Readers never wait for
 * the writer (write-ahead log), and see nothing that is not committed.
 */
import { statSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../article/refusal.ts'
import { judgeMigrations, migrate } from './migrate.ts'
import { copyDatabase } from './sqlite/backup.ts'
import { createBrowse } from './sqlite/browse.ts'
import { inspectPlace, judgeLibrary, openConnection, type Place, placeOf, readingPlace } from './sqlite/connection.ts'
import { createCopying } from './sqlite/copying.ts'
import type { Courtesy } from './sqlite/courtesy.ts'
import { mendable } from './sqlite/faults.ts'
import { createHarvest } from './sqlite/harvest.ts'
import { createImports } from './sqlite/imports.ts'
import { migratable, sqliteMigrations } from './sqlite/migratable.ts'
import { createReaders } from './sqlite/readers.ts'
import { createSearches } from './sqlite/searches.ts'
import type { Results, Task } from './sqlite/task.ts'
import { holdPlace, type Tenancy } from './sqlite/tenancy.ts'
import { verifyStore } from './sqlite/verify.ts'
import { createWebhooks } from './sqlite/webhooks.ts'
import { createWriters } from './sqlite/writers.ts'
import type { Store, StoreState } from './store.ts'

/** What an engine may be told beside its place. */
export interface StoreOptions {
  /** How long a search may take, in milliseconds, before it is cut off. */
  readonly searchTimeout?: number
  /** Set by who must be alone: what it is, for whoever comes later. */
  readonly tenant?: string
  /** Given to every one who opens the same store in one process to write to it. */
  readonly courtesy?: Courtesy
}

/** `path` as in the settings after `sqlite:`, a file or `:memory:`. */
export const openSqlite = async (path: string, options: StoreOptions = {}): Promise<Store> => {
  judgeLibrary(process.versions.sqlite ?? 'none')
  const whole = placeOf(path)
  const place = readingPlace(whole) ?? whole
  try {
    inspectPlace(place)
    const tenancy = options.tenant === undefined ? undefined : holdPlace(place, options.tenant)
    try {
      return storeOf(place, openWriter(place), options, tenancy)
    } catch (error) {
      tenancy?.release()
      throw error
    }
  } catch (error) {
    place.leave()
    throw mendable(error, place.name)
  }
}

const openWriter = (place: Place): DatabaseSync => {
  const database = openConnection(place, 'writer')
  try {
    if (place.access === undefined) migrate(migratable(database, place.name), sqliteMigrations())
    else judgeMigrations(migratable(database, place.name), sqliteMigrations())
    // From here on the line waits, not the thread.
    database.exec('PRAGMA busy_timeout = 0')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const storeOf = (
  place: Place,
  database: DatabaseSync,
  { searchTimeout = 10_000, courtesy }: StoreOptions,
  tenancy: Tenancy | undefined,
): Store => {
  const { name } = place
  const readers = createReaders(place)
  const writers = createWriters(database, name, readers.noticeWrite, courtesy)
  const searches = createSearches(place, searchTimeout)
  const harvest = createHarvest(place, database, writers.write)
  const webhooks = createWebhooks(place, database, writers.write)
  const browse = createBrowse(place, database, writers.write)
  const imports = createImports(place, database, writers.write)
  const copying = createCopying(place, database, writers.write)
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await searches.close()
    await readers.close()
    harvest.close()
    webhooks.close()
    browse.close()
    imports.close()
    copying.close()
    await writers.close()
    tenancy?.release()
    place.leave()
  }
  const closed = () => Promise.reject(new Refusal('unavailable', `The store ${name} is closed.`))
  const search = <K extends keyof Results>(task: Extract<Task, { ask: K }>): Promise<Results[K]> =>
    closing ? closed() : searches.run<K>(task)
  return {
    name,
    find: (question) => search<'find'>({ ask: 'find', question }),
    facets: (question) => search<'facets'>({ ask: 'facets', question }),
    count: (match) => search<'count'>({ ask: 'count', match }),
    byDoi: async (doi) => (closing ? closed() : readers.byDoi(doi)),
    byDoiNow: (doi) => (closing ? undefined : readers.byDoiNow(doi)),
    bytesNow: (doi) => (closing ? undefined : readers.bytesNow(doi)),
    read: (room) => (closing ? closed() : readers.read(room)),
    write: (room) => (closing ? closed() : writers.write(room)),
    generation: readers.generation,
    generationNow: readers.generation,
    state: () => stateOf(place, writers, searches),
    harvest: harvest.store,
    webhooks: webhooks.store,
    browse: browse.store,
    imports: imports.store,
    copying: copying.store,
    backup: (file, progress) => (closing ? closed() : copyStore(place, file, progress)),
    verify: (progress) => verifyStore(place, progress),
    close() {
      closing ??= close()
      return closing
    },
  }
}

const stateOf = (
  { file, access }: Place,
  writers: ReturnType<typeof createWriters>,
  searches: ReturnType<typeof createSearches>,
): StoreState => {
  const sizeOf = (name: string) => statSync(name, { throwIfNoEntry: false })?.size ?? 0
  return {
    writable: access === undefined && writers.isSafe(),
    readOnly: access !== undefined,
    waitingWrites: writers.waiting(),
    waitingSearches: searches.waiting(),
    bytes: sizeOf(file),
    logBytes: sizeOf(`${file}-wal`),
  }
}

const copyStore = async (place: Place, ...copy: Parameters<Store['backup']>): Promise<void> => {
  const source = openConnection(place, 'reader')
  try {
    await copyDatabase(source, ...copy)
  } finally {
    source.close()
  }
}
