/** Changing parts of an article (PATCH, RFC 5789), and writing an earlier version again. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { DepositAnswer } from '../../schemas/listing.ts'
import { parseJson } from '../article/exact-json.ts'
import { operationsOf } from '../article/operations.ts'
import { merged, patched } from '../article/patch.ts'
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { expectationOf } from './conditions.ts'
import { sendDeposited } from './deposit-answer.ts'
import { idempotencyHeader, onceOf } from './idempotency.ts'
import { doiParameter, problemAnswers } from './openapi.ts'
import { callerOf, doisOf, readQuery, textOf } from './request.ts'

interface Notation {
  /** As the history names it. */
  readonly name: string
  readonly schema: object
  /** The change that a patch document says. Throws `Refusal('unreadable')` where it is none. */
  readonly read: (patch: unknown) => (record: unknown) => unknown
}

const notations: Readonly<Record<string, Notation>> = {
  'application/merge-patch+json': {
    name: 'merge-patch',
    schema: { type: 'object', description: 'RFC 7396: what is null is removed.' },
    read: (patch) => (record) => merged(record, patch),
  },
  'application/json-patch+json': {
    name: 'json-patch',
    schema: { type: 'array', items: { type: 'object' }, description: 'RFC 6902: all operations or none.' },
    read: (patch) => {
      const operations = operationsOf(patch)
      return (record) => patched(record, operations)
    },
  },
}

const Query = Type.Object(
  { version: Type.Optional(Type.Integer({ minimum: 1, description: 'The newest unless said.' })) },
  { additionalProperties: false },
)

const refused = problemAnswers([
  'invalid-request',
  'unreadable',
  'unauthorised',
  'forbidden',
  'not-found',
  'withdrawn',
  'conflict',
  'version-mismatch',
  'key-reused',
  'invalid-article',
  'unsupported-media-type',
])

/** Registers PATCH of `/articles/{doi}` and POST of `/restore/{doi}`. */
export function patchRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
  app.patch(
    '/articles/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'Change parts of one article',
        description:
          'Applied to the record as it stands, in the transaction that writes it; If-Match says which that must be.',
        security: [{ key: [] }],
        params: doiParameter,
        headers: idempotencyHeader,
        body: {
          content: Object.fromEntries(Object.entries(notations).map(([type, { schema }]) => [type, { schema }])),
        },
        response: { 200: { description: 'Updated, or unchanged.', ...DepositAnswer }, ...refused },
      },
    },
    async (request, reply) => {
      const { name, read } = notationOf(request)
      const change = read(patchOf(textOf(request.body)))
      const rewriting = await rewritingOf(request, library)
      return sendDeposited(request, reply, await library.patch({ ...rewriting, change, format: name }), site)
    },
  )

  app.post(
    '/restore/*',
    {
      schema: {
        tags: ['articles'],
        summary: 'Bring back a withdrawn article, or an earlier version of one',
        description: 'What is restored is a new version; `version` says which record it gets.',
        security: [{ key: [] }],
        params: doiParameter,
        headers: idempotencyHeader,
        querystring: Query,
        response: { 200: { description: 'Restored, or unchanged.', ...DepositAnswer }, ...refused },
      },
    },
    async (request, reply) => {
      const { version } = readQuery<Type.Static<typeof Query>>(Query, request.query)
      const rewriting = await rewritingOf(request, library)
      const restored = await library.restore({ ...rewriting, ...(version !== undefined && { version }) })
      return sendDeposited(request, reply, restored, site)
    },
  )
}

async function rewritingOf(request: FastifyRequest, library: Library) {
  const by = await callerOf(request, library)
  const [expected, once] = [expectationOf(request), onceOf(request)]
  return { doi: await likeliestDoi(request, library), by, ...(expected && { expected }), ...(once && { once }) }
}

/** Of the DOIs that the path may mean, the first that there is. */
async function likeliestDoi(request: FastifyRequest, library: Library): Promise<string> {
  const dois = doisOf(request)
  for (const doi of dois) if (dois.length > 1 && (await library.find(doi))) return doi
  return dois[0]
}

function notationOf(request: FastifyRequest): Notation {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const notation = Object.hasOwn(notations, type) ? notations[type] : undefined
  if (notation) return notation
  const available = Object.keys(notations)
  // RFC 5789 2.2: the answer names what would have been understood.
  throw new Refusal('unsupported-media-type', `A patch is sent as ${available.join(' or ')}, not as “${type}”.`, {
    available,
    headers: { 'accept-patch': available.join(', ') },
  })
}

function patchOf(text: string): unknown {
  const { value, findings } = parseJson(text)
  const [fault] = findings
  if (!fault) return value
  throw new Refusal('unreadable', `The patch cannot be read: ${fault.message}`, { findings })
}
