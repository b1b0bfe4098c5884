/** What waits for a worker, and which of it a worker should do next. Pure: it knows no thread. */

/** What a task is to others: little when its style is ready, a style to be read first, or a list that takes seconds. */
export type Kind = 'quick' | 'cold' | 'list'

export interface Order {
  /** The engine that it needs. */
  readonly engine: string
  readonly isList: boolean
}

/** A worker, as far as it matters here. */
export interface Hand {
  /** How much it was given and has not answered. */
  readonly inFlight: () => number
  /** Whether what it is doing is long: nothing is put behind that. */
  readonly isLong: () => boolean
  readonly isReady: (engine: string) => boolean
}

export interface Limits {
  /** How much that is quick is given to one worker in advance, so that it need not wait for this thread. */
  readonly ahead: number
  /** How many styles are read at the same time. */
  readonly cold: number
  /** How many lists are made at the same time. */
  readonly lists: number
}

export interface Orders<T extends Order> {
  readonly waiting: () => number
  add(order: T, hands: readonly Hand[]): void
  /** The next for this worker, and what it is to it; undefined where it should have no more for now. */
  next(hand: Hand): { readonly order: T; readonly kind: Kind } | undefined
  /** To be told of everything that `next()` gave: done, failed, or handed back with `again`. */
  over(order: T, kind: Kind): void
  /** To be told as often as something cold was over: until then no other is given in its place. */
  rested(): void
  /** Back to the front: its worker was ended for another’s sake. */
  again(order: T): void
  /** The same, to be given to a worker that has nothing else: it may be what ended the other one. */
  alone(order: T): void
  /** Everything that waits, which then does not. */
  drain(): T[]
}

interface Waiting<T> {
  readonly order: T
  readonly age: number
}

const kinds = ['quick', 'cold', 'list'] as const

/** How many that are quick a worker may answer together: what it did of them is not known before. */
export const mostTogether = 4

/** How many that wait are looked at for one whose style a worker has ready. */
const looked = 100

export function createOrders<T extends Order>({ ahead, cold, lists }: Limits): Orders<T> {
  const queues: Record<Kind, Waiting<T>[]> = { quick: [], cold: [], list: [] }
  const underWay: Record<Kind, number> = { quick: 0, cold: 0, list: 0 }
  const limits: Readonly<Record<Kind, number>> = { quick: Number.POSITIVE_INFINITY, cold, list: lists }
  const beingRead = new Set<string>()
  let age = 0
  const take = (from: Kind, at: number, as: Kind = from) => {
    const [taken] = queues[from].splice(at, 1)
    if (!taken) return undefined
    underWay[as]++
    if (as === 'cold') beingRead.add(taken.order.engine)
    return { order: taken.order, kind: as }
  }
  /** The oldest of a kind that this worker could do; −1 where there is none. */
  const placeOf = (kind: Kind, hand: Hand): number => {
    if (underWay[kind] >= limits[kind]) return -1
    const queue = queues[kind]
    if (kind === 'list') return queue.length > 0 ? 0 : -1
    const suits = kind === 'quick' ? hand.isReady : (engine: string) => !beingRead.has(engine) // another worker will have it ready
    for (let at = 0; at < queue.length && at < looked; at++) if (suits(queue[at]?.order.engine ?? '')) return at
    return -1
  }
  const oldestFor = (hand: Hand): { readonly kind: Kind; readonly at: number } | undefined => {
    let oldest: { readonly kind: Kind; readonly at: number; readonly age: number } | undefined
    for (const kind of kinds) {
      const at = placeOf(kind, hand)
      const { age: born } = queues[kind][at] ?? {}
      if (born !== undefined && (oldest === undefined || born < oldest.age)) oldest = { kind, at, age: born }
    }
    return oldest
  }
  /** What waited for a style that is now ready need not wait for its turn among those that are not. */
  const hasten = (engine: string) => {
    const ready = queues.cold.filter(({ order }) => order.engine === engine)
    if (ready.length === 0) return
    queues.cold = queues.cold.filter(({ order }) => order.engine !== engine)
    queues.quick = [...queues.quick, ...ready].sort((a, b) => a.age - b.age)
  }
  return {
    waiting: () => queues.quick.length + queues.cold.length + queues.list.length,
    add(order, hands) {
      const kind = order.isList ? 'list' : hands.some(({ isReady }) => isReady(order.engine)) ? 'quick' : 'cold'
      queues[kind].push({ order, age: age++ })
    },
    next(hand) {
      if (hand.isLong() || hand.inFlight() >= ahead) return undefined
      const oldest = oldestFor(hand)
      if (oldest?.kind === 'quick') return take('quick', oldest.at)
      // What is long is begun with empty hands, and until then nothing younger goes before it.
      if (hand.inFlight() > 0) return undefined
      if (oldest) return take(oldest.kind, oldest.at)
      // The workers that have its style ready are all full: this one makes it ready too.
      return underWay.cold < cold ? take('quick', 0, 'cold') : undefined
    },
    over({ engine }, kind) {
      if (kind !== 'cold') {
        underWay[kind]--
        return
      }
      beingRead.delete(engine)
      hasten(engine)
    },
    rested() {
      underWay.cold--
    },
    again(order) {
      queues[order.isList ? 'list' : 'quick'].unshift({ order, age: -1 })
    },
    alone(order) {
      queues.list.unshift({ order, age: -1 })
    },
    drain() {
      const all = [...queues.quick, ...queues.cold, ...queues.list].map(({ order }) => order)
      for (const kind of kinds) queues[kind] = []
      return all
    },
  }
}
