/**
 * Bytes from one thread to another, no more of them ahead than the other can use. How many were taken is told in shared memory,
 * not by message: a thread of low priority that posts one holds a lock of the other’s, and is put aside at that very moment by
 * the other, which wakes and waits for the lock. So the thread that answers stood still for up to 7 ms beside a bulk deposit.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { isMarkedAsUntransferable, MessageChannel, type MessagePort } from 'node:worker_threads'
import { Refusal } from '../article/refusal.ts'
import { hearRefusal, type ToldRefusal, tellRefusal } from '../preparers/message.ts'

/** One end of a stream. */
export interface End {
  readonly port: MessagePort
  /** One integer of 32 bits: how many pieces the reader has taken. */
  readonly taken: SharedArrayBuffer
}

/** Both ends. */
export function createStream(): readonly [End, End] {
  const { port1, port2 } = new MessageChannel()
  const taken = new SharedArrayBuffer(4)
  return [
    { port: port1, taken },
    { port: port2, taken },
  ]
}

type Told =
  | { readonly bytes: Uint8Array }
  | { readonly end: true }
  | { readonly refused: ToldRefusal }
  | { readonly error: unknown }

/** How many pieces may lie unread on the other side: a tenth of a second’s. */
const most = 16
/** Milliseconds until it is looked again whether there is room. */
const patience = 5

/**
 * Sends what there is, until its end or until nobody listens; the source is then left. Never throws. Pieces are handed over:
 * they are gone here, where they are not part of a larger memory.
 */
export async function pour({ port, taken }: End, source: AsyncIterable<Uint8Array>): Promise<void> {
  const count = new Int32Array(taken)
  let [sent, isGone] = [0, false]
  port.on('close', () => {
    isGone = true
  })
  try {
    for await (const piece of source) {
      while (!isGone && sent - Atomics.load(count, 0) >= most) await pause(patience)
      if (isGone) return
      sent++
      const bytes = own(piece)
      port.postMessage({ bytes } satisfies Told, [bytes.buffer])
    }
    port.postMessage({ end: true } satisfies Told)
  } catch (error) {
    port.postMessage((error instanceof Refusal ? { refused: tellRefusal(error) } : { error }) satisfies Told)
  }
}

/** New memory costs more than what is copied to it: each of its pages is cleared, and may have to be asked of a host. */
const own = (piece: Uint8Array): Uint8Array<ArrayBuffer> =>
  isWhole(piece) && !isMarkedAsUntransferable(piece.buffer) ? piece : new Uint8Array(piece)

const isWhole = (piece: Uint8Array): piece is Uint8Array<ArrayBuffer> =>
  piece.buffer instanceof ArrayBuffer && piece.byteLength === piece.buffer.byteLength

/**
 * What the other side pours, in its order. Throws what its source threw, and an `Error` where the other side ended before its
 * source. Who stops early has the other side told.
 */
export async function* draw({ port, taken }: End): AsyncGenerator<Uint8Array> {
  const count = new Int32Array(taken)
  const lying: Told[] = []
  let go: () => void = () => {}
  const take = (told: Told) => {
    lying.push(told)
    go()
  }
  port.on('message', take)
  port.on('close', () => take({ error: new Error('The thread at the other end has ended') }))
  try {
    for (;;) {
      if (lying.length === 0) {
        await new Promise<void>((resolve) => {
          go = resolve
        })
      }
      const told = lying.shift()
      if (!told) continue
      if ('end' in told) return
      if ('refused' in told) throw hearRefusal(told.refused)
      if ('error' in told) throw told.error
      Atomics.add(count, 0, 1)
      yield told.bytes
    }
  } finally {
    port.close()
  }
}
