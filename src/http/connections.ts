/** Connections that go wrong below HTTP, and those on which a long body may take its time. */
import { STATUS_CODES } from 'node:http'
import type { Duplex, Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface Connections {
  /**
   * The body of this request may come for longer than the time-out of requests, since it is taken no faster than it is
   * answered. That a connection on which nothing moves is closed remains. What still comes when the answer is complete is
   * thrown away.
   */
  readonly allowTime: (request: FastifyRequest, reply: FastifyReply) => void
  /** Node’s `clientError`. */
  readonly fail: (error: NodeJS.ErrnoException, socket: Duplex) => void
}

const statuses: Readonly<Record<string, number>> = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 }

export function createConnections(): Connections {
  const patient = new WeakSet<Duplex>()
  return {
    allowTime(request, reply) {
      const { socket } = request.raw
      patient.add(socket)
      reply.raw.once('finish', () => discardRest(request.raw)).once('close', () => patient.delete(socket))
    },
    fail(error, socket) {
      if (error.code === 'ECONNRESET' || socket.destroyed) return
      // Node says it once for each request.
      if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && patient.has(socket)) return
      if (socket.writable) socket.write(problemOf(statuses[error.code ?? ''] ?? 400))
      socket.destroy(error)
    },
  }
}

/**
 * Node reads on by itself only where nobody had begun to read. Otherwise a client that sends all before it reads the answer
 * stands still until the connection is reset, and the answer may be lost with it (RFC 9112, 9.6).
 */
function discardRest(body: Readable): void {
  if (body.readableEnded || body.destroyed) return
  body.unpipe().removeAllListeners('readable').removeAllListeners('data')
  // Flowing already, and with nobody who listens, it would come to rest at the next chunk.
  body.pause()
  body.on('data', () => {}).resume()
}

function problemOf(status: number): string {
  const title = STATUS_CODES[status] ?? ''
  const body = JSON.stringify({ type: 'about:blank', title, status })
  return `HTTP/1.1 ${status} ${title}\r\nContent-Length: ${body.length}\r\nContent-Type: application/problem+json\r\nConnection: close\r\n\r\n${body}`
}
