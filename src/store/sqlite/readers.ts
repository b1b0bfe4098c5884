/** The connections that read: every room has one for itself, in a transaction, and so sees one state of the store. */
import type { DatabaseSync } from 'node:sqlite'
import type { StoredBytes, StoredRecord, StoreReader } from '../store.ts'
import { openConnection, type Place } from './connection.ts'
import { mendable } from './faults.ts'
import { createPool } from './pool.ts'
import { prepareLookUps, prepareReading, type Reading, SqliteReader } from './reader.ts'
import { integer } from './rows.ts'

interface Desk {
  readonly database: DatabaseSync
  readonly reading: Reading
  enter(): void
  leave(): void
}

type LookUps = ReturnType<typeof prepareLookUps>

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
  const now = <T>(look: (lookUps: LookUps) => T): T | undefined => {
    try {
      const lookUps = watch.lookUps()
      return lookUps && look(lookUps)
    } catch (error) {
      throw mendable(error, place.name)
    }
  }
  const byDoiNow = (doi: string): StoredRecord | undefined => now((lookUps) => lookUps.byDoi(doi))
  return {
    read,
    byDoiNow,
    bytesNow: (doi: string): StoredBytes | undefined => now((lookUps) => lookUps.bytes(doi)),
    byDoi(doi: string) {
      // Who waits for an answer may have waited for a write in this turn.
      watch.leave()
      // In a room it is found out whether what is not found is really not there.
      return byDoiNow(doi) ?? read((reader) => reader.byDoi(doi))
    },
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

/** Milliseconds without a commit after which nobody is said to write. */
const quiet = 1000

/**
 * `data_version` is the same as long as no other connection has committed (https://www.sqlite.org/pragma.html#pragma_data_version);
 * this connection never writes and is in no transaction when it is asked, so it sees every commit, ours and other processes’.
 * While nobody writes, look-ups of one turn share a transaction, whose locks are a third of what a look-up costs. While
 * somebody does, each has its own: long ones would keep the log from being emptied.
 */
const createWatch = (place: Place) => {
  const database = openConnection(place, 'look-ups')
  const statement = database.prepare('PRAGMA data_version')
  statement.setReturnArrays(true)
  const begin = database.prepare('BEGIN')
  const commit = database.prepare('COMMIT')
  let last = 0
  let changed = Number.NEGATIVE_INFINITY
  let known = false
  let lookUps: LookUps | undefined
  const leave = () => {
    if (database.isOpen && database.isTransaction) commit.run()
  }
  const forget = () => {
    known = false
    leave()
  }
  return {
    // Asked once a turn of the event loop: requests that arrive together share the answer.
    generation(): number {
      if (known || !database.isOpen) return last
      const now = first(statement.get())
      const at = performance.now()
      if (now !== last) changed = at
      last = now
      known = true
      if (at - changed > quiet) begin.run()
      setImmediate(forget)
      return last
    },
    /** None once it is closed. */
    lookUps(): LookUps | undefined {
      if (!database.isOpen) return undefined
      lookUps ??= prepareLookUps(database)
      return lookUps
    },
    leave,
    /** After a commit of our own, which may fall into the same turn. */
    forget,
    close: () => database.close(),
  }
}

// `setReturnArrays` changes what `get` returns, which its type does not know.
const first = (row: unknown): number => (Array.isArray(row) ? integer(row[0]) : Number.NaN)
