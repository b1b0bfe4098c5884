/** Bodies that come packed: gzip is unpacked, whether the request says so or not; nothing swells beyond the limit. */
import { gunzip } from 'node:zlib'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'

/** The body as it was before it was packed. Throws `Refusal`s: too-large, unreadable, unsupported-media-type. */
export async function unpackedBody(request: FastifyRequest, body: Buffer): Promise<Buffer> {
  assertUnderstood(request)
  return body[0] === 0x1f && body[1] === 0x8b ? unpack(body, request.routeOptions.bodyLimit) : body
}

/** Throws `Refusal('unsupported-media-type')` for a body that says it is packed otherwise. */
export function assertUnderstood(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity'
  if (!understood.has(encoding)) {
    // RFC 9110, 15.5.16: the answer names what would have been understood.
    throw new Refusal(
      'unsupported-media-type',
      `The body is packed as ${encoding.slice(0, 50)}; send it as gzip or as it is.`,
      {
        headers: { 'accept-encoding': 'gzip' },
      },
    )
  }
}

const understood: ReadonlySet<string> = new Set(['identity', 'gzip', 'x-gzip'])

const unpack = (body: Buffer, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    gunzip(body, { maxOutputLength: limit }, (error, bytes) => {
      if (!error) resolve(bytes)
      else if ('code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
        reject(new Refusal('too-large', `Unpacked, the body is longer than ${limit} bytes. Send its records in parts.`))
      } else reject(new Refusal('unreadable', `The body is not whole as gzip: ${error.message}.`))
    })
  })
