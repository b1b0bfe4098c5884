/** Headers that every answer of the Crossref API bears. */
import type { FastifyRequest } from 'fastify'
import { queryOf } from './request.ts'

/** We ration nobody; clients that set their pace by these run at full speed. */
const unrationed = {
  'x-rate-limit-limit': '1000',
  'x-rate-limit-interval': '1s',
  'x-concurrency-limit': '100',
}

export const answerHeaders = (request: FastifyRequest): Readonly<Record<string, string>> => pools[poolOf(request)]

const headersIn = (pool: string): Readonly<Record<string, string>> => ({
  'access-control-allow-origin': '*',
  'access-control-expose-headers':
    'Link, X-API-Pool, X-Rate-Limit-Limit, X-Rate-Limit-Interval, X-Concurrency-Limit, Retry-After',
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'x-api-pool': pool,
  ...unrationed,
})
export const pools = { polite: headersIn('polite'), public: headersIn('public') }

/** What a page of another host may send: the method and headers of the fetch standard that ask before. */
export const preflight = {
  'access-control-allow-methods': 'GET, HEAD, POST, OPTIONS',
  'access-control-allow-headers': 'Accept, Content-Type, X-User-Agent',
  'access-control-max-age': '86400',
}

/** Who says where to write to, as a parameter or in the user agent, is polite. */
export const poolOf = (request: FastifyRequest): keyof typeof pools =>
  queryOf(request).mailto !== undefined || isPoliteAgent(request.headers) ? 'polite' : 'public'

export const isPoliteAgent = (headers: FastifyRequest['headers']): boolean =>
  /mailto:\S/.test(headers['user-agent'] ?? '')
