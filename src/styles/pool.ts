/** References from a pool of workers: nothing is rendered, and no style is read, in the thread that answers look-ups. */
import { Piscina } from 'piscina'
import { Refusal } from '../article/refusal.ts'
import type { Catalogue } from './catalogue.ts'
import { createReferences, type References, type Task } from './references.ts'
import type { Rendered } from './renderer.ts'
import { createTurns } from './turns.ts'
import type { WorkerSettings } from './worker.ts'

export interface PoolSettings extends WorkerSettings {
  readonly workers: number
  /** How many tasks may wait; one more is refused. */
  readonly queue: number
  /** How long one task may take, in milliseconds; its worker is then ended. */
  readonly patience: number
}

export interface Pool extends References {
  /** Starts the workers and has each prepare the style that is asked for most. */
  warm(): Promise<void>
  close(): Promise<void>
}

/** The workers start at the first task. Past its limits a task is `Refusal('unavailable')`. */
export function createPool(catalogue: Catalogue, settings: PoolSettings): Pool {
  const { workers, queue, patience, folder, engines } = settings
  let started: Piscina<Task, Rendered> | undefined
  const start = () => {
    started ??= new Piscina<Task, Rendered>({
      filename: new URL(`./worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url).href,
      minThreads: workers,
      maxThreads: workers,
      maxQueue: queue,
      idleTimeout: Number.POSITIVE_INFINITY,
      workerData: { folder, engines } satisfies WorkerSettings,
      // Not this process’s own: a debugger’s or a test runner’s would slow every worker down.
      execArgv: ['--disable-warning=ExperimentalWarning'],
      // Look-ups go first where threads compete for a core.
      niceIncrement: 10,
    })
    return started
  }
  /** A list takes seconds: one worker is always left for references, where there are two. */
  const lists = createTurns(Math.max(1, workers - 1))
  const run = async (task: Task): Promise<Rendered> => {
    const pool = start()
    if (pool.queueSize + lists.waiting() >= queue) {
      throw new Refusal('unavailable', `${queue} references are waiting already; try again in a second.`)
    }
    return task.works.length > listLength ? lists.take(() => hand(pool, task)) : hand(pool, task)
  }
  async function hand(pool: Piscina<Task, Rendered>, task: Task): Promise<Rendered> {
    const signal = AbortSignal.timeout(patience)
    return pool.run(task, { signal }).catch((error) => {
      if (!signal.aborted) throw error
      throw new Refusal('unavailable', `The references took longer than ${patience} ms; ask for fewer at a time.`)
    })
  }
  return {
    ...createReferences(catalogue, run),
    async warm() {
      const task = { works: [{ item: sample }], citations: [], manner: usual, alone: true }
      await Promise.all(Array.from({ length: workers }, () => run(task)))
    },
    close: async () => started?.destroy(),
  }
}

/** From how many works on a task counts as a list. */
const listLength = 20

const sample = { id: 'sample', type: 'article-journal', title: 'Sample', author: [{ family: 'Sample', given: 'A.' }] }
const usual = { style: 'apa', locale: 'en-US', as: 'text', marks: true } as const
