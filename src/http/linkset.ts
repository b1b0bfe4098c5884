/** FAIR Signposting level 2: an article’s typed links as a document. */
import type { FastifyInstance } from 'fastify'
import type { StoredArticle } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { writers } from '../formats/index.ts'
import type { Library } from '../library/library.ts'
import { linksetJson, linksetText } from '../web/linkset.ts'
import { contextsOf, linksetTypes } from '../web/signposting.ts'
import { sendDocument, standingRecord } from './document.ts'
import { negotiate } from './negotiate.ts'
import { doiParameter, problemAnswers } from './openapi.ts'
import { doisOf } from './request.ts'

/** RFC 9264, 4: JSON says the same and more programs read it. */
const offers = linksetTypes.map((type, at) => ({
  types: at === 0 ? [type, 'application/json'] : [type],
  write: at === 0 ? linksetJson : linksetText,
}))

/** Registers `/linkset/{doi}`. */
export function linksetRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  const text = { schema: { type: 'string' } }
  app.get(
    '/linkset/*',
    {
      schema: {
        tags: ['harvest'],
        summary: 'The typed links of an article (FAIR Signposting, level 2)',
        description: 'Of the landing page, the full texts and the formats; as JSON or as links, by Accept (RFC 9264).',
        params: doiParameter,
        response: {
          200: {
            description: 'A link set.',
            content: {
              'application/linkset+json': {
                schema: { type: 'object', properties: { linkset: { type: 'array', items: { type: 'object' } } } },
              },
              'application/linkset': text,
            },
          },
          ...problemAnswers(['invalid-request', 'not-found', 'not-acceptable', 'withdrawn']),
        },
      },
    },
    async (request, reply) => {
      const offer = negotiate(request.headers.accept, offers)
      if (!offer) {
        throw new Refusal('not-acceptable', `A link set is ${linksetTypes.join(' or ')}.`, { available: linksetTypes })
      }
      const record = await standingRecord(library, doisOf(request))
      const article: StoredArticle = JSON.parse(record.json)
      return sendDocument(request, reply, {
        text: offer.write(contextsOf(article, site, writers)),
        type: offer.types[0] ?? '',
        vary: 'Accept, Accept-Encoding',
      })
    },
  )
}
