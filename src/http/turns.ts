/** Requests of one client that are answered one after another: the next waits until the one before has its answer. */
import type { ServerResponse } from 'node:http'

export interface Turns {
  /** True when it is this client’s turn, which lasts until the answer is over; false where too many of its wait already. */
  enter(client: string, answer: ServerResponse): Promise<boolean>
}

/** Whoever sends more before it has an answer does not read them. */
const mostWaiting = 16

export function createTurns(): Turns {
  const lines = new Map<string, (() => void)[]>()
  const pass = (client: string): void => {
    const next = lines.get(client)?.shift()
    if (next) next()
    else lines.delete(client)
  }
  return {
    async enter(client, answer) {
      const line = lines.get(client)
      if (line && line.length >= mostWaiting) return false
      if (line) await new Promise<void>((resolve) => line.push(resolve))
      else lines.set(client, [])
      let over = false
      const leave = (): void => {
        if (over) return
        over = true
        pass(client)
      }
      // Whoever left while waiting has no answer that could end.
      if (answer.destroyed) leave()
      else answer.once('finish', leave).once('close', leave)
      return true
    },
  }
}
