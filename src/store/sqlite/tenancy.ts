/**
 * One service a store: whoever runs it holds the write lock of a small file beside it. The lock ends with the process,
 * however it ends; commands work beside the service and do not ask for it.
 */
import { DatabaseSync } from 'node:sqlite'
import { Refusal } from '../../article/refusal.ts'
import type { Place } from './connection.ts'
import { isBusy, mendable } from './faults.ts'

export interface Tenancy {
  release(): void
}

/** Throws `Refusal('unavailable')` that names the process which holds the store. */
export const holdPlace = ({ name, file, durable, access }: Place, purpose: string): Tenancy => {
  // A private store has no neighbours, and one that cannot be written to nobody who writes.
  if (!durable || access !== undefined) return { release: () => {} }
  const database = open(`${file}-service`, name)
  try {
    // With RESERVED held, others still read who holds it (https://www.sqlite.org/lockingv3.html).
    database.exec('BEGIN IMMEDIATE')
  } catch (error) {
    const refusal = isBusy(error) ? heldBy(database, name) : mendable(error, name)
    database.close()
    throw refusal
  }
  try {
    database.exec('COMMIT')
    database.exec(`
      CREATE TABLE IF NOT EXISTS tenant (one INTEGER PRIMARY KEY CHECK (one = 1), pid INTEGER, purpose TEXT, since TEXT) STRICT;
      BEGIN IMMEDIATE`)
    database
      .prepare("REPLACE INTO tenant VALUES (1, ?, ?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))")
      .run(process.pid, purpose)
    database.exec('COMMIT; BEGIN IMMEDIATE')
  } catch (error) {
    const refusal = isBusy(error) ? heldBy(database, name) : mendable(error, name)
    database.close()
    throw refusal
  }
  return { release: () => database.isOpen && database.close() }
}

const open = (file: string, name: string): DatabaseSync => {
  try {
    return new DatabaseSync(file, { timeout: 0 })
  } catch (error) {
    throw mendable(error, name)
  }
}

const heldBy = (database: DatabaseSync, name: string): Refusal => {
  const { pid, purpose, since } = tenantOf(database)
  return new Refusal(
    'unavailable',
    `The store ${name} is in use by ${purpose}, process ${pid}, since ${since}. Stop it first, or name another store.`,
  )
}

const tenantOf = (database: DatabaseSync) => {
  const unknown = { pid: 'unknown', purpose: 'a service', since: 'just now' }
  try {
    const { pid, purpose, since } = database.prepare('SELECT pid, purpose, since FROM tenant').get() ?? unknown
    return { pid: String(pid), purpose: String(purpose), since: String(since) }
  } catch {
    // The other has not said yet who it is.
    return unknown
  }
}
