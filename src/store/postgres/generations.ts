/**
 * How many transactions have written, as far as is known. Whoever needs it as it is now asks the server; those who ask
 * together share the answer. What is merely known is looked at again behind whoever asks, a few times a second.
 */
import { integer } from '../sqlite/rows.ts'
import type { Desk } from './desk.ts'

const interval = 100
const sizeInterval = 10_000

export async function createGenerations(desk: Desk) {
  let known = 0
  let looked = 0
  let asking: Promise<number> | undefined
  let bytes = 0
  let measured = Number.NEGATIVE_INFINITY
  let closed = false

  const notice = (turn: number): void => {
    known = Math.max(known, turn)
  }
  const look = async (): Promise<number> => {
    const [head] = await desk.look((session) => session.run('head'))
    notice(integer(head?.[0]))
    looked = performance.now()
    return known
  }
  const now = (): Promise<number> => {
    // Requests of one turn of the event loop ask together; the statement leaves after all of them, so that each is told
    // of everything that was acknowledged before it came.
    asking ??= new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      asking = undefined
      return look()
    })
    return asking
  }
  const measure = async (): Promise<void> => {
    measured = performance.now()
    bytes = await desk.look(async (session) => integer((await session.run('size'))[0]?.[0]))
  }
  await look()
  return {
    notice,
    now,
    known(): number {
      if (!closed && performance.now() - looked > interval) {
        looked = performance.now()
        now().catch(() => {})
      }
      return known
    },
    /** Of the whole database. */
    bytes(): number {
      if (!closed && performance.now() - measured > sizeInterval) measure().catch(() => {})
      return bytes
    },
    close() {
      closed = true
    },
  }
}
