/** How the OpenAPI document is made of the routes. */
import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger'
import type { Site } from '../formats/codec.ts'
import { withCommonAnswers } from './anywhere.ts'

/** Options of the generator: wildcards are shown as `{doi}`, shared shapes by their names. */
export function documentation(site: Site, version: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: site.name,
        version,
        description: 'Metadata of journal articles: one exact record per DOI, answered in every form.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'articles', description: 'Articles by DOI' },
        { name: 'formats', description: 'What formats make of articles' },
        { name: 'service', description: 'The service itself' },
      ],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'A deposit key, made with `colophon key create`.' },
        },
      },
    },
    hideUntagged: true,
    transform: ({ schema, url, route }) => {
      const named = schema?.params ? { ...schema, params: renamed(schema.params) } : schema
      const method = [route.method].flat()[0] ?? 'GET'
      return { schema: named?.tags ? withCommonAnswers(named, method) : named, url: url.replace('*', '{doi}') }
    },
    refResolver: { buildLocalReference: (json) => String(json.$id) },
  }
}

/** Fastify calls a wildcard `*`; the document calls it what it is. */
function renamed(params: unknown): unknown {
  return JSON.parse(JSON.stringify(params).replaceAll('"*"', '"doi"'))
}
