/** Articles by DOI: read in any format, written from any, withdrawn; and the resolver-like door at the root. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { withdrawnRefusal } from '../library/deposit.ts'
import type { Moment } from '../library/history.ts'
import type { Library } from '../library/library.ts'
import type { References } from '../styles/references.ts'
import type { Verification } from '../verify/verify.ts'
import { askedOf, askedParameters, mannerParameters } from './asked.ts'
import type { RepresentationCache } from './cache.ts'
import { type Front, sendRepresentation } from './front.ts'
import { createLanding } from './landing.ts'
import { momentOf, momentParameters } from './memento.ts'
import { bibliographyOffer, createChooser, formatOffers, htmlOffer, type WriterOffer } from './offers.ts'
import { articleContent, doiParameter, problemAnswers } from './openapi.ts'
import { createRenderings, keyOf, standing } from './renderings.ts'
import type { Representation } from './representation.ts'
import { doisOf, pathOf, queryOf } from './request.ts'
import { createWriters } from './writers.ts'

export interface ArticleDoors {
  readonly library: Library
  readonly site: Site
  /** Judges documents before they are sent. */
  readonly verification: Verification
  /** Whether every document is judged, asked or not. */
  readonly verifyAll: boolean
  readonly references: References
  /** Bytes of rendered representations to keep. */
  readonly cacheBytes: number
  readonly cache: RepresentationCache
  /** Told what answers a request, for the next that says the same, and what it can look up by itself. */
  readonly front: Pick<Front, 'learn' | 'ask'>
}

/** What is asked beside the DOI and the format. */
interface Wish {
  readonly query: Readonly<Record<string, unknown>>
  readonly moment: Moment | undefined
  /** The address that was asked for. */
  readonly url: string
}

/** Registers `/articles/{doi}` and `/{doi}`. */
export function articleRoutes(app: FastifyInstance, doors: ArticleDoors): void {
  const { library, site, cacheBytes, front, references } = doors
  const landing = createLanding({ site, library, catalogue: references.catalogue })
  const { reference, written } = createWriters({ references, keptBytes: cacheBytes / 8, landing })
  const renderings = createRenderings(doors)

  async function representation(
    key: string,
    doi: string,
    offer: WriterOffer,
    { query, moment, url }: Wish,
  ): Promise<Representation | undefined> {
    const wanted = { key, offer, asked: askedOf(query), generation: library.generation() }
    const record = moment ? await library.past.at(doi, moment) : await library.find(doi)
    if (!record) return undefined
    if (record.withdrawn) {
      // The tombstone stands even where no worker is free to write how the article was cited.
      throw withdrawnRefusal(record, await reference(record).catch(() => undefined))
    }
    const kept = renderings.kept(wanted, record)
    if (kept) return kept
    const other = await written(record, offer, wanted.asked, query, moment !== undefined)
    return renderings.render(wanted, record, moment ? { kind: 'past', moment, url } : standing, other)
  }

  async function answerSlowly(
    request: FastifyRequest,
    reply: FastifyReply,
    key: string,
    offer: WriterOffer,
    moment: Moment | undefined,
  ) {
    const wish = { query: queryOf(request), moment, url: request.url }
    const dois = doisOf(request)
    for (const doi of dois) {
      const found = await representation(key, doi, offer, wish)
      if (!found) continue
      if (moment?.kind !== 'nearest') front.learn(request.raw, request.routeOptions.url ?? '', key)
      return sendRepresentation(request, reply, found)
    }
    throw new Refusal('not-found', `No article has the DOI ${dois[0]}.`)
  }

  /** Bytes that are certainly current go out without a promise; the address as it is spelt is their key. */
  const answer =
    (choose: (request: FastifyRequest) => WriterOffer) => (request: FastifyRequest, reply: FastifyReply) => {
      const offer = choose(request)
      const moment = momentOf(request)
      const key = keyOf(offer, request.url, moment)
      const answerAt = (generation: number) => {
        const fresh = renderings.fresh(key, generation)
        if (!fresh) return answerSlowly(request, reply, key, offer, moment)
        if (moment?.kind !== 'nearest') front.learn(request.raw, request.routeOptions.url ?? '', key)
        return sendRepresentation(request, reply, fresh)
      }
      const generation = library.generationNow()
      return typeof generation === 'number' ? answerAt(generation) : generation.then(answerAt)
    }

  // Whoever names no type gets the record, browsers a page.
  const articleOffers = [...formatOffers, bibliographyOffer, htmlOffer]
  const chooseArticle = createChooser(articleOffers)
  front.ask(renderings.place('/articles/*', '/articles/10.', chooseArticle))
  app.get(
    '/articles/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'One article in any format',
        description:
          'The format by `?format=`, otherwise by Accept. HEAD answers the same without a body. `?style=` asks for the ' +
          'reference in a citation style, as does `Accept: text/x-bibliography; style=apa; locale=de-DE; format=html`. ' +
          '`?version=`, `?as-of=` and Accept-Datetime (RFC 7089) give the article as it was, in any of them.',
        params: doiParameter,
        querystring: Type.Object({
          format: Type.Optional(Type.Enum(articleOffers.map(({ name }) => name))),
          ...momentParameters,
          ...askedParameters,
          ...mannerParameters,
        }),
        response: {
          200: articleContent(articleOffers),
          ...problemAnswers(['invalid-request', 'not-found', 'not-acceptable', 'withdrawn', 'unavailable']),
        },
      },
    },
    answer(chooseArticle),
  )

  const resolverOffers = [htmlOffer, ...formatOffers, bibliographyOffer]
  const chooseResolver = createChooser(resolverOffers)
  const resolve = answer(chooseResolver)
  front.ask(renderings.place('/*', '/10.', chooseResolver))
  app.get(
    '/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'The same by the bare DOI, as a DOI resolver answers; a landing page for browsers',
        params: doiParameter,
        querystring: Type.Object({
          format: Type.Optional(Type.Enum(resolverOffers.map(({ name }) => name))),
          ...momentParameters,
          ...askedParameters,
          ...mannerParameters,
        }),
        response: {
          200: articleContent(resolverOffers),
          ...problemAnswers(['invalid-request', 'not-found', 'not-acceptable', 'withdrawn', 'unavailable']),
        },
      },
    },
    (request, reply) => {
      const path = pathOf(request)
      if (path.startsWith('10.')) return resolve(request, reply)
      throw new Refusal('not-found', `There is nothing at /${path.slice(0, 200)}. See /docs for what there is.`)
    },
  )
}
