/** The change log over HTTP: every deposit, update, withdrawal and restoration, in order and without gaps. */
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { encodeDoi } from '../article/doi.ts'
import type { Library } from '../library/library.ts'
import type { Change } from '../store/store.ts'
import { negotiate } from './negotiate.ts'
import { problemAnswers } from './openapi.ts'
import { sendText } from './packing.ts'
import { readQuery } from './request.ts'

const Query = Type.Object(
  {
    since: Type.Integer({ minimum: 0, default: 0, description: 'The number of the last change one has.' }),
    limit: Type.Integer({ minimum: 1, maximum: 10_000, default: 1000 }),
    wait: Type.Integer({
      minimum: 0,
      maximum: 60,
      default: 0,
      description: 'Seconds to wait for a change where there is none yet.',
    }),
  },
  { additionalProperties: false },
)
type Query = Type.Static<typeof Query>

const ChangeLine = Type.Object({
  seq: Type.Integer({ description: 'Counts from 1 without gaps.' }),
  doi: Type.String(),
  kind: Type.String({ description: 'deposit, update, withdraw or restore.' }),
  version: Type.Integer({ description: 'The version of the article that this change made.' }),
  at: Type.String({ description: 'ISO 8601, UTC; never earlier than that of the change before.' }),
  href: Type.String(),
})
const Changes = Type.Object({
  changes: Type.Array(ChangeLine),
  next: Type.Integer({ description: 'What to ask for next as `since`.' }),
})

const json = { types: ['application/json'] }
const lines = { types: ['application/x-ndjson', 'application/jsonl'] }

/** How often a waiting request looks; looking costs about 1 µs. */
const interval = 100

/** Registers `/changes`. */
export function changeRoutes(app: FastifyInstance, { library }: { library: Library }): void {
  app.get(
    '/changes',
    {
      schema: {
        tags: ['harvest'],
        summary: 'The change log',
        description: 'Ask again with `since` set to `next`. NDJSON by Accept: one change a line.',
        querystring: Query,
        response: {
          200: {
            description: 'Changes in order.',
            content: {
              'application/json': { schema: Changes },
              'application/x-ndjson': { schema: { type: 'string' } },
            },
          },
          ...problemAnswers(['invalid-request']),
        },
      },
    },
    async (request, reply) => {
      const { since, limit, wait } = readQuery<Query>(Query, request.query)
      const asLines = negotiate(request.headers.accept, [json, lines]) === lines
      const changes = (await awaited(library, since, limit, wait, () => request.raw.destroyed)).map(lineOf)
      const next = changes.at(-1)?.seq ?? since
      reply.headers({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*', 'colophon-next': next })
      reply.type(`${asLines ? 'application/x-ndjson' : 'application/json'}; charset=utf-8`)
      const text = asLines
        ? changes.map((change) => `${JSON.stringify(change)}\n`).join('')
        : `${JSON.stringify({ changes, next })}\n`
      await sendText(request, reply, text)
      return reply
    },
  )
}

// Who wrote it is for the store’s owner alone.
const lineOf = ({ seq, doi, kind, version, at }: Change) => ({
  seq,
  doi,
  kind,
  version,
  at,
  href: `/articles/${encodeDoi(doi)}`,
})

async function awaited(
  library: Library,
  since: number,
  limit: number,
  wait: number,
  isGone: () => boolean,
): Promise<readonly Change[]> {
  const end = performance.now() + wait * 1000
  for (;;) {
    const generation = library.generation()
    const changes = await library.changesSince(since, limit)
    if (changes.length > 0) return changes
    do {
      if (performance.now() >= end || isGone()) return []
      await pause(interval)
    } while (library.generation() === generation)
  }
}
