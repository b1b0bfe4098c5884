/** The background work of a service: imports are taken up in the order in which they came, a few at a time, and again after a restart. */
import { randomBytes } from 'node:crypto'
import { Refusal } from '../article/refusal.ts'
import { progressOf, wishOf } from '../library/import-record.ts'
import type { ImportRecord } from '../store/store.ts'
import { Passing } from './download.ts'
import { type RunParts, runImport } from './run.ts'
import { createTally, type Tally } from './tally.ts'

export interface WorkerParts extends Omit<RunParts, 'holder' | 'now'> {
  /** So many at a time. */
  readonly atOnce: number
  /** Days for which finished imports are told. */
  readonly keep: number
  readonly now?: () => Date
  /** Told of each that came to an end, with what it failed of. */
  readonly ended?: (id: string, state: 'done' | 'failed', fault?: string) => void
  /** Told of what should not happen. */
  readonly broken?: (error: unknown) => void
  /** Milliseconds between two looks. */
  readonly interval?: number
}

export interface ImportWorker {
  start(): void
  /** Ends what is under way between two transactions; the next service goes on there. */
  stop(): Promise<void>
}

/** A process that ended without a word loses its imports to the next after this. */
const claim = 4000
const cleaning = 3_600_000
/** Also where nothing was written: claims run out. */
const longestPause = 2000
const day = 86_400_000
/** After so many failures in a row that might have passed, an import has failed. */
const mostFailures = 8

export function createImportWorker(parts: WorkerParts): ImportWorker {
  const { library, imports, spool, atOnce, now = () => new Date(), interval = 300 } = parts
  const { broken = () => {}, ended = () => {} } = parts
  const holder = randomBytes(8).toString('hex')
  const running = new Map<string, { readonly abort: () => void; readonly work: Promise<void> }>()
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let stopped = false
  let seen: number | undefined
  let due = 0
  let cleanedAt = Number.NEGATIVE_INFINITY
  let known: ReadonlySet<string> = new Set()

  async function look(): Promise<void> {
    const generation = library.generation()
    if (generation === seen && performance.now() < due) return
    const all = await imports.unfinished()
    seen = generation
    due = performance.now() + longestPause
    await clean(all)
    for (const record of all) {
      if (running.size >= atOnce || stopped) return
      if (running.has(record.id) || !isDue(record, now())) continue
      if (await isElsewhere(record)) continue
      const held = await imports.hold(record.id, holder, now().toISOString(), until())
      if (held) begin(held)
    }
  }

  /** An upload lies on the disk of the machine that it was sent to. */
  const isElsewhere = async (record: ImportRecord): Promise<boolean> => {
    const { source, place } = wishOf(record)
    return source.kind === 'upload' && place !== undefined && place !== spool.place && !(await spool.has(record.id))
  }
  const until = () => new Date(now().getTime() + claim).toISOString()

  function begin(record: ImportRecord): void {
    const gone = new AbortController()
    const abort = () => gone.abort()
    const held = setInterval(() => {
      imports.extend(record.id, holder, until()).then((isOurs) => isOurs || abort(), broken)
    }, claim / 4)
    held.unref()
    const tally = createTally(record.id, progressOf(record), { imports, holder, now, lost: abort })
    const work = attempt(record, tally, gone.signal)
      .catch(broken)
      .finally(async () => {
        clearInterval(held)
        tally.stop()
        await imports.extend(record.id, holder, undefined).catch(broken)
        running.delete(record.id)
        // The next is not kept waiting.
        seen = undefined
      })
    running.set(record.id, { abort, work })
  }

  async function attempt(record: ImportRecord, tally: Tally, gone: AbortSignal): Promise<void> {
    const { id } = record
    try {
      await runImport({ ...parts, holder, now }, record, tally, gone)
      if (gone.aborted) return
      await tally.close('done')
      ended(id, 'done')
    } catch (error) {
      if (gone.aborted) return
      const again = waitingFor(error, progressOf(record)?.failures ?? 0, now())
      if (again) return await tally.close('waiting', again)
      if (!(error instanceof Refusal || error instanceof Passing)) broken(error)
      const fault = faultOf(error)
      if (error instanceof Refusal) tally.refuse(error)
      await tally.close('failed', { fault })
      ended(id, 'failed', fault)
    }
    await spool.remove(id)
  }

  /** What was cancelled ends, and nothing is left of any that ended. */
  async function clean(all: readonly ImportRecord[]): Promise<void> {
    const ids = new Set(all.map(({ id }) => id))
    for (const id of known) {
      if (ids.has(id)) continue
      running.get(id)?.abort()
      await spool.remove(id)
    }
    known = ids
    if (performance.now() - cleanedAt < cleaning) return
    cleanedAt = performance.now()
    await imports.forget(new Date(now().getTime() - parts.keep * day).toISOString())
    await spool.sweep(ids)
  }

  return {
    start() {
      timer ??= setInterval(() => {
        looking ??= look()
          .catch(broken)
          .finally(() => {
            looking = undefined
          })
      }, interval)
      timer.unref()
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
      for (const { abort } of running.values()) abort()
      await Promise.all([...running.values()].map(({ work }) => work))
    },
  }
}

const isDue = (record: ImportRecord, now: Date): boolean => {
  const at = record.state === 'waiting' ? progressOf(record)?.nextAttempt : undefined
  return at === undefined || Date.parse(at) <= now.getTime()
}

/** Full disks are emptied and servers come back: seconds at first, five minutes at last. */
function waitingFor(error: unknown, failures: number, now: Date) {
  const isOurs = error instanceof Refusal && (error.code === 'unavailable' || error.code === 'store-full')
  if (!isOurs && !(error instanceof Passing && failures < mostFailures)) return undefined
  const delay = Math.min(2000 * 2 ** failures, 300_000)
  const nextAttempt = new Date(now.getTime() + delay).toISOString()
  return { fault: faultOf(error), failures: Math.min(failures + 1, 30), nextAttempt }
}

const faultOf = (error: unknown): string =>
  error instanceof Refusal || error instanceof Passing
    ? error.message.slice(0, 1000)
    : 'Something went wrong here; it was logged.'
