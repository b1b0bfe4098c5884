/** Conditional requests (RFC 9110 13): what the client has, and what it expects to stand. */
import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import type { Expectation } from '../library/deposit.ts'

/** What tells whether a representation is another. Without an ETag no client has it already. */
export interface Validators {
  readonly etag?: string
  /** As an HTTP date. */
  readonly modified?: string
}

/** Whether the client has this representation already (RFC 9110 13.1.2, 13.1.3; weak comparison). */
export function isFresh({ headers }: Pick<IncomingMessage, 'headers'>, { etag, modified }: Validators): boolean {
  const given = headers['if-none-match']
  if (etag === undefined) return false
  if (given !== undefined) return given === etag || isAmong(given, etag)
  const since = headers['if-modified-since']
  return since !== undefined && Date.parse(since) >= Date.parse(modified ?? '')
}

const isAmong = (given: string, etag: string): boolean =>
  given.trim() === '*' || given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)

/** The precondition of a write. A version alone (`"3"`) is an ETag too; weak tags never match (RFC 9110 13.1.1). */
export function expectationOf(request: FastifyRequest): Expectation | undefined {
  const match = request.headers['if-match']
  if (match !== undefined) {
    if (match.trim() === '*') return { kind: 'exists' }
    const versions = match.split(',').flatMap((tag) => {
      const version = /^\s*"(\d{1,15})(?:-[\w-]*)?"\s*$/.exec(tag)?.[1]
      return version === undefined ? [] : [Number(version)]
    })
    return { kind: 'version', versions }
  }
  const none = request.headers['if-none-match']
  if (none === undefined) return undefined
  if (none.trim() === '*') return { kind: 'absent' }
  throw new Refusal('invalid-request', 'A write understands “If-None-Match: *” alone: do not overwrite.')
}
