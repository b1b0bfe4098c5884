/**
 * What the writing connections of one process know of each other. SQLite lets one of them write at a time and says nothing
 * to the other, so that one which writes without a pause would starve it: who writes most gives way to who writes
 * rarely. And where the disk failed to keep what one wrote, none writes on.
 */

/** Memory shared by threads: how many want to write, and whether the disk failed. */
export interface Courtesy {
  readonly memory: SharedArrayBuffer
  /** Whether this connection waits until the others have written. */
  readonly givesWay: boolean
}

export const sharedMemory = (): SharedArrayBuffer => new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)

const wishes = 0
const failed = 1

/** Longer than any transaction should take: a thread that ended with a wish must not be waited for for ever. */
const patience = 100

export const createCourtesy = ({ memory, givesWay }: Courtesy = { memory: sharedMemory(), givesWay: false }) => {
  const state = new Int32Array(memory)
  return {
    /** Before a transaction is begun. */
    async enter(): Promise<void> {
      if (!givesWay) return void Atomics.add(state, wishes, 1)
      const wished = Atomics.load(state, wishes)
      if (wished > 0) await Atomics.waitAsync(state, wishes, wished, patience).value
    },
    /** After its end. */
    leave(): void {
      if (givesWay) return
      Atomics.sub(state, wishes, 1)
      Atomics.notify(state, wishes)
    },
    /** False once the disk failed to keep a write: nothing is written any more. */
    isSafe: (): boolean => Atomics.load(state, failed) === 0,
    fail: (): void => void Atomics.store(state, failed, 1),
  }
}
