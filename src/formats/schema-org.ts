/** schema.org as JSON-LD: a ScholarlyArticle that search engines and citation tools read from a page. */
import Type from 'typebox'
import { formatJson } from '../text/json.ts'
import type { Codec, WritableCodec } from './codec.ts'
import { scholarlyArticle } from './schema-org/article.ts'
import { coarsens, loses, transforms } from './schema-org/losses.ts'

export const schemaOrg = {
  name: 'schema-org',
  title: 'schema.org JSON-LD',
  mediaType: 'application/ld+json',
  aliases: ['application/vnd.schemaorg.ld+json'],
  extension: '.jsonld',
  schema: Type.Object(
    { '@context': Type.Literal('https://schema.org'), '@type': Type.Literal('ScholarlyArticle') },
    { additionalProperties: true, description: 'One ScholarlyArticle.' },
  ),
  frame: ['[', ',\n', ']\n'],
  loses,
  coarsens,
  transforms,
  // Inside <script> a “</script” or “<!--” would end or hide the data (HTML, 4.12.1.3).
  write: (article, _site, options) => `${formatJson(scholarlyArticle(article, options)).replace(/</g, '\\u003c')}\n`,
} as const satisfies Codec & WritableCodec
