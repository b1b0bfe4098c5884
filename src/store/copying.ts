/**
 * The port for moving a store from one engine to another: the log with its records, and the small tables beside it, which
 * have the same names and columns on every engine. What follows from the log (search, sets, shelves) is not moved.
 */
import type { ChangeKind } from './store.ts'

/** A line of the log with its record, and what of the article stands beside it. */
export interface LoggedVersion {
  readonly seq: number
  readonly doi: string
  readonly version: number
  readonly kind: ChangeKind
  readonly at: string
  readonly by: string
  readonly reason?: string
  readonly format?: string
  readonly json: string
  readonly citationKey?: string
  /** Whether it is the newest of its article. */
  readonly stands: boolean
}

export interface CopiedTable {
  /** What tells rows apart; rows come in its order. */
  readonly key: readonly string[]
  readonly columns: readonly string[]
  /** Rows are never changed once written. */
  readonly fixed?: true
}

/** In the order in which they are moved: what names others comes after them. */
export const copiedTables = {
  deposit_key: {
    key: ['id'],
    columns: [
      ...['id', 'name', 'role', 'digest', 'former_digest', 'former_until', 'prefixes', 'journals'],
      ...['created', 'expires', 'revoked', 'last_used', 'last_address'],
    ],
  },
  origin: { key: ['seq'], columns: ['seq', 'writer', 'key_id', 'address'] },
  key_change: {
    fixed: true,
    key: ['number'],
    columns: [...['number', 'after_seq', 'at', 'kind', 'subject', 'name', 'writer', 'key_id', 'address', 'detail']],
  },
  answer: {
    key: ['holder', 'key'],
    columns: ['holder', 'key', 'at', 'request', 'outcome', 'doi', 'version', 'notes'],
  },
  // Sets keep the order in which they came up.
  harvest_set: { key: ['id'], columns: ['id', 'spec', 'name'] },
  webhook: {
    key: ['id'],
    columns: [
      ...['id', 'url', 'secret', 'events', 'created', 'delivered', 'failures', 'failing_since', 'next_attempt'],
      ...['fault', 'last_delivery', 'disabled'],
    ],
  },
  import: { key: ['id'], columns: ['id', 'key_id', 'created', 'wanted', 'state', 'progress', 'finished'] },
  import_refusal: { key: ['import', 'number'], columns: ['import', 'number', 'line'] },
} as const satisfies Record<string, CopiedTable>
export type CopiedTableName = keyof typeof copiedTables
export const copiedTableNames = Object.keys(copiedTables) as readonly CopiedTableName[] // it is made of these names

/** Values in the order of a table’s columns. */
export type CopiedRow = readonly (string | number | null)[]

/** What tells a row apart. */
export function copiedKey(table: CopiedTableName, row: CopiedRow): CopiedRow {
  const { key, columns }: CopiedTable = copiedTables[table]
  return key.map((name) => row[columns.indexOf(name)] ?? null)
}

/** What harvesters hold, who go on with the copy as if it were the store itself. */
export interface HarvestSecrets {
  readonly secret: Uint8Array
  readonly promised: string
}

export interface CopyStore {
  /** Lines after a number of the log and not after another. */
  log(span: {
    readonly after: number
    readonly until: number
    readonly limit: number
  }): Promise<readonly LoggedVersion[]>
  /** Rows of a table behind one, given by the values of its key. */
  rows(table: CopiedTableName, after: CopiedRow | undefined, limit: number): Promise<readonly CopiedRow[]>
  /** Rows of a table as they are given; those of the same key are replaced, where they may change. */
  keep(table: CopiedTableName, rows: readonly CopiedRow[]): Promise<void>
  secrets(): Promise<HarvestSecrets>
  keepSecrets(secrets: HarvestSecrets): Promise<void>
}
