/** Opens connections to an SQLite file, set up for durability first and speed second, and brings its tables up to date. */
import { accessSync, constants, existsSync, mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { Refusal } from '../../article/refusal.ts'
import { mendable } from './faults.ts'

/** Where a store lives. */
export interface Place {
  /** As the settings name it: `sqlite:./colophon.db`. */
  readonly name: string
  readonly file: string
  /** False for a store that ends with the process: nothing is synchronised to disk. */
  readonly durable: boolean
  /** Set where nothing can be written; immutable: nor is there a log, so that nothing need be. */
  readonly access?: 'read-only' | 'immutable'
  /** Removes what must not outlive the store. */
  leave(): void
}

/** ‘Colo’ in ASCII: tells our files from those of other programs (`PRAGMA application_id`). */
export const applicationId = 0x436f6c6f

export type Role = 'writer' | 'reader' | 'look-ups'

/**
 * `:memory:` is a private file in the temporary directory without fsync: two connections cannot share SQLite’s own
 * in-memory database without losing what tests are for (a reader next to an open writer sees the last committed state).
 */
export const placeOf = (path: string): Place => {
  if (path !== ':memory:') return { name: `sqlite:${path}`, file: resolve(path), durable: true, leave: () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'colophon-'))
  const leave = () => rmSync(folder, { recursive: true, force: true })
  return { name: 'sqlite::memory:', file: join(folder, 'memory.db'), durable: false, leave }
}

/** Refuses what SQLite would only fail at later, or not at all. */
export const inspectPlace = ({ name, file }: Place): void => {
  const folder = dirname(file)
  if (!existsSync(folder))
    throw new Refusal(
      'invalid-settings',
      `The store ${name} cannot be opened: there is no directory ${folder}. Make it, or name another.`,
    )
  if (existsSync(file) && !statSync(file).isFile())
    throw new Refusal('invalid-settings', `The store ${name} is not a file: ${file}. Name a file.`)
  const network = networkFileSystems[statfsSync(folder).type]
  if (network)
    throw new Refusal(
      'invalid-settings',
      `The store ${name} lies on a network file system (${network}), where SQLite’s locks do not hold. Put it on a local disk.`,
    )
}

// statfs(2). WAL needs memory shared between processes (https://www.sqlite.org/wal.html#noshm); two instances on one
// file over NFS damaged records at a large repository in 2019.
const networkFileSystems: Readonly<Record<number, string>> = {
  26985: 'NFS',
  20859: 'SMB',
  4283649346: 'CIFS',
  4266872130: 'SMB 2',
}

/** SQLite before 3.51.3 can damage a WAL file that two connections use: https://www.sqlite.org/wal.html#walresetbug */
export const judgeLibrary = (version: string): void => {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  if (major * 1_000_000 + minor * 1_000 + patch >= 3_051_003) return
  throw new Refusal(
    'unavailable',
    `This Node.js brings SQLite ${version}, which can damage a store (fixed in 3.51.3). Install a newer Node.js.`,
  )
}

const common = `
  PRAGMA trusted_schema = OFF;
  PRAGMA temp_store = MEMORY;
`

// 32 MB of cache: for the index pages that deposits touch, and for what readers look up again. The file is not mapped
// into memory: SQLite maps 2 GB at most, so that what lies behind costs more, and a walk through 1,000,000 articles takes
// 3 to 4 ms a page of 1,000 by reading where it took 5 to 20 by page faults. The log is cut back to 64 MB after a peak.
const setUp: Readonly<Record<Role, string>> = {
  writer: `${common}
    PRAGMA cache_size = -32768;
    PRAGMA wal_autocheckpoint = 4000;
    PRAGMA journal_size_limit = 67108864;
  `,
  reader: `${common}
    PRAGMA query_only = ON;
    PRAGMA cache_size = -32768;
  `,
  // Every process has such a connection, and with twice as much look-ups at random took as long.
  'look-ups': `${common}
    PRAGMA query_only = ON;
    PRAGMA cache_size = -16384;
  `,
}

const waitForLock = 8_000

export const openConnection = (place: Place, role: Role): DatabaseSync => {
  try {
    const readOnly = place.access !== undefined
    const options = { timeout: waitForLock, enableForeignKeyConstraints: true, readOnly }
    const database = new DatabaseSync(addressOf(place), options)
    try {
      if (role === 'writer' && !readOnly) prepareFile(database, place)
      database.exec(setUp[role])
      database.exec(`PRAGMA synchronous = ${place.durable ? 'FULL' : 'OFF'}`)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  } catch (error) {
    throw mendable(error, place.name)
  }
}

/** A log beside a file needs memory beside it too, unless SQLite is told that nothing will change (https://www.sqlite.org/uri.html). */
const addressOf = ({ file, access }: Place): string | URL => {
  if (access !== 'immutable') return file
  const url = pathToFileURL(file)
  url.searchParams.set('immutable', '1')
  return url
}

/** The same place where its disk or its permissions let nobody write; undefined where that is not the trouble. */
export const readingPlace = (place: Place): Place | undefined => {
  if (!place.durable || !existsSync(place.file) || canWrite(place.file)) return undefined
  const log = `${place.file}-wal`
  return { ...place, access: existsSync(log) && statSync(log).size > 0 ? 'read-only' : 'immutable' }
}

const canWrite = (file: string): boolean => {
  try {
    for (const path of [file, dirname(file)]) accessSync(path, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/** A file is ours when it says so, or when nothing is in it yet. */
const prepareFile = (database: DatabaseSync, { name, file }: Place): void => {
  const { id } = database.prepare('SELECT application_id AS id FROM pragma_application_id').get() ?? {}
  const { tables } = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').get() ?? {}
  if (id !== applicationId && !(id === 0 && tables === 0))
    throw new Refusal(
      'invalid-settings',
      `The file ${file} is the SQLite database of another program. Name another file for the store ${name}.`,
    )
  // Has an effect on an empty file only: 8 KB pages hold three or four records each.
  database.exec('PRAGMA page_size = 8192')
  const { mode } = database.prepare('SELECT journal_mode AS mode FROM pragma_journal_mode').get() ?? {}
  const { journal_mode: now } = mode === 'wal' ? { journal_mode: 'wal' } : wal(database)
  if (now !== 'wal')
    throw new Refusal(
      'invalid-settings',
      `The store ${name} cannot keep a write-ahead log (journal mode ${now}). Put it on a local disk.`,
    )
}

const wal = (database: DatabaseSync) => database.prepare('PRAGMA journal_mode = WAL').get() ?? {}
