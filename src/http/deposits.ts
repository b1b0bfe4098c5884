/** Writing articles: one is deposited under its DOI in any readable format, or withdrawn. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { DepositAnswer } from '../../schemas/listing.ts'
import { Refusal } from '../article/refusal.ts'
import type { ReadableCodec, Site } from '../formats/codec.ts'
import { readAs } from '../formats/index.ts'
import type { Library } from '../library/library.ts'
import { expectationOf } from './conditions.ts'
import { sendDeposited } from './deposit-answer.ts'
import { idempotencyHeader, onceOf } from './idempotency.ts'
import { chooseReader } from './offers.ts'
import { bodies, doiParameter, problemAnswers } from './openapi.ts'
import { callerOf, doisOf, queryOf, textOf } from './request.ts'

/** Registers PUT and DELETE of `/articles/{doi}`. */
export function depositRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  app.put(
    '/articles/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'Deposit or update one article',
        description:
          'The body is a record in any readable format, by Content-Type; `text/plain`, XML and unnamed types are recognised by content. ' +
          'If-Match (an ETag or a version such as "3") and If-None-Match: * guard against overwriting. A withdrawn article is restored. What is acknowledged is on disk.',
        security: [{ key: [] }],
        params: doiParameter,
        headers: idempotencyHeader,
        ...bodies,
        response: {
          200: { description: 'Updated, or unchanged.', ...DepositAnswer },
          201: { description: 'Created.', ...DepositAnswer },
          ...problemAnswers([
            'unreadable',
            'unauthorised',
            'forbidden',
            'version-mismatch',
            'key-reused',
            'too-large',
            'unsupported-media-type',
            'invalid-article',
          ]),
        },
      },
    },
    async (request, reply) => {
      const by = await callerOf(request, library)
      const [doi] = doisOf(request)
      const text = textOf(request.body)
      const expected = expectationOf(request)
      const once = onceOf(request)
      const reader = chooseReader(request.headers['content-type'], text)
      const { draft, notes } = readOne(reader, text)
      const sent = { doi, draft, by, format: reader.name }
      const deposited = await library.deposit({ ...sent, ...(expected && { expected }), ...(once && { once }) })
      return sendDeposited(request, reply, deposited, site, notes)
    },
  )

  app.delete(
    '/articles/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'Withdraw one article, leaving a tombstone',
        description: 'Afterwards the article answers 410 with the reason and a citation. Its versions are kept.',
        security: [{ key: [] }],
        params: doiParameter,
        querystring: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 2000 })) }),
        response: {
          200: {
            description: 'Withdrawn.',
            ...Type.Object({
              doi: Type.String(),
              version: Type.Integer(),
              withdrawn: Type.Object({ reason: Type.String() }),
            }),
          },
          ...problemAnswers(['unauthorised', 'forbidden', 'not-found', 'version-mismatch']),
        },
      },
    },
    async (request) => {
      const by = await callerOf(request, library)
      const dois = doisOf(request)
      const expected = expectationOf(request)
      const reason = String(queryOf(request).reason ?? 'No reason was given.').trim()
      for (const [i, doi] of dois.entries()) {
        if (i + 1 < dois.length && !(await library.find(doi))) continue
        const record = await library.withdraw({ doi, reason, by, ...(expected && { expected }) })
        request.log.info({ doi: record.doi, version: record.version, by: by.name }, 'withdrawal')
        return { doi: record.doi, version: record.version, withdrawn: record.withdrawn }
      }
      throw new Refusal('not-found', `No article has the DOI ${dois[0]}.`)
    },
  )
}

function readOne(codec: ReadableCodec, text: string) {
  const readings = readAs(codec, text)
  const [reading] = readings
  if (!reading || readings.length > 1) {
    throw new Refusal('unreadable', `The body holds ${readings.length} records in ${codec.title}; send exactly one.`)
  }
  if ('refusal' in reading) throw reading.refusal
  return reading
}
