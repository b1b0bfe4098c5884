/**
 * Portions are read and prepared in threads of their own: the thread that writes to the store does nothing else during a
 * long import, and the one that answers look-ups is not kept from it.
 */
import { availableParallelism } from 'node:os'
import { Piscina } from 'piscina'
import type { Settings } from '../../schemas/settings.ts'
import { tuneGarbage } from '../garbage.ts'
import { type Preparers, preparersHere, type Rules } from '../library/preparing.ts'
import { type Packet, parcelFrom, type Task } from './message.ts'

/** A record takes about as long to prepare as to write; one core is left to the writer. */
const threads = Math.min(availableParallelism() - 1, 3)

export interface PreparersOptions {
  /**
   * Nothing but a record or two is prepared in the calling thread, which has others to answer; threads end when there is
   * nothing to prepare for a while.
   */
  readonly aside?: boolean
}

/** What a thread is started with. */
export interface ThreadData {
  readonly settings: Settings
  readonly aside: boolean
}

/** Characters that the calling thread prepares in a few milliseconds. */
const small = 2 ** 14
const idleTime = 60_000

/**
 * The first portion, and those that come while the threads start, are prepared in the calling thread: most sources are one
 * portion. `settings` are what the threads make their own `rules` of.
 */
export function createPreparers(rules: Rules, settings: Settings, { aside = false }: PreparersOptions = {}): Preparers {
  const here = preparersHere(rules)
  if (threads < 1) return here
  let pool: Piscina<Task, readonly Packet[]> | undefined
  let portions = 0
  let ready = false
  let failure: unknown
  const start = () => {
    tuneGarbage()
    pool = new Piscina<Task, readonly Packet[]>({
      filename: new URL(`./worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url).href,
      minThreads: aside ? 0 : threads,
      maxThreads: threads,
      // While a batch is written, nobody hands out the next portion: each thread has some lying ready.
      concurrentTasksPerWorker: aside ? 2 : portionsAtHand,
      idleTimeout: aside ? idleTime : Number.POSITIVE_INFINITY,
      workerData: { settings, aside } satisfies ThreadData,
      // What a portion is made of is gone when it is handed on.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    return pool
  }
  return {
    ahead: portionsAhead,
    async prepare(portion, errand) {
      portions++
      if (failure) throw failure
      if (aside) {
        if (portion.text.length < small) return here.prepare(portion, errand)
        return (await (pool ?? start()).run({ portion, errand })).map(parcelFrom)
      }
      if (ready && pool) return (await pool.run({ portion, errand })).map(parcelFrom)
      if (portions > 1 && !pool) {
        // An empty source comes back when the first thread has loaded.
        const waking = start().run({ portion: { text: '' }, errand })
        const woken = () => {
          ready = true
        }
        waking.then(woken, (error) => {
          failure = error
        })
      }
      return here.prepare(portion, errand)
    },
    close: async () => pool?.destroy(),
  }
}

const portionsAtHand = 24
const portionsAhead = 24
