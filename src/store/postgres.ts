/**
 * The store on PostgreSQL: one connection that writes, a pool that reads, each room in a transaction. Several processes
 * may have the same store open; whoever writes locks the head of the log, readers wait for nobody.
 */
import { Refusal } from '../article/refusal.ts'
import { createBrowse } from './postgres/browse.ts'
import { borrow, inspectServer, type Place, placeOf } from './postgres/connection.ts'
import { createCopying } from './postgres/copying.ts'
import { createDesk, type Write } from './postgres/desk.ts'
import { mendable } from './postgres/faults.ts'
import { createFinding } from './postgres/finding.ts'
import { createGenerations } from './postgres/generations.ts'
import { createHarvest } from './postgres/harvest.ts'
import { createImports } from './postgres/imports.ts'
import { createLookUps } from './postgres/look-ups.ts'
import { migrateServer, postgresMigrations } from './postgres/migratable.ts'
import { createSums } from './postgres/ranking.ts'
import { PostgresReader } from './postgres/reader.ts'
import { verifyServer } from './postgres/verify.ts'
import { createWebhooks } from './postgres/webhooks.ts'
import { createWriters } from './postgres/writers.ts'
import type { StoreOptions } from './sqlite.ts'
import type { Store } from './store.ts'

/** `url` as in the settings: `postgres://user:password@host/database`. */
export async function openPostgres(url: string, options: StoreOptions = {}): Promise<Store> {
  const place = placeOf(url)
  try {
    return await storeOf(place, options, await prepareServer(place))
  } catch (error) {
    await place.close()
    throw mendable(error, place.name)
  }
}

/** Tables that are up to date are needed; a replica cannot be brought there. */
async function prepareServer(place: Place): Promise<{ readonly readOnly: boolean }> {
  const client = await borrow(place.writers)
  try {
    const inspected = await inspectServer(client, place.name)
    await migrateServer(client, place.name, postgresMigrations())
    return inspected
  } finally {
    client.release()
  }
}

async function storeOf(
  place: Place,
  { searchTimeout = 10_000 }: StoreOptions,
  { readOnly }: { readonly readOnly: boolean },
): Promise<Store> {
  const { name } = place
  const desk = createDesk(place, searchTimeout)
  const sums = createSums()
  const generations = await createGenerations(desk)
  const writers = createWriters(place, generations.notice)
  const byDoi = createLookUps(desk)
  let closing: Promise<void> | undefined
  let underWay = 0
  let idle = () => {}
  const close = async (): Promise<void> => {
    generations.close()
    await writers.close()
    if (underWay > 0)
      await new Promise<void>((resolve) => {
        idle = resolve
      })
    await place.close()
  }
  /** What has begun is awaited by `close`; what begins after it is refused. */
  const open = async <T>(work: () => Promise<T>): Promise<T> => {
    if (closing) throw new Refusal('unavailable', `The store ${name} is closed.`)
    underWay++
    try {
      return await work()
    } finally {
      underWay--
      if (underWay === 0) idle()
    }
  }
  const write: Write = (room) => open(() => writers.change(room))
  const guarded = { ...desk, read: <T>(look: Parameters<typeof desk.read<T>>[0]) => open(() => desk.read(look)) }
  const search = <T>(look: (finding: ReturnType<typeof createFinding>) => Promise<T>): Promise<T> =>
    open(() => desk.search((session) => look(createFinding(session, sums))))
  return {
    name,
    find: (question) => search((finding) => finding.find(question)),
    facets: (question) => search((finding) => finding.facets(question)),
    count: (match) => search((finding) => finding.count(match)),
    read: (room) =>
      open(() =>
        desk.read(async (session) => {
          const reader = new PostgresReader(session, sums)
          try {
            return await room(reader)
          } finally {
            reader.leave()
          }
        }),
      ),
    byDoi: (doi) => open(() => byDoi(doi)),
    write: (room, looks) => open(() => writers.write(room, looks)),
    generation: generations.known,
    generationNow: () => (closing ? generations.known() : generations.now()),
    state: () => ({
      writable: !readOnly,
      readOnly,
      waitingWrites: writers.waiting(),
      waitingSearches: place.readers.waitingCount,
      bytes: generations.bytes(),
      logBytes: 0,
    }),
    harvest: createHarvest(guarded, write),
    webhooks: createWebhooks(guarded, write),
    browse: createBrowse(guarded, write),
    imports: createImports(guarded, write),
    copying: createCopying(guarded, write),
    backup: () =>
      Promise.reject(
        new Refusal(
          'invalid-request',
          `The store ${name} is a server’s: take a backup with pg_dump or pg_basebackup, or a file with colophon copy ${name} sqlite:backup.db.`,
        ),
      ),
    verify: (progress) => verifyServer(place, progress),
    close() {
      closing ??= close()
      return closing
    },
  }
}
