/** unAPI version 1 (http://unapi.info/specs/): the formats of what a page shows, for reference managers. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { encodeDoi, parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { writers } from '../formats/index.ts'
import { articleOf, type Library } from '../library/library.ts'
import { formatList } from '../web/unapi.ts'
import { standingRecord } from './document.ts'
import { problemAnswers } from './openapi.ts'
import { readQuery } from './request.ts'

const Query = Type.Object(
  {
    id: Type.Optional(Type.String({ maxLength: 3000, description: 'A DOI, as in `<abbr class="unapi-id">`.' })),
    format: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
)

/** Registers `/unapi`. */
export function unapiRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  app.get(
    '/unapi',
    {
      schema: {
        tags: ['harvest'],
        summary: 'unAPI',
        description: 'Without id the formats; with it those of the article, as status 300; with both the way there.',
        querystring: Query,
        response: {
          200: { description: 'The formats.', content: { 'application/xml': { schema: { type: 'string' } } } },
          300: {
            description: 'The article’s formats.',
            content: { 'application/xml': { schema: { type: 'string' } } },
          },
          302: { description: 'The article in the format.' },
          ...problemAnswers(['invalid-request', 'not-found', 'withdrawn', 'not-writable']),
        },
      },
    },
    async (request, reply) => {
      const { id, format } = readQuery<Type.Static<typeof Query>>(Query, request.query)
      reply.header('access-control-allow-origin', '*').header('cache-control', 'no-cache')
      reply.type('application/xml; charset=utf-8')
      if (id === undefined) return reply.send(formatList(writers))
      const doi = parseDoi(id)
      if (doi === undefined) throw new Refusal('not-found', `“${id.slice(0, 200)}” is not a DOI.`)
      const record = await standingRecord(library, [doi])
      const article = articleOf(record)
      const having = writers.filter(({ lacks }) => (lacks?.(article) ?? []).length === 0)
      if (format === undefined) return reply.code(300).send(formatList(having, id))
      const codec = having.find(({ name }) => name === format)
      if (codec) return reply.redirect(`${site.baseUrl}/articles/${encodeDoi(record.doi)}?format=${codec.name}`, 302)
      throw new Refusal('not-writable', `There is no “${format}” of this article.`, {
        available: having.map(({ name }) => name),
      })
    },
  )
}
