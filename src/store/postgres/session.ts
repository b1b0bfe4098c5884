/**
 * A room’s statements on its connection. The transaction begins with the first of them, and is sent together with it; a
 * connection that turns out to be lost before anything was answered is replaced by another.
 */
import type pg from 'pg'
import type { Values } from '../sqlite/rows.ts'
import { type StatementName, statements } from './catalogue.ts'
import { borrow, type Connection, shortPause } from './connection.ts'
import { type Cell, copyInto } from './copy.ts'
import { isAborted, isLost } from './faults.ts'

export type Parameters = readonly (string | number | null | Uint8Array | readonly string[] | readonly number[])[]

export interface Session {
  /** A statement of the catalogue. */
  run(name: StatementName, ...parameters: Parameters): Promise<readonly Values[]>
  /** A statement that was made for a question; prepared where it has a name. */
  ask(sql: string, parameters: Parameters, name?: string): Promise<readonly Values[]>
  /** Rows for a `COPY … FROM STDIN`. */
  copy(sql: string, rows: readonly (readonly Cell[])[]): Promise<void>
}

/**
 * Lists are planned for what is asked, each time: after five runs the server keeps one plan for whatever may be asked of a
 * prepared statement, and that of a dump’s page read the whole log once for every article, twenty seconds for a thousand.
 */
const planned = new Set(Object.entries(statements).flatMap(([name, sql]) => (/\bLIMIT \$/.test(sql) ? [name] : [])))

/** Names of prepared statements are those of the catalogue. */
export const sessionOn = (client: Connection): Session => {
  const ask: Session['ask'] = async (sql, parameters, name) => {
    const values = parameters.map(sendable)
    return (await client.query<Value[]>({ ...(name && { name }), text: sql, values, rowMode: 'array' })).rows
  }
  return {
    ask,
    run: (name, ...parameters) => ask(statements[name], parameters, planned.has(name) ? undefined : name),
    copy: (sql, rows) => copyInto(client, sql, rows),
  }
}
type Value = Values[number]

/** The server’s texts hold no NUL: nothing that is kept has one, and what is asked for with one is not found. */
function sendable(value: Parameters[number]): Parameters[number] {
  if (typeof value === 'string') return value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value
  // A list of texts or of numbers.
  return Array.isArray(value) ? (value.map(sendable) as string[] | number[]) : value
}

const snapshot = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'
/**
 * The planner knows nothing of what it costs to make the words of a row, which it would of every row; where a question is
 * answered in a millisecond, machine code takes longer to make than it saves; a bitmap of many hits stays exact.
 */
const bySearch = "SET LOCAL enable_seqscan = off; SET LOCAL jit = off; SET LOCAL work_mem = '32MB'"
const tries = 3

/** A single statement, which needs no transaction around it. */
export const lookingSession = (pool: pg.Pool) => sessionWith(pool, undefined)

/** One state of the store for all statements. */
export const readingSession = (pool: pg.Pool) => sessionWith(pool, snapshot)

/** The same for questions. `timeout` in milliseconds for each statement. */
export const searchingSession = (pool: pg.Pool, timeout: number) =>
  sessionWith(pool, `${snapshot}; ${bySearch}; SET LOCAL statement_timeout = ${Math.ceil(timeout)}`)

function sessionWith(pool: pg.Pool, begin: string | undefined): Session & { end(): Promise<void> } {
  let opened: Promise<{ readonly client: Connection; readonly session: Session }> | undefined
  let answered = false
  let ended = false
  let broken: unknown
  const open = async () => {
    const client = await borrow(pool)
    // If it fails, the statement behind it fails of the same.
    if (begin !== undefined)
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
    if (begin !== undefined) client.query('COMMIT').catch(() => {})
    client.release()
  }
  const perform = async (work: (session: Session) => Promise<readonly Values[]>): Promise<readonly Values[]> => {
    for (let attempt = 1; ; attempt++) {
      if (ended) throw broken ?? new Error('A statement was asked after the end of its session')
      opened ??= open()
      const mine = opened
      try {
        const rows = await work((await mine).session)
        answered = true
        return rows
      } catch (error) {
        broken ??= error
        // Statements that were sent together fail of the first.
        if (isAborted(error)) throw broken
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
    ask: (sql, parameters, name) => perform((session) => session.ask(sql, parameters, name)),
    copy: () => Promise.reject(new Error('Rows are copied by rooms that write')),
    end() {
      // Statements that were asked together may still be tried again when the first of them has failed.
      ended = true
      return close()
    },
  }
}
