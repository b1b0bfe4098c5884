/** The catalogue of citation styles and locales. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { StyleShape } from '../../schemas/citations.ts'
import { Refusal } from '../article/refusal.ts'
import type { Catalogue, Style } from '../styles/catalogue.ts'
import { example } from '../styles/example.ts'
import type { References } from '../styles/references.ts'
import { mannerOf, mannerParameters } from './asked.ts'
import { problemAnswers } from './openapi.ts'
import { queryOf, readQuery } from './request.ts'

const Query = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 200, description: 'Words of the id or the title.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 5000, default: 100 })),
    offset: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000, default: 0 })),
  },
  { additionalProperties: false },
)
const LocaleShape = Type.Object({ tag: Type.String(), name: Type.String({ description: 'In English.' }) })
const { style: _, ...ExampleQuery } = mannerParameters

/** Registers `/styles`, `/styles/{id}` and `/locales`. */
export function styleRoutes(app: FastifyInstance, { references }: { references: References }): void {
  const { catalogue } = references
  const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' })
  const locales = catalogue.locales.map((tag) => ({ tag, name: names.of(tag) ?? tag }))
  const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' }

  app.get(
    '/styles',
    {
      schema: {
        tags: ['citations'],
        summary: 'Citation styles',
        querystring: Query,
        response: {
          200: Type.Object({ total: Type.Integer(), items: Type.Array(StyleShape) }),
          ...problemAnswers(['invalid-request']),
        },
      },
    },
    async (request, reply) => {
      const { q = '', limit = 100, offset = 0 } = readQuery<Asked>(Query, request.query)
      const found = q.trim() === '' ? catalogue.styles : catalogue.search(q)
      reply.headers(open)
      return { total: found.length, items: found.slice(offset, offset + limit) }
    },
  )

  app.get(
    '/styles/:id',
    {
      schema: {
        tags: ['citations'],
        summary: 'One citation style, with an example',
        params: Type.Object({ id: Type.String() }),
        querystring: Type.Object(ExampleQuery),
        response: {
          200: Type.Intersect([
            StyleShape,
            Type.Object({ example: Type.Object({ reference: Type.String(), citation: Type.String() }) }),
          ]),
          ...problemAnswers(['invalid-request', 'not-found', 'unavailable']),
        },
      },
    },
    async (request, reply) => {
      const { id } = request.params as { id: string } // the route has this parameter
      const style = styleAt(id, catalogue)
      const manner = mannerOf({ ...queryOf(request), style: style.id }, {}, catalogue)
      const { references: made, citations } = await references.bibliography(
        [{ item: example }],
        [[{ id: '0' }]],
        manner,
      )
      const { locale, as } = manner
      reply.headers(open)
      return { ...style, example: { locale, as, reference: made[0]?.text ?? '', citation: citations[0] ?? '' } }
    },
  )

  app.get(
    '/locales',
    { schema: { tags: ['citations'], summary: 'Locales of citations', response: { 200: Type.Array(LocaleShape) } } },
    async (_request, reply) => reply.headers(open).send(locales),
  )
}

/** At an address of its own a style that is not there is not found; elsewhere it makes the request invalid. */
function styleAt(id: string, catalogue: Catalogue): Style {
  try {
    return catalogue.style(id)
  } catch (error) {
    throw error instanceof Refusal ? new Refusal('not-found', error.message, error.extras) : error
  }
}

interface Asked {
  readonly q?: string
  readonly limit?: number
  readonly offset?: number
}
