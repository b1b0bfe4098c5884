/** What formats make of articles: loss reports of stored ones, and conversion of what is sent, without a store. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site, WritableCodec } from '../formats/codec.ts'
import { guessFormat, readerNamed, readers, writerNamed, writers } from '../formats/index.ts'
import { type Fate, fatesOf } from '../formats/losses.ts'
import { type Converted, convert } from '../library/convert.ts'
import { articleOf, type Library } from '../library/library.ts'
import type { Verification } from '../verify/verify.ts'
import { askedOf, askedParameters } from './asked.ts'
import { chooseReader } from './offers.ts'
import { bodies, doiParameter, problemAnswers } from './openapi.ts'
import { doisOf, queryOf, textOf } from './request.ts'

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

/** How many leaves meet each fate; the leaves themselves where they are asked for. */
export function lossReport(article: Article, codec: WritableCodec, whole: boolean) {
  const fates = fatesOf(article, codec)
  const count = (fate: Fate['fate']) => fates.filter((each) => each.fate === fate).length
  const counts = { kept: count('kept'), transformed: count('transformed'), dropped: count('dropped') }
  return { format: codec.name, ...counts, ...(whole && { leaves: fates }) }
}

export interface ConvertDoors {
  readonly library: Library
  readonly site: Site
  readonly verification: Verification
  /** Largest body of a conversion, in bytes. */
  readonly limit: number
}

/** Registers `/losses/{doi}`, `/keys/{key}` and `/convert`. */
export function convertRoutes(app: FastifyInstance, { library, site, verification, limit }: ConvertDoors): void {
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
          200: Type.Union([Report, Type.Array(Report)]),
          ...problemAnswers(['invalid-request', 'not-found']),
        },
      },
    },
    async (request, reply) => {
      const article = await articleAt(request, library)
      const { format } = queryOf(request)
      reply.headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-cache' })
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

  app.post(
    '/convert',
    {
      bodyLimit: limit,
      schema: {
        tags: ['formats'],
        summary: 'Convert records from one format to another, storing nothing',
        description:
          'Many records may be sent; those that are refused are left out and counted in Colophon-Refused. With ' +
          '`report=true` the answer is JSON: for every record its text, notes and losses, or why it was refused.',
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
            content: { 'text/plain': { schema: { type: 'string' } } },
          },
          ...problemAnswers(['unreadable', 'unknown-format', 'unsupported-media-type', 'too-large', 'invalid-article']),
        },
      },
    },
    async (request, reply) => {
      const { to, from, report } = queryOf(request)
      if (to === undefined)
        throw new Refusal('invalid-request', `Name a format: ?to=${writers.map(({ name }) => name).join('|')}.`)
      const codec = writerNamed(String(to))
      const text = textOf(request.body)
      const reader = from === undefined ? readerOf(request, text) : readerNamed(String(from))
      const { verify, ...options } = askedOf(queryOf(request))
      const results = [...convert(text, reader, codec, site, options)]
      if (verify) for (const result of results) if ('text' in result) verification.assert(codec.name, result.text)
      reply.header('access-control-allow-origin', '*')
      return report === 'true' || report === ''
        ? reportOf(results, codec)
        : reply.headers(headersOf(results, codec)).send(bodyOf(results, codec))
    },
  )
}

async function articleAt(request: FastifyRequest, library: Library): Promise<Article> {
  const dois = doisOf(request)
  for (const doi of dois) {
    const record = await library.find(doi)
    if (record) return articleOf(record)
  }
  throw new Refusal('not-found', `No article has the DOI ${dois[0]}.`)
}

/** A body without a name for what it is, or with the form type that curl adds by itself, is told by its content. */
function readerOf(request: FastifyRequest, text: string) {
  const type = request.headers['content-type']
  return type?.startsWith('application/x-www-form-urlencoded') ? guessFormat(text) : chooseReader(type, text)
}

function headersOf(results: readonly Converted[], codec: WritableCodec): Record<string, string> {
  const dropped = results.reduce(
    (sum, each) => sum + ('article' in each ? lossReport(each.article, codec, false).dropped : 0),
    0,
  )
  return {
    'content-type': `${codec.mediaType}; charset=utf-8`,
    'colophon-losses': String(dropped),
    'colophon-refused': String(results.filter((each) => 'refusal' in each).length),
  }
}

/** One record stands alone, several in the format’s frame. A single refused record is the answer’s refusal. */
function bodyOf(results: readonly Converted[], codec: WritableCodec): Readable | string {
  const [first] = results
  if (results.length === 1 && first && 'refusal' in first) throw first.refusal
  const texts = results.flatMap((each) => ('text' in each ? [each.text] : []))
  if (results.length === 1 && !codec.framesOne) return texts[0] ?? ''
  const [head, between, tail] = codec.frame
  return Readable.from(
    (function* () {
      yield head
      for (const [i, text] of texts.entries()) yield i === 0 ? text : between + text
      yield tail
    })(),
  )
}

const reportOf = (results: readonly Converted[], codec: WritableCodec) =>
  results.map((each) =>
    'refusal' in each
      ? { place: each.place, refused: each.refusal.message, findings: each.refusal.findings }
      : { place: each.place, text: each.text, notes: each.notes, losses: lossReport(each.article, codec, true) },
  )
