/** Rows that wait to be written together: in hundreds, in tens and one by one, so that few statements are enough. */
import { type FillingName, fillingSql, fillings } from './catalogue.ts'
import type { Parameters, Session } from './session.ts'

export interface Filler {
  /** `doi` is the article’s, by which `waits` knows it. */
  add(table: FillingName, doi: string, row: Parameters): void
  dropSearch(doi: string): void
  waits(doi: string): boolean
  isFull(): boolean
  /** Sent at once, answered together. */
  flush(): Promise<void>
}

const portions = [100, 10, 1] as const
const mostWaiting = 200
const mostBytes = 4_000_000

const known = new Map<string, string>()
function sqlOf(name: FillingName, rows: number): string {
  const key = `${name} ${rows}`
  const sql = known.get(key) ?? fillingSql(fillings[name], rows)
  known.set(key, sql)
  return sql
}

/** Writes rows of one table. */
export async function fill(session: Session, name: FillingName, rows: readonly Parameters[]): Promise<void> {
  const sent: Promise<unknown>[] = []
  for (let at = 0; at < rows.length; ) {
    const portion = portions.find((size) => size <= rows.length - at) ?? 1
    sent.push(session.ask(sqlOf(name, portion), rows.slice(at, at + portion).flat(), `${name} ${portion}`))
    at += portion
  }
  await all(sent)
}

/** Waits for all, also when one fails: nothing is left that nobody listens to. */
export async function all(sent: readonly Promise<unknown>[]): Promise<void> {
  for (const result of await Promise.allSettled(sent)) if (result.status === 'rejected') throw result.reason
}

export function createFiller(session: Session): Filler {
  let waiting = new Map<FillingName, Parameters[]>()
  let dropped: string[] = []
  const articles = new Set<string>()
  let bytes = 0
  return {
    add(table, doi, row) {
      articles.add(doi)
      for (const value of row) bytes += typeof value === 'string' ? value.length : 8
      const rows = waiting.get(table)
      if (rows) rows.push(row)
      else waiting.set(table, [row])
    },
    dropSearch(doi) {
      dropped.push(doi)
    },
    waits: (doi) => articles.has(doi),
    isFull: () => articles.size >= mostWaiting || bytes > mostBytes,
    async flush() {
      if (articles.size === 0) return
      const [tables, gone] = [waiting, dropped]
      waiting = new Map()
      dropped = []
      articles.clear()
      bytes = 0
      await all([
        ...[...tables].map(([name, rows]) => fill(session, name, rows)),
        ...(gone.length > 0 ? [session.run('dropSearch', gone)] : []),
      ])
    },
  }
}
