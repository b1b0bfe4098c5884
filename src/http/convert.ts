/** What formats make of articles: loss reports of stored ones, and conversion of what is sent, without a store. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { readers, writerNamed, writers } from '../formats/index.ts'
import { convert } from '../library/convert.ts'
import { articleOf, type Library } from '../library/library.ts'
import type { Verification } from '../verify/verify.ts'
import { askedOf, askedParameters } from './asked.ts'
import type { Connections } from './connections.ts'
import { lossReport, sendConverted, sendReport } from './convert-answer.ts'
import { readingsOfBody } from './convert-body.ts'
import { isForm } from './convert-form.ts'
import { answerForm, convertPageRoutes } from './convert-page.ts'
import { guessRoutes } from './guess.ts'
import { lossesHtml } from './losses-page.ts'
import { negotiate } from './negotiate.ts'
import { bodies, doiParameter, problemAnswers } from './openapi.ts'
import { pageHeaders } from './page-policy.ts'
import { doisOf, queryOf } from './request.ts'

const FateShape = Type.Object({
  pointer: Type.String({ description: 'JSON Pointer of a leaf of the record.' }),
  fate: Type.Enum(['kept', 'transformed', 'dropped']),
  how: Type.Optional(Type.String({ description: 'What is made of it, or why it is dropped.' })),
})
const Report = Type.Object({
  format: Type.String(),
  kept: Type.Integer(),
  transformed: Type.Integer(),
  dropped: Type.Integer(),
  leaves: Type.Optional(Type.Array(FateShape)),
})

const asJson = { types: ['application/json'] }
const asPage = { types: ['text/html', 'application/xhtml+xml'] }

export interface ConvertDoors {
  readonly library: Library
  readonly site: Site
  readonly verification: Verification
  readonly connections: Connections
  /** How much of a body is held at once, in characters. */
  readonly limit: number
  /** The longest form of the page, in bytes. */
  readonly formLimit: number
}

/** Registers `/losses/{doi}`, `/keys/{key}`, `/convert` with its page, and `/formats/guess`. */
export function convertRoutes(
  app: FastifyInstance,
  { library, site, verification, connections, limit, formLimit }: ConvertDoors,
): void {
  const page = { site, limit: formLimit }
  convertPageRoutes(app, page)
  guessRoutes(app)

  app.get(
    '/losses/*',
    {
      schema: {
        tags: ['formats'],
        summary: 'What each format makes of one article',
        description: 'With `?format=` every leaf of the record with its fate; without it the counts for all formats.',
        params: doiParameter,
        querystring: Type.Object({ format: Type.Optional(Type.Enum(writers.map(({ name }) => name))) }),
        response: {
          200: {
            description: 'The counts, or every leaf.',
            content: {
              'application/json': { schema: Type.Union([Report, Type.Array(Report)]) },
              'text/html': { schema: Type.String() },
            },
          },
          ...problemAnswers(['invalid-request', 'not-found']),
        },
      },
    },
    async (request, reply) => {
      const article = await articleAt(request, library)
      const { format } = queryOf(request)
      reply.headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache', vary: 'Accept' })
      if (negotiate(request.headers.accept, [asJson, asPage]) === asPage) {
        const text = lossesHtml(article, format === undefined ? undefined : writerNamed(String(format)), site)
        return reply.headers(pageHeaders).type('text/html; charset=utf-8').serializer(String).send(text)
      }
      return format === undefined
        ? writers.map((codec) => lossReport(article, codec, false))
        : lossReport(article, writerNamed(String(format)), true)
    },
  )

  app.get(
    '/keys/:key',
    {
      schema: {
        tags: ['articles'],
        summary: 'The article that bears a citation key',
        params: Type.Object({ key: Type.String() }),
        response: { 303: { description: 'Its address.', type: 'null' }, ...problemAnswers(['not-found']) },
      },
    },
    async (request, reply) => {
      const { key } = request.params as { key: string } // the route has this parameter
      const found = await library.findByCitationKey(key)
      if (!found) throw new Refusal('not-found', `No article has the citation key ${key.slice(0, 200)}.`)
      return reply.redirect(`${site.baseUrl}/articles/${found.doi}`, 303)
    },
  )

  // A body is neither read nor measured before its records are converted: this door has a parser of its own.
  app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    door.post('/convert', { schema: convertSchema }, async (request, reply) => {
      if (isForm(request)) return answerForm(request, reply, page)
      const query = queryOf(request)
      if (query.to === undefined)
        throw new Refusal('invalid-request', `Name a format: ?to=${writers.map(({ name }) => name).join('|')}.`)
      const to = writerNamed(String(query.to))
      const { verify, ...options } = askedOf(query)
      connections.allowTime(request, reply)
      const results = convert(readingsOfBody(request, query.from, limit), {
        to,
        site,
        options,
        ...(verify && { assertValid: (text: string) => verification.assert(to.name, text) }),
      })
      reply.header('access-control-allow-origin', '*')
      return query.report === 'true' || query.report === ''
        ? sendReport(reply, results, to)
        : sendConverted(reply, results, to)
    })
  })
}

const convertSchema = {
  tags: ['formats'],
  summary: 'Convert records from one format to another, storing nothing',
  description:
    'Many records may be sent, in a body of any length where they stand one after another; the answer to a long one ' +
    'begins while it is being sent. Records that are refused are left out and counted in Colophon-Refused, fields that ' +
    'have no place in Colophon-Losses: headers of a short answer, trailers of a long one. With `report=true` the answer ' +
    'is JSON: for every record its text, notes and losses, or why it was refused.',
  querystring: Type.Object({
    to: Type.Enum(writers.map(({ name }) => name)),
    from: Type.Optional(Type.Enum(readers.map(({ name }) => name))),
    report: Type.Optional(Type.Boolean()),
    ...askedParameters,
  }),
  ...bodies,
  response: {
    200: {
      description: 'The records in the other format.',
      content: Object.fromEntries(
        ['application/json', ...writers.map(({ mediaType }) => mediaType)].map((type) => [type, { schema: {} }]),
      ),
    },
    ...problemAnswers([
      'unreadable',
      'unknown-format',
      'unsupported-media-type',
      'too-large',
      'invalid-article',
      'not-writable',
      'incomplete-article',
    ]),
  },
}

async function articleAt(request: FastifyRequest, library: Library): Promise<Article> {
  const dois = doisOf(request)
  for (const doi of dois) {
    const record = await library.find(doi)
    if (record) return articleOf(record)
  }
  throw new Refusal('not-found', `No article has the DOI ${dois[0]}.`)
}
