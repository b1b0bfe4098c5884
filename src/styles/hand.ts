/** A worker thread from outside: what it was given, what it has ready, and its end when something takes too long. */
import { Worker } from 'node:worker_threads'
import { Refusal } from '../article/refusal.ts'
import type { Hand, Kind, Order } from './orders.ts'
import type { Task } from './references.ts'
import { engineName, type Rendered } from './renderer.ts'
import type { Answer, WorkerSettings, WorkerStart } from './worker.ts'

/** A task and whoever waits for it. */
export interface Job extends Order {
  readonly task: Task
  readonly resolve: (rendered: Rendered) => void
  readonly reject: (error: unknown) => void
}

export interface WorkingHand extends Hand {
  give(job: Job, kind: Kind): void
  close(): Promise<unknown>
}

export interface HandParts {
  readonly settings: WorkerSettings
  /** How long one task may take, in milliseconds. */
  readonly patience: number
  /** The refusal of what took longer. */
  readonly late: () => Error
  /** Jobs were answered, one way or the other. */
  readonly done: (given: readonly Given[]) => void
  /** The thread is no more: what it had not begun, and whether it could not even begin. */
  readonly ended: (left: readonly Given[], error: unknown, isBroken: boolean) => void
}

/** A job in a worker’s hands, and what it is to that worker. */
export interface Given {
  readonly job: Job
  readonly kind: Kind
}

/**
 * Twenty-four styles in use take some 40 MB of live objects; left to itself V8 lets what was dropped grow to ten times
 * that before it looks. A bibliography of 10,000 items, the most that is accepted, was made within these limits.
 */
const heap = { maxYoungGenerationSizeMb: 12, maxOldGenerationSizeMb: 1024 }

const source = new URL(`./worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url)

/** What a thread may take besides to load its code, in milliseconds: a second, many on a machine that is busy. */
const beginning = 10_000

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
const tooLarge = () =>
  new Refusal('unavailable', 'The references took more memory than a worker has; ask for fewer at a time.')

/** Starts a thread. It keeps the process alive only while it has something to do. */
export function createHand({ settings, patience, late, done, ended }: HandParts): WorkingHand {
  const progress = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(source, {
    name: 'references',
    workerData: { ...settings, progress } satisfies WorkerStart,
    // Not this process’s own: a debugger’s or a test runner’s would slow every worker down.
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: heap,
  })
  const given: Given[] = []
  const ready = new Set<string>()
  let [isOver, answered] = [false, 0]
  let clock: NodeJS.Timeout | undefined
  const watch = () => {
    clearTimeout(clock)
    const time = answered > 0 ? patience : patience + beginning
    clock = given.length > 0 ? setTimeout(() => end(late()), time) : undefined
  }
  const end = (error: unknown, isBroken = false) => {
    if (isOver) return
    isOver = true
    clearTimeout(clock)
    void worker.terminate()
    // What it had done and kept back did not end it, and is done again.
    const keptBack = given.splice(0, Atomics.load(progress, 0) - answered)
    const [current, ...left] = given.splice(0)
    ended([...keptBack, ...left], error, isBroken)
    if (!current) return
    current.job.reject(error)
    done([current])
  }
  worker.on('message', (answers: readonly Answer[]) => {
    const over = given.splice(0, answers.length)
    answered += over.length
    if (given.length === 0) worker.unref()
    watch()
    for (const [at, each] of over.entries()) settle(each.job, answers[at])
    done(over)
  })
  const settle = ({ engine, resolve, reject }: Job, { made, error, dropped }: Answer = { dropped: [] }) => {
    for (const name of dropped) for (const alone of [true, false]) ready.delete(engineName(name, alone))
    if (!made) return reject(error)
    ready.add(engine)
    resolve(made)
  }
  worker.on('error', (error) => (isOutOfMemory(error) ? end(tooLarge()) : end(error, answered === 0)))
  worker.on('exit', (code) => end(new Error(`A worker of references ended with ${code}`), answered === 0))
  worker.unref()
  return {
    inFlight: () => given.length,
    isLong: () => given[0] !== undefined && given[0].kind !== 'quick',
    isReady: (engine) => ready.has(engine),
    give(job, kind) {
      given.push({ job, kind })
      if (given.length === 1) {
        worker.ref()
        watch()
      }
      worker.postMessage(job.task)
    },
    close() {
      isOver = true
      clearTimeout(clock)
      for (const { job } of given.splice(0)) job.reject(new Error('The references are closed.'))
      return worker.terminate()
    },
  }
}
