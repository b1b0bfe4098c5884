/** The line before the writing connection: one room after another; those that stand in line together are committed together. */
import { setImmediate as turn } from 'node:timers/promises'
import type { StoreWriter } from '../store.ts'
import type { KeyHints } from './citation-keys.ts'
import { createCommit, type Job } from './commit.ts'
import type { Place } from './connection.ts'
import { mendable } from './faults.ts'
import type { Session } from './session.ts'
import type { PostgresWriter } from './writer.ts'

// Enough for an fsync to vanish among them, few enough that the first does not wait long for the last.
const mostTogether = 64

/** `committed` is told the turn of every commit. */
export function createWriters(place: Place, committed: (turn: number) => void) {
  const hints: KeyHints = new Map()
  const commitTogether = createCommit(place, hints, committed)
  const line: Job[] = []
  let working: Promise<void> | undefined
  const work = async (): Promise<void> => {
    while (line.length > 0) {
      // Whoever arrives in the same turn of the event loop joins, and who follows on their heels.
      for (let before = 0; line.length > before && line.length < mostTogether; ) {
        before = line.length
        await turn()
      }
      await commitTogether(line.splice(0, mostTogether))
    }
    working = undefined
  }
  const join = <T>(room: (writer: PostgresWriter, session: Session) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      line.push(jobOf(room, resolve, (error) => reject(mendable(error, place.name))))
      working ??= work()
    })
  return {
    write: <T>(room: (writer: StoreWriter) => Promise<T>) => join((writer) => room(writer)),
    /** For what is no article’s. */
    change: <T>(room: (session: Session) => Promise<T>) => join((_, session) => room(session)),
    waiting: () => line.length,
    close: async (): Promise<void> => void (await working),
  }
}

const jobOf = <T>(
  room: (writer: PostgresWriter, session: Session) => Promise<T>,
  resolve: (result: Promise<T>) => void,
  refuse: (error: unknown) => void,
): Job => {
  let result: Promise<T> | undefined
  return {
    async run(writer, session) {
      result = room(writer, session)
      await result
    },
    acknowledge: () => result && resolve(result),
    refuse,
  }
}
