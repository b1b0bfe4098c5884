/**
 * The store on SQLite: one connection that writes, a few that read, each room in a transaction. Readers never wait for
 * the writer (write-ahead log), and see nothing that is not committed.
 */
import type { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../article/refusal.ts'
import { migrate } from './migrate.ts'
import { copyDatabase } from './sqlite/backup.ts'
import { inspectPlace, judgeLibrary, openConnection, type Place, placeOf } from './sqlite/connection.ts'
import { mendable } from './sqlite/faults.ts'
import { migratable, sqliteMigrations } from './sqlite/migratable.ts'
import { createReaders } from './sqlite/readers.ts'
import { createWriters } from './sqlite/writers.ts'
import type { Store } from './store.ts'

/** `path` as in the settings after `sqlite:`, a file or `:memory:`. */
export const openSqlite = async (path: string): Promise<Store> => {
  judgeLibrary(process.versions.sqlite ?? 'none')
  const place = placeOf(path)
  try {
    inspectPlace(place)
    return storeOf(place, openWriter(place))
  } catch (error) {
    place.leave()
    throw mendable(error, place.name)
  }
}

const openWriter = (place: Place): DatabaseSync => {
  const database = openConnection(place, 'writer')
  try {
    migrate(migratable(database, place.name), sqliteMigrations())
    // From here on the line waits, not the thread.
    database.exec('PRAGMA busy_timeout = 0')
    return database
  } catch (error) {
    database.close()
    throw error
  }
}

const storeOf = (place: Place, database: DatabaseSync): Store => {
  const { name } = place
  const readers = createReaders(place)
  const writers = createWriters(database, name, readers.noticeWrite)
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await readers.close()
    await writers.close()
    place.leave()
  }
  const closed = () => Promise.reject(new Refusal('unavailable', `The store ${name} is closed.`))
  return {
    name,
    read: (room) => (closing ? closed() : readers.read(room)),
    write: (room) => (closing ? closed() : writers.write(room)),
    generation: readers.generation,
    backup: (file, progress) => (closing ? closed() : copyStore(place, file, progress)),
    close() {
      closing ??= close()
      return closing
    },
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
