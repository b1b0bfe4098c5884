/** What became of an article: every version with who wrote it, when, of what, and what changed; and the TimeMap. */
import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import type { Told } from '../library/history.ts'
import type { Library } from '../library/library.ts'
import type { ChangeKind } from '../store/store.ts'
import { sendDocument } from './document.ts'
import { historyHtml } from './history-page.ts'
import { linkFormat, timeMap, versionUrl } from './memento.ts'
import { negotiate } from './negotiate.ts'
import { doiParameter, problemAnswers } from './openapi.ts'
import type { Pages } from './pages.ts'
import { doisOf, readQuery } from './request.ts'

const forReaders = 'html'
const Query = Type.Object(
  {
    after: Type.Optional(Type.Integer({ minimum: 0, default: 0, description: 'Versions after this one.' })),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 200, default: 100, description: 'At most; fewer where records are large.' }),
    ),
    from: Type.Optional(Type.Integer({ minimum: 1, description: 'Compares this version …' })),
    to: Type.Optional(Type.Integer({ minimum: 1, description: '… with this one.' })),
    before: Type.Optional(
      Type.Integer({ minimum: 2, description: 'Of the page for people: versions before this one.' }),
    ),
    format: Type.Optional(Type.Enum(['json', forReaders], { description: 'Wins over Accept.' })),
  },
  { additionalProperties: false },
)
type Query = Type.Static<typeof Query> & { readonly after: number; readonly limit: number }

const Changes = Type.Array(
  Type.Object({
    op: Type.Enum(['add', 'remove', 'replace']),
    path: Type.String(),
    value: Type.Optional(Type.Unknown()),
  }),
  { description: 'JSON Patch (RFC 6902).' },
)
const VersionShape = Type.Object({
  version: Type.Integer({ minimum: 1 }),
  kind: Type.Enum(['deposit', 'update', 'withdraw', 'restore'] satisfies ChangeKind[]),
  at: Type.String({ description: 'ISO 8601, UTC.' }),
  by: Type.String({ description: 'Name of the key it was written with, or cli.' }),
  format: Type.Optional(Type.String({ description: 'What was sent; absent where that was not kept yet.' })),
  reason: Type.Optional(Type.String({ description: 'Why it was withdrawn.' })),
  sha256: Type.String({ description: 'Of the record as JSON without the line feed at its end.' }),
  href: Type.String(),
  changes: Type.Optional(Changes),
})
const HistoryShape = Type.Object({
  doi: Type.String(),
  total: Type.Integer({ description: 'How many versions there are.' }),
  versions: Type.Array(VersionShape),
  next: Type.Optional(Type.Integer({ description: 'Go on with `after` set to this.' })),
})
const ComparisonShape = Type.Object({
  doi: Type.String(),
  from: Type.Integer(),
  to: Type.Integer(),
  changes: Changes,
})

const patchType = 'application/json-patch+json'
const vary = 'Accept, Accept-Encoding'
const offers = [
  { name: 'json', types: ['application/json', patchType] },
  { name: forReaders, types: ['text/html', 'application/xhtml+xml'] },
]

interface HistoryDoors {
  readonly library: Library
  readonly site: Site
  readonly pages: Pages
}

/** Registers `/history/{doi}` and `/timemap/{doi}`. */
export function historyRoutes(app: FastifyInstance, { library, site, pages }: HistoryDoors): void {
  app.get(
    '/history/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'Every version of one article: who, when, of what, and what changed',
        description:
          'Oldest first. `changes` makes the record of the version before into this one. With `from` and `to` two ' +
          'versions are compared; `Accept: application/json-patch+json` gives the patch alone.',
        params: doiParameter,
        querystring: Query,
        response: {
          200: {
            description: 'The versions, or what changed between two.',
            content: {
              'application/json': { schema: Type.Union([HistoryShape, ComparisonShape]) },
              [patchType]: { schema: Changes },
              'text/html': { schema: Type.String() },
            },
          },
          ...problemAnswers(['invalid-request', 'not-found']),
        },
      },
    },
    async (request, reply) => {
      const query = readQuery<Query>(Query, request.query)
      const doi = await knownDoi(request, library)
      const { from, to } = query
      const { format = negotiate(request.headers.accept, offers)?.name } = query
      if (format === forReaders) {
        const asked = { ...query, doi }
        return pages.send(request, reply, () => historyHtml(asked, { library, site }), vary)
      }
      if (from === undefined && to === undefined) {
        return sendDocument(request, reply, { ...asJson(await historyOf(doi, query, { library, site })), vary })
      }
      if (from === undefined || to === undefined) {
        throw new Refusal('invalid-request', 'Two versions are compared: give both, ?from=1&to=3.')
      }
      const changes = await library.past.compare(doi, from, to)
      return (request.headers.accept ?? '').includes(patchType)
        ? sendDocument(request, reply, { text: `${JSON.stringify(changes)}\n`, type: patchType, vary })
        : sendDocument(request, reply, { ...asJson({ doi, from, to, changes }), vary })
    },
  )

  app.get(
    '/timemap/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'Addresses of every version of one article with their dates (RFC 7089)',
        params: doiParameter,
        response: {
          200: { description: 'The TimeMap.', content: { [linkFormat]: { schema: { type: 'string' } } } },
          ...problemAnswers(['invalid-request', 'not-found']),
        },
      },
    },
    async (request, reply) => {
      const doi = await knownDoi(request, library)
      const text = timeMap(doi, await library.past.steps(doi), site)
      return sendDocument(request, reply, { text, type: linkFormat })
    },
  )
}

const asJson = (value: object) => ({ text: `${JSON.stringify(value)}\n`, type: 'application/json; charset=utf-8' })

/** As it is kept, withdrawn or not. */
async function knownDoi(request: FastifyRequest, library: Library): Promise<string> {
  const dois = doisOf(request)
  for (const doi of dois) {
    const record = await library.find(doi)
    if (record) return record.doi
  }
  throw new Refusal('not-found', `No article has the DOI ${dois[0]}.`)
}

async function historyOf(doi: string, { after, limit }: Query, { library, site }: { library: Library; site: Site }) {
  const { told, total } = await library.past.tell(doi, after, limit)
  const last = told.at(-1)?.record.version ?? total
  return { doi, total, versions: told.map((one) => rowOf(one, site)), ...(last < total && { next: last }) }
}

function rowOf({ record, kind, changes }: Told, site: Site) {
  const { doi, version, modified, by, format, withdrawn, json } = record
  return {
    version,
    kind,
    at: modified,
    by,
    ...(format !== undefined && { format }),
    ...(withdrawn && { reason: withdrawn.reason }),
    sha256: hash('sha256', json),
    href: versionUrl(doi, version, site),
    ...(changes && { changes }),
  }
}
