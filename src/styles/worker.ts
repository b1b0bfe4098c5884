/** A worker of the pool: its own catalogue and its own engines. It answers in the order in which it is asked. */
import { setPriority } from 'node:os'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { createCatalogue } from './catalogue.ts'
import { perform, type Task } from './references.ts'
import { createRenderer, type Rendered } from './renderer.ts'

/** What a worker is started with. */
export interface WorkerSettings {
  readonly folder: string
  readonly engines: number
}

/** The same, and where it counts the tasks that it has done, one number of 32 bits. */
export interface WorkerStart extends WorkerSettings {
  readonly progress: Int32Array<SharedArrayBuffer>
}

/** What became of a task, and which engines are no longer ready. */
export interface Answer {
  readonly made?: Rendered
  readonly error?: unknown
  readonly dropped: readonly string[]
}

// Look-ups go first where threads compete for a core. Elsewhere than on Linux this would be the whole process’s priority.
if (process.platform === 'linux') setPriority(10)

const { folder, engines, progress }: WorkerStart = workerData
let dropped: string[] = []
const renderer = createRenderer(createCatalogue(folder), engines, (name) => dropped.push(name))

/**
 * Answers go together while more is to be done: to be woken for each, and to wake its client, costs the thread that
 * answers requests nearly as much as all else that it does for a reference. Nobody waits longer for it than this, in
 * milliseconds, and a task.
 */
const keptBack = 4
const mostTogether = 4

parentPort?.on('message', (first: Task) => {
  const begun = performance.now()
  const answers = [answerTo(first)]
  while (answers.length < mostTogether && performance.now() - begun < keptBack) {
    const next = parentPort && receiveMessageOnPort(parentPort)
    if (!next) break
    answers.push(answerTo(next.message))
  }
  parentPort?.postMessage(answers)
})

function answerTo(task: Task): Answer {
  const answer = resultOf(task)
  dropped = []
  Atomics.add(progress, 0, 1)
  return answer
}

function resultOf(task: Task): Answer {
  try {
    return { made: perform(renderer, task), dropped }
  } catch (error) {
    return { error, dropped }
  }
}
