/** schema.org as JSON-LD: a ScholarlyArticle that search engines and citation tools read from a page. */
import Type from 'typebox'
import type { Article, Draft } from '../../schemas/article.ts'
import { Refusal } from '../article/refusal.ts'
import { formatJson } from '../text/json.ts'
import { asRead } from './as-read.ts'
import type { Codec, ReadableCodec, Reading, WritableCodec } from './codec.ts'
import { cutLines, readJsonRecords } from './json/records.ts'
import { scholarlyArticle } from './schema-org/article.ts'
import { coarsens, loses, readAs, transforms } from './schema-org/losses.ts'
import { readSchemaOrg } from './schema-org/read/document.ts'

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
  coarsens: [...coarsens, ...readAs.map(({ fields, how, ...more }) => asRead(fields, how, through, more))],
  transforms,
  sniffs,
  read: readDocument,
  cut: cutLines,
  // Inside <script> a “</script” or “<!--” would end or hide the data (HTML, 4.12.1.3).
  write: (article, _site, options) => `${formatJson(scholarlyArticle(article, options)).replace(/</g, '\\u003c')}\n`,
} as const satisfies Codec & ReadableCodec & WritableCodec

const context = /"@(?:context|vocab)"\s*:\s*(?:\[\s*|\{\s*"@vocab"\s*:\s*)?"https?:\\?\/\\?\/(?:www\.)?schema\.org/
const typed = /"@type"\s*:\s*(?:\[\s*)?"(?:https?:\/\/schema\.org\/|schema:)?\w*(?:Article|BlogPosting)"/

function sniffs(text: string): number {
  const start = text.slice(0, 65_536)
  if (!/^[\s\ufeff]*[[{]/.test(start)) return 0
  if (context.test(start)) return 1
  return typed.test(start) ? 0.9 : 0
}

/** One node, a list of them, a graph, or a node a line; in a list each is read or refused alone. */
function readDocument(text: string, line?: number): Reading[] {
  const records = readJsonRecords(text, line)
  const [first] = records
  if (records.length === 1 && first && 'value' in first) return readSchemaOrg(first.value)
  return records.flatMap((record): Reading[] => {
    if ('refusal' in record) return [record]
    try {
      return readSchemaOrg(record.value).map((one) => ({ ...one, place: record.place }))
    } catch (error) {
      if (error instanceof Refusal) return [{ place: record.place, refusal: error }]
      throw error
    }
  })
}

/** An article written and read again. */
function through(article: Article): Draft | undefined {
  const [reading] = readSchemaOrg(scholarlyArticle(article))
  return reading && 'draft' in reading ? reading.draft : undefined
}
