/**
 * The line before the writing connection: one room after another. Rooms that stand in line together are committed
 * together, each behind a savepoint of its own, since the fsync of one commit costs more than most rooms.
 */
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { Refusal } from '../../article/refusal.ts'
import type { StoreWriter } from '../store.ts'
import { isBusy, isFailedSync, mendable, resultCode } from './faults.ts'
import { prepareChange } from './rows.ts'
import { prepareWriting, SqliteWriter } from './writer.ts'

interface Job {
  run(writer: StoreWriter): Promise<void>
  acknowledge(): void
  refuse(error: unknown): void
}

// Enough for an fsync to vanish among them, few enough that the first does not wait long for the last.
const mostTogether = 64

/** `database` must not wait for locks by itself, which would stop the event loop. `committed` is told of every commit. */
export const createWriters = (database: DatabaseSync, name: string, committed: () => void) => {
  const commitTogether = createCommit(database, committed)
  const line: Job[] = []
  let working: Promise<void> | undefined
  let failedSync = false

  const work = async (): Promise<void> => {
    while (line.length > 0) {
      // Whoever arrives in the same turn of the event loop joins, and who follows on their heels: requests that came
      // together are read one after another.
      for (let before = 0; line.length > before && line.length < mostTogether; ) {
        before = line.length
        await turn()
      }
      await commitTogether(line.splice(0, mostTogether))
    }
    working = undefined
  }
  const refusalOf = (error: unknown): unknown => {
    failedSync ||= isFailedSync(error)
    return mendable(error, name)
  }
  return {
    async write<T>(room: (writer: StoreWriter) => Promise<T>): Promise<T> {
      if (failedSync) throw unsafe(name)
      return await new Promise<T>((resolve, reject) => {
        line.push(jobOf(room, resolve, (error) => reject(refusalOf(error))))
        working ??= work()
      })
    },
    waiting: () => line.length,
    /** False once the disk failed to keep a write: nothing is written any more. */
    isSafe: () => !failedSync,
    async close(): Promise<void> {
      await working
      checkpoint(database)
      database.close()
    },
  }
}

/**
 * Passive: another process may be reading; the last connection of all removes the log by itself. A full disk is no
 * reason not to close: the log keeps what was committed until the next start.
 */
const checkpoint = (database: DatabaseSync): void => {
  try {
    database.exec('PRAGMA wal_checkpoint(PASSIVE)')
  } catch (error) {
    if (resultCode(error) === undefined) throw error
  }
}

const jobOf = <T>(
  room: (writer: StoreWriter) => Promise<T>,
  resolve: (result: Promise<T>) => void,
  refuse: (error: unknown) => void,
): Job => {
  let result: Promise<T> | undefined
  return {
    async run(writer) {
      result = room(writer)
      await result
    },
    acknowledge: () => result && resolve(result),
    refuse,
  }
}

/** Runs a batch in one transaction: a room that throws is undone alone; when the commit fails, nothing of any is kept. */
const createCommit = (database: DatabaseSync, committed: () => void) => {
  const writing = prepareWriting(database)
  const [begin, commit, rollback] = prepareAll(database, ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'])
  const [save, release, undo] = prepareAll(database, ['SAVEPOINT room', 'RELEASE room', 'ROLLBACK TO room'])

  const attempt = async (job: Job, alone: boolean): Promise<boolean> => {
    const writer = new SqliteWriter(writing)
    try {
      if (!alone) save()
      await job.run(writer)
      if (writer.failure) throw writer.failure
      if (!alone) release()
      return true
    } catch (error) {
      // Keys given in it are free again.
      writing.suffixes.clear()
      // After some errors SQLite has undone everything by itself: https://www.sqlite.org/lang_transaction.html
      if (alone || !database.isTransaction) throw error
      undo()
      release()
      job.refuse(error)
      return false
    } finally {
      writer.leave()
    }
  }
  return async (batch: readonly Job[]): Promise<void> => {
    try {
      await patiently(begin)
      const done: Job[] = []
      for (const job of batch) if (await attempt(job, batch.length === 1)) done.push(job)
      commit()
      committed()
      for (const job of done) job.acknowledge()
    } catch (error) {
      if (database.isTransaction) rollback()
      writing.suffixes.clear()
      for (const job of batch) job.refuse(error)
    }
  }
}

type Step = () => void

const prepareAll = <const Names extends readonly string[]>(database: DatabaseSync, sql: Names) => {
  const steps = sql.map((each): Step => {
    const statement = prepareChange(database, each)
    return () => void statement.run()
  })
  // `map` keeps the length, which its type does not say.
  return steps as { [Index in keyof Names]: Step }
}

const patience = 8_000

/** Waits for the writer of another process without stopping the event loop. */
const patiently = async (begin: Step): Promise<void> => {
  for (const start = performance.now(); ; await pause(10)) {
    try {
      return begin()
    } catch (error) {
      if (!isBusy(error) || performance.now() - start > patience) throw error
    }
  }
}

const unsafe = (name: string): Refusal =>
  new Refusal(
    'unavailable',
    `The store ${name} takes no more deposits, since the disk failed to keep one. Check the disk, then start Colophon again.`,
  )
