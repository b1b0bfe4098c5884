/** The formats that can be judged before they leave the house, each with its judge. */
import type { Finding } from '../../schemas/problem.ts'
import { Refusal } from '../article/refusal.ts'
import { createJatsVerifier, type Verifier } from './jats.ts'

/** A row a format: how its judge is made. Making one costs a tenth of a second, so it is made when first needed. */
const judges: Readonly<Record<string, () => Verifier>> = { jats: createJatsVerifier }

export interface Verification {
  /** Whether documents of this format can be judged. */
  covers(format: string): boolean
  /** What is wrong with a document; an empty list for a valid one. */
  judge(format: string, document: string): readonly Finding[]
  /** Throws `Refusal('invalid-output')` for a document that must not leave the house. */
  assert(format: string, document: string): void
}

export function createVerification(): Verification {
  const made = new Map<string, Verifier>()
  const verifierOf = (format: string): Verifier | undefined => {
    const make = judges[format]
    if (make && !made.has(format)) made.set(format, make())
    return made.get(format)
  }
  const judge = (format: string, document: string) => verifierOf(format)?.(document) ?? []
  return {
    covers: (format) => format in judges,
    judge,
    assert(format, document) {
      const findings = judge(format, document)
      const [first] = findings
      if (first) throw new Refusal('invalid-output', `${first.pointer || 'The record'}: ${first.message}`, { findings })
    },
  }
}
