/** What a deposit would find in records, without looking anything up and without writing. */
import type { Finding } from '../../schemas/problem.ts'
import type { Refusal } from '../article/refusal.ts'
import { ahead } from './ahead.ts'
import type { DepositParts } from './deposit.ts'
import type { Portion } from './intake.ts'
import { localCaller } from './keys.ts'
import { preparersHere } from './preparing.ts'

export interface Verdict {
  /** Where the record stands in its source; empty where it is the source as a whole. */
  readonly place: string
  readonly doi?: string
  /** Whether it would be kept. */
  readonly valid: boolean
  readonly findings: readonly Finding[]
}

/** Few: whoever asks need not be known, and others wait. */
const portionsAhead = 4

export function createValidate({ preparers, ...rules }: Omit<DepositParts, 'now'>) {
  const { prepare } = preparers ?? preparersHere(rules)
  return async function* validate(portions: AsyncIterable<Portion>, doi?: string): AsyncGenerator<Verdict> {
    const errand = { by: localCaller, tellAll: true, ...(doi !== undefined && { doi }) }
    for await (const parcels of ahead(portions, (portion) => prepare(portion, errand), portionsAhead)) {
      for (const item of parcels.flatMap((parcel) => parcel.items())) {
        const { place } = item
        if ('written' in item) yield { place, doi: item.written.doi, valid: true, findings: item.notes }
        else
          yield {
            place,
            ...(item.doi !== undefined && { doi: item.doi }),
            valid: false,
            findings: findingsOf(item.refusal),
          }
      }
    }
  }
}

/** At least one, since a verdict without a reason helps nobody. */
export const findingsOf = ({ code, message, findings }: Refusal): readonly Finding[] =>
  findings.some(({ severity }) => severity === 'error')
    ? findings
    : [...findings, { severity: 'error', code, pointer: '', message }]
