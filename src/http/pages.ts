/** Pages made of what the store holds, kept until anything is written. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Library } from '../library/library.ts'
import { createCache } from './cache.ts'
import { isFresh } from './conditions.ts'
import { sendText } from './packing.ts'
import { pageHeaders } from './page-policy.ts'

export interface Pages {
  /** Sends what `make` gives, or gave at this address since anything was last written. */
  send(request: FastifyRequest, reply: FastifyReply, make: () => Promise<string>, vary?: string): Promise<FastifyReply>
}

/** Holds up to `limit` bytes of pages. */
export function createPages(library: Pick<Library, 'generationNow'>, limit: number): Pages {
  const cache = createCache<ReturnType<typeof representationOf>>(limit)
  return {
    async send(request, reply, make, vary = 'Accept-Encoding') {
      const generation = await library.generationNow()
      const kept = cache.fresh(request.url, generation)
      const found = kept ?? representationOf(await make())
      if (!kept) cache.put(request.url, '', generation, found)
      reply.headers(found.headers)
      if (isFresh(request, found)) return reply.header('vary', vary).code(304).send()
      return sendText(request, reply.type('text/html; charset=utf-8'), found.body, vary)
    },
  }
}

function representationOf(body: string) {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 20)}"`
  // Weak: packed or not, it is the same page.
  const headers = { ...pageHeaders, etag: `W/${etag}`, 'cache-control': 'no-cache' }
  return { body, etag, headers }
}

/** A page that no cache may keep: it answers one reader’s form. */
export const sendPage = (request: FastifyRequest, reply: FastifyReply, text: string): Promise<FastifyReply> =>
  sendText(
    request,
    reply.headers({ ...pageHeaders, 'cache-control': 'no-store' }).type('text/html; charset=utf-8'),
    text,
  )
