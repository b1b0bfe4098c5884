/** Moving a store on SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import {
  type CopiedRow,
  type CopiedTable,
  type CopiedTableName,
  type CopyStore,
  copiedTableNames,
  copiedTables,
  type LoggedVersion,
} from '../copying.ts'
import type { Place } from './connection.ts'
import { createDesk } from './desk.ts'
import { Damage } from './faults.ts'
import { changeKind, integer, prepareChange, prepareRecords, text, type Values } from './rows.ts'

/** Runs `room` in one transaction of the writing connection. */
type Write = <T>(room: () => Promise<T>) => Promise<T>

const perTable = <T>(make: (table: CopiedTableName) => T): Readonly<Record<CopiedTableName, T>> =>
  // Made of all names.
  Object.fromEntries(copiedTableNames.map((name) => [name, make(name)])) as Record<CopiedTableName, T>

const list = (table: CopiedTableName, behind: boolean): string => {
  const { key, columns } = copiedTables[table]
  const where = behind ? ` WHERE (${key.join(', ')}) > (${key.map(() => '?').join(', ')})` : ''
  return `SELECT ${columns.join(', ')} FROM ${table}${where} ORDER BY ${key.join(', ')} LIMIT ? + 0`
}

const replace = (table: CopiedTableName): string => {
  const { key, columns, fixed }: CopiedTable = copiedTables[table]
  const others = columns.filter((column) => !key.includes(column))
  const replaced = others.map((name) => `${name} = excluded.${name}`).join(', ')
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    ON CONFLICT (${key.join(', ')}) DO ${fixed ? 'NOTHING' : `UPDATE SET ${replaced}`}`
}

const prepare = (database: DatabaseSync) => ({
  log: prepareRecords(
    database,
    `SELECT v.seq, v.doi, v.version, v.kind, v.at, v.writer, v.reason, v.format, v.json, a.citation_key, a.current
     FROM version v JOIN article a ON a.id = v.article WHERE v.seq > ? AND v.seq <= ? ORDER BY v.seq LIMIT ? + 0`,
  ),
  first: perTable((table) => prepareRecords(database, list(table, false))),
  next: perTable((table) => prepareRecords(database, list(table, true))),
  secrets: prepareRecords(database, 'SELECT secret, promised FROM harvest'),
})

/** `writing` is the writing connection; it is used inside of `write` alone. */
export const createCopying = (
  place: Place,
  writing: DatabaseSync,
  write: Write,
): { readonly store: CopyStore; close(): void } => {
  const desk = createDesk(place, prepare)
  const replacing = perTable((table) => prepareChange(writing, replace(table)))
  const keepSecrets = prepareChange(writing, 'UPDATE harvest SET secret = ?1, promised = max(promised, ?2)')
  const store: CopyStore = {
    log: ({ after, until, limit }) => desk.read(({ log }) => log.all(after, until, limit).map(loggedOf)),
    rows: (table, after, limit) =>
      desk.read(({ first, next }) =>
        (after === undefined ? first[table].all(limit) : next[table].all(...after, limit)).map(rowOf),
      ),
    keep: (table, rows) =>
      write(async () => {
        for (const row of rows) replacing[table].run(...row)
      }),
    secrets: () =>
      desk.read(({ secrets }) => {
        const [secret, promised] = secrets.get() ?? []
        if (!(secret instanceof Uint8Array)) throw new Damage('The store has no secret')
        return { secret, promised: text(promised) }
      }),
    keepSecrets: ({ secret, promised }) => write(async () => void keepSecrets.run(secret, promised)),
  }
  return { store, close: desk.close }
}

/** Rows of SQL as they come: the columns of `log`, the same on every engine. */
export const loggedOf = (row: Values): LoggedVersion => {
  const [seq, doi, version, kind, at, by, reason, format, json, citationKey, current] = row
  return {
    seq: integer(seq),
    doi: text(doi),
    version: integer(version),
    kind: changeKind(kind),
    at: text(at),
    by: text(by),
    ...(reason != null && { reason: text(reason) }),
    ...(format != null && { format: text(format) }),
    json: text(json),
    ...(citationKey != null && { citationKey: text(citationKey) }),
    stands: integer(seq) === integer(current),
  }
}

export const rowOf = (row: Values): CopiedRow =>
  row.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number') return value
    throw new Damage('A text or a number expected in the store')
  })
