/** Rows that wait to be written together: by COPY or in tens where they are many, so that few statements are enough. */
import { copyingSql, type FillingName, fillingSql, fillings } from './catalogue.ts'
import type { Cell } from './copy.ts'
import type { Session } from './session.ts'

export type FilledRow = readonly Cell[]

export interface Filler {
  /** `doi` is the article’s, by which `waits` knows it; `fresh`: certainly nothing of it stands. */
  add(table: FillingName, doi: string, row: FilledRow, fresh?: boolean): void
  dropSearch(doi: string): void
  waits(doi: string): boolean
  isFull(): boolean
  isEmpty(): boolean
  /** Takes over what waits in another. */
  take(other: Filler): void
  /** Gives away what waits. */
  empty(): Waiting
  /** Sent at once, answered together. */
  flush(): Promise<void>
}

interface Waiting {
  readonly fresh: ReadonlyMap<FillingName, readonly FilledRow[]>
  readonly other: ReadonlyMap<FillingName, readonly FilledRow[]>
  readonly dropped: readonly string[]
  readonly articles: ReadonlySet<string>
  readonly bytes: number
}

const portions = [100, 10, 1] as const
const mostWaiting = 200
const mostBytes = 4_000_000
/** Fewer rows are inserted by statements that the server has prepared. */
const fewestCopied = 6

const known = new Map<string, string>()
function sqlOf(name: FillingName, rows: number): string {
  const key = `${name} ${rows}`
  const sql = known.get(key) ?? fillingSql(fillings[name], rows)
  known.set(key, sql)
  return sql
}

/** Writes rows of one table; `fresh` ones replace nothing. */
export async function fill(
  session: Session,
  name: FillingName,
  rows: readonly FilledRow[],
  fresh = false,
): Promise<void> {
  if (fresh && rows.length >= fewestCopied) return session.copy(copyingSql(fillings[name]), rows)
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

type Tables = Map<FillingName, FilledRow[]>

const into = (tables: Tables, table: FillingName, rows: readonly FilledRow[]): void => {
  const before = tables.get(table)
  if (before) for (const row of rows) before.push(row)
  else tables.set(table, [...rows])
}

export function createFiller(session: Session): Filler {
  let fresh: Tables = new Map()
  let other: Tables = new Map()
  let dropped: string[] = []
  let articles = new Set<string>()
  let bytes = 0
  const empty = (): Waiting => {
    const waiting = { fresh, other, dropped, articles, bytes }
    fresh = new Map()
    other = new Map()
    dropped = []
    articles = new Set()
    bytes = 0
    return waiting
  }
  return {
    add(table, doi, row, isFresh = false) {
      articles.add(doi)
      for (const value of row) bytes += typeof value === 'string' ? value.length : 8
      into(isFresh ? fresh : other, table, [row])
    },
    dropSearch(doi) {
      articles.add(doi)
      dropped.push(doi)
    },
    waits: (doi) => articles.has(doi),
    isFull: () => articles.size >= mostWaiting || bytes > mostBytes,
    isEmpty: () => articles.size === 0,
    take(given) {
      const waiting = given.empty()
      for (const [table, rows] of waiting.fresh) into(fresh, table, rows)
      for (const [table, rows] of waiting.other) into(other, table, rows)
      dropped.push(...waiting.dropped)
      for (const doi of waiting.articles) articles.add(doi)
      bytes += waiting.bytes
    },
    empty,
    async flush() {
      if (articles.size === 0) return
      const waiting = empty()
      await all([
        ...[...waiting.fresh].map(([name, rows]) => fill(session, name, rows, true)),
        ...[...waiting.other].map(([name, rows]) => fill(session, name, rows)),
        ...(waiting.dropped.length > 0 ? [session.run('dropSearch', waiting.dropped)] : []),
      ])
    },
  }
}
