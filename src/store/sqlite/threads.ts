/**
 * Threads that search, each with a connection of its own: look-ups never wait for a search, and one that takes too long
 * is cut off with its thread, since node:sqlite has no other way to interrupt a statement.
 */
import { Worker } from 'node:worker_threads'
import { Refusal, type RefusalCode } from '../../article/refusal.ts'
import type { Place } from './connection.ts'
import type { Results, Task } from './task.ts'

/** What a thread is started with. */
export type ThreadPlace = Pick<Place, 'name' | 'file' | 'durable' | 'access'>

/** What a thread says: the answer, a Refusal in parts, or a bug. */
export type Reply =
  | { readonly answer: Results[keyof Results] }
  | { readonly refusal: { readonly code: RefusalCode; readonly message: string } }
  | { readonly error: unknown }

interface Job {
  readonly task: Task
  readonly begun: number
  readonly resolve: (answer: Results[keyof Results]) => void
  readonly reject: (error: unknown) => void
}

const most = 2
const mostWaiting = 256

export function createThreads({ name, file, durable, access }: Place, timeout: number) {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const waiting: Job[] = []
  let closed = false

  const start = (): Worker => {
    const extension = import.meta.url.slice(import.meta.url.lastIndexOf('.'))
    const worker = new Worker(new URL(`./thread${extension}`, import.meta.url), {
      workerData: { name, file, durable, ...(access && { access }) } satisfies ThreadPlace,
      // Not this process’s own: a debugger’s or a test runner’s would slow every thread down.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    })
    // Whoever waits for an answer keeps the process alive, not the thread.
    worker.unref()
    all.add(worker)
    // One that dies between searches must not be given the next.
    worker.on('error', () => all.delete(worker)).on('exit', () => forget(worker))
    return worker
  }
  const forget = (worker: Worker): void => {
    all.delete(worker)
    const place = idle.indexOf(worker)
    if (place !== -1) idle.splice(place, 1)
  }
  const end = (worker: Worker): Promise<unknown> => {
    all.delete(worker)
    return worker.terminate()
  }
  const next = (): void => {
    if (waiting.length === 0 || closed) return
    const worker = idle.pop() ?? (all.size < most ? start() : undefined)
    const job = worker && waiting.shift()
    if (worker && job) serve(worker, job)
  }
  const serve = (worker: Worker, job: Job): void => {
    const leave = () => {
      clearTimeout(timer)
      worker.off('message', answered).off('error', failed).off('exit', ended)
    }
    const answered = (reply: Reply) => {
      leave()
      idle.push(worker)
      if ('answer' in reply) job.resolve(reply.answer)
      else job.reject('refusal' in reply ? new Refusal(reply.refusal.code, reply.refusal.message) : reply.error)
      next()
    }
    const failed = (error: unknown) => {
      leave()
      void end(worker)
      job.reject(closed ? new Refusal('unavailable', `The store ${name} is closed.`) : error)
      next()
    }
    const ended = () => failed(new Error('A thread ended in the midst of a search'))
    // What it waited for a thread counts too: its asker has gone by then.
    const left = Math.max(timeout - (performance.now() - job.begun), 1)
    const timer = setTimeout(() => failed(tooLong(timeout)), left)
    worker.on('message', answered).on('error', failed).on('exit', ended)
    worker.postMessage(job.task)
  }

  return {
    run<K extends keyof Results>(task: Extract<Task, { ask: K }>): Promise<Results[K]> {
      if (waiting.length >= mostWaiting)
        return Promise.reject(
          new Refusal('unavailable', `${mostWaiting} searches are waiting already; try again in a second.`),
        )
      return new Promise((resolve, reject) => {
        // A task of this kind is answered by its own result.
        waiting.push({ task, begun: performance.now(), resolve: resolve as Job['resolve'], reject })
        next()
      })
    },
    waiting: () => waiting.length,
    async close(): Promise<void> {
      closed = true
      for (const { reject } of waiting.splice(0)) reject(new Refusal('unavailable', `The store ${name} is closed.`))
      await Promise.all([...all].map(end))
    },
  }
}

const tooLong = (timeout: number): Refusal =>
  new Refusal(
    'unavailable',
    `The search took longer than ${timeout} ms and was cut off. Ask with rarer words or a filter, without facets, or in the order of deposit; the administrator can raise SEARCH_TIMEOUT.`,
  )
