/**
 * Commits rooms together: one way to the server to lock the head of the log and to look up what all of them will look at,
 * one to write and commit what they put. Whoever holds the head is alone: writers of other processes wait, numbers have no
 * gaps and instants never go back.
 */
import { randomUUID } from 'node:crypto'
import { Refusal } from '../../article/refusal.ts'
import { integer } from '../sqlite/rows.ts'
import type { Looks } from '../store.ts'
import type { KeyHints } from './citation-keys.ts'
import { borrow, type Connection, type Place, shortPause } from './connection.ts'
import { isLost, isPassing } from './faults.ts'
import { ledgerOf, parametersOf } from './ledger.ts'
import { outcomeOf } from './outcome.ts'
import { type Session, sessionOn } from './session.ts'
import { createMemory, createSheet, look, type Sheet } from './sheet.ts'
import { PostgresWriter } from './writer.ts'

export interface Job {
  readonly looks: Looks
  run(writer: PostgresWriter): Promise<void>
  acknowledge(): void
  refuse(error: unknown): void
}

const patience = 8_000
/** What is acknowledged is on disk, whatever the server’s default is. */
const begin = `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${patience}; SET LOCAL synchronous_commit = on`

interface Turn {
  readonly client: Connection
  readonly session: Session
  readonly sheet: Sheet
  readonly number: number
  readonly batch: string
  /** How many articles were ever put into the index before. */
  readonly indexed: number
}

/**
 * What came of a batch: `again` where it is certain that nothing of it was kept and another try may succeed; `apart`
 * where it may succeed for some of the rooms.
 */
type End =
  | { readonly kept: readonly Job[] }
  | { readonly error: unknown; readonly again: boolean; readonly apart?: boolean }

/** Told the number of a transaction that was committed, and how many articles it put into the text index. */
export type Committed = (turn: number, indexed: number) => void

const tries = 3

/**
 * Runs a batch in one transaction: a room that throws is undone alone; when the commit fails, nothing of any is kept.
 * Rooms may be run again from the start, and are where the connection was lost or writers got in each other’s way.
 */
export function createCommit(place: Place, hints: KeyHints, committed: Committed) {
  const once = async (batch: readonly Job[], refused: Set<Job>): Promise<End> => {
    let opened: Turn | undefined
    let asked = false
    try {
      const turn = await takeTurn(place, batch, hints)
      opened = turn
      const kept: Job[] = []
      for (const job of batch) {
        if (await attempt(turn, job, batch.length === 1)) kept.push(job)
        else refused.add(job)
      }
      if (kept.length === 0) {
        await rollBack(turn.client)
        return { kept }
      }
      asked = true
      const { session, sheet, number, batch: name } = turn
      // Sent together: where one fails, the last undoes.
      await settled([
        sheet.flush(),
        session.run('keepHead', number, name, ...parametersOf(sheet.ledger)),
        turn.client.query('COMMIT'),
      ])
      turn.client.release()
      committed(number, sheet.ledger.indexed - turn.indexed)
      return { kept }
    } catch (error) {
      hints.clear()
      if (!opened || !asked || !isLost(error)) {
        if (opened) await rollBack(opened.client)
        return { error, again: isPassing(error), apart: opened?.sheet.failure() !== undefined }
      }
      // Asked to commit and not answered, the server may have done it.
      opened.client.release(true)
      const outcome = await outcomeOf(place, opened)
      if (outcome === 'committed') committed(opened.number, 0)
      if (outcome === 'committed') return { kept: batch.filter((job) => !refused.has(job)) }
      return outcome === 'undone' ? { error, again: true } : { error: unknownEnd(place.name), again: false }
    }
  }
  const commit = async (batch: readonly Job[]): Promise<void> => {
    const refused = new Set<Job>()
    for (let attempt = 1; ; attempt++) {
      const left = batch.filter((job) => !refused.has(job))
      const end = await once(left, refused)
      if ('kept' in end) {
        for (const job of end.kept) job.acknowledge()
        return
      }
      if (!end.again && end.apart && left.length > 1) {
        for (const job of left) await commit([job])
        return
      }
      if (!end.again || attempt === tries) {
        for (const job of left) job.refuse(end.error)
        return
      }
      await shortPause()
    }
  }
  return commit
}

/** Runs a room; a savepoint is set when it sends something, but for the only one. False where it was undone. */
async function attempt({ session, client, sheet }: Turn, job: Job, alone: boolean): Promise<boolean> {
  const before = { ...sheet.ledger }
  const { origin } = sheet
  let saved = false
  const save = async () => {
    if (saved) return
    saved = true
    const earlier = sheet.flush()
    if (!alone) sendAlong(client, 'SAVEPOINT room')
    await earlier
  }
  const writer = new PostgresWriter({ session, sheet, save })
  try {
    await job.run(writer)
    if (writer.failure) throw writer.failure
    await writer.finish()
    if (saved && !alone) sendAlong(client, 'RELEASE SAVEPOINT room')
    // Many rows leave while the next rooms run; the sheet keeps why, if they are refused.
    if (sheet.filler.isFull()) sheet.flush().catch(() => {})
    return true
  } catch (error) {
    const failure = sheet.failure() ?? writer.failure ?? error
    // Its rows are in no table, and its statements, if it sent some, are taken back; so are keys that it gave.
    await writer.takeBack()
    if (sheet.failure() !== undefined || isPassing(failure)) throw failure
    if (saved && !alone) await client.query('ROLLBACK TO SAVEPOINT room')
    Object.assign(sheet.ledger, before)
    sheet.origin = origin
    job.refuse(error)
    return false
  } finally {
    writer.leave()
  }
}

const unknownEnd = (name: string): Refusal =>
  new Refusal(
    'unavailable',
    `The connection to the store ${name} was lost while it committed: whether this was written is not known. Look before you send it again, or send it with an Idempotency-Key.`,
  )

/** If it fails, so does what comes after it. */
const sendAlong = (client: Connection, sql: string): void => void client.query(sql).catch(() => {})

/** Nothing was run yet: a connection that was lost meanwhile is replaced by another. */
async function takeTurn(place: Place, jobs: readonly Job[], hints: KeyHints): Promise<Turn> {
  for (let tries = 1; ; tries++) {
    const client = await borrow(place.writers)
    const session = sessionOn(client)
    const batch = randomUUID()
    try {
      // Looked up behind the lock and in one way with it: nobody else writes until the end.
      const memory = createMemory()
      const [, [head], [orders]] = await settled([
        client.query(begin),
        session.run('lockHead'),
        session.run('standingOrders'),
        look(
          session,
          memory,
          jobs.map(({ looks }) => looks),
        ),
      ])
      const sheet = createSheet({ session, hints, memory, ledger: ledgerOf(head, orders), orders })
      return { client, session, sheet, batch, number: integer(head?.[0]) + 1, indexed: sheet.ledger.indexed }
    } catch (error) {
      await rollBack(client)
      if (tries === 3 || !isLost(error)) throw error
      await shortPause()
    }
  }
}

/** All of them, so that none fails unheard; the first failure. */
async function settled<const T extends readonly Promise<unknown>[]>(
  sent: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  for (const result of await Promise.allSettled(sent)) if (result.status === 'rejected') throw result.reason
  // `all` of a tuple keeps its types, which the check above does not change.
  return (await Promise.all(sent)) as { -readonly [K in keyof T]: Awaited<T[K]> }
}

async function rollBack(client: Connection): Promise<void> {
  try {
    await client.query('ROLLBACK')
    client.release()
  } catch {
    client.release(true)
  }
}
