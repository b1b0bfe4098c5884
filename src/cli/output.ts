/** Standard output: no faster than its reader reads, and at a quiet end when its reader leaves (`dump | head`). */
import { once } from 'node:events'

/** What a shell reports of a command that SIGPIPE ended: 128 and the signal’s number. Node ignores that signal. */
const endedByPipe = 141

export interface Output {
  write(text: string | Uint8Array): void
  /** Resolves when the reader has caught up. */
  caughtUp(): Promise<void>
}

export function openOutput(): Output {
  const { stdout } = process
  if (stdout.listenerCount('error', leave) === 0) stdout.on('error', leave)
  return {
    write: (text) => void stdout.write(text),
    async caughtUp() {
      if (stdout.writableNeedDrain) await once(stdout, 'drain')
    },
  }
}

/** The store needs no closing: what was acknowledged is on disk. */
function leave(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(endedByPipe)
  throw error
}
