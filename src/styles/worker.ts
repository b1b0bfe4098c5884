/** A worker of the pool: its own catalogue and its own engines. It answers in the order in which it is asked. */
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { createCatalogue } from './catalogue.ts'
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

// Look-ups go first where threads compete for a core. Elsewhere than on Linux this would be the whole process’s priority.
if (process.platform === 'linux') setPriority(10)

const { folder, engines }: WorkerSettings = workerData
let dropped: string[] = []
const renderer = createRenderer(createCatalogue(folder), engines, (name) => dropped.push(name))

parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage(answerTo(task))
  dropped = []
})

function answerTo(task: Task): Answer {
  try {
    return { made: perform(renderer, task), dropped }
  } catch (error) {
    return { error, dropped }
  }
}
