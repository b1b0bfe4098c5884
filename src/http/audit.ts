/** The audit log over HTTP. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { AuditRow } from '../../schemas/keys.ts'
import { parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import { demand } from '../library/authority.ts'
import type { Library } from '../library/library.ts'
import { problemAnswers } from './openapi.ts'
import { callerOf, readQuery } from './request.ts'

const Query = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 100 })),
    cursor: Type.Optional(Type.String({ maxLength: 2048, description: '`nextCursor` of the page before.' })),
    doi: Type.Optional(Type.String({ maxLength: 2100, description: 'Writes of this article alone.' })),
    only: Type.Optional(Type.Enum(['keys', 'writes'])),
  },
  { additionalProperties: false },
)

/** Registers `/audit`. */
export function auditRoutes(app: FastifyInstance, { library }: { library: Library }): void {
  app.get(
    '/audit',
    {
      schema: {
        tags: ['service'],
        summary: 'Who wrote what, and who made or revoked keys: newest first',
        description: 'For administrators and reader-admins. Follow `nextCursor`.',
        security: [{ key: [] }],
        querystring: Query,
        response: {
          200: Type.Object({ items: Type.Array(AuditRow), nextCursor: Type.Optional(Type.String()) }),
          ...problemAnswers(['invalid-request', 'unauthorised', 'forbidden', 'too-many', 'unavailable']),
        },
      },
    },
    async (request, reply) => {
      demand(await callerOf(request, library), 'oversees')
      const { limit = 100, cursor, doi: given, only } = readQuery<Type.Static<typeof Query>>(Query, request.query)
      const doi = given === undefined ? undefined : parseDoi(given)
      if (given !== undefined && doi === undefined)
        throw new Refusal('invalid-request', `doi=${given}: this is not a DOI.`)
      const search = {
        ...(cursor !== undefined && { cursor }),
        ...(doi !== undefined && { doi }),
        ...(only && { only }),
      }
      return reply.header('cache-control', 'no-store').send(await library.audit({ limit, ...search }))
    },
  )
}
