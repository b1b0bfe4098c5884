/**
 * What a transaction that writes has seen and has yet to write. The rooms that are committed together share it: none of
 * them asks again what another was told, and their rows are written together.
 */
import type { KeyRecord } from '../access.ts'
import type { KeptAnswer } from '../answers.ts'
import { keyOf as keyOfRow } from '../sqlite/access.ts'
import { Damage } from '../sqlite/faults.ts'
import { integer, lowerCase, text, type Values } from '../sqlite/rows.ts'
import type { Looks, StoredRecord } from '../store.ts'
import { recordWidth } from './catalogue.ts'
import type { KeyHints } from './citation-keys.ts'
import { createFiller, type Filler } from './filler.ts'
import type { Ledger } from './ledger.ts'
import { ownOf } from './reader.ts'
import type { Session } from './session.ts'

/** What was looked up. Alone among writers, what was read once stays. */
interface Memory {
  /** By DOI, what stands of it; undefined where nothing does. */
  readonly seen: Map<string, Standing | Damage | undefined>
  /** Citation keys that nobody had. */
  readonly free: Set<string>
  readonly keyRecords: Map<string, Promise<KeyRecord | undefined>>
  /** By holder and key; undefined where none was kept. */
  readonly answers: Map<string, (KeptAnswer & { readonly at: string }) | undefined>
}

export interface Sheet extends Memory {
  readonly ledger: Ledger
  /** Of rooms that are done. */
  readonly filler: Filler
  /** Writes what waits of them. */
  flush(): Promise<void>
  /** Why that failed: none of the rooms is kept. */
  failure(): unknown
  /** Citation keys that were given. */
  readonly keys: Set<string>
  readonly hints: KeyHints
  /** Whose the next version is unless it is said. */
  origin: string
  /** Answers that are kept no longer were forgotten. */
  forgot: boolean
}

export interface Standing {
  readonly place: number
  readonly state: State
  readonly record: StoredRecord
}
export type State = 'absent' | 'present' | 'withdrawn'

/** Looked at last, by DOI: whoever looked before a put need not pay for it twice. */
const mostSeen = 4000

export const createMemory = (): Memory => ({
  seen: new Map(),
  free: new Set(),
  keyRecords: new Map(),
  answers: new Map(),
})

interface Opening {
  readonly session: Session
  readonly memory: Memory
  readonly ledger: Ledger
  /** The row of the statement `standingOrders`. */
  readonly orders: Values | undefined
  readonly hints: KeyHints
}

export function createSheet({ session, memory, ledger, orders, hints }: Opening): Sheet {
  const filler = createFiller(session)
  let failure: unknown
  return {
    ...memory,
    ledger,
    filler,
    flush: () =>
      filler.flush().catch((error) => {
        failure ??= error
        throw error
      }),
    failure: () => failure,
    keys: new Set(),
    hints,
    origin: originOf(orders?.slice(1) ?? []),
    forgot: false,
  }
}

/** Of writer, id of the key and address. */
export const originOf = ([writer, keyId, address]: readonly unknown[]): string =>
  JSON.stringify([writer ?? null, keyId ?? null, address ?? null])

export const answerKey = (holder: string, key: string): string => `${holder}\n${key}`

/** What was seen of an article. Throws `Damage` where that is not what was written: the others are none the worse. */
export function standingIn({ seen }: Sheet, key: string): Standing | undefined {
  const found = seen.get(key)
  if (found instanceof Damage) throw found
  return found
}

/** Looks everything up together, in one way to the server and back. */
export async function look(session: Session, memory: Memory, looks: readonly Looks[]): Promise<void> {
  const dois = distinct(looks.flatMap(({ dois = [] }) => dois.map(lowerCase))).filter((doi) => !memory.seen.has(doi))
  const wished = distinct(looks.flatMap(({ citationKeys = [] }) => citationKeys))
  const ids = distinct(looks.flatMap(({ keys = [] }) => keys))
  const answers = looks.flatMap(({ answers = [] }) => answers)
  await Promise.all([
    dois.length > 0 && session.run('recordsOf', dois).then((rows) => seeArticles(memory, dois, rows)),
    wished.length > 0 && session.run('keysTaken', wished).then((rows) => seeKeys(memory, wished, rows)),
    ids.length > 0 && session.run('keysOf', ids).then((rows) => seeHolders(memory, ids, rows)),
    answers.length > 0 &&
      session.run('answersOf', distinct(answers.map(({ key }) => key))).then((rows) => {
        for (const { holder, key } of answers) memory.answers.set(answerKey(holder, key), undefined)
        for (const row of rows) memory.answers.set(answerKey(text(row[0]), text(row[1])), answerOf(row))
      }),
  ])
}

const distinct = (list: readonly string[]): string[] => [...new Set(list)]

function seeArticles({ seen }: Memory, dois: readonly string[], rows: readonly Values[]): void {
  if (seen.size + dois.length > mostSeen) seen.clear()
  for (const doi of dois) seen.set(doi, undefined)
  for (const row of rows) {
    const key = text(row[recordWidth + 2])
    seen.set(key, standingOf(row, key))
  }
}

/** Of a row of the statement `recordsOf`. */
function standingOf(row: Values, key: string): Standing | Damage {
  try {
    const state = row[recordWidth + 1] === 1 ? 'withdrawn' : 'present'
    return { place: integer(row[recordWidth]), state, record: ownOf(row, key) }
  } catch (error) {
    if (error instanceof Damage) return error
    throw error
  }
}

function seeKeys({ free }: Memory, wished: readonly string[], rows: readonly Values[]): void {
  for (const key of wished) free.add(key)
  for (const [key] of rows) free.delete(text(key))
}

function seeHolders({ keyRecords }: Memory, ids: readonly string[], rows: readonly Values[]): void {
  const found = new Map(rows.map((row) => [text(row[0]), keyOfRow(row)]))
  for (const id of ids) keyRecords.set(id, Promise.resolve(found.get(id)))
}

const answerOf = ([, , at, request, outcome, doi, version, notes]: Values) => ({
  at: text(at),
  request: text(request),
  outcome: text(outcome),
  doi: text(doi),
  version: integer(version),
  notes: text(notes),
})
