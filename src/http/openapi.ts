/** OpenAPI parts that follow from the tables: contents by format, bodies by reader, answers by problem. */
import type { TSchema } from 'typebox'
import type { RefusalCode } from '../article/refusal.ts'
import { readers } from '../formats/index.ts'
import type { WriterOffer } from './offers.ts'
import { problems } from './problem.ts'

export const doiParameter = {
  type: 'object',
  properties: {
    '*': { type: 'string', description: 'A DOI, its slashes plain or encoded.', examples: ['10.46439/stemcell.5.019'] },
  },
  required: ['*'],
} as const

const schemaOf = (schema: TSchema) => ('$id' in schema ? { $ref: `${schema.$id}#` } : schema)

/** The 200 answer of a door that negotiates. */
export function articleContent(offers: readonly WriterOffer[]) {
  const content = offers.map(({ types, codec }) => [
    types[0] ?? '',
    { schema: codec ? schemaOf(codec.schema) : { type: 'string' } },
  ])
  return { description: 'The article.', content: Object.fromEntries(content) }
}

/** The body of a deposit, one content a readable format. Never judged by Fastify: `admit()` is the one judge. */
export const bodies = {
  body: {
    description: 'The article’s record.',
    content: Object.fromEntries(readers.map(({ mediaType, schema }) => [mediaType, { schema: schemaOf(schema) }])),
  },
} as const

/** Answers that are problem details, a status for each code. */
export function problemAnswers(codes: readonly RefusalCode[]): Record<number, object> {
  const answers: Record<number, { description: string; content: object }> = {}
  for (const code of codes) {
    const { status, title } = problems[code]
    const before = answers[status]
    answers[status] = {
      description: before ? `${before.description}, or: ${title}` : title,
      // A browser is shown a page that says the same.
      content: {
        'application/problem+json': { schema: { $ref: 'Problem#' } },
        'text/html': { schema: { type: 'string' } },
      },
    }
  }
  return answers
}
