/** Asks a service and the model the same, and tells where they differ. */
import { isDeepStrictEqual } from 'node:util'
import { createModel, type ModelFault, type Told } from './model.ts'
import type { Operation } from './operations.ts'
import { type Etags, type Seen, type Witness, witnessed } from './witness.ts'

type Keys = Parameters<typeof createModel>[0]

/** Who asks; `temporary-…` are made in the run. */
export const keys: Keys = new Map([
  ['admin', { role: 'administrator', prefixes: [], journals: [] }],
  ['press', { role: 'depositor', prefixes: ['10.5555'], journals: [] }],
  ['journal', { role: 'depositor', prefixes: ['10.5555'], journals: ['2434-561X'] }],
  ['other', { role: 'depositor', prefixes: ['10.6666'], journals: [] }],
  ['overseer', { role: 'reader-admin', prefixes: [], journals: [] }],
])

export interface Transcript {
  readonly steps: readonly (Seen & { readonly operation: Operation })[]
  readonly etagFaults: readonly string[]
}

/** What the service answers to all of them, in turn. */
export async function transcriptOf(operations: readonly Operation[], witness: Witness): Promise<Transcript> {
  const etags: Etags = { byVersion: new Map(), faults: [] }
  const steps = []
  for (const [count, operation] of operations.entries()) {
    steps.push({ ...(await witnessed(operation, count, witness, etags)), operation })
  }
  return { steps, etagFaults: etags.faults }
}

/** The first step at which a model says otherwise. */
export function firstDifference({ steps }: Transcript, fault?: ModelFault): string | undefined {
  const model = createModel(keys, fault)
  for (const [number, { operation, told, text, sent }] of steps.entries()) {
    const due = model.answer(operation)
    if (agrees(told, due, sent)) continue
    return `step ${number}: ${JSON.stringify(operation)}\n  ${text}\n  due ${JSON.stringify(due)}\n  got ${JSON.stringify(told)}`
  }
  return undefined
}

/** What the client has need not be sent again (RFC 9110 15.4.5): its ETag is that of the version that is due. */
function agrees(told: Told, due: Told, sent: string | undefined): boolean {
  const version = (due.body as { version?: number } | undefined)?.version // an answer to a reading has one
  const has = sent !== undefined && due.status === 200 && sent.startsWith(`"${version}-`)
  if (has || told.status === 304) return has && told.status === 304
  return isDeepStrictEqual(told, due)
}
