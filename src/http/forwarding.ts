/** Requests that write are handed to the worker that takes deposits, before anything else is done about them. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Company } from './company.ts'
import type { Connections } from './connections.ts'
import { poolOf } from './pools.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])
const forwarded = new WeakSet<FastifyRequest['raw']>()

/** Whether somebody else answers this request, counts it and limits it. */
export const isForwarded = (request: FastifyRequest): boolean => forwarded.has(request.raw)

/** Registered before every other hook. Only who has a key writes: the routes say by their `security` that they ask for one. */
export function forwardWrites(app: FastifyInstance, company: Company | undefined, connections: Connections): void {
  if (!company) return
  app.addHook('onRequest', (request, reply, done) => {
    const { method, routeOptions } = request
    const { security } = (routeOptions.schema ?? {}) as { security?: unknown } // as @fastify/swagger extends it
    if (security === undefined || reading.has(method)) return done()
    if (company.leads()) return done()
    company.forward(request, reply).then((isAway) => {
      if (!isAway) return done()
      forwarded.add(request.raw)
      if (poolOf(method, routeOptions.url ?? '') === 'bulk') connections.allowTime(request, reply)
    }, done)
  })
}
