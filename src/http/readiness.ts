/** What indexing services would miss in an article, each with field, reason and remedy. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { withdrawnRefusal } from '../library/deposit.ts'
import { articleOf, type Library } from '../library/library.ts'
import { readinessOf, services } from '../readiness/readiness.ts'
import { weights } from '../readiness/rule.ts'
import { readinessPage } from '../web/readiness.ts'
import { negotiate } from './negotiate.ts'
import { doiParameter, problemAnswers } from './openapi.ts'
import { pageHeaders } from './page-policy.ts'
import { doisOf } from './request.ts'

const Missing = Type.Object({
  weight: Type.Enum([...weights], {
    description: 'required: the service does not take the article; recommended: it makes less of it.',
  }),
  field: Type.String({ description: 'JSON Pointer into the record; the first of several.' }),
  more: Type.Integer({ description: 'How many other fields of the same kind.' }),
  reason: Type.String(),
  remedy: Type.String(),
})

const Report = Type.Object({
  doi: Type.String(),
  version: Type.Integer(),
  services: Type.Array(
    Type.Object({
      service: Type.Enum(services.map(({ name }) => name)),
      title: Type.String(),
      source: Type.String({ description: 'Where the service says what it asks for.' }),
      ready: Type.Boolean({ description: 'Nothing is missing that is required.' }),
      missing: Type.Array(Missing),
    }),
  ),
})

const json = { types: ['application/json'] }
const html = { types: ['text/html'] }

/** Registers `/readiness/{doi}`. */
export function readinessRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  app.get(
    '/readiness/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'What indexing services would miss',
        description: `Of one article: ${services.map(({ title }) => title).join(', ')}.`,
        params: doiParameter,
        response: {
          200: {
            description: 'One report a service.',
            content: { 'application/json': { schema: Report }, 'text/html': { schema: Type.String() } },
          },
          ...problemAnswers(['invalid-request', 'not-found', 'withdrawn']),
        },
      },
    },
    async (request, reply) => {
      const dois = doisOf(request)
      for (const doi of dois) {
        const record = await library.find(doi)
        if (!record) continue
        if (record.withdrawn) throw withdrawnRefusal(record)
        reply.headers({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*', vary: 'Accept' })
        const { doi: own, version } = record
        const reports = readinessOf(articleOf(record), site)
        if (negotiate(request.headers.accept, [json, html]) === html) {
          reply.headers(pageHeaders)
          return reply.type('text/html; charset=utf-8').send(readinessPage({ doi: own, reports, name: site.name }))
        }
        return reply.send({ doi: own, version, services: reports })
      }
      throw new Refusal('not-found', `No article has the DOI ${dois[0]}.`)
    },
  )
}
