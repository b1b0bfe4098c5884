/** A connection that reads beside the rooms of the store: for what is read in one step, without waiting for anybody. */
import type { DatabaseSync } from 'node:sqlite'
import { openConnection, type Place } from './connection.ts'
import { mendable } from './faults.ts'

export interface Desk<Statements> {
  read<T>(look: (statements: Statements) => T): Promise<T>
  close(): void
}

/** Opened when it is first needed; each reading is one state of the store, and never awaits. */
export const createDesk = <Statements>(
  place: Place,
  prepare: (database: DatabaseSync) => Statements,
): Desk<Statements> => {
  const open = () => {
    const database = openConnection(place, 'reader')
    const [begin, commit] = [database.prepare('BEGIN'), database.prepare('COMMIT')]
    return { database, begin, commit, statements: prepare(database) }
  }
  let opened: ReturnType<typeof open> | undefined
  return {
    async read(look) {
      try {
        opened ??= open()
        opened.begin.run()
        try {
          return look(opened.statements)
        } finally {
          opened.commit.run()
        }
      } catch (error) {
        throw mendable(error, place.name)
      }
    },
    close: () => opened?.database.close(),
  }
}
