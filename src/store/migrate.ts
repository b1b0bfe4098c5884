/** Brings a store’s tables up to date: forward only, each migration in one transaction, remembered with its checksum. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { Refusal } from '../article/refusal.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  /** SHA-256 of the SQL, hexadecimal. */
  readonly checksum: string
}

/** What a store remembers of a migration that was applied. */
export type AppliedMigration = Pick<Migration, 'number' | 'name' | 'checksum'>

/** What an engine must be able to do to be migrated. */
export interface Migratable {
  /** What was opened, for messages. */
  readonly name: string
  /** Runs `work` alone among writers; when it throws, nothing was done. */
  exclusively(work: () => void): void
  /** In order of number; none in a new store. */
  applied(): readonly AppliedMigration[]
  /** Applies and remembers. */
  apply(migration: Migration): void
}

/** Applies what is missing and returns it. Two processes that start at the same time do not both apply. */
export const migrate = (store: Migratable, migrations: readonly Migration[]): readonly Migration[] => {
  const pending = (): readonly Migration[] => {
    const applied = store.applied()
    for (const past of applied) judge(past, migrations, store.name)
    return migrations.filter(({ number }) => applied.every((past) => past.number !== number))
  }
  const done: Migration[] = []
  const applyNext = (): void => {
    const next = pending()[0]
    if (!next) return
    store.apply(next)
    done.push(next)
  }
  // Looked at without the lock first: opening a store that is up to date waits for nobody and writes nothing.
  while (pending().length > 0) store.exclusively(applyNext)
  return done
}

/** Throws `Refusal` for a store that a newer version wrote, or another one. */
export const migrationsKnown = (store: Migratable, migrations: readonly Migration[]): void => {
  for (const past of store.applied()) judge(past, migrations, store.name)
}

/** Where nothing can be written, a store must be up to date already. */
export const judgeMigrations = (store: Migratable, migrations: readonly Migration[]): void => {
  migrationsKnown(store, migrations)
  if (store.applied().length < migrations.length)
    throw new Refusal(
      'invalid-settings',
      `The store ${store.name} is of an older version and cannot be written to. Make it writable once, so that it is brought up to date.`,
    )
}

const judge = (past: AppliedMigration, migrations: readonly Migration[], store: string): void => {
  const known = migrations.find(({ number }) => number === past.number)
  if (!known)
    throw new Refusal(
      'store-too-new',
      `The store ${store} was written by a newer version of Colophon: it has migration ${past.name}, which this version does not know. Start the newer version again, or open a backup made before the upgrade.`,
    )
  if (known.checksum !== past.checksum)
    throw new Refusal(
      'invalid-settings',
      `The store ${store} was made by another migration ${past.name} than this installation has (SHA-256 ${past.checksum} there, ${known.checksum} here). Install Colophon again from its release; migrations are not to be edited.`,
    )
}

const fileName = /^(?<number>\d{3})-[a-z0-9-]+\.sql$/

/** The migrations of a folder, `001-what.sql`, in order. Line ends do not count: a checkout may change them. */
export const readMigrations = (folder: URL): readonly Migration[] =>
  readdirSync(folder)
    .filter((file) => fileName.test(file))
    .sort()
    .map((file) => {
      const sql = readFileSync(new URL(file, folder), 'utf8').replaceAll('\r\n', '\n')
      const checksum = createHash('sha256').update(sql).digest('hex')
      return { number: Number(file.slice(0, 3)), name: file.slice(0, -'.sql'.length), sql, checksum }
    })
