/** Refusal: the caller’s fault, never ours. It carries every finding, so that all can be mended at once. */
import type { Finding } from '../../schemas/problem.ts'

/** Kinds of refusal; `src/http/problem.ts` gives each its status, the CLI its exit status. */
export const refusalCodes = [
  'invalid-article',
  'unreadable',
  'unknown-format',
  'not-readable',
  'not-writable',
  'not-acceptable',
  'unsupported-media-type',
  'invalid-output',
  'incomplete-article',
  'invalid-request',
  'not-found',
  'withdrawn',
  'version-mismatch',
  'conflict',
  'key-reused',
  'unauthorised',
  'forbidden',
  'method-not-allowed',
  'too-large',
  'unavailable',
  'too-many',
  'store-full',
  'invalid-settings',
  'store-too-new',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export interface RefusalExtras {
  readonly findings?: readonly Finding[]
  /** Media types or names that can be had instead. */
  readonly available?: readonly string[]
  readonly citation?: string
  readonly reason?: string
  readonly headers?: Readonly<Record<string, string>>
}

export class Refusal extends Error {
  readonly code: RefusalCode
  readonly findings: readonly Finding[]
  readonly extras: RefusalExtras

  constructor(code: RefusalCode, detail: string, extras: RefusalExtras = {}) {
    super(detail)
    this.name = 'Refusal'
    this.code = code
    this.findings = extras.findings ?? []
    this.extras = extras
  }
}
