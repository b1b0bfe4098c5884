/** Rows ↔ records. SQLite’s values are checked as they come in, so that a damaged file does not pass for a record. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { crc32 } from '../crc32.ts'
import { type Change, type ChangeKind, changeKinds, type StoredBytes, type StoredRecord } from '../store.ts'
import { Damage } from './faults.ts'
import { besideOf } from './seal.ts'

export type Row = Readonly<Record<string, SQLOutputValue>>

/** A row as a plain array, a quarter faster to make than an object: for the look-ups that come by the thousand. */
export type Values = readonly SQLOutputValue[]

/**
 * Article `a` joined with one of its versions `v`; what else a query selects stands behind. What is as it mostly is comes
 * as NULL, since a string that crosses over costs as much as a number’s five: the instant of the first deposit where it is
 * this version’s, and the kind `deposit`. The checksum of the JSON alone is read of versions that have no seal.
 */
export const recordColumns =
  "v.doi, v.version, nullif(a.created, v.at), v.at, v.writer, v.json, nullif(v.kind, 'deposit'), v.reason, a.citation_key, v.format, v.seal, iif(v.seal IS NULL, v.crc, NULL), v.article - a.id"
export const recordWidth = 13

/** The same with the JSON as bytes: text would be decoded to be encoded again. */
export const bytesColumns = recordColumns.replace('v.json', 'CAST(v.json AS BLOB)')

export const recordOf = (values: Values): StoredRecord => {
  const json = text(values[5])
  const { doi, version, created, modified, by, rare } = provenOf(values, json)
  // Written out: to copy an object takes as long as to read two columns.
  return rare ? { doi, version, created, modified, by, ...rare, json } : { doi, version, created, modified, by, json }
}

export const bytesOf = (values: Values): StoredBytes => {
  const kept = values[5]
  if (!(kept instanceof Uint8Array)) throw new Damage(`Bytes expected in the store, found ${typeof kept}`)
  const bytes = Buffer.from(kept.buffer, kept.byteOffset, kept.byteLength)
  const { doi, version, created, modified, by, rare } = provenOf(values, bytes)
  return { doi, version, created, modified, by, ...rare, bytes: bytes.toString('latin1') }
}

/** What stands beside this JSON. */
const provenOf = (values: Values, json: string | Uint8Array) => {
  const [doi, version, modified, by] = [text(values[0]), integer(values[1]), text(values[3]), text(values[4])]
  const created = textOrNull(values[2]) ?? modified
  const [kind, reason, format] = [textOrNull(values[6]) ?? 'deposit', textOrNull(values[7]), textOrNull(values[9])]
  // SQLite’s pages have no checksums: a flipped bit in the JSON would be served as the record. The seal goes on from the
  // checksum of the JSON, so that it tells of both.
  const isSealed = values[10] !== null
  const beside = isSealed ? besideOf({ doi, version, kind, at: modified, by, reason, format }) : ''
  if (crc32(json, beside) !== (isSealed ? values[10] : values[11])) {
    throw new Damage(`Version ${version} of ${doi} is not as it was written`)
  }
  // A damaged number in an article’s row leads to another’s version, which is as it was written.
  if (values[12] !== 0) throw new Damage(`A version of ${doi} stands for another article`)
  const isRare = values[8] !== null || format !== null || kind === 'withdraw'
  return { doi, version, created, modified, by, rare: isRare ? rareOf(values, kind, format) : undefined }
}

/** What few records have. */
const rareOf = (values: Values, kind: string, format: string | null) => ({
  ...(values[8] !== null && { citationKey: text(values[8]) }),
  ...(format !== null && { format }),
  ...(kind === 'withdraw' && { withdrawn: { reason: text(values[7]) } }),
})

/**
 * A statement whose rows come as arrays. Where it ends in a limit, that is written `? + 0`: SQLite looks at a bare
 * parameter while it plans, and so plans anew, in 0.1 ms, whenever another value is bound.
 */
export const prepareRecords = (database: DatabaseSync, sql: string) => {
  const statement = database.prepare(sql)
  statement.setReturnArrays(true)
  // `setReturnArrays` changes what `get` and `all` return, which their types do not know.
  return {
    get: (...parameters: SQLInputValue[]) => statement.get(...parameters) as unknown as Values | undefined,
    all: (...parameters: SQLInputValue[]) => statement.all(...parameters) as unknown as readonly Values[],
    each: (...parameters: SQLInputValue[]) => statement.iterate(...parameters) as unknown as Iterable<Values>,
  }
}

/**
 * A statement that changes something. Its result names the last row inserted on the connection, which after a change to
 * FTS5 is a number beyond 2^53: Node 26 refuses to make a number of it, so it is made a bigint.
 */
export const prepareChange = (database: DatabaseSync, sql: string): StatementSync => {
  const statement = database.prepare(sql)
  statement.setReadBigInts(true)
  return statement
}

export const changeOf = (row: Row): Change => ({
  seq: integer(row.seq),
  doi: text(row.doi),
  kind: changeKind(row.kind),
  version: integer(row.version),
  at: text(row.at),
  by: text(row.writer),
})

/** DOIs are compared without regard to case, of ASCII letters alone (ISO 26324, DOI Handbook 2.4). */
export const lowerCase = (doi: string): string =>
  capitals.test(doi) ? doi.replace(allCapitals, (letters) => letters.toLowerCase()) : doi
const capitals = /[A-Z]/
const allCapitals = /[A-Z]+/g

export const text = (value: SQLOutputValue | undefined): string => {
  if (typeof value === 'string') return value
  throw new Damage(`Text expected in the store, found ${typeof value}`)
}

const textOrNull = (value: SQLOutputValue | undefined): string | null => (value === null ? null : text(value))

export const integer = (value: SQLOutputValue | undefined): number => {
  if (typeof value === 'number') return value
  throw new Damage(`A number expected in the store, found ${typeof value}`)
}

export const changeKind = (value: SQLOutputValue | undefined): ChangeKind => {
  const kind = changeKinds.find((known) => known === value)
  if (kind) return kind
  throw new Damage('A kind of change expected in the store')
}
