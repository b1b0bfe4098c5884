/** The stylesheet and the scripts of the pages: kept by browsers for ever, since their names change with their content. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { type Asset, assets } from '../web/assets.ts'
import { isFresh } from './conditions.ts'
import { takesGzip } from './packing.ts'

/** Registers `/assets/…`. */
export function assetRoutes(app: FastifyInstance): void {
  for (const asset of Object.values(assets)) route(app, asset)
}

function route(app: FastifyInstance, { path, type, content }: Asset): void {
  const plain = Buffer.from(content)
  const packed = gzipSync(plain, { level: 9 })
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 20)}"`
  const headers = {
    etag: `W/${etag}`,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  }
  app.get(path, { schema: { hide: true } }, async (request, reply) => {
    reply.headers(headers)
    if (isFresh(request, { etag })) return reply.code(304).send()
    reply.type(type)
    return takesGzip(request) ? reply.header('content-encoding', 'gzip').send(packed) : reply.send(plain)
  })
}
