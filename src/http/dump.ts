/** The whole store as one document of a format, at a number of the change log. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { dumpNames, openDump } from '../feed/dump.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { problemAnswers } from './openapi.ts'
import { sendStream } from './packing.ts'
import { readQuery } from './request.ts'

const Query = Type.Object(
  {
    at: Type.Optional(
      Type.Integer({ minimum: 0, description: 'The number of the change log; the newest unless said.' }),
    ),
    since: Type.Optional(Type.Integer({ minimum: 0, description: 'Only what changed after this number.' })),
    after: Type.Optional(
      Type.String({
        maxLength: 2048,
        description: 'The DOI of the last article that came through, with the same `at`.',
      }),
    ),
  },
  { additionalProperties: false },
)

/** Registers `/dump/{format}`. */
export function dumpRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  app.get(
    '/dump/:format',
    {
      schema: {
        tags: ['harvest'],
        summary: 'Everything in one stream',
        description:
          'All articles as they stood at `at`, which the header Colophon-Sequence names. A dump that broke off is taken ' +
          'up again with `at` of its header and `after`; what came later is told by /changes?since= and that number.',
        params: Type.Object({ format: Type.Enum([...dumpNames]) }),
        querystring: Query,
        response: {
          200: { description: 'All articles.', content: { 'application/x-ndjson': { schema: { type: 'string' } } } },
          ...problemAnswers(['invalid-request', 'unknown-format', 'not-writable']),
        },
      },
    },
    async (request, reply) => {
      const { format = '' } = request.params as Record<string, string> // Fastify gives the names of the path
      const query = readQuery<Type.Static<typeof Query>>(Query, request.query)
      const dump = await openDump({ library, site, format, ...query })
      reply.headers({
        'colophon-sequence': dump.at,
        'cache-control': 'no-cache',
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'Colophon-Sequence, Content-Disposition',
        'content-disposition': `attachment; filename="colophon-${dump.at}${dump.extension}"`,
      })
      reply.type(`${dump.mediaType}; charset=utf-8`)
      return sendStream(request, reply, dump.texts)
    },
  )
}
