/** So many at a time: the others wait in the order in which they came. */

export interface Turns {
  readonly waiting: () => number
  take<T>(act: () => Promise<T>): Promise<T>
}

export function createTurns(count: number): Turns {
  const queue: (() => void)[] = []
  let busy = 0
  return {
    waiting: () => queue.length,
    async take(act) {
      if (busy >= count) await new Promise<void>((resolve) => queue.push(resolve))
      else busy++
      try {
        return await act()
      } finally {
        // Whoever waited takes the place over; it is never free in between.
        const next = queue.shift()
        if (next) next()
        else busy--
      }
    },
  }
}
