/** Connections to a PostgreSQL server: a pool that reads, one that writes; numbers as numbers, and no surprise by an error. */
import pg from 'pg'
import { Refusal } from '../../article/refusal.ts'
import { codeOf, isLost, mendable } from './faults.ts'

export type Connection = pg.PoolClient

export interface Place {
  /** As the settings name it, without user and password. */
  readonly name: string
  /** For what reads beside each other. */
  readonly readers: pg.Pool
  /** One connection: whoever writes is alone. */
  readonly writers: pg.Pool
  close(): Promise<void>
}

const defaultReaders = 16
const patienceToConnect = 5_000

/** Throws `Refusal('invalid-settings')` for what is no address of a database. */
export function placeOf(url: string): Place {
  const address = addressOf(url)
  const readers = Number(address.searchParams.get('pool') ?? defaultReaders)
  if (!Number.isInteger(readers) || readers < 1)
    throw new Refusal(
      'invalid-settings',
      `The store ${withoutSecrets(address)}: “pool” is not a number of connections.`,
    )
  address.searchParams.delete('pool')
  const name = withoutSecrets(address)
  const make = (max: number) => openPool(address.href, max)
  const pools = [make(readers), make(1)] as const
  return {
    name,
    readers: pools[0],
    writers: pools[1],
    close: async () => void (await Promise.all(pools.map((pool) => pool.end()))),
  }
}

function addressOf(url: string): URL {
  try {
    const address = new URL(url)
    const host = address.hostname || address.searchParams.get('host')
    if (host && address.pathname.length > 1) return address
  } catch {
    // told below
  }
  throw new Refusal(
    'invalid-settings',
    'The address of a PostgreSQL database is postgres://user:password@host:5432/database.',
  )
}

/** Clients see it in refusals: host and database, no more. */
function withoutSecrets(address: URL): string {
  return `postgres://${address.host || address.searchParams.get('host')}${address.pathname}`
}

function openPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    types: { getTypeParser },
    // A transaction begins with the first statement that is sent in it, and ends with the last: no waiting in between.
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: patienceToConnect,
    application_name: 'colophon',
  } as pg.PoolConfig) // `pipeline` is newer than its types
  // Without a listener an error of a connection that nobody asked anything would end the process
  // (https://node-postgres.com/apis/pool#error); whoever asked is told by the answer.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

const bigint = 20
/** Numbers of the log stay below 2^53. */
const getTypeParser = ((type: number, format: 'text' | 'binary') =>
  type === bigint && format !== 'binary'
    ? Number
    : pg.types.getTypeParser(type, format)) as typeof pg.types.getTypeParser // it is overloaded by formats

/** Borrows a connection; tried again where the server was away for a moment. */
export async function borrow(pool: pg.Pool, until = performance.now() + 2_500): Promise<Connection> {
  for (;;) {
    try {
      return await pool.connect()
    } catch (error) {
      if (!isLost(error) || codeOf(error) === 'ENOTFOUND' || performance.now() > until) throw error
      await shortPause()
    }
  }
}

/** 50 to 150 ms: many who lost their connections at once do not come back at once. */
export const shortPause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 100))

/** A server of 15 or later, in UTF-8; whether it takes no writes. Throws `Refusal` for others. */
export async function inspectServer(client: Connection, name: string): Promise<{ readonly readOnly: boolean }> {
  try {
    const { rows } = await client.query(
      "SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding, current_setting('transaction_read_only') AS readonly",
    )
    const { version, encoding, readonly } = rows[0] ?? {}
    if (version < 150_000)
      throw new Refusal(
        'invalid-settings',
        `The store ${name} is on PostgreSQL ${Math.floor(version / 10_000)}. Use 15 or later.`,
      )
    if (encoding !== 'UTF8')
      throw new Refusal('invalid-settings', `The database of the store ${name} is in ${encoding}. Make one in UTF8.`)
    return { readOnly: readonly === 'on' }
  } catch (error) {
    throw mendable(error, name)
  }
}
