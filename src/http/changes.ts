/** The change log over HTTP: every deposit, update, withdrawal and restoration, in order and without gaps. */
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import type { Site } from '../formats/codec.ts'
import type { ToldChange } from '../library/changes.ts'
import type { Library } from '../library/library.ts'
import { formatsNamed } from './change-etags.ts'
import { ChangeLine, lineOf } from './change-line.ts'
import { negotiate } from './negotiate.ts'
import { problemAnswers } from './openapi.ts'
import { sendText } from './packing.ts'
import { readQuery } from './request.ts'

const Query = Type.Object(
  {
    since: Type.Integer({ minimum: 0, default: 0, description: 'The number of the last change one has.' }),
    limit: Type.Integer({
      minimum: 1,
      maximum: 10_000,
      default: 1000,
      description: 'At most so many; fewer come where their ETags take long to make.',
    }),
    wait: Type.Integer({
      minimum: 0,
      maximum: 60,
      default: 0,
      description: 'Seconds to wait for a change where there is none yet.',
    }),
    etags: Type.String({
      default: 'all',
      maxLength: 1000,
      description: 'The formats whose ETags are told: all, none, or names between commas.',
      examples: ['jats,bibtex'],
    }),
  },
  { additionalProperties: false },
)
type Query = Type.Static<typeof Query>

const Changes = Type.Object({
  changes: Type.Array(ChangeLine),
  next: Type.Integer({ description: 'What to ask for next as `since`.' }),
})

const json = { types: ['application/json'] }
const lines = { types: ['application/x-ndjson', 'application/jsonl'] }

/** How often a waiting request looks; looking costs about 1 µs. */
const interval = 100

/** Milliseconds of work after which a page ends: 24 ETags of an article cost about 2 ms. */
const longest = 400
/** Records that are in memory at a time. */
const portion = 50

/** Registers `/changes`. */
export function changeRoutes(app: FastifyInstance, { library, site }: { library: Library; site: Site }): void {
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
          ...problemAnswers(['invalid-request', 'unknown-format']),
        },
      },
    },
    async (request, reply) => {
      const { since, limit, wait, etags } = readQuery<Query>(Query, request.query)
      const formats = formatsNamed(etags)
      const asLines = negotiate(request.headers.accept, [json, lines]) === lines
      await awaitChange(library, since, wait, () => request.raw.destroyed)
      const changes = await pageOf(library, since, limit, (change) => lineOf(change, formats, site))
      const next = changes.at(-1)?.seq ?? since
      reply.headers({
        'cache-control': 'no-cache',
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'Colophon-Next',
        'colophon-next': next,
      })
      reply.type(`${asLines ? 'application/x-ndjson' : 'application/json'}; charset=utf-8`)
      const text = asLines
        ? changes.map((change) => `${JSON.stringify(change)}\n`).join('')
        : `${JSON.stringify({ changes, next })}\n`
      await sendText(request, reply, text)
      return reply
    },
  )
}

async function pageOf(
  library: Library,
  since: number,
  limit: number,
  line: (change: ToldChange) => ChangeLine,
): Promise<readonly ChangeLine[]> {
  const found: ChangeLine[] = []
  const end = performance.now() + longest
  for (let after = since; found.length < limit; ) {
    const wanted = Math.min(portion, limit - found.length)
    const changes = await library.harvest.changes(after, wanted)
    for (const change of changes) {
      found.push(line(change))
      after = change.seq
      if (performance.now() > end) return found
      // Others have their turn: making ETags is work.
      await turn()
    }
    if (changes.length < wanted) break
  }
  return found
}

/** Until there is a change after `since`, or time is over. */
async function awaitChange(library: Library, since: number, wait: number, isGone: () => boolean): Promise<void> {
  const end = performance.now() + wait * 1000
  for (;;) {
    const generation = library.generation()
    if (wait === 0 || (await library.harvest.last()) > since) return
    do {
      if (performance.now() >= end || isGone()) return
      await pause(interval)
    } while (library.generation() === generation)
  }
}
