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
      const rate = done / ((now - start) / 1000)
      err(`\r\x1b[K${lineOfProgress({ done, rate, refused: counts.refused })}`)
    },
    clear() {
      if (shown) err('\r\x1b[K')
      shown = false
    },
  }
}

export interface Going {
  readonly done: number
  readonly refused: number
  /** Articles a second. */
  readonly rate: number
  /** From 0 to 1, where it is known how much there is. */
  readonly share?: number | undefined
  /** Seconds. */
  readonly remaining?: number | undefined
}

export function lineOfProgress({ done, refused, rate, share, remaining }: Going): string {
  return [
    ...(share === undefined ? [] : [`${Math.floor(share * 100)} %`]),
    `${done.toLocaleString('en')} articles`,
    `${Math.round(rate).toLocaleString('en')} a second`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(remaining === undefined ? [] : [`${durationOf(remaining)} to go`]),
  ].join(', ')
}

const durationOf = (seconds: number): string => {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  if (hours > 0) return `${hours} h ${minutes} min`
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`
}
