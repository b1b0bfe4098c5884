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
    const allowed = [...methods].filter(([url]) => answers(url, path)).flatMap(([, names]) => [...names])
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

/** Whether a route’s address is that of a path: a parameter is part of a segment, a star the rest. */
function answers(url: string, path: string): boolean {
  // The wildcard at the root answers for DOIs alone.
  if (url === '/*') return path.startsWith('/10.')
  if (url.endsWith('*')) return path.startsWith(url.slice(0, -1))
  return patternOf(url).test(path)
}

const patternOf = (url: string): RegExp => {
  const literal = url.split(/:\w+(?:\([^)]*\))?/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${literal.join('[^/]+')}$`)
}
