/** Conditional requests (RFC 9110 13): what the client has, and what it expects to stand. */
import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import type { Expectation } from '../library/deposit.ts'
import type { Representation } from './representation.ts'

/** Whether the client has this representation already (RFC 9110 13.1.2, 13.1.3; weak comparison). */
export function isFresh(request: Pick<IncomingMessage, 'headers'>, { etag, headers }: Representation): boolean {
  const given = request.headers['if-none-match']
  if (given !== undefined) {
    return given.trim() === '*' || given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  }
  const since = request.headers['if-modified-since']
  return since !== undefined && Date.parse(since) >= Date.parse(headers['last-modified'] ?? '')
}

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
