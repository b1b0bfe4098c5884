/** `/robots.txt` (RFC 9309): what crawlers may read. */
import type { FastifyInstance } from 'fastify'
import type { Site } from '../formats/codec.ts'

/** Searches, lists behind cursors, and what makes long documents: no page of these says what the sitemap does not. */
const closed = [
  '/articles?',
  '/works?',
  '/works/?',
  '/*cursor=',
  '/*?q=',
  '/*&q=',
  '/changes',
  '/dump/',
  '/convert',
  '/docs/static/',
]

/** Registers `/robots.txt`. `open` is false for an installation that is nobody’s to index. */
export function robotsRoutes(app: FastifyInstance, { site, open }: { site: Site; open: boolean }): void {
  const rules = open
    ? [...closed.map((path) => `Disallow: ${path}`), '', `Sitemap: ${site.baseUrl}/sitemap.xml`]
    : ['Disallow: /']
  const text = `${['User-agent: *', ...rules].join('\n')}\n`
  app.get('/robots.txt', { schema: { hide: true } }, (_request, reply) =>
    reply.type('text/plain; charset=utf-8').header('cache-control', 'max-age=3600').send(text),
  )
  if (open) return
  // What is linked to from elsewhere is indexed unread, unless its answer forbids it.
  app.addHook('onRequest', async (_request, reply) => {
    // On Node’s own answer, since some leave without Fastify.
    reply.raw.setHeader('x-robots-tag', 'noindex')
  })
}
