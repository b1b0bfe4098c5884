/**
 * Orders of single deposits on their way to the thread that writes. A commit costs as much as a dozen deposits and a message
 * as much as one, so those that come while a group is written go together with the next.
 */

export interface Gathering<Order> {
  add(order: Order): void
  /** So many of those that were handed on have their answer. */
  answered(count: number): void
  /** The thread ended: nobody waits for those that were handed on, nor for those that were not. */
  forget(): void
}

/** Milliseconds for which an idle thread is kept waiting for more: a fraction of what a commit takes. */
const patience = 2

/** `send` is given a group; the next only when all of it is answered. */
export function createGathering<Order>(send: (group: Order[]) => void): Gathering<Order> {
  const waiting: Order[] = []
  let away = 0
  let group = 0
  /** How many depositors there lately were; while half of them are written, the others’ orders come in. */
  let company = 0
  let timer: NodeJS.Timeout | undefined
  let looks = false

  const handOn = (): void => {
    clearTimeout(timer)
    timer = undefined
    if (away > 0 || waiting.length === 0) return
    group = waiting.length
    away = group
    send(waiting.splice(0))
  }
  const look = (): void => {
    looks = false
    if (away > 0 || waiting.length === 0) return
    if (waiting.length * 2 >= company) handOn()
    else timer ??= setTimeout(handOn, patience)
  }
  return {
    add(order) {
      waiting.push(order)
      if (away > 0) return
      // The others are read meanwhile.
      if (company > 2 && waiting.length * 2 >= company) return handOn()
      if (looks) return
      // What came in one turn of the event loop goes together.
      looks = true
      setImmediate(look)
    },
    answered(count) {
      away -= count
      if (away > 0) return
      company = group + waiting.length
      look()
    },
    forget() {
      waiting.length = 0
      away = 0
      company = 0
    },
  }
}
