/** Articles by DOI: read in any format, written from any, withdrawn; and the resolver-like door at the root. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { DepositAnswer } from '../../schemas/listing.ts'
import { encodeDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { ReadableCodec, Site } from '../formats/codec.ts'
import { withdrawnRefusal } from '../library/deposit.ts'
import type { Library } from '../library/library.ts'
import { articleOf } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import { createReferences } from '../styles/references.ts'
import type { Verification } from '../verify/verify.ts'
import { landingPage } from '../web/landing.ts'
import { createCache } from './cache.ts'
import { articleContent, bodies, doiParameter, problemAnswers } from './openapi.ts'
import {
  type Asked,
  askedOf,
  askedParameters,
  chooseReader,
  createChooser,
  etagOf,
  expectationOf,
  formatOffers,
  htmlOffer,
  isFresh,
  type Representation,
  represent,
  type WriterOffer,
} from './representation.ts'
import { callerOf, doisOf, pathOf, queryOf, textOf } from './request.ts'

export interface ArticleDoors {
  readonly library: Library
  readonly site: Site
  /** Judges documents before they are sent. */
  readonly verification: Verification
  /** Whether every document is judged, asked or not. */
  readonly verifyAll: boolean
  /** Bytes of rendered representations to keep. */
  readonly cacheBytes: number
}

/** Registers `/articles/{doi}` and `/{doi}`. */
export function articleRoutes(app: FastifyInstance, doors: ArticleDoors): void {
  const { library, site, cacheBytes, verification, verifyAll } = doors
  const cache = createCache(cacheBytes)
  const references = createReferences()
  const citation = (record: StoredRecord) =>
    references.format(articleOf(record), { style: 'apa', locale: 'en-US', as: 'text' })
  const page = (record: StoredRecord) =>
    landingPage({ record, article: articleOf(record), citation: citation(record), formats: formatOffers, site })

  const rendering = { site, page, assertValid: verification.assert, verifyAll }

  async function representation(
    key: string,
    doi: string,
    offer: WriterOffer,
    asked: Asked,
  ): Promise<Representation | undefined> {
    const generation = library.generation()
    const record = await library.find(doi)
    if (!record) return undefined
    if (record.withdrawn) throw withdrawnRefusal(record, citation(record))
    const version = `${record.doi} ${record.version}`
    const confirmed = cache.confirmed(key, version, generation)
    if (confirmed) return confirmed
    const made = represent(record, offer, asked, rendering)
    cache.put(key, version, generation, made)
    return made
  }

  async function answerSlowly(request: FastifyRequest, reply: FastifyReply, key: string, offer: WriterOffer) {
    const asked = askedOf(queryOf(request))
    const dois = doisOf(request)
    for (const doi of dois) {
      const found = await representation(key, doi, offer, asked)
      if (found) return sendRepresentation(request, reply, found)
    }
    throw new Refusal('not-found', `No article has the DOI ${dois[0]}.`)
  }

  /** Bytes that are certainly current go out without a promise; the path as it is spelt is their key. */
  const answer =
    (choose: (request: FastifyRequest) => WriterOffer) => (request: FastifyRequest, reply: FastifyReply) => {
      const offer = choose(request)
      const { date = '', formatVersion = '', verify = '' } = queryOf(request)
      const key = `${offer.name} ${date} ${formatVersion} ${verify} ${pathOf(request)}`
      const fresh = cache.fresh(key, library.generation())
      return fresh ? sendRepresentation(request, reply, fresh) : answerSlowly(request, reply, key, offer)
    }

  app.get(
    '/articles/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'One article in any format',
        description: 'The format by `?format=`, otherwise by Accept. HEAD answers the same without a body.',
        params: doiParameter,
        querystring: Type.Object({
          format: Type.Optional(Type.Enum(formatOffers.map(({ name }) => name))),
          ...askedParameters,
        }),
        response: {
          200: articleContent(formatOffers),
          ...problemAnswers(['invalid-request', 'not-found', 'not-acceptable', 'withdrawn']),
        },
      },
    },
    answer(createChooser(formatOffers)),
  )

  const resolverOffers = [htmlOffer, ...formatOffers]
  const resolve = answer(createChooser(resolverOffers))
  app.get(
    '/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'The same by the bare DOI, as a DOI resolver answers; a landing page for browsers',
        params: doiParameter,
        querystring: Type.Object({
          format: Type.Optional(Type.Enum(resolverOffers.map(({ name }) => name))),
          ...askedParameters,
        }),
        response: {
          200: articleContent(resolverOffers),
          ...problemAnswers(['not-found', 'not-acceptable', 'withdrawn']),
        },
      },
    },
    (request, reply) => {
      const path = pathOf(request)
      if (path.startsWith('10.')) return resolve(request, reply)
      throw new Refusal('not-found', `There is nothing at /${path.slice(0, 200)}. See /docs for what there is.`)
    },
  )

  app.put(
    '/articles/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'Deposit or update one article',
        description:
          'The body is a record in any readable format, by Content-Type; `text/plain`, XML and unnamed types are recognised by content. ' +
          'If-Match (an ETag or a version such as "3") and If-None-Match: * guard against overwriting. A withdrawn article is restored.',
        security: [{ key: [] }],
        params: doiParameter,
        ...bodies,
        response: {
          200: { description: 'Updated, or unchanged.', ...DepositAnswer },
          201: { description: 'Created.', ...DepositAnswer },
          ...problemAnswers([
            'unreadable',
            'unauthorised',
            'forbidden',
            'version-mismatch',
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
      const { draft, notes } = readOne(chooseReader(request.headers['content-type'], text), text)
      const deposited = await library.deposit({ doi, draft, by, ...(expected && { expected }) })
      const { outcome, record, article } = deposited
      request.log.info({ doi: record.doi, outcome, version: record.version, by: by.name }, 'deposit')
      return reply
        .code(outcome === 'created' ? 201 : 200)
        .headers({
          location: `${site.baseUrl}/articles/${encodeDoi(record.doi)}`,
          etag: etagOf(record.version, Buffer.from(`${record.json}\n`)),
          'cache-control': 'no-store',
        })
        .send({ outcome, doi: record.doi, version: record.version, article, notes: [...notes, ...deposited.notes] })
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

function sendRepresentation(request: FastifyRequest, reply: FastifyReply, found: Representation): FastifyReply {
  reply.headers(found.headers)
  return isFresh(request, found) ? reply.code(304).removeHeader('content-type').send() : reply.send(found.body)
}

function readOne(codec: ReadableCodec, text: string) {
  const readings = codec.read(text)
  const [reading] = readings
  if (!reading || readings.length > 1) {
    throw new Refusal('unreadable', `The body holds ${readings.length} records in ${codec.title}; send exactly one.`)
  }
  if ('refusal' in reading) throw reading.refusal
  return reading
}
