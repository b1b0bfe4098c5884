/** Atom feeds of everything and of each journal. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { parseIssn } from '../article/identifiers.ts'
import { Refusal } from '../article/refusal.ts'
import { type AtomFeed, atomType, writeFeed } from '../feed/atom.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { shelfOfJson } from '../library/shelf.ts'
import { sendDocument } from './document.ts'
import { problemAnswers } from './openapi.ts'
import { readQuery } from './request.ts'

const Query = Type.Object(
  {
    before: Type.Optional(
      Type.Integer({ minimum: 1, description: 'The number of the change log before which the page begins.' }),
    ),
  },
  { additionalProperties: false },
)

/** Entries on a page. */
const pageSize = 50

/** Registers `/feed.atom` and `/feeds/{journal}.atom`. */
export function feedRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    feed: Pick<AtomFeed, 'title' | 'self' | 'home'>,
    slug?: string,
  ): Promise<FastifyReply> {
    const { before } = readQuery<Type.Static<typeof Query>>(Query, request.query)
    const place = before === undefined ? {} : { before }
    const found = await library.browse.latest({ ...(slug !== undefined && { slug }), ...place, limit: pageSize + 1 })
    const entries = found.slice(0, pageSize)
    const since = (await library.harvest.first()) ?? '1970-01-01T00:00:00.000Z'
    const text = writeFeed({ ...feed, site, ...place, entries, more: found.length > pageSize, since })
    return sendDocument(request, reply, { text, type: `${atomType}; charset=utf-8` })
  }

  const response = {
    200: { description: 'An Atom feed.', content: { [atomType]: { schema: { type: 'string' } } } },
    ...problemAnswers(['invalid-request']),
  }
  app.get(
    '/feed.atom',
    {
      schema: {
        tags: ['harvest'],
        summary: 'What changed last, as an Atom feed',
        description: 'Newest first; older pages by the links with rel="next" (RFC 5005). Withdrawals are tombstones.',
        querystring: Query,
        response,
      },
    },
    (request, reply) =>
      send(request, reply, { title: site.name, self: `${site.baseUrl}/feed.atom`, home: `${site.baseUrl}/` }),
  )
  app.get(
    '/feeds/:journal',
    {
      schema: {
        tags: ['harvest'],
        summary: 'What changed last in a journal, as an Atom feed',
        params: {
          type: 'object',
          properties: { journal: { type: 'string', description: 'Its ISSN and .atom', examples: ['2434-561x.atom'] } },
          required: ['journal'],
        },
        querystring: Query,
        response: { ...response, ...problemAnswers(['not-found']) },
      },
    },
    async (request, reply) => {
      const { journal: name = '' } = request.params as Record<string, string> // Fastify gives the names of the path
      const slug = name.endsWith('.atom') ? name.slice(0, -'.atom'.length).toLowerCase() : ''
      const journal = await library.browse.journal(slug)
      if (journal) {
        const { baseUrl } = site
        const [self, home] = [`${baseUrl}/feeds/${slug}.atom`, `${baseUrl}/browse/${slug}`]
        return send(request, reply, { title: `${journal.name} – ${site.name}`, self, home }, slug)
      }
      const other = await slugOfIssn(library, slug)
      if (other !== undefined && other !== slug) return reply.redirect(`${site.baseUrl}/feeds/${other}.atom`, 301)
      throw new Refusal('not-found', `There is no journal at /feeds/${name.slice(0, 100)}; /browse has them all.`)
    },
  )
}

/** A journal has one address, and may have several ISSNs. */
async function slugOfIssn(library: Library, text: string): Promise<string | undefined> {
  const parsed = parseIssn(text)
  if (!('value' in parsed)) return undefined
  const match = { kind: 'fact' as const, fact: { name: 'issn', value: parsed.value } }
  const { hits } = await library.find({ match, limit: 1 })
  return hits[0] && shelfOfJson(hits[0].record.json).slug
}
