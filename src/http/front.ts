/**
 * The front of the service: what was answered before, is asked again in the same words, and certainly still stands, goes
 * out from here, and so does what a place can look up at once. Measured, the router and its hooks cost more than all the
 * rest of such an answer. Whatever is not known here goes on to the routes.
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
  /** Whether the request is answered here: at the end of the turn of the event loop at the latest. */
  answer(request: IncomingMessage, response: ServerResponse): boolean
  /**
   * From now on the same words are answered here, for as long as `key` is fresh in the cache. `variant`: what the key ends
   * in, where that depends on more than the words.
   */
  learn(request: IncomingMessage, route: string, key: string, variant?: Variant): void
  /** From now on the place is asked for whatever is not known. */
  ask(place: Place): void
  /** What it works with, which is made after the server is. */
  open(parts: FrontParts): void
}

/** Addresses of a route of which the front can be told what is there without waiting. */
export interface Place {
  readonly route: string
  /** What its addresses begin with. */
  readonly start: string
  /** What the route would answer a GET with; undefined where it has to be asked, be it to refuse. */
  find(url: string, request: IncomingMessage): Found | undefined
}

export interface Found {
  readonly representation: Representation
  /** Under which it is kept; absent where it was not kept before. */
  readonly key?: string
}

export type Variant = (request: IncomingMessage) => string

interface Answer {
  readonly representation: Representation
  readonly note: Note | undefined
}

/** To be sent with others: a proxy on the same machine is woken once for all of them, which costs more than sending. */
interface Ready {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly answer: Answer
  readonly begun: number
}

/** About a millisecond’s. */
const mostTogether = 32

interface Known {
  readonly key: string
  readonly variant: Variant | undefined
  readonly note: Note | undefined
}

/** Longer ones are no client’s habit. */
const longestWords = 1000

export function createFront(): Front {
  const known = createKnown<Known>()
  const places: Place[] = []
  let parts: FrontParts | undefined
  const learn: Front['learn'] = (request, route, key, variant) => {
    const words = wordsOf(request)
    if (request.method !== 'GET' || words.length > longestWords) return
    known.set(words, { key, variant, note: parts?.notes?.('GET', route) })
  }
  /** What was answered before in these words. */
  const again = ({ cache, generation }: FrontParts, request: IncomingMessage): Answer | undefined => {
    const words = known.get(wordsOf(request))
    if (words === undefined) return undefined
    const { key, variant, note } = words
    const representation = cache.fresh(variant ? key + variant(request) : key, generation())
    return representation && { representation, note }
  }
  const inPlace = ({ notes }: FrontParts, request: IncomingMessage): Answer | undefined => {
    const { url = '' } = request
    const place = places.find(({ start }) => url.startsWith(start))
    if (place === undefined) return undefined
    const found = findIn(place, url, request)
    if (found === undefined) return undefined
    if (found.key !== undefined) learn(request, place.route, found.key)
    return { representation: found.representation, note: notes?.('GET', place.route) }
  }
  let waiting: Ready[] = []
  const sendAll = (): void => {
    const ready = waiting
    waiting = []
    for (const { request, response, answer, begun } of ready) {
      const status = send(request, response, answer.representation)
      answer.note?.(status, (performance.now() - begun) / 1000)
    }
  }
  const answerFor = (request: IncomingMessage): Answer | undefined => {
    if (parts === undefined || request.method !== 'GET' || !parts.isOpen()) return undefined
    if (request.headers['accept-datetime'] !== undefined) return undefined
    return again(parts, request) ?? inPlace(parts, request)
  }
  return {
    open(given) {
      parts = given
    },
    answer(request, response) {
      const begun = performance.now()
      const answer = answerFor(request)
      if (answer === undefined) {
        // What the routes do may take long.
        sendAll()
        return false
      }
      if (waiting.push({ request, response, answer, begun }) === 1) setImmediate(sendAll)
      if (waiting.length >= mostTogether) sendAll()
      return true
    },
    learn,
    ask: (place) => void places.push(place),
  }
}

/** Whatever is wrong, the route says it. */
function findIn(place: Place, url: string, request: IncomingMessage): Found | undefined {
  try {
    return place.find(url, request)
  } catch {
    return undefined
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
