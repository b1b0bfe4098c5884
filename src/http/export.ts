/** The whole of what a query finds, as one document of any format, however long. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Site, WritableCodec } from '../formats/codec.ts'
import { writerNamed, writers } from '../formats/index.ts'
import { articleOf, type Library } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import { problemAnswers } from './openapi.ts'
import { sendStream } from './packing.ts'
import { readQuery } from './request.ts'

const Query = Type.Object(
  {
    q: Type.Optional(Type.String({ maxLength: 1600, description: 'As of /articles; without it all articles.' })),
    format: Type.Enum(writers.map(({ name }) => name)),
  },
  { additionalProperties: false },
)

/** Records read at a time. */
const step = 200

/** Registers `/export`. */
export function exportRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  app.get(
    '/export',
    {
      schema: {
        tags: ['articles'],
        summary: 'Everything a query finds, as one document',
        description:
          'In order of first deposit, so that each article is met once whatever is written meanwhile. Articles that lack ' +
          'what the format demands are left out.',
        querystring: Query,
        response: {
          200: {
            description: 'The document.',
            content: Object.fromEntries(writers.map(({ mediaType }) => [mediaType, { schema: {} }])),
          },
          ...problemAnswers(['invalid-request', 'unknown-format', 'not-writable']),
        },
      },
    },
    async (request, reply) => {
      const { q = '', format } = readQuery<Type.Static<typeof Query>>(Query, request.query)
      const codec = writerNamed(format)
      const records = walk(library, q)
      // The first page is asked for before anything is sent: what cannot be searched is refused as such.
      const first = await records.next()
      reply.headers({
        'cache-control': 'no-cache',
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'Content-Disposition',
        'content-disposition': `attachment; filename="articles${codec.extension}"`,
      })
      reply.type(`${codec.mediaType}; charset=utf-8`)
      return sendStream(request, reply, document(first.value ?? [], records, codec, site))
    },
  )
}

async function* walk(library: Library, query: string): AsyncGenerator<readonly StoredRecord[], undefined> {
  const sort = { by: 'deposited', order: 'ascending' } as const
  for (let cursor: string | undefined; ; ) {
    const options = { limit: step, sort, ...(cursor !== undefined && { cursor }) }
    const page = await (query.trim() === '' ? library.list(options) : library.search({ query, ...options }))
    yield page.items
    if (page.nextCursor === undefined) return
    cursor = page.nextCursor
  }
}

async function* document(
  first: readonly StoredRecord[],
  more: AsyncIterable<readonly StoredRecord[]>,
  codec: WritableCodec,
  site: Site,
): AsyncGenerator<string> {
  const [head, between, tail] = codec.frame
  yield head
  let written = 0
  for await (const records of followedBy(first, more)) {
    let text = ''
    for (const record of records) {
      const article = articleOf(record)
      if ((codec.lacks?.(article) ?? []).length > 0) continue
      const key = record.citationKey
      if (written++ > 0) text += between
      text += codec.write(article, site, { modified: record.modified, ...(key !== undefined && { key }) })
    }
    yield text
    // Writing takes milliseconds: others have their turn between two pages.
    await new Promise((turn) => setImmediate(turn))
  }
  yield tail
}

async function* followedBy<T>(first: T, more: AsyncIterable<T>): AsyncGenerator<T> {
  yield first
  yield* more
}
