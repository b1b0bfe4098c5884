/** Many records in one request: deposited with a report line for each, or only looked at. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type Type from 'typebox'
import { parseDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { Bulk } from '../bulk/bulk.ts'
import { piecesOf } from '../bulk/pieces.ts'
import type { Library } from '../library/library.ts'
import { DepositQuery, depositSchema, ValidateQuery, validateSchema } from './bulk-shapes.ts'
import type { Connections } from './connections.ts'
import { bodyOf, portionsOfBody } from './convert-body.ts'
import { callerOf, readQuery } from './request.ts'
import { verdictsOf } from './verdicts.ts'

export interface BulkDoors {
  readonly library: Library
  readonly bulk: Bulk
  readonly connections: Connections
  /** How much of a body is held at once, in characters. */
  readonly limit: number
}

/** Registers POST of `/articles` and `/validate`. */
export function bulkRoutes(app: FastifyInstance, { library, bulk, connections, limit }: BulkDoors): void {
  // A body is taken from the wire no faster than its records are written: these doors have a parser of their own.
  app.register(async (door) => {
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

    door.post('/articles', { schema: depositSchema }, async (request, reply) => {
      const by = await callerOf(request, library)
      const query = readQuery<Type.Static<typeof DepositQuery>>(DepositQuery, request.query)
      const { bytes, named } = bodyOf(request, query.from)
      connections.allowTime(request, reply)
      const dryRun = query['dry-run'] !== undefined && query['dry-run'] !== 'false'
      const order = {
        by,
        dryRun,
        onError: query['on-error'] ?? 'continue',
        limit,
        ...(named && { from: named.name }),
        ...doiOf(query.doi),
      }
      const report = bulk.take(bytes, order, goneSignal(reply), (counts) => {
        request.log.info({ ...counts, dryRun, by: by.name }, 'bulk deposit')
      })
      reply.type('application/x-ndjson; charset=utf-8').header('cache-control', 'no-store')
      return reply.send(streamOf(report))
    })

    door.post('/validate', { schema: validateSchema }, async (request, reply) => {
      const query = readQuery<Type.Static<typeof ValidateQuery>>(ValidateQuery, request.query)
      const portions = portionsOfBody(request, query.from, limit)
      connections.allowTime(request, reply)
      const verdicts = verdictsOf(library, portions, doiOf(query.doi).doi)
      reply
        .type('application/json; charset=utf-8')
        .headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
      return reply.send(streamOf(piecesOf(verdicts)))
    })
  })
}

export function doiOf(given: string | undefined): { readonly doi?: string } {
  if (given === undefined) return {}
  const doi = parseDoi(given)
  if (doi !== undefined) return { doi }
  throw new Refusal('invalid-request', `doi=${given}: this is not a DOI.`)
}

/** Aborted when the client leaves before the end of its answer. */
function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController()
  raw.once('close', () => raw.writableFinished || gone.abort())
  return gone.signal
}

export const streamOf = (pieces: AsyncIterable<string | Uint8Array>): Readable =>
  Readable.from(pieces, { highWaterMark: 2 })
