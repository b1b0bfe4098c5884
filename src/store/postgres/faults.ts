/** PostgreSQL’s errors that somebody can mend, in words that say how. Others are bugs and pass through as they are. */
import { Refusal, type RefusalCode } from '../../article/refusal.ts'
import { Damage } from '../sqlite/faults.ts'

type Row = readonly [codes: RegExp, code: RefusalCode, words: (name: string) => string]

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const rows: readonly Row[] = [
  [
    /^(?:08|57P0[1-5]|E[A-Z_]+$)/,
    'unavailable',
    (name) => `The connection to the store ${name} was lost or could not be made. Try again in a second.`,
  ],
  [
    /^53300|^53400/,
    'unavailable',
    (name) => `The server of the store ${name} takes no more connections. Try again later.`,
  ],
  [
    /^53100|^53200/,
    'store-full',
    (name) =>
      `The server of the store ${name} has no more disk or memory. Nothing was written. Free some and try again.`,
  ],
  [
    /^40001|^40P01|^55P03/,
    'unavailable',
    (name) => `Another process is writing to the store ${name}. Try again in a second.`,
  ],
  [
    /^25006/,
    'unavailable',
    (name) =>
      `The server of the store ${name} takes no writes: it is a replica, or set to read only. Name its primary.`,
  ],
  [/^XX00[12]/, 'unavailable', (name) => `The store ${name} is damaged. Restore it from a backup.`],
  [
    /^28/,
    'invalid-settings',
    (name) => `The server of the store ${name} does not let this user in. Check the user and the password.`,
  ],
  [/^3D000/, 'invalid-settings', (name) => `There is no such database: ${name}. Make it with createdb, encoding UTF8.`],
  [/^42501/, 'invalid-settings', (name) => `This user may not do what the store ${name} needs. Let it own its schema.`],
]

/** SQLSTATE, or the code of the system’s error; undefined for other errors. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if ('code' in error && typeof error.code === 'string') return error.code
  // What node-postgres says of a connection has no code.
  return /^(?:Connection terminated|Client (?:has encountered|was closed)|timeout e|The server does not)/.test(
    error.message,
  )
    ? '08006'
    : undefined
}

/** Whether the connection is no more, or never was: what was sent may not have been done. */
export const isLost = (error: unknown): boolean => /^(?:08|57P0[1-5]|E[A-Z_]+$)/.test(codeOf(error) ?? '')

/** Whether the same may succeed when it is tried again: lost connections, deadlocks, writers in each other’s way. */
export const isPassing = (error: unknown): boolean => isLost(error) || /^(?:40001|40P01)$/.test(codeOf(error) ?? '')

/** Whether an earlier statement of the transaction failed, of which this one says nothing. */
export const isAborted = (error: unknown): boolean => codeOf(error) === '25P02'

/** Whether a statement was cut off since it took too long. */
export const isCutOff = (error: unknown): boolean => codeOf(error) === '57014'

/** The Refusal that an error amounts to, or the error itself. */
export function mendable(error: unknown, name: string): unknown {
  if (error instanceof Refusal) return error
  const code = error instanceof Damage ? 'XX001' : codeOf(error)
  const row = code === undefined ? undefined : rows.find(([codes]) => codes.test(code))
  if (!row) return error
  const which = error instanceof Damage ? `${error.message}. ` : ''
  const refusal = new Refusal(row[1], `${which}${row[2](name)}`)
  refusal.cause = error
  return refusal
}
