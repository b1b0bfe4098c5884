/**
 * Puts the words that writers left for later in their place in the index, once nobody writes: until then every search
 * reads them. Vacuum does the same, when it comes.
 */
import { statements } from './catalogue.ts'
import type { Place } from './connection.ts'

/** Of fewer a search takes notice by microseconds. */
const many = 100
const quiet = 1_000

interface Tidying {
  /** So many articles were put into the index. */
  notice(articles: number): void
  close(): Promise<void>
}

export function createTidying({ readers }: Place): Tidying {
  let left = 0
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()
  const tidy = (): void => {
    left = 0
    // Who may not, or cannot now, leaves it to vacuum.
    running = readers.query(statements.clean).catch(() => {})
  }
  return {
    notice(articles) {
      left += articles
      clearTimeout(timer)
      if (left >= many) timer = setTimeout(tidy, quiet).unref()
    },
    async close() {
      clearTimeout(timer)
      if (left >= many) tidy()
      await running
    },
  }
}
