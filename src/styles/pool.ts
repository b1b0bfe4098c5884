/** References from a pool of workers: nothing is rendered, and no style is read, in the thread that answers look-ups. */
import { Refusal } from '../article/refusal.ts'
import type { Catalogue } from './catalogue.ts'
import { createHand, type Given, type Job, type WorkingHand } from './hand.ts'
import { createOrders } from './orders.ts'
import { createReferences, type References, type Task } from './references.ts'
import { engineName, engineOf, type Rendered } from './renderer.ts'
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
  const orders = createOrders<Job>({
    ahead,
    // Where workers and look-ups share cores, one that reads a style leaves the others free.
    cold: Math.max(1, Math.floor(workers / 2)),
    // A list takes seconds: one worker is always left for references, where there are two.
    lists: Math.max(1, workers - 1),
  })
  let hands: WorkingHand[] = []
  let isClosed = false

  const late = () =>
    new Refusal('unavailable', `The references took longer than ${patience} ms; ask for fewer at a time.`)
  const start = (): WorkingHand => {
    const hand = createHand({
      settings: { folder, engines },
      patience,
      late,
      done(given) {
        for (const each of given) over(each)
        handOut()
      },
      ended({ left, suspects, error, isBroken }) {
        hands = hands.filter((each) => each !== hand)
        for (const each of left.toReversed()) {
          over(each)
          orders.again(each.job)
        }
        for (const each of suspects.toReversed()) {
          over(each)
          orders.alone(each.job)
        }
        // A worker that cannot even begin would be started for ever: the next task tries again.
        if (!isBroken && !isClosed) hands.push(start())
        if (hands.length === 0) for (const { reject } of orders.drain()) reject(error)
        handOut()
      },
    })
    return hand
  }
  /** After a style was read the cores are left to others for as long, since who asks for many asks for all at once. */
  function over({ job, kind, begun }: Given): void {
    orders.over(job, kind)
    if (kind !== 'cold') return
    const rested = () => {
      orders.rested()
      handOut()
    }
    setTimeout(rested, Math.min(performance.now() - begun, longestRest))
  }
  /** Gives each worker what it should do next, those first that have least to do. */
  function handOut(): void {
    if (orders.waiting() === 0) return
    for (const hand of hands.toSorted((a, b) => a.inFlight() - b.inFlight())) {
      for (let next = orders.next(hand); next; next = orders.next(hand)) hand.give(next.order, next.kind)
    }
  }
  const started = (): readonly WorkingHand[] => {
    while (hands.length < workers) hands.push(start())
    return hands
  }
  const jobOf = (task: Task, { resolve, reject }: Pick<Job, 'resolve' | 'reject'>): Job => ({
    task,
    engine: engineName(engineOf(task.manner), task.alone),
    isList: task.works.length > listLength,
    resolve,
    reject,
  })
  const run = (task: Task): Promise<Rendered> => {
    if (isClosed) return Promise.reject(new Error('The references are closed.'))
    if (orders.waiting() >= queue) {
      return Promise.reject(
        new Refusal('unavailable', `${queue} references are waiting already; try again in a second.`),
      )
    }
    return new Promise((resolve, reject) => {
      orders.add(jobOf(task, { resolve, reject }), started())
      handOut()
    })
  }
  return {
    ...createReferences(catalogue, run),
    async warm() {
      const task = { works: [{ item: sample }], citations: [], manner: usual, alone: true }
      await Promise.all(
        started().map((hand) => new Promise((resolve, reject) => hand.give(jobOf(task, { resolve, reject }), 'quick'))),
      )
    },
    async close() {
      isClosed = true
      for (const { reject } of orders.drain()) reject(new Error('The references are closed.'))
      await Promise.all(hands.map((hand) => hand.close()))
    },
  }
}

/** In milliseconds: a style that takes longer to read, or a worker that had to start, is no reason to rest longer. */
const longestRest = 50

/** How much is given to a worker in advance: what it answers together, and as much to do while it is given more. */
const ahead = 8

/** From how many works on a task counts as a list. */
const listLength = 20

const sample = { id: 'sample', type: 'article-journal', title: 'Sample', author: [{ family: 'Sample', given: 'A.' }] }
const usual = { style: 'apa', locale: 'en-US', as: 'text', marks: true } as const
