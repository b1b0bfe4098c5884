/** Brings the tables up to date: each migration in one transaction, one process at a time, remembered with its checksum. */
import { type AppliedMigration, type Migratable, type Migration, migrationsKnown, readMigrations } from '../migrate.ts'
import type { Connection } from './connection.ts'
import { codeOf } from './faults.ts'

// Next to this code in the source and, copied by the build, next to the compiled code.
export const postgresMigrations = (): readonly Migration[] =>
  readMigrations(new URL('../migrations/postgres/', import.meta.url))

const register = `
  CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    checksum TEXT COLLATE "C" NOT NULL,
    applied TEXT COLLATE "C" NOT NULL
  )`

/** Applies what is missing and returns it. Killed in the midst of a migration, nothing of it is there. */
export async function migrateServer(
  client: Connection,
  name: string,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const pending = async (): Promise<readonly Migration[]> => {
    const applied = await appliedTo(client)
    migrationsKnown(known(name, applied), migrations)
    return migrations.filter(({ number }) => applied.every((past) => past.number !== number))
  }
  const done: Migration[] = []
  // Looked at without the lock first: opening a store that is up to date waits for nobody and writes nothing.
  while ((await pending()).length > 0) {
    await exclusively(client, async () => {
      const next = (await pending())[0]
      if (!next) return
      for (const statement of statementsOf(next.sql)) await client.query(statement)
      await client.query('INSERT INTO migration VALUES ($1, $2, $3, $4)', [
        next.number,
        next.name,
        next.checksum,
        new Date().toISOString(),
      ])
      done.push(next)
    })
  }
  return done
}

async function exclusively(client: Connection, work: () => Promise<void>): Promise<void> {
  // Two that make the table at the same time: one of them is told that it exists after all.
  await client.query(register).catch((error) => {
    if (!/^(?:23505|42P07|42710)$/.test(codeOf(error) ?? '')) throw error
  })
  await client.query('BEGIN')
  try {
    // Held until the end of the transaction, however it ends; others may still look at what was applied.
    await client.query('LOCK TABLE migration IN EXCLUSIVE MODE')
    await work()
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

async function appliedTo(client: Connection): Promise<readonly AppliedMigration[]> {
  const { rows } = await client.query("SELECT to_regclass('migration') AS there")
  if (rows[0]?.there === null) return []
  const { rows: applied } = await client.query('SELECT number, name, checksum FROM migration ORDER BY number')
  return applied.map(({ number, name, checksum }) => ({ number, name, checksum }))
}

/** What a judge of migrations looks at. */
const known = (name: string, applied: readonly AppliedMigration[]): Migratable => ({
  name,
  applied: () => applied,
  exclusively: () => {},
  apply: () => {},
})

/** One statement each, as a line that ends with a semicolon ends one; comments do not count. */
export const statementsOf = (sql: string): readonly string[] =>
  sql
    .split('\n')
    .map((line) => line.replace(/ *-- .*$/, '').trimEnd())
    .join('\n')
    .split(/;\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
