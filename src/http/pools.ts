/**
 * Bulkheads: each kind of request has room of its own, so that deposits and look-ups never wait behind searches, dumps or
 * harvests. What finds no room is refused at once with Retry-After, which costs less than a queue that nobody waits for.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import { networkOf } from '../library/address.ts'
import type { Load } from './load.ts'
import { createTurns } from './turns.ts'

interface Pool {
  /** What a request counts under the rate limit. */
  readonly cost: number
  /** So many at once; absent for any number. */
  readonly most?: number
  /** Whether the requests of one client are answered one after another: the next waits. */
  readonly inTurn?: true
  /** From which strain on it is refused: 1 where the event loop lags, 2 where it lags badly; absent for never. */
  readonly shedAt?: 1 | 2
  readonly title: string
}

export const pools = {
  'look-ups': { cost: 1, title: 'look-ups' },
  deposits: { cost: 5, most: 1024, title: 'deposits' },
  bulk: { cost: 50, most: 16, title: 'bulk deposits' },
  searches: { cost: 10, most: 256, shedAt: 1, title: 'searches and lists' },
  // These wait for what is to come, and do nothing meanwhile.
  watchers: { cost: 1, most: 2048, title: 'watchers of changes' },
  harvests: { cost: 20, most: 64, shedAt: 2, title: 'dumps and harvests' },
  // A harvester asks for the next page when it has this one: who asks for many at once takes the room of others.
  'oai-lists': { cost: 20, most: 64, inTurn: true, shedAt: 2, title: 'harvests by OAI-PMH' },
  conversions: { cost: 20, most: 64, shedAt: 2, title: 'conversions and bibliographies' },
} as const satisfies Readonly<Record<string, Pool>>
export type PoolName = keyof typeof pools

type Rule = readonly [methods: string, address: RegExp, pool: PoolName]

/** The first rule that matches; look-ups otherwise. */
const rules: readonly Rule[] = [
  ['POST', /^\/(articles|imports)$/, 'bulk'],
  ['PUT POST PATCH DELETE', /^\/(articles|restore)\//, 'deposits'],
  ['GET', /^(\/v1)?\/(articles|works|journals|members|prefixes|types|funders|licenses)$/, 'searches'],
  ['GET', /^(\/v1)?\/(journals|members|prefixes|types|funders)\/[^/]+\/works/, 'searches'],
  ['GET', /^\/(browse|search$)/, 'searches'],
  ['POST', /^(\/v1)?\/works\/batch$/, 'searches'],
  ['GET', /^\/changes/, 'watchers'],
  ['GET POST', /^\/oai/, 'oai-lists'],
  ['GET POST', /^\/(dump|export|resourcesync|sitemap|feed)/, 'harvests'],
  ['GET POST', /^\/(convert|validate|citations|cite$|losses)/, 'conversions'],
]

export function poolOf(method: string, url: string): PoolName {
  const rule = rules.find(([methods, address]) => methods.split(' ').includes(method) && address.test(url))
  return rule?.[2] ?? 'look-ups'
}

export interface Pools {
  /** How many are under way, by pool. */
  inside(): Readonly<Record<string, number>>
  /** How many were refused, by pool. */
  refused(): Readonly<Record<string, number>>
}

/** Guards the routes that are registered afterwards; look-ups pass without a check. */
export function createPools(app: FastifyInstance, load: Load): Pools {
  const inside: Record<string, number> = {}
  const refused: Record<string, number> = {}
  const guards = new Map<PoolName, (request: FastifyRequest, reply: FastifyReply) => Promise<void>>()
  const guardOf = (name: PoolName) => {
    const { title, most, shedAt, inTurn }: Pool = pools[name]
    const turns = inTurn && createTurns()
    const refuse = (why: string): never => {
      refused[name] = (refused[name] ?? 0) + 1
      throw new Refusal('unavailable', `${why}; try again in a moment.`, { headers: { 'retry-after': '2' } })
    }
    return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      if (turns && !(await turns.enter(networkOf(request.ip), reply.raw)))
        refuse(`One client has many ${title} waiting, which are answered one after another`)
      if (shedAt !== undefined && load.strain() >= shedAt) refuse(`The service is under strain, and ${title} wait`)
      const now = inside[name] ?? 0
      if (most !== undefined && now >= most) refuse(`${now} ${title} are under way already`)
      inside[name] = now + 1
      let left = false
      const leave = () => {
        if (left) return
        left = true
        inside[name] = (inside[name] ?? 1) - 1
      }
      // Whoever leaves in the middle of an answer closes without having finished.
      reply.raw.once('finish', leave).once('close', leave)
    }
  }
  app.addHook('onRoute', (route: RouteOptions) => {
    const [method = 'GET'] = [route.method].flat()
    // HEAD does the work of GET; its route is made of GET’s, guard and all.
    const name = poolOf(method === 'HEAD' ? 'GET' : method, route.url)
    if (name === 'look-ups') return
    const guard = guards.get(name) ?? guardOf(name)
    guards.set(name, guard)
    route.onRequest = [guard, ...[route.onRequest ?? []].flat().filter((hook) => hook !== guard)]
  })
  return { inside: () => inside, refused: () => refused }
}
