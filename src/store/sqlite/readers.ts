/** The connections that read: every room has one for itself, in a transaction, and so sees one state of the store. */
import type { DatabaseSync } from 'node:sqlite'
import type { StoredRecord, StoreReader } from '../store.ts'
import { openConnection, type Place } from './connection.ts'
import { mendable } from './faults.ts'
import { createPool } from './pool.ts'
import { prepareLookUp, prepareReading, type Reading, SqliteReader } from './reader.ts'
import { integer } from './rows.ts'

interface Desk {
  readonly database: DatabaseSync
  readonly reading: Reading
  enter(): void
  leave(): void
}

// Rooms that only await the store overlap by a few; more wait in line.
const mostConnections = 16

export const createReaders = (place: Place) => {
  const pool = createPool(() => openDesk(place), mostConnections)
  const watch = createWatch(place)
  const read = async <T>(room: (reader: StoreReader) => Promise<T>): Promise<T> => {
    const lent = pool.take()
    const desk = lent instanceof Promise ? await lent : lent
    try {
      return await visit(desk, room)
    } catch (error) {
      throw mendable(error, place.name)
    } finally {
      pool.giveBack(desk)
    }
  }
  const byDoiNow = (doi: string): StoredRecord | undefined => {
    try {
      return watch.byDoi(doi)
    } catch (error) {
      throw mendable(error, place.name)
    }
  }
  return {
    read,
    byDoiNow,
    // In a room it is found out whether what is not found is really not there.
    byDoi: (doi: string) => byDoiNow(doi) ?? read((reader) => reader.byDoi(doi)),
    generation: watch.generation,
    noticeWrite: watch.forget,
    async close(): Promise<void> {
      for (const { database } of await pool.drain()) database.close()
      watch.close()
    },
  }
}

const visit = async <T>(desk: Desk, room: (reader: StoreReader) => Promise<T>): Promise<T> => {
  const reader = new SqliteReader(desk.reading)
  try {
    // Measured 0.3–0.5 µs for both ends of the transaction, so that even a single look-up has one.
    desk.enter()
    return await room(reader)
  } finally {
    reader.leave()
    desk.leave()
  }
}

const openDesk = (place: Place): Desk => {
  const database = openConnection(place, 'reader')
  const begin = database.prepare('BEGIN')
  const commit = database.prepare('COMMIT')
  return {
    database,
    reading: prepareReading(database),
    enter: () => void begin.run(),
    leave: () => database.isTransaction && commit.run(),
  }
}

/**
 * `data_version` is the same as long as no other connection has committed (https://www.sqlite.org/pragma.html#pragma_data_version);
 * this connection never writes and is never inside a transaction, so it sees every commit, ours and other processes’. So do
 * look-ups on it: each is one statement.
 */
const createWatch = (place: Place) => {
  const database = openConnection(place, 'reader')
  const statement = database.prepare('PRAGMA data_version')
  statement.setReturnArrays(true)
  let last = 0
  let known = false
  let lookUp: ReturnType<typeof prepareLookUp> | undefined
  const forget = () => {
    known = false
  }
  return {
    // Asked once a turn of the event loop: requests that arrive together share the answer.
    generation(): number {
      if (known || !database.isOpen) return last
      last = first(statement.get())
      known = true
      setImmediate(forget)
      return last
    },
    byDoi(doi: string): StoredRecord | undefined {
      if (!database.isOpen) return undefined
      lookUp ??= prepareLookUp(database)
      return lookUp(doi)
    },
    /** After a commit of our own, which may fall into the same turn. */
    forget,
    close: () => database.close(),
  }
}

// `setReturnArrays` changes what `get` returns, which its type does not know.
const first = (row: unknown): number => (Array.isArray(row) ? integer(row[0]) : Number.NaN)
