/** What any operation may be answered, whatever it does: added to each in the OpenAPI document. */
import type { FastifySchema } from 'fastify'
import type { RefusalCode } from '../article/refusal.ts'
import { problemAnswers } from './openapi.ts'

interface Answer {
  readonly description?: string
  readonly content?: Readonly<Record<string, unknown>>
}

const always: readonly RefusalCode[] = ['invalid-request', 'too-many', 'unavailable']
const withPath: readonly RefusalCode[] = ['not-found']
const withBody: readonly RefusalCode[] = ['unreadable', 'unsupported-media-type', 'too-large']
const withKey: readonly RefusalCode[] = ['unauthorised', 'forbidden']
const writing: readonly RefusalCode[] = ['store-full']

/** The schema of a route, its answers completed. */
export function withCommonAnswers(schema: FastifySchema, method: string): FastifySchema {
  const sends = method !== 'GET' && method !== 'HEAD'
  const codes = [
    ...always,
    ...(schema.params === undefined ? [] : withPath),
    ...(sends ? withBody : []),
    ...(schema.security === undefined ? [] : withKey),
    ...(sends && schema.security !== undefined ? writing : []),
  ]
  const response: Record<string, Answer> = { ...(schema.response as Record<string, Answer>) } // as our routes write it
  for (const [status, answer] of Object.entries(problemAnswers(codes))) {
    const known = response[status]
    const { content }: Answer = answer
    // What a route says itself stands; a problem may come in place of its own kind of failure.
    response[status] = known?.content ? { ...known, content: { ...content, ...known.content } } : (known ?? answer)
  }
  return { ...schema, response }
}
