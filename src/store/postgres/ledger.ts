/** The end of the log as its one writer counts on: read when the writer’s turn begins, kept when it ends. */
import { integer, text, type Values } from '../sqlite/rows.ts'

export interface Ledger {
  seq: number
  place: number
  withdrawn: number
  /** No change is earlier. */
  instant: string
  /** Articles put into the search index, ever, and their words. */
  indexed: number
  words: number
}

/** Rows of the statements `lockHead` and `standingOrders`. */
export function ledgerOf(head: Values | undefined, orders: Values | undefined): Ledger {
  const [, , seq, place, withdrawn, instant, indexed, words] = head ?? []
  const [last, told] = [text(instant), text(orders?.[0])]
  return {
    seq: integer(seq),
    place: integer(place),
    withdrawn: integer(withdrawn),
    instant: told > last ? told : last,
    indexed: integer(indexed),
    words: integer(words),
  }
}

export const parametersOf = ({ seq, place, withdrawn, instant, indexed, words }: Ledger) =>
  [seq, place, withdrawn, instant, indexed, words] as const
