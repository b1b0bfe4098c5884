/**
 * Commits rooms together, each behind a savepoint of its own. Whoever writes locks the head of the log, so that writers
 * of other processes wait, numbers have no gaps and instants never go back.
 */
import { randomUUID } from 'node:crypto'
import { Refusal } from '../../article/refusal.ts'
import { integer } from '../sqlite/rows.ts'
import type { KeyHints } from './citation-keys.ts'
import { borrow, type Connection, type Place, shortPause } from './connection.ts'
import { isLost, isPassing } from './faults.ts'
import { type Ledger, ledgerOf, parametersOf } from './ledger.ts'
import { outcomeOf } from './outcome.ts'
import { type Session, sessionOn } from './session.ts'
import { PostgresWriter } from './writer.ts'

export interface Job {
  run(writer: PostgresWriter, session: Session): Promise<void>
  acknowledge(): void
  refuse(error: unknown): void
}

const patience = 8_000
/** What is acknowledged is on disk, whatever the server’s default is. */
const begin = `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL lock_timeout = ${patience}; SET LOCAL synchronous_commit = on`

interface Turn {
  readonly client: Connection
  readonly session: Session
  readonly ledger: Ledger
  readonly number: number
  readonly batch: string
}

/** What came of a batch: `again` where it is certain that nothing of it was kept and another try may succeed. */
type End = { readonly kept: readonly Job[] } | { readonly error: unknown; readonly again: boolean }

const tries = 3

/**
 * Runs a batch in one transaction: a room that throws is undone alone; when the commit fails, nothing of any is kept.
 * Rooms may be run again from the start, and are where the connection was lost or writers got in each other’s way.
 */
export function createCommit(place: Place, hints: KeyHints, committed: (turn: number) => void) {
  const attempt = async ({ session, client, ledger }: Turn, job: Job, alone: boolean): Promise<boolean> => {
    const before = { ...ledger }
    const writer = new PostgresWriter(session, ledger, hints)
    try {
      if (!alone) sendAlong(client, 'SAVEPOINT room')
      await job.run(writer, session)
      if (writer.failure) throw writer.failure
      await writer.flush()
      if (!alone) sendAlong(client, 'RELEASE SAVEPOINT room')
      return true
    } catch (error) {
      // Keys given in it are free again.
      hints.clear()
      if (isPassing(writer.failure ?? error)) throw writer.failure ?? error
      if (!alone) await client.query('ROLLBACK TO SAVEPOINT room')
      Object.assign(ledger, before)
      job.refuse(error)
      return false
    } finally {
      writer.leave()
    }
  }
  const once = async (batch: readonly Job[], refused: Set<Job>): Promise<End> => {
    let opened: Turn | undefined
    let asked = false
    try {
      opened = await takeTurn(place)
      const kept: Job[] = []
      for (const job of batch) {
        if (await attempt(opened, job, batch.length === 1)) kept.push(job)
        else refused.add(job)
      }
      if (kept.length === 0) {
        await rollBack(opened.client)
        return { kept }
      }
      asked = true
      // Sent together: where the first fails, the second undoes.
      await settled([opened.session.run('keepHead', ...parametersOf(opened.ledger)), opened.client.query('COMMIT')])
      opened.client.release()
      committed(opened.number)
      return { kept }
    } catch (error) {
      hints.clear()
      if (!opened || !asked || !isLost(error)) {
        if (opened) await rollBack(opened.client)
        return { error, again: isPassing(error) }
      }
      // Asked to commit and not answered, the server may have done it.
      opened.client.release(true)
      const outcome = await outcomeOf(place, opened)
      if (outcome === 'committed') committed(opened.number)
      if (outcome === 'committed') return { kept: batch.filter((job) => !refused.has(job)) }
      return outcome === 'undone' ? { error, again: true } : { error: unknownEnd(place.name), again: false }
    }
  }
  return async (batch: readonly Job[]): Promise<void> => {
    const refused = new Set<Job>()
    for (let attempt = 1; ; attempt++) {
      const left = batch.filter((job) => !refused.has(job))
      const end = await once(left, refused)
      if ('kept' in end) {
        for (const job of end.kept) job.acknowledge()
        return
      }
      if (!end.again || attempt === tries) {
        for (const job of left) job.refuse(end.error)
        return
      }
      await shortPause()
    }
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
async function takeTurn(place: Place): Promise<Turn> {
  for (let tries = 1; ; tries++) {
    const client = await borrow(place.writers)
    const session = sessionOn(client)
    const batch = randomUUID()
    try {
      const [, [head], [promised]] = await settled([
        client.query(begin),
        session.run('lock', batch),
        session.run('promised'),
      ])
      return { client, session, batch, number: integer(head?.[0]), ledger: ledgerOf(head, promised) }
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
