/**
 * A request is handed on as it came, and its answer back, over a socket that only this user may open. Nothing is buffered:
 * a long deposit goes no faster than its records are written.
 */
import { Agent, request as ask, type IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** Says to the worker that takes deposits who asked. */
export const peerField = 'x-colophon-peer'

/** Fields that belong to one connection (RFC 9110, 7.6.1), and one that was answered already. */
const ofTheConnection = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'expect',
  peerField,
])

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, maxFreeSockets: 64 })

/** Takes the reply out of Fastify’s hands. `door` is a path in the file system. */
export function forward(request: FastifyRequest, reply: FastifyReply, door: string): void {
  reply.hijack()
  const { raw } = request
  const asked = ask({
    socketPath: door,
    agent,
    method: raw.method,
    path: raw.url,
    headers: [...fieldsOf(raw), peerField, raw.socket.remoteAddress ?? ''],
    setHost: false,
  })
  asked.on('response', (answer) => {
    reply.raw.writeHead(answer.statusCode ?? 502, fieldsOf(answer))
    answer.pipe(reply.raw)
    answer.on('error', () => reply.raw.destroy())
    // Half an answer must not look like a whole one.
    answer.on('aborted', () => reply.raw.destroy())
  })
  asked.on('error', () => {
    if (reply.raw.headersSent) reply.raw.destroy()
    else unavailable(reply)
  })
  // Whoever leaves takes the request back; one that was answered in full is over.
  reply.raw.on('close', () => reply.raw.writableFinished || asked.destroy())
  raw.pipe(asked)
}

/** Names and values in turn. A body of unknown length stays one: Node adds the field again. */
function fieldsOf({ rawHeaders, headers }: IncomingMessage): string[] {
  const dropped = new Set(headers.connection?.split(',').map((name) => name.trim().toLowerCase()) ?? [])
  const fields: string[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    const key = name.toLowerCase()
    if (!ofTheConnection.has(key) && !dropped.has(key)) fields.push(name, rawHeaders[at + 1] ?? '')
  }
  return fields
}

/** Past Fastify, which does not answer this request any more. What was sent may have been written: who repeats it needs an Idempotency-Key. */
function unavailable(reply: FastifyReply): void {
  const body = JSON.stringify({
    type: '/problems/unavailable',
    title: 'Not available now',
    status: 503,
    detail:
      'The process that takes deposits ended while this was under way: it may have been kept or not. Look, or send it again with the same Idempotency-Key.',
    findings: [],
  })
  reply.raw.writeHead(503, {
    'content-type': 'application/problem+json',
    'retry-after': '1',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  })
  reply.raw.end(body)
}
