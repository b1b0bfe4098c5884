/** Requests that no route answers: 405 with Allow where another method would be, 404 elsewhere. */
import type { FastifyInstance } from 'fastify'
import { Refusal } from '../article/refusal.ts'

/** Remembers the routes as they are made, and refuses what is none of them. */
export function refuseUnknown(app: FastifyInstance): void {
  const methods = new Map<string, Set<string>>()
  app.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set<string>()
    for (const name of [method].flat()) known.add(name)
    methods.set(url, known)
  })
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?')[0] ?? ''
    const allowed = [...methods]
      .filter(([url]) =>
        url.endsWith('*') ? path.startsWith(url.slice(0, -1)) && isArticlePath(url, path) : url === path,
      )
      .flatMap(([, names]) => [...names])
    if (allowed.length === 0) throw new Refusal('not-found', `There is nothing at ${path.slice(0, 200)}.`)
    const allow = [...new Set([...allowed, 'OPTIONS'])].sort().join(', ')
    throw new Refusal(
      'method-not-allowed',
      `${request.method} is not possible at ${path.slice(0, 200)}; ${allow} are.`,
      {
        headers: { allow },
      },
    )
  })
}

/** The wildcard at the root answers for DOIs alone. */
const isArticlePath = (url: string, path: string): boolean => url !== '/*' || path.startsWith('/10.')
