/**
 * Deposits to an SQLite store are written in a thread of their own: a transaction holds the thread it is made in, and its
 * fsync too, so that look-ups would wait for both.
 */
import { availableParallelism } from 'node:os'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import type { Settings } from '../../schemas/settings.ts'
import { Refusal } from '../article/refusal.ts'
import { tuneGarbage } from '../garbage.ts'
import type { Kept, Scribe } from '../library/scribe.ts'
import { hearRefusal } from '../preparers/message.ts'
import type { Store } from '../store/store.ts'
import { createGathering } from './gathering.ts'
import type { Answer, Reply, ScribeData, Task } from './message.ts'
import { handedOver, linesOf, packetOf } from './orders.ts'

/** Whether a thread of its own could write to the store: one in a file that can be written, on two cores. */
export const canHaveScribe = (store: Store): boolean =>
  availableParallelism() > 1 &&
  store.name.startsWith('sqlite:') &&
  store.name !== 'sqlite::memory:' &&
  !store.state().readOnly

interface Waiting {
  /** Whether it is of one article. */
  readonly single: boolean
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

export interface ConnectedScribe extends Scribe {
  /** A port to the thread, to be handed on to another (`scribeOver`), which closes when the thread ends; none once it is closing. */
  connect(): MessagePort | undefined
}

/** `memory` is what the store was opened with. The thread is started by the first order, and again where it ended by a fault. */
export function createScribe(settings: Settings, memory: SharedArrayBuffer): ConnectedScribe {
  const waiting = new Map<number, Waiting>()
  const gathering = createGathering<Task>((tasks) => post(tasks))
  let last = 0
  let worker: Worker | undefined
  let closing: Promise<void> | undefined

  const start = (): Worker => {
    tuneGarbage()
    const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'))
    const started = new Worker(new URL(`./worker${extension}`, import.meta.url), {
      workerData: { settings, memory } satisfies ScribeData,
      // What a batch is made of is gone when it is written: in a small nursery half of it would be kept and copied.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
      // Not this process’s own: a debugger’s or a test runner’s would slow the thread down.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    const ended = (error: unknown) => {
      if (worker !== started) return
      worker = undefined
      const asking = [...waiting.values()]
      waiting.clear()
      for (const { reject } of asking) reject(error)
      gathering.forget()
    }
    started.on('message', hear)
    started.on('error', ended).on('exit', () => ended(new Error('The thread that writes ended')))
    return started
  }
  const hear = async (replies: readonly Reply[]): Promise<void> => {
    // Before all else: the thread has nothing to do.
    gathering.answered(replies.filter(({ id }) => waiting.get(id)?.single).length)
    // Who asked for the store’s generation in this turn may have been told that of before the commit.
    await turn()
    for (const reply of replies) {
      const asker = waiting.get(reply.id)
      waiting.delete(reply.id)
      if ('refused' in reply) asker?.reject(hearRefusal(reply.refused))
      else if ('error' in reply) asker?.reject(reply.error)
      else asker?.resolve(reply)
    }
    // Orders keep the process alive, not the thread.
    if (waiting.size === 0) worker?.unref()
  }
  const post = (tasks: readonly Task[]): void => {
    worker ??= start()
    worker.ref()
    worker.postMessage(tasks, tasks.flatMap(handedOver))
  }
  const order = (task: (id: number) => Task): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (closing) return reject(new Refusal('unavailable', 'The service is about to stop.'))
      const id = last++
      const made = task(id)
      const single = 'order' in made
      waiting.set(id, { single, resolve, reject })
      if (single) gathering.add(made)
      else post([made])
    })
  const close = async (): Promise<void> => {
    while (waiting.size > 0) await pause(5)
    const open = worker
    if (!open) return
    const ended = new Promise((resolve) => open.once('exit', resolve))
    open.ref()
    open.postMessage('close')
    await ended
  }
  return {
    ahead: 2,
    async write({ article: _, ...sent }) {
      return keptOf(await order((id) => ({ id, order: sent })), sent.json)
    },
    async writeAll(parcels, { turn: _, ...handling }) {
      const packets = parcels.map(packetOf)
      return linesOf(await order((id) => ({ id, packets, handling })))
    },
    waiting: () => waiting.size,
    connect() {
      if (closing) return undefined
      const { port1, port2 } = new MessageChannel()
      worker ??= start()
      worker.postMessage(port2, [port2])
      return port1
    },
    close() {
      closing ??= close()
      return closing
    },
  }
}

function keptOf(answer: Answer, json: string): Kept {
  if (!('kept' in answer)) throw new Error('The scribe answered another order')
  const { kept } = answer
  return kept.record.json === '' ? { ...kept, record: { ...kept.record, json } } : kept
}
