/** Node’s HTTP server as the service wants it, with its front before the routes. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { Settings } from '../../schemas/settings.ts'
import type { Front } from './front.ts'
import { createAnswers } from './whole.ts'

/** Fastify sets none of these on a server that it did not make itself. */
export function createHttpServer(routes: RequestListener, front: Front, settings: Settings): Server {
  const server = createServer(
    {
      headersTimeout: 10_000,
      connectionsCheckingInterval: 2_000,
      maxHeaderSize: 16_384,
      // Most requests have no body; what reads theirs would cost each of them a tenth of its answer.
      optimizeEmptyRequests: true,
      ServerResponse: createAnswers(),
    },
    (request, response) => {
      if (!front.answer(request, response)) routes(request, response)
    },
  )
  server.keepAliveTimeout = 65_000
  server.requestTimeout = settings.REQUEST_TIMEOUT
  server.maxRequestsPerSocket = 10_000
  server.setTimeout(2 * settings.REQUEST_TIMEOUT)
  server.maxConnections = settings.MAX_CONNECTIONS
  return server
}
