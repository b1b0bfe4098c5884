/** One line on the terminal that says how far a long import is. */
import type { OutcomeName } from '../../schemas/listing.ts'

export interface Progress {
  step(counts: Readonly<Record<OutcomeName, number>>): void
  /** Takes the line away, before something else is printed. */
  clear(): void
}

/** Draws at most five times a second, and only on a terminal. */
export function createProgress(err: (text: string) => void, terminal: boolean): Progress {
  const start = performance.now()
  let drawn = start
  let shown = false
  return {
    step(counts) {
      const now = performance.now()
      if (!terminal || now - drawn < 200) return
      drawn = now
      shown = true
      const done = counts.created + counts.updated + counts.unchanged + counts.refused
      const rate = Math.round(done / ((now - start) / 1000))
      const refused = counts.refused > 0 ? `, ${counts.refused} refused` : ''
      err(`\r\x1b[K${done.toLocaleString('en')} articles, ${rate.toLocaleString('en')} a second${refused}`)
    },
    clear() {
      if (shown) err('\r\x1b[K')
      shown = false
    },
  }
}
