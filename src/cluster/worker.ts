/** One of several processes that answer for one service; started by `primary.ts`, and ends with it. */
import { Refusal } from '../article/refusal.ts'
import { type Serving, serve } from '../serve.ts'
import { createMember } from './company.ts'
import { type Door, openDoor } from './door.ts'
import type { ToPrimary, ToWorker } from './messages.ts'

let stopping = false
const say = (message: ToPrimary): void => {
  // The channel may close while something is said: then there is nobody to hear it.
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}
const member = createMember(say)
let serving: Serving | undefined
let door: Door | undefined

const hearing: { readonly [Kind in ToWorker['kind']]?: (message: Extract<ToWorker, { kind: Kind }>) => Promise<void> } =
  {
    async start({ settings, demo }) {
      serving = await serve(settings, { say: (line) => say({ kind: 'say', line }), demo }, member)
      say({ kind: 'ready', address: serving.address })
    },
    async lead() {
      if (!serving || stopping) return
      member.lead()
      door = await openDoor(serving.app)
      await serving.lead()
      say({ kind: 'door', path: door.path })
    },
    stop,
  }

/** What was handed on to this worker is finished before its store is closed. */
async function stop(): Promise<void> {
  if (stopping) return
  stopping = true
  const closed = door?.close()
  await serving?.stop(closed)
  member.close()
  process.exit(0)
}

const failed = (error: unknown): void => {
  const message = error instanceof Error ? error.message : String(error)
  say({ kind: 'failed', message, ...(error instanceof Refusal && { code: error.code }) })
  if (!(error instanceof Refusal)) console.error(error)
  setTimeout(() => process.exit(1), 50)
}

process.on('message', (message: ToWorker) => {
  member.hear(message)
  // The table is by kind, so that what it finds takes this message.
  const heard = (hearing[message.kind] as ((message: ToWorker) => Promise<void>) | undefined)?.(message)
  heard?.catch(failed)
})
// Who is ended alone finishes what it has; who loses the primary process has no connections any more.
process.on('SIGTERM', () => void stop())
process.on('SIGINT', () => {})
process.on('SIGHUP', () => {})
process.on('disconnect', () => stopping || process.exit(1))
say({ kind: 'awake' })
