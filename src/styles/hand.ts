/** A worker from outside: what it was given, what it has ready, and its end when something takes too long. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Refusal } from '../article/refusal.ts'
import { type Hand, type Kind, mostTogether, type Order } from './orders.ts'
import type { Task } from './references.ts'
import { engineName, type Rendered } from './renderer.ts'
import type { Answer, Said, WorkerSettings } from './worker.ts'

/** A task and whoever waits for it. */
export interface Job extends Order {
  readonly task: Task
  readonly resolve: (rendered: Rendered) => void
  readonly reject: (error: unknown) => void
}

export interface WorkingHand extends Hand {
  give(job: Job, kind: Kind): void
  close(): Promise<void>
}

export interface HandParts {
  readonly settings: WorkerSettings
  /** How long one task may take, in milliseconds. */
  readonly patience: number
  /** The refusal of what took longer. */
  readonly late: () => Error
  /** Jobs were answered, one way or the other. */
  readonly done: (given: readonly Given[]) => void
  readonly ended: (end: End) => void
}

/** A worker is no more. */
export interface End {
  /** What it had not begun. */
  readonly left: readonly Given[]
  /** Those of which one ended it, where it is not known which: what was done is told a few at a time. */
  readonly suspects: readonly Given[]
  readonly error: unknown
  /** Whether it could not even begin. */
  readonly isBroken: boolean
}

/** A job in a worker’s hands, and what it is to that worker. */
export interface Given {
  readonly job: Job
  readonly kind: Kind
  /** When it was given, as `performance.now()` has it. */
  readonly begun: number
}

/**
 * A process, and one of a single thread: V8’s own threads, which collect its garbage and compile for it, would take a second
 * core from those that answer look-ups, and on two cores a look-up that wakes then waits for one until the system’s next
 * tick, whatever the priorities. Twenty-four styles in use take some 40 MB of live objects; left to itself V8 lets what was
 * dropped grow to ten times that before it looks. A bibliography of 10,000 items, the most that is accepted, was made
 * within these limits. A smaller young space would make it no smaller, and references slower (ADR 9).
 */
const flags = ['--single-threaded', '--max-semi-space-size=16', '--max-old-space-size=1024']

const source = fileURLToPath(
  new URL(`./worker${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url),
)

/** What a worker may take besides to load its code, in milliseconds: a second, many on a machine that is busy. */
const beginning = 10_000

const tooLarge = () =>
  new Refusal('unavailable', 'The references took more memory than a worker has; ask for fewer at a time.')

/** Not this process’s own flags and settings: a debugger’s or a test runner’s would slow every worker down. */
function begin({ folder, engines }: WorkerSettings) {
  const { NODE_OPTIONS: _, NODE_V8_COVERAGE: __, NODE_UNIQUE_ID: ___, ...env } = process.env
  return fork(source, [JSON.stringify({ folder, engines } satisfies WorkerSettings)], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...flags],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/** Starts a worker. It keeps the process alive only while it has something to do. */
export function createHand({ settings, patience, late, done, ended }: HandParts): WorkingHand {
  const worker = begin(settings)
  const given: Given[] = []
  const ready = new Set<string>()
  let [isOver, hasBegun] = [false, false]
  let clock: NodeJS.Timeout | undefined
  const watch = () => {
    clearTimeout(clock)
    const time = hasBegun ? patience : patience + beginning
    clock = given.length > 0 ? setTimeout(() => end(late()), time) : undefined
  }
  const end = (error: unknown, isBroken = false) => {
    if (isOver) return
    isOver = true
    clearTimeout(clock)
    worker.kill('SIGKILL')
    const [first, ...others] = given.splice(0)
    // What is long is begun with empty hands; of what is quick, what was done may not have been told.
    if (first?.kind === 'quick' && others.length > 0) {
      const suspects = [first, ...others.splice(0, mostTogether - 1)]
      return ended({ left: others, suspects, error, isBroken })
    }
    ended({ left: others, suspects: [], error, isBroken })
    if (!first) return
    first.job.reject(error)
    done([first])
  }
  const hear = (answers: readonly Answer[]) => {
    const over = given.splice(0, answers.length)
    hasBegun = true
    if (given.length === 0) keepAlive(false)
    watch()
    for (const [at, each] of over.entries()) settle(each.job, answers[at])
    done(over)
  }
  const settle = ({ engine, resolve, reject }: Job, { made, error, dropped }: Answer = { dropped: [] }) => {
    for (const name of dropped) for (const alone of [true, false]) ready.delete(engineName(name, alone))
    if (!made) return reject(error)
    ready.add(engine)
    resolve(made)
  }
  const keepAlive = (isBusy: boolean) => {
    const act = isBusy ? 'ref' : 'unref'
    worker[act]()
    worker.channel?.[act]()
  }
  worker.on('message', (said: Said) => ('broken' in said ? end(said.broken, true) : hear(said)))
  worker.on('error', (error) => end(error, !hasBegun))
  worker.on('exit', (code, signal) => {
    // V8 aborts where memory ends.
    const error = signal === 'SIGABRT' ? tooLarge() : new Error(`A worker of references ended with ${code ?? signal}`)
    const gone = () => end(error, !hasBegun)
    // What it said last may still be on its way.
    if (worker.connected) worker.once('disconnect', gone)
    else gone()
  })
  keepAlive(false)
  return {
    inFlight: () => given.length,
    isLong: () => given[0] !== undefined && given[0].kind !== 'quick',
    isReady: (engine) => ready.has(engine),
    give(job, kind) {
      given.push({ job, kind, begun: performance.now() })
      if (given.length === 1) {
        keepAlive(true)
        watch()
      }
      worker.send(job.task, () => {})
    },
    async close() {
      isOver = true
      clearTimeout(clock)
      for (const { job } of given.splice(0)) job.reject(new Error('The references are closed.'))
      if (worker.exitCode !== null || worker.signalCode !== null) return
      const ended = once(worker, 'exit')
      keepAlive(true)
      worker.kill('SIGKILL')
      await ended
    },
  }
}
