/** The thread that writes, as a third one sees it: many articles at a time, and without the calling thread between them. */
import type { MessagePort } from 'node:worker_threads'
import type { ReportLine, Scribe } from '../library/scribe.ts'
import { hearRefusal } from '../preparers/message.ts'
import type { Reply } from './message.ts'
import { handedOver, linesOf, packetOf } from './orders.ts'

interface Waiting {
  readonly resolve: (lines: readonly ReportLine[]) => void
  readonly reject: (error: unknown) => void
}

/** Over a port that `Connected.connect` gave. What is under way when the other side ends fails: what became of it is not known. */
export function scribeOver(port: MessagePort): Pick<Scribe, 'ahead' | 'writeAll'> {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let isGone = false
  const gone = () => new Error('The thread that writes ended')
  port.on('message', (replies: readonly Reply[]) => {
    for (const reply of replies) {
      const { resolve, reject } = waiting.get(reply.id) ?? {}
      waiting.delete(reply.id)
      if ('refused' in reply) reject?.(hearRefusal(reply.refused))
      else if ('error' in reply) reject?.(reply.error)
      else resolve?.(linesOf(reply))
    }
  })
  port.on('close', () => {
    isGone = true
    for (const { reject } of waiting.values()) reject(gone())
    waiting.clear()
  })
  return {
    ahead: 3,
    writeAll(parcels, { turn: _, ...handling }) {
      if (isGone) return Promise.reject(gone())
      const task = { id: last++, packets: parcels.map(packetOf), handling }
      return new Promise((resolve, reject) => {
        waiting.set(task.id, { resolve, reject })
        port.postMessage([task], handedOver(task))
      })
    },
  }
}
