/** A worker of the pool: a process with its own catalogue and its own engines. It answers in the order in which it is asked. */
import { setPriority } from 'node:os'
import { createCatalogue } from './catalogue.ts'
import { mostTogether } from './orders.ts'
import { perform, type Task } from './references.ts'
import { createRenderer, type Rendered } from './renderer.ts'

/** What a worker is started with. */
export interface WorkerSettings {
  readonly folder: string
  readonly engines: number
}

/** What became of a task, and which engines are no longer ready. */
export interface Answer {
  readonly made?: Rendered
  readonly error?: unknown
  readonly dropped: readonly string[]
}

/** What a worker says: what became of the oldest tasks, of none once it has begun; or why it cannot begin. */
export type Said = readonly Answer[] | { readonly broken: unknown }

/**
 * Answers go together while more is to be done: to be woken for each, and to wake its client, costs the thread that
 * answers requests nearly as much as all else that it does for a reference. Nobody waits longer for it than this, in
 * milliseconds, and a task.
 */
const keptBack = 4

function begin({ folder, engines }: WorkerSettings): void {
  let dropped: string[] = []
  const renderer = createRenderer(createCatalogue(folder), engines, (name) => dropped.push(name))
  const tasks: Task[] = []
  const answerTo = (task: Task): Answer => {
    dropped = []
    try {
      return { made: perform(renderer, task), dropped }
    } catch (error) {
      return { error, dropped }
    }
  }
  const work = () => {
    const begun = performance.now()
    const answers: Answer[] = []
    for (let task = tasks.shift(); task; task = tasks.shift()) {
      answers.push(answerTo(task))
      if (answers.length >= mostTogether || performance.now() - begun >= keptBack) break
    }
    say(answers)
    if (tasks.length > 0) setImmediate(work)
  }
  process.on('message', (task: Task) => {
    // What came together is heard before any of it is begun.
    if (tasks.push(task) === 1) setImmediate(work)
  })
}

function say(said: Said, then?: () => void): void {
  process.send?.(said, undefined, undefined, then)
}

// Look-ups go first where processes compete for a core.
setPriority(10)
// Who stops the service by a signal to all its processes stops the service: it ends its workers itself.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit())
try {
  begin(JSON.parse(process.argv[2] ?? ''))
  say([])
} catch (error) {
  say({ broken: error }, () => process.exit(1))
}
