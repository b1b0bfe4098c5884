/** The body of a conversion as readings, no more of it taken from the wire than is converted. */
import { on } from 'node:events'
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import type { ReadableCodec, Reading } from '../formats/codec.ts'
import { readerNamed } from '../formats/index.ts'
import { within } from '../library/held.ts'
import { type Portion, portionsOf, readingsOf, textOf } from '../library/intake.ts'
import { readerOfType } from './offers.ts'
import { assertUnderstood } from './packed.ts'

/**
 * Throws `Refusal`s: unknown-format, unsupported-media-type at once; unreadable and too-large, for a source that cannot
 * be read in parts, while it is read.
 */
export function readingsOfBody(request: FastifyRequest, from: unknown, limit: number): AsyncGenerator<Reading> {
  const { bytes, named } = bodyOf(request, from)
  return within(limit, textOf(bytes, name), (counted) => readingsOf(counted, named))
}

/** The same as portions that are still to be read. */
export function portionsOfBody(request: FastifyRequest, from: unknown, limit: number): AsyncGenerator<Portion> {
  const { bytes, named } = bodyOf(request, from)
  return within(limit, textOf(bytes, name), (counted) => portionsOf(counted, named))
}

/** What a body is called where it cannot be read. */
const name = 'The body'

/** The bytes of a body, and its reader where a parameter or its type names one. Throws as the two above, at once. */
export function bodyOf(request: FastifyRequest, from: unknown) {
  assertUnderstood(request)
  const named = from === undefined ? readerOf(request) : readerNamed(String(from))
  const { body } = request
  if (body instanceof Readable) return { bytes: bytesOf(body), named }
  throw new Refusal('unreadable', 'The request has no body; send records in it.')
}

/** A body without a name for what it is, or with the form type that curl adds by itself, is told by its content. */
export function readerOf(request: FastifyRequest): ReadableCodec | undefined {
  const type = request.headers['content-type']
  return type?.startsWith('application/x-www-form-urlencoded') ? undefined : readerOfType(type)
}

/** Chunks that may lie unread before no more is taken from the wire: each has 64 kB at most. */
const enough = 4

/**
 * The chunks as they came: a stream’s own iterator would put several together, which costs their memory a second time. Throws
 * `Refusal('unreadable')` for a request that broke off. Who stops early leaves the rest to be thrown away
 * (`Connections.allowTime`).
 */
export async function* bytesOf(body: Readable): AsyncGenerator<Uint8Array> {
  const chunks = on(body, 'data', { close: ['end', 'close'], highWaterMark: enough, lowWaterMark: 1 })
  try {
    if (!body.readableEnded && !body.destroyed) for await (const [chunk] of chunks) yield chunk
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ECONNRESET') throw error
  }
  if (!body.readableEnded) throw new Refusal('unreadable', 'The request broke off before its end.')
}
