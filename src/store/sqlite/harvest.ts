/** Harvesting on SQLite: a connection of its own that reads, and the line of writers for what it keeps. */
import type { DatabaseSync } from 'node:sqlite'
import type { HarvestPage, HarvestQuestion, HarvestStore } from '../harvest.ts'
import type { Place } from './connection.ts'
import { createDesk } from './desk.ts'
import { createSets } from './harvest-sets.ts'
import {
  integer,
  lowerCase,
  prepareChange,
  prepareRecords,
  recordColumns,
  recordOf,
  recordWidth,
  text,
} from './rows.ts'

/** Runs `room` in one transaction of the writing connection. */
type Write = <T>(room: () => Promise<T>) => Promise<T>

const prepare = (database: DatabaseSync) => ({
  all: prepareRecords(
    database,
    `SELECT ${recordColumns}, v.seq FROM article a INDEXED BY article_current CROSS JOIN version v ON v.seq = a.current
     WHERE a.current > ? AND a.current <= ? ORDER BY a.current LIMIT ? + 0`,
  ),
  countAll: prepareRecords(database, 'SELECT count(*) FROM article WHERE current > ? AND current <= ?'),
  ofSet: prepareRecords(
    database,
    `SELECT ${recordColumns}, v.seq FROM harvest_member m CROSS JOIN version v ON v.seq = m.seq
     CROSS JOIN article a ON a.id = m.article
     WHERE m.set_id = ? AND m.seq > ? AND m.seq <= ? ORDER BY m.seq LIMIT ? + 0`,
  ),
  countSet: prepareRecords(database, 'SELECT count(*) FROM harvest_member WHERE set_id = ? AND seq > ? AND seq <= ?'),
  set: prepareRecords(database, 'SELECT id FROM harvest_set WHERE spec = ?'),
  sets: prepareRecords(database, 'SELECT id, spec, name FROM harvest_set WHERE id > ? ORDER BY id LIMIT ? + 0'),
  countSets: prepareRecords(database, 'SELECT count(*) FROM harvest_set'),
  state: prepareRecords(database, 'SELECT promised, followed FROM harvest'),
  secret: prepareRecords(database, 'SELECT secret FROM harvest'),
  last: prepareRecords(database, 'SELECT coalesce(max(seq), 0) FROM version'),
  at: prepareRecords(database, 'SELECT at FROM version WHERE seq = ?'),
  // Versions are never changed, so that what stood at a number of the log can be had for ever.
  snapshot: prepareRecords(
    database,
    `SELECT ${recordColumns}, a.id FROM article a CROSS JOIN version v ON v.seq =
       (SELECT x.seq FROM version x WHERE x.article = a.id AND x.seq <= ? ORDER BY x.version DESC LIMIT 1)
     WHERE a.id > ? AND a.current > ? AND v.seq > ? ORDER BY a.id LIMIT ? + 0`,
  ),
  place: prepareRecords(database, 'SELECT id FROM article WHERE doi = ?'),
})
type Statements = ReturnType<typeof prepare>

/** `writing` is the writing connection; it is used inside of `write` alone. */
export const createHarvest = (
  place: Place,
  writing: DatabaseSync,
  write: Write,
): { readonly store: HarvestStore; close(): void } => {
  const desk = createDesk(place, prepare)
  const sets = createSets(writing, write)
  const promise = prepareChange(writing, 'UPDATE harvest SET promised = ?1 WHERE promised < ?1')
  const { read } = desk
  const store: HarvestStore = {
    page: (question) => read((statements) => pageOf(statements, question)),
    sets: (after, limit) =>
      read(({ sets: list }) =>
        list.all(after, limit).map(([id, spec, name]) => ({ place: integer(id), spec: text(spec), name: text(name) })),
      ),
    countSets: () => read(({ countSets }) => integer(countSets.get()?.[0])),
    horizon: () => read((statements) => horizonAt(statements, lastOf(statements))),
    first: () => read(({ at }) => firstText(at.get(1))),
    promise: (instant) => write(async () => void promise.run(instant)),
    async follow(setsOf) {
      const behind = () => read((statements) => stateOf(statements).followed < lastOf(statements))
      while (await behind()) await sets.follow(setsOf)
    },
    secret: () => read(({ secret }) => bytes(secret.get()?.[0])),
    snapshot: ({ at, since, after, limit }) =>
      read(({ snapshot }) =>
        snapshot
          .all(at, after, since, since, limit)
          .map((row) => ({ place: integer(row[recordWidth]), record: recordOf(row) })),
      ),
    placeOf: (doi) => read((statements) => numberOf(statements.place.get(lowerCase(doi)))),
  }
  return { store, close: desk.close }
}

const pageOf = (statements: Statements, question: HarvestQuestion): HarvestPage => {
  const { set, limit, counted } = question
  const last = lastOf(statements)
  // A set is told as it was where it stands in the log; what came later has a later instant.
  const seen = set === undefined ? last : Math.min(stateOf(statements).followed, last)
  const first = question.from === undefined ? 0 : seqBefore(statements, question.from, seen)
  const after = Math.max(question.after, first)
  const until = question.until === undefined ? seen : seqBefore(statements, question.until, seen)
  const horizon = horizonAt(statements, seen)
  if (set === undefined) {
    const rows = statements.all.all(after, until, limit).map(harvested)
    return { rows, horizon, ...(counted && { total: integer(statements.countAll.get(first, until)?.[0]) }) }
  }
  const id = numberOf(statements.set.get(set))
  if (id === undefined) return { rows: [], horizon, ...(counted && { total: 0 }) }
  const rows = statements.ofSet.all(id, after, until, limit).map(harvested)
  return { rows, horizon, ...(counted && { total: integer(statements.countSet.get(id, first, until)?.[0]) }) }
}

const harvested = (row: Parameters<typeof recordOf>[0]) => ({ seq: integer(row[recordWidth]), record: recordOf(row) })

/** How many changes there are before an instant, which is the number of the last of them: instants never go back. */
const seqBefore = ({ at }: Statements, instant: string, last: number): number => {
  let low = 0
  let high = last
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (text(at.get(middle)?.[0]) < instant) low = middle
    else high = middle - 1
  }
  return low
}

/** Whoever has seen the log up to `seen` has seen everything before this. */
const horizonAt = (statements: Statements, seen: number): string => {
  const { promised } = stateOf(statements)
  const last = lastOf(statements)
  const at = firstText(statements.at.get(Math.max(seen, Math.min(1, last)))) ?? promised
  return seen === last && promised > at ? promised : at
}

const lastOf = ({ last }: Statements): number => integer(last.get()?.[0])
const stateOf = ({ state }: Statements) => {
  const [promised, followed] = state.get() ?? []
  return { promised: text(promised), followed: integer(followed) }
}
const firstText = (row: readonly unknown[] | undefined): string | undefined => (row ? String(row[0]) : undefined)
const numberOf = (row: readonly unknown[] | undefined): number | undefined => (row ? Number(row[0]) : undefined)
const bytes = (value: unknown): Uint8Array => {
  if (value instanceof Uint8Array) return value
  throw new Error('The store has no secret')
}
