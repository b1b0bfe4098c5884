/**
 * A room’s statements on its connection. The transaction begins with the first of them, and is sent together with it; a
 * connection that turns out to be lost before anything was answered is replaced by another.
 */
import type pg from 'pg'
import type { Values } from '../sqlite/rows.ts'
import { type StatementName, statements } from './catalogue.ts'
import { borrow, type Connection, shortPause } from './connection.ts'
import { isLost } from './faults.ts'

export type Parameters = readonly (string | number | null | Uint8Array | readonly string[] | readonly number[])[]

export interface Session {
  /** A statement of the catalogue. */
  run(name: StatementName, ...parameters: Parameters): Promise<readonly Values[]>
  /** A statement that was made for a question. */
  ask(sql: string, parameters: Parameters): Promise<readonly Values[]>
}

/** Names of prepared statements are those of the catalogue. */
export const sessionOn = (client: Connection): Session => ({
  run: async (name, ...parameters) =>
    (await client.query<Value[]>({ name, text: statements[name], values: [...parameters], rowMode: 'array' })).rows,
  ask: async (sql, parameters) =>
    (await client.query<Value[]>({ text: sql, values: [...parameters], rowMode: 'array' })).rows,
})
type Value = Values[number]

const snapshot = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
const tries = 3

/** One state of the store for all statements. `timeout` in milliseconds for each. */
export function readingSession(pool: pg.Pool, timeout?: number): Session & { end(): Promise<void> } {
  const begin = timeout === undefined ? snapshot : `${snapshot}; SET LOCAL statement_timeout = ${Math.ceil(timeout)}`
  let opened: Promise<{ readonly client: Connection; readonly session: Session }> | undefined
  let answered = false
  let broken: unknown
  const open = async () => {
    const client = await borrow(pool)
    // If it fails, the statement behind it fails of the same.
    client.query(begin).catch((error) => {
      broken ??= error
    })
    return { client, session: sessionOn(client) }
  }
  const close = async () => {
    const ended = opened
    opened = undefined
    const { client } = (await ended?.catch(() => undefined)) ?? {}
    if (!client) return
    if (broken !== undefined && isLost(broken)) return client.release(true)
    client.query('COMMIT').catch(() => {})
    client.release()
  }
  const perform = async (work: (session: Session) => Promise<readonly Values[]>): Promise<readonly Values[]> => {
    for (let attempt = 1; ; attempt++) {
      opened ??= open()
      const mine = opened
      try {
        const rows = await work((await mine).session)
        answered = true
        return rows
      } catch (error) {
        broken ??= error
        // Nothing was answered yet: another connection may be asked the same.
        if (answered || attempt === tries || !isLost(error)) throw error
        if (opened === mine) {
          await close()
          broken = undefined
        }
        await shortPause()
      }
    }
  }
  return {
    run: (name, ...parameters) => perform((session) => session.run(name, ...parameters)),
    ask: (sql, parameters) => perform((session) => session.ask(sql, parameters)),
    end: close,
  }
}
