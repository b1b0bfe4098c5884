/** Lists of articles: all of them or those a query finds, page by page, in any format. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { Listing, ListQuery } from '../../schemas/listing.ts'
import { encodeDoi } from '../article/doi.ts'
import type { Site, WritableCodec } from '../formats/codec.ts'
import { articleOf, type Library, type PageOf } from '../library/library.ts'
import type { Count, Question, StoredRecord } from '../store/store.ts'
import { createChooser, formatOffers } from './offers.ts'
import { articleContent, problemAnswers } from './openapi.ts'
import { readQuery } from './request.ts'

const Query = Type.Object(
  { ...ListQuery.properties, format: Type.Optional(Type.Enum(formatOffers.map(({ name }) => name))) },
  { additionalProperties: false },
)

/** Registers `/articles`. */
export function listRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  const choose = createChooser(formatOffers)
  app.get(
    '/articles',
    {
      schema: {
        tags: ['articles'],
        summary: 'List or search articles',
        description:
          'Without `q` all articles in order of first deposit; with it those it finds, best first. ' +
          'Follow `nextCursor`, or the Link header with rel="next". Formats other than JSON hold the page’s articles alone.',
        querystring: Query,
        response: {
          200: {
            description: 'A page.',
            content: { ...pagesOf(articleContent(formatOffers).content), 'application/json': { schema: Listing } },
          },
          ...problemAnswers(['invalid-request', 'not-acceptable']),
        },
      },
    },
    async (request, reply) => {
      const {
        q,
        limit = 20,
        cursor,
        sort: by,
        order,
      } = readQuery<ListQuery & { format?: string }>(Query, request.query)
      const { codec, types } = choose(request)
      const sort = sortOf(by, order)
      const options = { limit, ...(cursor !== undefined && { cursor }), ...(sort && { sort }) }
      const searching = q !== undefined && q.trim() !== ''
      const page = searching ? await library.search({ query: q, ...options }) : await library.list(options)
      if (page.nextCursor !== undefined) {
        const next = new URLSearchParams({ ...(request.query as Record<string, string>), cursor: page.nextCursor })
        reply.header('link', `<${site.baseUrl}/articles?${next}>; rel="next"`)
      }
      reply.headers({ vary: 'Accept', 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
      reply.type(`${types[0]}; charset=utf-8`)
      if (codec && codec !== formatOffers[0]?.codec) {
        const whole = page.items.filter((record) => (codec.lacks?.(articleOf(record)) ?? []).length === 0)
        // Nothing is left out unsaid.
        reply.header('colophon-refused', page.items.length - whole.length)
        return framed(whole, codec, site)
      }
      const total = searching ? page.total : { count: await library.count(), exact: true }
      return listing(page, total)
    },
  )
}

/** A page in a format is one document of it, which need not be of the shape that a single article has. */
const pagesOf = (content: object): object =>
  Object.fromEntries(Object.keys(content).map((type) => [type, { schema: {} }]))

/** Dates and counts begin with the newest and greatest; the order of first deposit with the first. */
function sortOf(by: ListQuery['sort'], order: ListQuery['order']): Question['sort'] {
  if (by === undefined && order === undefined) return undefined
  const rising = order === undefined ? by === undefined || by === 'deposited' : order === 'asc'
  return { by: by ?? 'deposited', order: rising ? 'ascending' : 'descending' }
}

/** Articles as one document of a format. */
export function framed(records: readonly StoredRecord[], codec: WritableCodec, site: Site): string {
  const [head, between, tail] = codec.frame
  return head + records.map((record) => codec.write(articleOf(record), site)).join(between) + tail
}

/** The page as JSON; stored records are JSON already and are not parsed to be written again. */
function listing({ items: records, scores, nextCursor }: PageOf<StoredRecord>, total: Count | undefined): string {
  const items = records.map(({ doi, version, created, modified, json }, at) => {
    const href = `/articles/${encodeDoi(doi)}`
    const head = JSON.stringify({ doi, version, created, modified, href, score: scores?.[at] || undefined })
    return `${head.slice(0, -1)},"article":${json}}`
  })
  const tail = JSON.stringify({ total: total?.count, exact: total?.exact, nextCursor })
  return `{"items":[${items.join(',\n')}]${tail === '{}' ? '' : `,${tail.slice(1, -1)}`}}\n`
}
