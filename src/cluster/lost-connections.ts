/**
 * Connections on their way to a worker that ends before it took them. The primary process of node:cluster keeps such a
 * connection open for ever, and whoever asked waits for ever: here it is closed, so that they may ask again.
 */
import type { ChildProcess } from 'node:child_process'

/** What node:cluster says to a worker with a connection, and hears when it was taken. */
interface Word {
  readonly act?: string
  readonly seq?: number
  readonly ack?: number
}

interface Handle {
  close(): void
}

/** `child` is a worker’s process. Where node:cluster speaks otherwise some day, this does nothing. */
export function closeLost(child: ChildProcess): void {
  const underWay = new Map<number, Handle>()
  const send = child.send.bind(child) as (...args: unknown[]) => boolean // its overloads are handed on
  const noting = (...args: unknown[]): boolean => {
    const [word, handle] = args as [Word | undefined, unknown] // by the signature of `send`
    if (word?.act === 'newconn' && word.seq !== undefined && isHandle(handle)) underWay.set(word.seq, handle)
    return send(...args)
  }
  child.send = noting as ChildProcess['send'] // the same arguments, handed on
  child.on('internalMessage', ({ ack }: Word) => {
    if (ack !== undefined) underWay.delete(ack)
  })
  child.once('exit', () => {
    for (const handle of underWay.values()) handle.close()
    underWay.clear()
  })
}

const isHandle = (value: unknown): value is Handle =>
  typeof value === 'object' && value !== null && 'close' in value && typeof value.close === 'function'
