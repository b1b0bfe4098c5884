/** Searches outside of rooms: a small one is done at once, any other in a thread of its own. */
import type { Place } from './connection.ts'
import { createDesk } from './desk.ts'
import { createFinding } from './finding.ts'
import type { Results, Task } from './task.ts'
import { createThreads } from './threads.ts'

export function createSearches(place: Place, timeout: number) {
  const desk = createDesk(place, createFinding)
  const threads = createThreads(place, timeout)
  return {
    async run<K extends keyof Results>(task: Extract<Task, { ask: K }>): Promise<Results[K]> {
      // A store of tests is small, and threads take longer to start than its searches.
      const answer = await desk.read((finding) =>
        !place.durable || finding.isSmall(task) ? finding.perform<K>(task) : undefined,
      )
      return answer ?? threads.run<K>(task)
    },
    waiting: threads.waiting,
    async close(): Promise<void> {
      await threads.close()
      desk.close()
    },
  }
}
