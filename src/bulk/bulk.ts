/**
 * Bulk deposits are taken in a thread of their own, from the bytes of the body to those of the report: whoever decodes a body,
 * cuts it into portions and tells what became of each record has no time for look-ups meanwhile.
 */
import { Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { type MessagePort, Worker } from 'node:worker_threads'
import type { Settings } from '../../schemas/settings.ts'
import { tuneGarbage } from '../garbage.ts'
import type { DepositAll } from '../library/deposit-all.ts'
import type { Bytes } from '../library/intake.ts'
import type { BulkData, BulkTask, Ended } from './message.ts'
import { type BulkOrder, type Counts, noCounts, reportOf } from './report.ts'
import { createStream, draw, pour } from './stream.ts'

/** Takes bulk deposits, here or elsewhere. */
export interface Bulk {
  /**
   * The report, in pieces. Once `gone` is aborted nobody listens to it, and no further transaction is ordered. At the end
   * `ended` is told what the report counts; of the last records it may not tell although they are written.
   */
  take(
    body: Bytes,
    order: BulkOrder,
    gone: AbortSignal,
    ended: (counts: Counts) => void,
  ): AsyncGenerator<Uint8Array | string>
  /** Ends what was started for it; safe to call twice. */
  close(): Promise<void>
}

/** In the calling thread, which has others to answer. */
export const bulkHere = (depositAll: DepositAll): Bulk => ({
  async *take(body, order, signal, ended) {
    const counts = noCounts()
    try {
      yield* reportOf(body, order, { depositAll, counts, signal, turn })
    } finally {
      ended(counts)
    }
  },
  close: async () => {},
})

export interface BulkParts {
  readonly settings: Settings
  readonly here: Bulk
  /** To the thread that writes, for one deposit; none where it is closing. */
  readonly connect: () => MessagePort | undefined
}

/** Bytes of a body that the calling thread deals with in a few milliseconds, while a thread takes half a second to start. */
const small = 2 ** 14
/** Milliseconds without a deposit after which the thread ends. */
const idleTime = 60_000

/** The thread is started by the first body that is not small, and again where it ended by a fault or for want of work. */
export function createBulk({ settings, here, connect }: BulkParts): Bulk {
  const underWay = new Map<number, (counts: Counts) => void>()
  let last = 0
  let worker: Worker | undefined
  let clock: NodeJS.Timeout | undefined
  let fault: unknown

  const start = (): Worker => {
    tuneGarbage()
    const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'))
    const started = new Worker(new URL(`./worker${extension}`, import.meta.url), {
      workerData: { settings } satisfies BulkData,
      // What a portion is made of is gone when it is handed on.
      resourceLimits: { maxYoungGenerationSizeMb: 64 },
      // Not this process’s own: a debugger’s or a test runner’s would slow the thread down.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    const gone = () => {
      if (worker !== started) return
      worker = undefined
      underWay.clear()
    }
    fault = undefined
    started.on('message', ({ id, counts }: Ended) => {
      underWay.get(id)?.(counts)
      underWay.delete(id)
      if (underWay.size === 0) rest()
    })
    // Those who listen to a report hear of it by the end of their port.
    started.on('exit', gone).on('error', (error) => {
      fault = error
      gone()
    })
    return started
  }
  const close = async () => {
    const idle = worker
    worker = undefined
    await idle?.terminate()
  }
  const rest = () => {
    worker?.unref()
    clock = setTimeout(close, idleTime).unref()
  }
  const elsewhere = async function* (
    source: Bytes,
    order: BulkOrder,
    scribe: MessagePort,
    signal: AbortSignal,
    ended: (counts: Counts) => void,
  ) {
    const [bytes, body] = createStream()
    const [pieces, report] = createStream()
    const task: BulkTask = { id: last++, order, body, report, scribe }
    clearTimeout(clock)
    worker ??= start()
    worker.ref()
    worker.postMessage(task, [body.port, report.port, scribe])
    underWay.set(task.id, ended)
    signal.addEventListener('abort', () => pieces.port.close(), { once: true })
    void pour(bytes, source)
    try {
      yield* draw(pieces)
    } catch (error) {
      throw fault === undefined ? error : new Error('The thread of bulk deposits ended by a fault', { cause: fault })
    }
  }
  return {
    async *take(body, order, gone, ended) {
      const { bytes, isSmall } = await peeked(body)
      const scribe = isSmall ? undefined : connect()
      yield* scribe ? elsewhere(bytes, order, scribe, gone, ended) : here.take(bytes, order, gone, ended)
    },
    async close() {
      clearTimeout(clock)
      await close()
    },
  }
}

/** Whether a body is small, and all of its bytes again. */
async function peeked(body: Bytes): Promise<{ readonly bytes: Bytes; readonly isSmall: boolean }> {
  const iterator = body[Symbol.asyncIterator]()
  const begun: Uint8Array[] = []
  for (let size = 0; size <= small; size += begun.at(-1)?.length ?? 0) {
    const next = await iterator.next().catch((error: unknown) => ({ error }))
    if ('error' in next) return { bytes: refused(begun, next.error), isSmall: true }
    if (next.done) return { bytes: Readable.from(begun), isSmall: true }
    begun.push(next.value)
  }
  return { bytes: continued(begun, iterator), isSmall: false }
}

async function* refused(begun: readonly Uint8Array[], error: unknown): AsyncGenerator<Uint8Array> {
  yield* begun
  throw error
}

async function* continued(begun: readonly Uint8Array[], iterator: AsyncIterator<Uint8Array>) {
  yield* begun
  yield* { [Symbol.asyncIterator]: () => iterator }
}
