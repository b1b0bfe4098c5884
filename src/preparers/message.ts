/** What threads say to each other about portions: a refusal is an error, whose own fields a message would lose. */
import { Refusal, type RefusalCode, type RefusalExtras } from '../article/refusal.ts'
import type { Portion } from '../library/intake.ts'
import type { Errand, Prepared, Refused } from '../library/preparing.ts'

export interface Task {
  readonly portion: Portion
  readonly errand: Errand
}

type Told = Omit<Refused, 'refusal'> & {
  readonly code: RefusalCode
  readonly detail: string
  readonly extras: RefusalExtras
}
export type Answer = readonly (Prepared | Told)[]

export const told = (items: readonly (Prepared | Refused)[]): Answer =>
  items.map((item) => {
    if ('written' in item) return item
    const { refusal, ...rest } = item
    return { ...rest, code: refusal.code, detail: refusal.message, extras: refusal.extras }
  })

export const heard = (answer: Answer): readonly (Prepared | Refused)[] =>
  answer.map((item) => {
    if ('written' in item) return item
    const { code, detail, extras, ...rest } = item
    return { ...rest, refusal: new Refusal(code, detail, extras) }
  })
