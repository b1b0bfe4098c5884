/** The sitemap: an index, and its parts beside it. */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import { partSize, sitemapIndex, sitemapPart } from '../feed/sitemap.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { problemAnswers } from './openapi.ts'
import { sendStream } from './packing.ts'

export const xmlAnswer = (description: string) => ({
  200: { description, content: { 'application/xml': { schema: { type: 'string' } } } },
})

/** The number of a document’s part, `3.xml`, of so many things there are. Throws `Refusal('not-found')`. */
export function partOf(params: unknown, things: number, first = 1): number {
  const { part = '' } = params as Record<string, string> // Fastify gives the names of the path
  const [, digits = '-1'] = /^(0|[1-9]\d{0,6})\.xml$/.exec(part) ?? []
  const number = Number(digits)
  if (number === first || (number > first && (number - 1) * partSize < things)) return number
  throw new Refusal('not-found', `There is no part “${part.slice(0, 100)}”.`)
}

/** Registers `/sitemap.xml` and `/sitemap-{n}.xml`. */
export function sitemapRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  const headers = { 'cache-control': 'no-cache', 'access-control-allow-origin': '*' }
  const type = 'application/xml; charset=utf-8'
  app.get(
    '/sitemap.xml',
    { schema: { tags: ['harvest'], summary: 'The sitemap’s index', response: xmlAnswer('A sitemap index.') } },
    (request, reply) => sendStream(request, reply.headers(headers).type(type), sitemapIndex(library, site)),
  )
  app.get(
    '/sitemap-:part',
    {
      schema: {
        tags: ['harvest'],
        summary: 'A part of the sitemap, 50,000 articles at most',
        params: { type: 'object', properties: { part: { type: 'string', examples: ['1.xml'] } }, required: ['part'] },
        response: { ...xmlAnswer('A sitemap.'), ...problemAnswers(['not-found']) },
      },
    },
    async (request, reply) => {
      const number = partOf(request.params, await library.browse.lastPlace(), 0)
      return sendStream(request, reply.headers(headers).type(type), sitemapPart(library, site, number))
    },
  )
}
