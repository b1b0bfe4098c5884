/** The body of a conversion as readings, no more of it taken from the wire than is converted. */
import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import type { ReadableCodec, Reading } from '../formats/codec.ts'
import { readerNamed } from '../formats/index.ts'
import { type Portion, portionsOf, readingsOf, textOf } from '../library/intake.ts'
import { readerOfType } from './offers.ts'
import { assertUnderstood } from './packed.ts'

/**
 * Throws `Refusal`s: unknown-format, unsupported-media-type at once; unreadable and too-large, for a source that cannot
 * be read in parts, while it is read.
 */
export function readingsOfBody(request: FastifyRequest, from: unknown, limit: number): AsyncGenerator<Reading> {
  const { texts, named } = sourceOf(request, from)
  return within(limit, texts, (counted) => readingsOf(counted, named))
}

/** The same as portions that are still to be read. */
export function portionsOfBody(request: FastifyRequest, from: unknown, limit: number): AsyncGenerator<Portion> {
  const { texts, named } = sourceOf(request, from)
  return within(limit, texts, (counted) => portionsOf(counted, named))
}

function sourceOf(request: FastifyRequest, from: unknown) {
  assertUnderstood(request)
  const named = from === undefined ? readerOf(request) : readerNamed(String(from))
  const { body } = request
  if (body instanceof Readable) return { texts: textOf(bytesOf(body), 'The body'), named }
  throw new Refusal('unreadable', 'The request has no body; send records in it.')
}

/** A body without a name for what it is, or with the form type that curl adds by itself, is told by its content. */
export function readerOf(request: FastifyRequest): ReadableCodec | undefined {
  const type = request.headers['content-type']
  return type?.startsWith('application/x-www-form-urlencoded') ? undefined : readerOfType(type)
}

/** A client, or whoever stands before it, may send more at once than is wanted. */
const enough = 2 ** 16

/**
 * No more at once than is wanted. Throws `Refusal('unreadable')` for a request that broke off. Who stops early leaves the
 * rest to be thrown away (`Connections.allowTime`).
 */
export async function* bytesOf(body: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body.iterator({ destroyOnReturn: false })) {
      for (let at = 0; at < chunk.length; at += enough) yield chunk.subarray(at, at + enough)
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'ECONNRESET') throw error
    throw new Refusal('unreadable', 'The request broke off before its end.')
  }
}

/** What is taken between two records is held in memory: a source in one piece may be no longer than the limit. */
async function* within<Part>(
  limit: number,
  texts: AsyncIterable<string>,
  partsOf: (texts: AsyncIterable<string>) => AsyncIterable<Part>,
): AsyncGenerator<Part> {
  let held = 0
  async function* counted() {
    for await (const text of texts) {
      held += text.length
      if (held > limit) throw tooLarge(limit)
      yield text
    }
  }
  for await (const part of partsOf(counted())) {
    held = 0
    yield part
  }
}

const tooLarge = (limit: number) =>
  new Refusal(
    'too-large',
    `The body holds more than ${limit} characters in one document. Send its records one after another, such as one a line, or in several requests.`,
  )
