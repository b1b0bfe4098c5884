/** One work of the Crossref API, kept as it was sent: most of what clients ask there is one work again. */
import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { answerWork } from '../crossref/work.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import type { RepresentationCache } from './cache.ts'
import { isPoliteAgent, poolOf, pools } from './crossref-headers.ts'
import { type Front, sendRepresentation } from './front.ts'
import { bytesOf, type Representation } from './representation.ts'
import { linesOf } from './whole.ts'

export interface KeptWorks {
  readonly cache: RepresentationCache
  /** Told what answers a request, for the next that says the same. */
  readonly learn: Front['learn']
}

/** The answer says in which pool who asks is, and some tell that by their name alone. */
const variant = ({ headers }: IncomingMessage): string => (isPoliteAgent(headers) ? ' polite' : '')

export function createWorkAnswers(library: Pick<Library, 'generationNow'>, site: Site, { cache, learn }: KeptWorks) {
  const keyOf = ({ url }: FastifyRequest): string => `work ${url}`
  const send = (request: FastifyRequest, reply: FastifyReply, found: Representation): FastifyReply => {
    learn(request.raw, request.routeOptions.url ?? '', keyOf(request), variant)
    return sendRepresentation(request, reply, found)
  }
  return {
    generation: () => library.generationNow(),
    /** What was sent before, if it certainly still stands. */
    again(request: FastifyRequest, reply: FastifyReply, generation: number): FastifyReply | undefined {
      const kept = cache.fresh(keyOf(request) + variant(request.raw), generation)
      return kept && send(request, reply, kept)
    },
    /** For a record that is not withdrawn, and parameters that were judged. */
    send(request: FastifyRequest, reply: FastifyReply, record: StoredRecord, generation: number): FastifyReply {
      const key = keyOf(request) + variant(request.raw)
      const made = `${record.doi} ${record.version}`
      const kept = cache.confirmed(key, made, generation)
      const found = kept ?? representationOf(record, site, request)
      if (!kept) cache.put(key, made, generation, found)
      return send(request, reply, found)
    },
  }
}

/** Without validators: the registry sends none, and its clients ask for none. */
function representationOf(record: StoredRecord, site: Site, request: FastifyRequest): Representation {
  const { headers, body: text } = answerWork(record, site)
  const body = bytesOf(text)
  const own = linesOf({ ...headers, 'content-length': String(body.length) })
  return { body, head: own + lines[poolOf(request)], unchanged: '' }
}

/** The same for all works. */
const lines = { polite: linesOf(pools.polite), public: linesOf(pools.public) }
