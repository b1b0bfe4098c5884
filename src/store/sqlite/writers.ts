/**
 * The line before the writing connection: one room after another. Rooms that stand in line together are committed
 * together, since the fsync of one commit costs more than most rooms. A room that throws before it has changed anything
 * leaves nothing to undo; after one that throws later the others are run again from the start, each behind a savepoint of
 * its own. It is not savepoints from the start: at each, FTS5 writes out what it has gathered, as a segment of its own.
 */
import type { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { Refusal } from '../../article/refusal.ts'
import type { StoreWriter } from '../store.ts'
import { type Courtesy, createCourtesy } from './courtesy.ts'
import { isBusy, isFailedSync, mendable, resultCode } from './faults.ts'
import { integer, prepareChange, prepareRecords } from './rows.ts'
import { type Counts, prepareWriting, SqliteWriter } from './writer.ts'

interface Job {
  run(writer: StoreWriter): Promise<void>
  acknowledge(): void
  refuse(error: unknown): void
  refused(): boolean
}

// Enough for an fsync to vanish among them, few enough that the first does not wait long for the last.
const mostTogether = 64

/** `database` must not wait for locks by itself, which would stop the event loop. `committed` is told of every commit. */
export const createWriters = (database: DatabaseSync, name: string, committed: () => void, shared?: Courtesy) => {
  const courtesy = createCourtesy(shared)
  const commitTogether = createCommit(database, committed)
  const line: Job[] = []
  let working: Promise<void> | undefined

  const work = async (): Promise<void> => {
    while (line.length > 0) {
      // Whoever arrives in the same turn of the event loop joins, and who follows on their heels: requests that came
      // together are read one after another.
      for (let before = 0; line.length > before && line.length < mostTogether; ) {
        before = line.length
        await turn()
      }
      await courtesy.enter()
      try {
        await commitTogether(line.splice(0, mostTogether))
      } finally {
        courtesy.leave()
      }
    }
    working = undefined
  }
  const refusalOf = (error: unknown): unknown => {
    if (isFailedSync(error)) courtesy.fail()
    return mendable(error, name)
  }
  return {
    async write<T>(room: (writer: StoreWriter) => Promise<T>): Promise<T> {
      if (!courtesy.isSafe()) throw unsafe(name)
      return await new Promise<T>((resolve, reject) => {
        line.push(jobOf(room, resolve, (error) => reject(refusalOf(error))))
        working ??= work()
      })
    },
    waiting: () => line.length,
    isSafe: courtesy.isSafe,
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
  let over = false
  return {
    async run(writer) {
      result = room(writer)
      await result
    },
    acknowledge: () => result && resolve(result),
    refuse(error) {
      over = true
      refuse(error)
    },
    refused: () => over,
  }
}

/** Runs a batch in one transaction: a room that throws is undone alone; when the commit fails, nothing of any is kept. */
const createCommit = (database: DatabaseSync, committed: () => void) => {
  const writing = prepareWriting(database)
  const [begin, commit, rollback] = prepareAll(database, ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK'])
  const [save, release, undo] = prepareAll(database, ['SAVEPOINT room', 'RELEASE room', 'ROLLBACK TO room'])
  const changes = prepareRecords(database, 'SELECT total_changes()')
  const changesSoFar = () => integer(changes.get()?.[0])

  const enter = async (job: Job, counts?: Counts): Promise<void> => {
    const writer = new SqliteWriter(writing, counts)
    try {
      await job.run(writer)
      if (writer.failure) throw writer.failure
    } finally {
      writer.leave()
    }
  }
  /** Throws `Undone` where one that failed has changed something. */
  const runAll = async (batch: readonly Job[]): Promise<readonly Job[]> => {
    const done: Job[] = []
    let counts: Counts = {}
    for (const job of batch) {
      const before = changesSoFar()
      try {
        await enter(job, counts)
        done.push(job)
      } catch (error) {
        if (batch.length === 1) throw error
        if (!database.isTransaction || changesSoFar() !== before) throw new Undone(job, error)
        // It may have counted what it did not write.
        counts = {}
        job.refuse(error)
      }
    }
    return done
  }
  const runApart = async (batch: readonly Job[]): Promise<readonly Job[]> => {
    const done: Job[] = []
    for (const job of batch) {
      try {
        save()
        await enter(job)
        release()
        done.push(job)
      } catch (error) {
        // Keys given in it are free again.
        writing.suffixes.clear()
        // After some errors SQLite has undone everything by itself: https://www.sqlite.org/lang_transaction.html
        if (!database.isTransaction) throw error
        undo()
        release()
        job.refuse(error)
      }
    }
    return done
  }
  const finish = (done: readonly Job[]): void => {
    commit()
    committed()
    for (const job of done) job.acknowledge()
  }
  const giveUp = (): void => {
    if (database.isTransaction) rollback()
    writing.suffixes.clear()
  }
  return async (batch: readonly Job[]): Promise<void> => {
    let left = batch
    try {
      await patiently(begin)
      finish(await runAll(batch))
    } catch (error) {
      giveUp()
      if (!(error instanceof Undone)) return refuseAll(batch, error)
      error.job.refuse(error.cause)
      left = batch.filter((job) => job !== error.job && !job.refused())
    }
    if (left === batch || left.length === 0) return
    try {
      await patiently(begin)
      finish(await runApart(left))
    } catch (error) {
      giveUp()
      refuseAll(left, error)
    }
  }
}

/** Carries the room whose changes had to be undone, with all others of its transaction, out of it. */
class Undone extends Error {
  readonly job: Job
  constructor(job: Job, cause: unknown) {
    super('undone', { cause })
    this.job = job
  }
}

const refuseAll = (batch: readonly Job[], error: unknown): void => {
  for (const job of batch) job.refuse(error)
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
