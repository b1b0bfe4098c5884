/** Writing articles, one at a time with a precondition or many. The scribe writes what is made here. */
import type { Draft, StoredArticle } from '../../schemas/article.ts'
import type { Store } from '../store/store.ts'
import type { Caller } from './authority.ts'
import { createDepositAll } from './deposit-all.ts'
import type { Expectation } from './expectation.ts'
import type { Once } from './idempotency.ts'
import { keptApart } from './kept-apart.ts'
import { admitFor, type Preparers, preparersHere, type Rules } from './preparing.ts'
import { type Kept, type Scribe, scribeHere } from './scribe.ts'

export { type Expectation, judgeExpectation, withdrawnRefusal } from './expectation.ts'
export type { ReportLine } from './scribe.ts'

export interface Deposit {
  readonly draft: Draft
  /** The DOI it is deposited under; the draft’s own must be the same. */
  readonly doi?: string
  /** What it was written in. */
  readonly format?: string
  readonly expected?: Expectation
  readonly by: Caller
  /** The depositor’s own key for this request. */
  readonly once?: Once
}

export interface Deposited extends Kept {
  /** As it is now kept. */
  readonly article: StoredArticle
}

/** What deposits are made with. */
export interface DepositParts extends Rules {
  readonly store: Store
  readonly now: () => Date
  /** Who reads and prepares portions; the calling thread unless given. They must have the same rules. */
  readonly preparers?: Preparers
  /** Who writes deposits; the calling thread unless given. It must have the same template of keys. */
  readonly scribe?: Scribe
}

export function createDeposits({ store, now, preparers, scribe: given, ...rules }: DepositParts) {
  const made = preparers ?? preparersHere(rules)
  const scribe = given ?? scribeHere({ store, now, ...rules })

  /** Writes one article; what is the same as what stands is left alone. */
  async function deposit({ draft, doi, format, expected, by, once }: Deposit): Promise<Deposited> {
    const admitted = admitFor(draft, doi, by, rules)
    const { article } = admitted
    const notes = [...admitted.notes, ...keptApart(article, format)]
    const json = JSON.stringify(article)
    const asked = { ...(format !== undefined && { format }), ...(expected && { expected }), ...(once && { once }) }
    const kept = await scribe.write({ json, article, notes, by, ...asked })
    return { ...kept, article: kept.record.json === json ? article : JSON.parse(kept.record.json) }
  }

  return { deposit, depositAll: createDepositAll({ preparers: made, scribe, ...rules }) }
}
