/**
 * The front of the service: what was answered before, is asked again in the same words, and certainly still stands, goes
 * out from here. Measured, the router and its hooks cost more than all the rest of such an answer. Whatever is not known
 * here goes on to the routes.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RepresentationCache } from './cache.ts'
import { isFresh } from './conditions.ts'
import { takesGzip } from './packing.ts'
import type { Representation } from './representation.ts'

/** Notes an answer that no route gave; the time in seconds. */
export type Note = (method: string, route: string, status: number, seconds: number) => void

export interface FrontParts {
  readonly cache: RepresentationCache
  /** The store’s; what is kept under another is asked for anew. */
  readonly generation: () => number
  /** False where every request must pass the routes: they ration, or log, or the service is about to stop. */
  readonly isOpen: () => boolean
  readonly note?: Note | undefined
}

export interface Front {
  /** Whether the request was answered. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /** From now on the same words are answered here, for as long as `key` is fresh in the cache. */
  learn(request: IncomingMessage, route: string, key: string): void
  /** What it works with, which is made after the server is. */
  open(parts: FrontParts): void
}

interface Known {
  readonly key: string
  readonly route: string
}

/** Words that are remembered; then all are forgotten, and learnt again. */
const mostKnown = 32_768
/** Longer ones are no client’s habit. */
const longestWords = 1000

export function createFront(): Front {
  const known = new Map<string, Known>()
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
      const found = parts.cache.fresh(words.key, parts.generation())
      if (found === undefined) return false
      const status = send(request, response, found)
      parts.note?.('GET', words.route, status, (performance.now() - begun) / 1000)
      return true
    },
    learn(request, route, key) {
      const words = wordsOf(request)
      if (request.method !== 'GET' || words.length > longestWords) return
      if (known.size >= mostKnown) known.clear()
      known.set(words, { key, route })
    },
  }
}

/** All that an answer from the cache depends on beside the instant asked for. */
const wordsOf = ({ url, headers }: IncomingMessage): string => `${url} ${headers.accept}`

/** Straight to Node: the fields are ready, and setting them one by one costs more than the look-up. Returns the status. */
export function send(request: IncomingMessage, response: ServerResponse, found: Representation): number {
  if (isFresh(request, found)) {
    // Without type and length, the first and the last (RFC 9110 15.4.5).
    response.writeHead(304, found.lines.slice(2, -2)).end()
    return 304
  }
  const packed = found.packed && takesGzip(request) ? found.packed() : undefined
  const { lines, body } = packed ?? found
  response.writeHead(200, lines).end(body, 'latin1')
  return 200
}
