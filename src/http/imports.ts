/** Imports in the background: ordered, watched and cancelled. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type Type from 'typebox'
import { ImportOrder } from '../../schemas/imports.ts'
import { parseJson } from '../article/exact-json.ts'
import { Refusal } from '../article/refusal.ts'
import { judgeShape } from '../article/shape.ts'
import type { Site } from '../formats/codec.ts'
import type { Reception } from '../imports/reception.ts'
import { type Caller, demand } from '../library/authority.ts'
import type { ImportWish } from '../library/import-record.ts'
import type { Library } from '../library/library.ts'
import { doiOf, streamOf } from './bulk.ts'
import type { Connections } from './connections.ts'
import { bytesOf, readerOf } from './convert-body.ts'
import {
  cancelSchema,
  ListedQuery,
  listSchema,
  oneSchema,
  orderSchema,
  RefusalsQuery,
  refusalsSchema,
  UploadQuery,
} from './imports-shapes.ts'
import { negotiate } from './negotiate.ts'
import { assertUnderstood } from './packed.ts'
import { callerOf, readQuery } from './request.ts'

export interface ImportDoors {
  readonly library: Library
  readonly site: Site
  readonly connections: Connections
  /** Absent where nothing works in the background. */
  readonly reception: Reception | undefined
}

const json = { types: ['application/json'] }
const lines = { types: ['application/x-ndjson', 'application/jsonl'] }
const kept = { 'cache-control': 'no-store' }
/** Refusals that are in memory at a time. */
const page = 500

/** Registers `/imports`. */
export function importRoutes(app: FastifyInstance, doors: ImportDoors): void {
  const { library } = doors
  app.register(async (door) => {
    // An upload goes from the wire to the disk.
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    orderRoute(door, doors)
  })

  app.get('/imports', { schema: listSchema }, async (request, reply) => {
    const by = await callerOf(request, library)
    const { limit = 100, cursor } = readQuery<Type.Static<typeof ListedQuery>>(ListedQuery, request.query)
    const found = await library.imports.list({ by, limit, ...(cursor !== undefined && { cursor }) })
    return reply.headers(kept).send(found)
  })

  app.get('/imports/:id', { schema: oneSchema }, async (request, reply) =>
    reply.headers(kept).send(await library.imports.find(idOf(request), await callerOf(request, library))),
  )

  app.delete('/imports/:id', { schema: cancelSchema }, async (request, reply) => {
    const by = await callerOf(request, library)
    const row = await library.imports.cancel(idOf(request), by)
    if (row.state === 'cancelled') await doors.reception?.discard(row.id)
    request.log.info({ import: row.id, by: by.name }, 'import cancelled')
    return reply.headers(kept).send(row)
  })

  app.get('/imports/:id/refusals', { schema: refusalsSchema }, async (request, reply) => {
    const by = await callerOf(request, library)
    const { limit = 100, after = 0 } = readQuery<Type.Static<typeof RefusalsQuery>>(RefusalsQuery, request.query)
    const id = idOf(request)
    const items = await library.imports.refusals(id, { by, limit, after })
    reply.headers({ ...kept, vary: 'Accept' })
    if (negotiate(request.headers.accept, [json, lines]) === lines) {
      return reply.type('application/x-ndjson; charset=utf-8').send(streamOf(everyRefusal(library, id, by, after)))
    }
    const last = items.length === limit ? items.at(-1) : undefined
    return reply.send({ items, ...(last && { next: last.number }) })
  })
}

function orderRoute(door: FastifyInstance, { library, site, connections, reception }: ImportDoors): void {
  door.post('/imports', { schema: orderSchema }, async (request, reply) => {
    const by = await callerOf(request, library)
    demand(by, 'writes')
    if (!reception) throw new Refusal('unavailable', 'Nothing is imported in the background here.')
    await library.imports.assertRoom(by)
    const query = readQuery<Type.Static<typeof UploadQuery>>(UploadQuery, request.query)
    const order = await orderOf(request)
    const answer = async (id: string, wish: ImportWish) => {
      const row = await library.imports.order(id, wish, by)
      request.log.info({ import: id, kind: wish.source.kind, by: by.name }, 'import ordered')
      return reply
        .code(202)
        .headers({ ...kept, location: `${site.baseUrl}/imports/${id}` })
        .send(row)
    }
    if (order.isOrder) return answer(reception.newId(), await reception.understand(order.order))
    assertUnderstood(request)
    const from = query.from ?? readerOf(request)?.name
    const named = { ...(from !== undefined && { from }), ...doiOf(query.doi) }
    connections.allowTime(request, reply)
    const { id, size } = await reception.receive(order.bytes)
    const source = { kind: 'upload', name: query.name ?? 'upload' } as const
    try {
      return await answer(id, { source, size, place: reception.place, ...named })
    } catch (error) {
      await reception.discard(id)
      throw error
    }
  })
}

type Brought =
  | { readonly isOrder: true; readonly order: ImportOrder }
  | { readonly isOrder: false; readonly bytes: AsyncIterable<Uint8Array> }

/** Longer than any order. */
const small = 16_384

/** A short object of JSON may be an order; everything else is brought. */
async function orderOf(request: FastifyRequest): Promise<Brought> {
  const { body, headers } = request
  if (!(body instanceof Readable)) {
    throw new Refusal('unreadable', 'The request has no body; send records in it, or where to take them from.')
  }
  const bytes = bytesOf(body)
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  const length = Number(headers['content-length'] ?? Number.POSITIVE_INFINITY)
  if (type !== 'application/json' || length > small) return { isOrder: false, bytes }
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  const { value } = parseJson(Buffer.concat(chunks).toString('utf8'))
  if (!isOrder(value)) return { isOrder: false, bytes: Readable.from(chunks) }
  const { findings, unknown } = judgeShape(ImportOrder, value)
  const [stranger] = unknown
  if (stranger) {
    const known = Object.keys(ImportOrder.properties).join(', ')
    throw new Refusal('invalid-request', `${stranger.pointer}: an order has no “${stranger.key}”; it has ${known}.`)
  }
  const [fault] = findings
  if (fault) throw new Refusal('invalid-request', `${fault.pointer}: ${fault.message}`, { findings })
  return { isOrder: true, order: value as ImportOrder } // judged
}

/** What names a path or an address; and a DOI with nothing that would make a record of it. */
function isOrder(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const names = Object.keys(value)
  if (names.includes('path') || names.includes('url')) return true
  return names.includes('doi') && names.every((name) => name === 'doi' || name === 'from')
}

async function* everyRefusal(library: Library, id: string, by: Caller, from: number): AsyncGenerator<string> {
  for (let after = from; ; ) {
    const items = await library.imports.refusals(id, { by, limit: page, after })
    for (const item of items) yield `${JSON.stringify(item)}\n`
    const last = items.at(-1)
    if (!last || items.length < page) return
    after = last.number
  }
}

const idOf = ({ params }: FastifyRequest): string => (params as { readonly id: string }).id // Fastify gives the names of the path
