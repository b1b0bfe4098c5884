/** What the service says of itself: formats, schema, OpenAPI, health. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { codecs } from '../formats/index.ts'
import type { Library } from '../library/library.ts'

const FormatRow = Type.Object({
  name: Type.String(),
  title: Type.String(),
  mediaType: Type.String(),
  aliases: Type.Array(Type.String()),
  extension: Type.String(),
  reads: Type.Boolean(),
  writes: Type.Boolean(),
  loses: Type.Array(Type.String({ description: 'Fields of the record that the format has no place for.' })),
  coarsens: Type.Array(Type.Object({ field: Type.String(), how: Type.String() })),
})

/** One row a format, as `/formats`, the README and the docs show it. */
export const formatRows = codecs.map(
  ({ name, title, mediaType, aliases, extension, read, write, loses, coarsens }) => ({
    name,
    title,
    mediaType,
    aliases: [...(aliases ?? [])],
    extension,
    reads: read !== undefined,
    writes: write !== undefined,
    loses: [...loses],
    coarsens: (coarsens ?? []).map(({ field, how }) => ({ field, how })),
  }),
)

export interface AboutDoors {
  readonly library: Library
  readonly site: Site
  /** Whether the service is about to stop. */
  readonly isDraining: () => boolean
}

/** Registers `/formats`, `/schemas/article.json`, `/openapi.json`, `/livez` and `/readyz`. */
export function aboutRoutes(app: FastifyInstance, { library, site, isDraining }: AboutDoors): void {
  const health = Type.Object({ status: Type.String() })

  app.get(
    '/formats',
    {
      schema: {
        tags: ['service'],
        summary: 'Formats: what is read, written, and lost',
        response: { 200: Type.Array(FormatRow) },
      },
    },
    async (_request, reply) => reply.header('access-control-allow-origin', '*').send(formatRows),
  )

  app.get(
    '/schemas/article.json',
    {
      schema: {
        tags: ['service'],
        summary: 'The record’s JSON Schema',
        response: {
          200: { description: 'The schema.', content: { 'application/schema+json': { schema: { type: 'object' } } } },
        },
      },
    },
    async (_request, reply) =>
      reply
        .type('application/schema+json; charset=utf-8')
        .header('access-control-allow-origin', '*')
        .send(
          JSON.stringify({
            $schema: 'https://json-schema.org/draft/2020-12/schema',
            ...Article,
            $id: `${site.baseUrl}/schemas/article.json`,
          }),
        ),
  )

  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('access-control-allow-origin', '*').send(app.swagger()),
  )

  app.get('/livez', { schema: { tags: ['service'], summary: 'The process runs', response: { 200: health } } }, () =>
    Promise.resolve({ status: 'live' }),
  )

  app.get(
    '/readyz',
    { schema: { tags: ['service'], summary: 'Requests can be answered', response: { 200: health } } },
    async () => {
      if (isDraining()) throw new Refusal('unavailable', 'The service is stopping.')
      await library.find('10.0000/ready').catch(() => {
        throw new Refusal('unavailable', 'The store does not answer.')
      })
      const { writable, readOnly } = library.state()
      if (!writable && !readOnly) throw new Refusal('unavailable', 'The disk failed to keep a deposit; none is taken.')
      return { status: readOnly ? 'read-only' : 'ready' }
    },
  )
}
