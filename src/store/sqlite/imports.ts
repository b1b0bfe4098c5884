/** Imports in the background on SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import { type ImportRecord, type ImportStore, importStates } from '../imports.ts'
import type { Place } from './connection.ts'
import { createDesk } from './desk.ts'
import { Damage } from './faults.ts'
import { integer, prepareChange, prepareRecords, text, type Values } from './rows.ts'

/** Runs `room` in one transaction of the writing connection. */
type Write = <T>(room: () => Promise<T>) => Promise<T>

const columns = 'id, key_id, created, wanted, state, progress, finished'

const prepareReading = (database: DatabaseSync) => ({
  one: prepareRecords(database, `SELECT ${columns} FROM import WHERE id = ?`),
  list: prepareRecords(
    database,
    `SELECT ${columns} FROM import WHERE (?1 IS NULL OR key_id = ?1) AND (created, id) < (?2, ?3)
     ORDER BY created DESC, id DESC LIMIT ?4 + 0`,
  ),
  unfinished: prepareRecords(database, `SELECT ${columns} FROM import WHERE finished IS NULL ORDER BY created, id`),
  refusals: prepareRecords(
    database,
    'SELECT number, line FROM import_refusal WHERE import = ? AND number > ? ORDER BY number LIMIT ? + 0',
  ),
})

const prepareWriting = (database: DatabaseSync) => ({
  one: prepareRecords(database, `SELECT ${columns} FROM import WHERE id = ?`),
  add: prepareChange(database, 'INSERT INTO import (id, key_id, created, wanted) VALUES (?, ?, ?, ?)'),
  hold: prepareChange(
    database,
    `UPDATE import SET holder = ?1, held_until = ?2
     WHERE id = ?3 AND finished IS NULL AND (holder IS NULL OR holder = ?1 OR held_until <= ?4)`,
  ),
  extend: prepareChange(
    database,
    'UPDATE import SET held_until = ?1, holder = iif(?1 IS NULL, NULL, holder) WHERE id = ?2 AND holder = ?3 AND finished IS NULL',
  ),
  keep: prepareChange(
    database,
    'UPDATE import SET state = ?, progress = ?, finished = ? WHERE id = ? AND holder = ? AND finished IS NULL',
  ),
  refuse: prepareChange(database, 'INSERT OR REPLACE INTO import_refusal (import, number, line) VALUES (?, ?, ?)'),
  cancel: prepareChange(
    database,
    "UPDATE import SET state = 'cancelled', finished = ? WHERE id = ? AND finished IS NULL",
  ),
  forget: prepareChange(database, 'DELETE FROM import WHERE finished < ?'),
})

/** Greater than any instant. */
const endOfTime = '~'

/** `writing` is the writing connection; it is used inside of `write` alone. */
export const createImports = (
  place: Place,
  writing: DatabaseSync,
  write: Write,
): { readonly store: ImportStore; close(): void } => {
  const desk = createDesk(place, prepareReading)
  const statements = prepareWriting(writing)
  const store: ImportStore = {
    find: (id) => desk.read(({ one }) => optional(one.get(id))),
    list: ({ keyId, before, limit }) =>
      desk.read(({ list }) =>
        list.all(keyId ?? null, before?.created ?? endOfTime, before?.id ?? '', limit).map(importOf),
      ),
    unfinished: () => desk.read(({ unfinished }) => unfinished.all().map(importOf)),
    refusals: (id, after, limit) =>
      desk.read(({ refusals }) =>
        refusals.all(id, after, limit).map(([number, line]) => ({ number: integer(number), line: text(line) })),
      ),
    add: ({ id, keyId, created, wanted }) =>
      write(async () => void statements.add.run(id, keyId ?? null, created, wanted)),
    hold: (id, holder, now, until) =>
      write(async () =>
        statements.hold.run(holder, until, id, now).changes === 0n ? undefined : optional(statements.one.get(id)),
      ),
    extend: (id, holder, until) => write(async () => statements.extend.run(until ?? null, id, holder).changes === 1n),
    keep: (id, holder, { state, progress, refusals, finished }) =>
      write(async () => {
        if (statements.keep.run(state, progress, finished ?? null, id, holder).changes === 0n) return false
        for (const { number, line } of refusals) statements.refuse.run(id, number, line)
        return true
      }),
    cancel: (id, at) => write(async () => statements.cancel.run(at, id).changes === 1n),
    forget: (before) => write(async () => void statements.forget.run(before)),
  }
  return { store, close: desk.close }
}

const optional = (row: Values | undefined): ImportRecord | undefined => row && importOf(row)

export const importOf = ([id, key, created, wanted, given, progress, finished]: Values): ImportRecord => {
  const state = importStates.find((known) => known === given)
  if (!state) throw new Damage('The state of an import is none')
  return {
    id: text(id),
    ...(key != null && { keyId: text(key) }),
    created: text(created),
    wanted: text(wanted),
    state,
    progress: text(progress),
    ...(finished != null && { finished: text(finished) }),
  }
}
