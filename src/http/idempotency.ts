/** The header `Idempotency-Key`: a request that is sent again under the same key is answered again, and done once. */
import { createHash, hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import type { Once } from '../library/idempotency.ts'

/** As OpenAPI shows it. */
export const idempotencyHeader = {
  type: 'object',
  properties: {
    'idempotency-key': {
      type: 'string',
      maxLength: 255,
      description:
        'A key of your own for this request, such as a UUID. Sent again within 24 hours, the request is answered as the first time and writes nothing.',
    },
  },
} as const

/** With quotation marks or without: the draft wants them, few clients send them. */
const shape = /^"?([\x21\x23-\x7e]{1,255})"?$/

/** Throws `Refusal('invalid-request')` for a key that is none. */
export function onceOf(request: FastifyRequest): Once | undefined {
  const given = request.headers['idempotency-key']
  if (given === undefined) return undefined
  const key = typeof given === 'string' ? shape.exec(given.trim())?.[1] : undefined
  if (key === undefined) {
    throw new Refusal('invalid-request', 'An Idempotency-Key has 1 to 255 characters of ASCII and no blanks.')
  }
  return { holder: hash('sha256', request.headers.authorization ?? ''), key, request: digestOf(request) }
}

/** Whatever changes what a request does. */
function digestOf({ method, url, headers, body }: FastifyRequest): string {
  const said = [method, url, headers['content-type'] ?? '', headers['if-match'] ?? '', headers['if-none-match'] ?? '']
  const digest = createHash('sha256').update(JSON.stringify(said))
  return (Buffer.isBuffer(body) ? digest.update(body) : digest).digest('hex')
}
