/** Looks at everything that is kept, and names what is not as it was written. */
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import type { Fault } from '../store.ts'
import { openConnection, type Place } from './connection.ts'
import { resultCode } from './faults.ts'
import { lowerCase, prepareRecords, type Values } from './rows.ts'
import { digestOf, sealOf } from './seal.ts'

/** Versions that are read in one step; other work has its turn between two. */
const step = 200

export async function* verifyStore(
  place: Place,
  progress: (done: number, total: number) => void = () => {},
): AsyncGenerator<Fault> {
  const database = openConnection(place, 'reader')
  try {
    // One state of the store, whatever is written meanwhile.
    database.exec('BEGIN')
    yield* faultsOfFile(database)
    yield* guarded(() => faultsOfArticles(database))
    yield* faultsOfVersions(database, progress)
  } finally {
    database.close()
  }
}

/** What SQLite itself finds: pages, indexes, references between tables. */
function* faultsOfFile(database: DatabaseSync): Generator<Fault> {
  yield* guarded(() =>
    database
      .prepare('PRAGMA integrity_check(100)')
      .all()
      .map((row) => String(row.integrity_check))
      .filter((said) => said !== 'ok')
      .map((said) => ({ message: `The file: ${said}` })),
  )
  yield* guarded(() =>
    database
      .prepare('PRAGMA foreign_key_check')
      .all()
      .map(({ table, rowid, parent }) => ({
        message: `Row ${rowid} of the table ${table} names what the table ${parent} does not have`,
      })),
  )
}

// Without indexes: a damaged one would answer for the table.
const misled = `
  SELECT a.doi, v.version FROM article a NOT INDEXED LEFT JOIN version v NOT INDEXED ON v.seq = a.current
  WHERE v.seq IS NULL OR v.article <> a.id OR (v.kind = 'withdraw') <> a.withdrawn
  LIMIT 1000`

const faultsOfArticles = (database: DatabaseSync): Fault[] =>
  database
    .prepare(misled)
    .all()
    .map(({ doi }) => ({ doi: String(doi), message: 'The version that stands is not one of its own' }))

const columns = `v.seq, v.doi, v.version, v.kind, v.at, v.writer, v.reason, v.format, v.crc, v.sha256, v.seal, a.doi, v.json`

async function* faultsOfVersions(
  database: DatabaseSync,
  progress: (done: number, total: number) => void,
): AsyncGenerator<Fault> {
  const last = Number(database.prepare('SELECT coalesce(max(seq), 0) AS seq FROM version').get()?.seq)
  const versions = prepareRecords(
    database,
    `SELECT ${columns} FROM version v LEFT JOIN article a ON a.id = v.article WHERE v.seq > ? AND v.seq <= ? ORDER BY v.seq`,
  )
  let expected = 1
  for (let after = 0; after < last; after += step) {
    const faults: Fault[] = []
    try {
      for (const row of versions.each(after, Math.min(after + step, last))) {
        for (; expected < Number(row[0]); expected++)
          faults.push({ message: `Number ${expected} of the change log is missing` })
        expected = Number(row[0]) + 1
        const fault = faultOf(row)
        if (fault) faults.push(fault)
      }
    } catch (error) {
      if (resultCode(error) === undefined) throw error
      faults.push({
        message: `Numbers ${after + 1} to ${after + step} of the change log cannot all be read: ${said(error)}`,
      })
      expected = after + step + 1
    }
    yield* faults
    progress(Math.min(after + step, last), last)
    await turn()
  }
}

export function faultOf(row: Values): Fault | undefined {
  const [, doi, version, kind, at, by, reason, format, crc, sha256, seal, own, json] = row
  if (typeof json !== 'string' || typeof doi !== 'string' || typeof version !== 'number') {
    return { message: `Number ${row[0]} of the change log holds no record` }
  }
  const fault = (message: string): Fault => ({ doi, version, message })
  const real = crc32(json)
  if (real !== crc || (sha256 !== null && sha256 !== digestOf(json)))
    return fault('The record is not as it was written')
  const sealed = { doi, version, kind: String(kind), at: String(at), by: String(by) }
  const rest = { reason: reason === null ? null : String(reason), format: format === null ? null : String(format) }
  if (seal !== null && seal !== sealOf({ ...sealed, ...rest }, real)) {
    return fault('Who wrote it, when or how is not as it was written')
  }
  return own === lowerCase(doi) ? undefined : fault(`It belongs to another article: ${own ?? 'none'}`)
}

/** A damaged page ends a statement: what else can be read is still looked at. */
function* guarded(look: () => readonly Fault[]): Generator<Fault> {
  try {
    yield* look()
  } catch (error) {
    if (resultCode(error) === undefined) throw error
    yield { message: `The file: ${said(error)}` }
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error))
