/** A rate limit by cost for each address, told in the fields RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers). */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import { networkOf } from '../library/address.ts'
import type { Company } from './company.ts'
import { poolOf, pools } from './pools.ts'

interface Allowance {
  left: number
  /** When the window began, in milliseconds of a clock that only goes on. */
  since: number
}

const windowLength = 60_000
const mostAddresses = 50_000
/** Who watches over the service is never told to come back later. */
const exempt = new Set(['/livez', '/readyz', '/metrics'])

export interface Limits {
  /** In milliseconds. */
  readonly clock?: () => number
  /** Other workers, with which the address may have spent as well. */
  readonly company?: Company | undefined
}

/** `quota`: what the requests of one address may cost in a minute, 0 for no limit. */
export function limitRates(app: FastifyInstance, quota: number, limits: Limits = {}): void {
  const { clock = () => performance.now(), company } = limits
  if (quota === 0) return
  const allowances = new Map<string, Allowance>()
  const allowanceOf = (address: string, now: number): Allowance => {
    const known = allowances.get(address)
    if (known && now - known.since < windowLength) return known
    allowances.delete(address)
    if (allowances.size >= mostAddresses) {
      for (const oldest of allowances.keys()) {
        allowances.delete(oldest)
        break
      }
    }
    const fresh = { left: quota, since: now }
    allowances.set(address, fresh)
    return fresh
  }
  company?.onSpent((address, cost) => {
    allowanceOf(address, clock()).left -= cost
  })
  app.addHook('onRequest', async (request, reply) => {
    if (exempt.has(request.routeOptions.url ?? '')) return
    const now = clock()
    const address = networkOf(request.ip)
    const allowance = allowanceOf(address, now)
    const reset = Math.max(Math.ceil((windowLength - (now - allowance.since)) / 1000), 1)
    const cost = costOf(request)
    const refused = allowance.left < cost
    if (!refused) {
      allowance.left -= cost
      company?.spend(address, cost)
    }
    // On the raw answer: cached look-ups are written past the reply.
    reply.raw.setHeader('ratelimit-policy', `"default";q=${quota};w=${windowLength / 1000}`)
    reply.raw.setHeader('ratelimit', `"default";r=${Math.max(allowance.left, 0)};t=${reset}`)
    if (refused) {
      throw new Refusal(
        'too-many',
        `This costs ${cost}, and ${Math.max(allowance.left, 0)} of ${quota} are left; ask again in ${reset} s.`,
        { headers: { 'retry-after': String(reset) } },
      )
    }
  })
}

const costOf = ({ method, routeOptions }: FastifyRequest): number =>
  pools[poolOf(method === 'HEAD' ? 'GET' : method, routeOptions.url ?? '')].cost
