/**
 * The front of the service: what was answered before, is asked again in the same words, and certainly still stands, goes
 * out from here. Measured, the router and its hooks cost more than all the rest of such an answer. Whatever is not known
 * here goes on to the routes.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { RepresentationCache } from './cache.ts'
import { isFresh } from './conditions.ts'
import { createKnown } from './known.ts'
import { takesGzip } from './packing.ts'
import type { Representation } from './representation.ts'
import { sendWhole, type WholeStatus } from './whole.ts'

/** Notes an answer that no route gave; the time in seconds. */
export type Note = (status: number, seconds: number) => void

/** Gives what notes the answers to a method at a route. */
export type Notes = (method: string, route: string) => Note

export interface FrontParts {
  readonly cache: RepresentationCache
  /** The store’s; what is kept under another is asked for anew. */
  readonly generation: () => number
  /** False where every request must pass the routes: they ration, or log, or the service is about to stop. */
  readonly isOpen: () => boolean
  readonly notes?: Notes | undefined
}

export interface Front {
  /** Whether the request was answered. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /**
   * From now on the same words are answered here, for as long as `key` is fresh in the cache. `variant`: what the key ends
   * in, where that depends on more than the words.
   */
  learn(request: IncomingMessage, route: string, key: string, variant?: Variant): void
  /** What it works with, which is made after the server is. */
  open(parts: FrontParts): void
}

export type Variant = (request: IncomingMessage) => string

interface Known {
  readonly key: string
  readonly variant: Variant | undefined
  readonly note: Note | undefined
}

/** Longer ones are no client’s habit. */
const longestWords = 1000

export function createFront(): Front {
  const known = createKnown<Known>()
  let parts: FrontParts | undefined
  return {
    open(given) {
      parts = given
    },
    answer(request, response) {
      if (parts === undefined || request.method !== 'GET') return false
      const begun = performance.now()
      const words = known.get(wordsOf(request))
      if (words === undefined || !parts.isOpen() || request.headers['accept-datetime'] !== undefined) return false
      const { key, variant, note } = words
      const found = parts.cache.fresh(variant ? key + variant(request) : key, parts.generation())
      if (found === undefined) return false
      const status = send(request, response, found)
      note?.(status, (performance.now() - begun) / 1000)
      return true
    },
    learn(request, route, key, variant) {
      const words = wordsOf(request)
      if (request.method !== 'GET' || words.length > longestWords) return
      known.set(words, { key, variant, note: parts?.notes?.('GET', route) })
    },
  }
}

/** All that an answer from the cache depends on, beside the instant asked for and what a variant looks at. */
const wordsOf = ({ url, headers }: IncomingMessage): string => `${url} ${headers.accept}`

/** Straight to Node: the head is ready, and setting its fields one by one costs more than the look-up. Returns the status. */
function send(request: IncomingMessage, response: ServerResponse, found: Representation): WholeStatus {
  if (isFresh(request, found)) {
    const { etag, modified, unchanged } = found
    sendWhole(response, 304, `etag: ${etag}\r\nlast-modified: ${modified}\r\n${unchanged}`)
    return 304
  }
  const packed = found.packed && takesGzip(request) ? found.packed() : undefined
  const { head, body } = packed ?? found
  sendWhole(response, 200, head, body)
  return 200
}

/** The same for a request that came to a route: past Fastify, which has nothing to add. */
export function sendRepresentation(request: FastifyRequest, reply: FastifyReply, found: Representation): FastifyReply {
  reply.hijack()
  send(request.raw, reply.raw, found)
  return reply
}
