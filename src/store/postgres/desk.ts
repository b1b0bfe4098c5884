/** Readings of one state of the store, for what is looked up outside of rooms. */
import { Refusal } from '../../article/refusal.ts'
import type { Place } from './connection.ts'
import { isCutOff, mendable } from './faults.ts'
import { lookingSession, readingSession, type Session, searchingSession } from './session.ts'

export interface Desk {
  /** Of the store. */
  readonly name: string
  read<T>(look: (session: Session) => Promise<T>): Promise<T>
  /** For a single statement. */
  look<T>(look: (session: Session) => Promise<T>): Promise<T>
  /** The same as `read`, cut off when a statement takes longer than a search may. */
  search<T>(look: (session: Session) => Promise<T>): Promise<T>
  /** Searches under way. */
  searches(): number
}

/** Runs `room` in one transaction of the writing connection; it is given the session of it. */
export type Write = <T>(room: (session: Session) => Promise<T>) => Promise<T>

export function createDesk({ name, readers }: Place, timeout: number): Desk {
  let searches = 0
  async function perform<T>(look: (session: Session) => Promise<T>, session = readingSession(readers)): Promise<T> {
    try {
      return await look(session)
    } catch (error) {
      throw isCutOff(error) ? tooLong(timeout) : mendable(error, name)
    } finally {
      await session.end()
    }
  }
  return {
    name,
    read: (look) => perform(look),
    look: (look) => perform(look, lookingSession(readers)),
    async search(look) {
      searches++
      try {
        return await perform(look, searchingSession(readers, timeout))
      } finally {
        searches--
      }
    },
    searches: () => searches,
  }
}

const tooLong = (timeout: number): Refusal =>
  new Refusal(
    'unavailable',
    `The search took longer than ${timeout} ms and was cut off. Ask with rarer words or a filter, without facets, or in the order of deposit; the administrator can raise SEARCH_TIMEOUT.`,
  )
