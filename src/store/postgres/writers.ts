/** The line before the writing connection: one room after another; those that stand in line together are committed together. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Looks, StoreWriter } from '../store.ts'
import type { KeyHints } from './citation-keys.ts'
import { createCommit, type Job } from './commit.ts'
import type { Place } from './connection.ts'
import { mendable } from './faults.ts'
import type { Session } from './session.ts'
import { createTidying } from './tidying.ts'
import type { PostgresWriter } from './writer.ts'

// Enough for an fsync to vanish among them, few enough that the first does not wait long for the last.
const mostTogether = 200

/** `committed` is told the turn of every commit. */
export function createWriters(place: Place, committed: (turn: number) => void) {
  const hints: KeyHints = new Map()
  const tidying = createTidying(place)
  const commitTogether = createCommit(place, hints, (turn, indexed) => {
    committed(turn)
    tidying.notice(indexed)
  })
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
  const join = <T>(room: (writer: PostgresWriter) => Promise<T>, looks: Looks): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      line.push(jobOf(room, looks, resolve, (error) => reject(mendable(error, place.name))))
      working ??= work()
    })
  return {
    write: <T>(room: (writer: StoreWriter) => Promise<T>, looks: Looks = {}) => join(room, looks),
    /** For what is no article’s. */
    change: <T>(room: (session: Session) => Promise<T>) => join(async (writer) => room(await writer.own()), {}),
    waiting: () => line.length,
    async close(): Promise<void> {
      await working
      await tidying.close()
    },
  }
}

const jobOf = <T>(
  room: (writer: PostgresWriter) => Promise<T>,
  looks: Looks,
  resolve: (result: Promise<T>) => void,
  refuse: (error: unknown) => void,
): Job => {
  let result: Promise<T> | undefined
  return {
    looks,
    async run(writer) {
      result = room(writer)
      await result
    },
    acknowledge: () => result && resolve(result),
    refuse,
  }
}
