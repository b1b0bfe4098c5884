/** Long answers packed as gzip for clients that take it (RFC 9110 12.5.3), sent piece by piece. */

import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGzip, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Shorter ones are not worth it. */
const worthwhile = 1024
const packed = promisify(gzip)

/** Clients say one of a few things. */
const remembered = new Map<string, boolean>()
const mostRemembered = 500

/** Whether the client takes gzip: named, or by a wildcard, and not with a weight of nothing. */
export function takesGzip(request: Pick<IncomingMessage, 'headers'>): boolean {
  const said = String(request.headers['accept-encoding'] ?? '').slice(0, 1000)
  const known = remembered.get(said)
  if (known !== undefined) return known
  const takes = isGzipIn(said)
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(said, takes)
  return takes
}

function isGzipIn(said: string): boolean {
  const weights = new Map<string, number>()
  for (const part of said.split(',')) {
    const [name = '', ...parameters] = part.split(';')
    const q = parameters.map((one) => /^\s*q\s*=\s*([\d.]{1,6})\s*$/i.exec(one)?.[1]).find((one) => one !== undefined)
    weights.set(name.trim().toLowerCase(), q === undefined ? 1 : Number(q))
  }
  return (weights.get('gzip') ?? weights.get('x-gzip') ?? weights.get('*') ?? 0) > 0
}

/** Sends a whole text. */
export async function sendText(
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
  vary = 'Accept-Encoding',
): Promise<FastifyReply> {
  const body = Buffer.from(text)
  reply.header('vary', vary)
  if (body.length < worthwhile || !takesGzip(request)) return reply.send(body)
  return reply.header('content-encoding', 'gzip').send(await packed(body, { level: 4 }))
}

/** Sends texts as they come, no faster than the client reads. */
export function sendStream(
  request: FastifyRequest,
  reply: FastifyReply,
  texts: AsyncIterable<string>,
  vary = 'Accept-Encoding',
): FastifyReply {
  const source = Readable.from(texts, { objectMode: true, highWaterMark: 8 })
  reply.header('vary', vary)
  if (!takesGzip(request)) return reply.send(source)
  const pack = createGzip({ level: 4 })
  source.on('error', (error) => pack.destroy(error))
  pack.on('close', () => source.destroy())
  return reply.header('content-encoding', 'gzip').send(source.pipe(pack))
}
