/** How far the event loop lags behind: what tells overload from work. */
import { monitorEventLoopDelay } from 'node:perf_hooks'

export interface Load {
  /** 0: keeps up; 1: lags; 2: lags badly. */
  strain(): 0 | 1 | 2
  /** Half of the turns of the last second came no later than this, in milliseconds. */
  lag(): number
  close(): void
}

const resolution = 10
const windowLength = 1000

/**
 * `tolerated` lag in milliseconds, 0 for any. The median, not a peak: one long turn is no overload. Two windows in a row,
 * since who is refused comes back.
 */
export function createLoad(tolerated: number): Load {
  const delay = monitorEventLoopDelay({ resolution })
  delay.enable()
  let lags: readonly [before: number, last: number] = [0, 0]
  const look = setInterval(() => {
    // What is measured is the time between turns of a timer.
    lags = [lags[1], Math.max(delay.percentile(50) / 1e6 - resolution, 0)]
    delay.reset()
  }, windowLength)
  look.unref()
  return {
    lag: () => lags[1],
    strain() {
      const lasting = Math.min(...lags)
      if (tolerated === 0 || lasting <= tolerated) return 0
      return lasting <= 3 * tolerated ? 1 : 2
    },
    close() {
      clearInterval(look)
      delay.disable()
    },
  }
}
