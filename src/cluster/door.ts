/** The door through which other workers hand on deposits: a socket in a folder that only this user may enter. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { peerField } from './forward.ts'

export interface Door {
  readonly path: string
  /** Takes nothing more, and waits for what is under way. */
  close(): Promise<void>
}

/** Milliseconds that a message to every worker takes at most. */
const grace = 500

/** Where named pipes live on Windows, which has no sockets in folders. */
const pipes = '\\\\.\\pipe\\'

export async function openDoor(app: FastifyInstance): Promise<Door> {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-door-'))
  const path = process.platform === 'win32' ? `${pipes}colophon-${process.pid}` : join(folder, 'door')
  // Time limits are kept by who speaks with the client.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 0 }, (request, response) => {
    const peer = request.headers[peerField]
    // The next request on this connection may be somebody else’s.
    Object.defineProperty(request.socket, 'remoteAddress', { value: peer, configurable: true })
    delete request.headers[peerField]
    app.routing(request, response)
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  return {
    path,
    async close() {
      // Who has not heard of another door yet still comes to this one.
      await pause(grace)
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeIdleConnections()
      const idle = setInterval(() => server.closeIdleConnections(), 50)
      await closed
      clearInterval(idle)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
