/** Keys for administrators: made, seen, rotated and revoked. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { KeyMade, KeyRotation, KeyRow, KeyWish } from '../../schemas/keys.ts'
import { parseJson } from '../article/exact-json.ts'
import { Refusal } from '../article/refusal.ts'
import { judgeShape } from '../article/shape.ts'
import { demand } from '../library/authority.ts'
import type { NewKey } from '../library/keys.ts'
import type { Library } from '../library/library.ts'
import { problemAnswers } from './openapi.ts'
import { callerOf, textOf } from './request.ts'

const idParameter = Type.Object({ id: Type.String({ examples: ['0123456789ab'] }) })
const ruled = { tags: ['service'], security: [{ key: [] }] }
const refusals = ['unreadable', 'invalid-request', 'unauthorised', 'forbidden', 'too-many', 'unavailable'] as const

/** Registers `/api-keys`. `/keys/{key}` is an article by its citation key. */
export function keyRoutes(app: FastifyInstance, { library }: { library: Library }): void {
  app.get(
    '/api-keys',
    {
      schema: {
        ...ruled,
        summary: 'Keys, their reach and their last use',
        description: 'For administrators and reader-admins. Secrets are not shown.',
        response: { 200: Type.Object({ keys: Type.Array(KeyRow) }), ...problemAnswers([...refusals]) },
      },
    },
    async (request, reply) => {
      demand(await callerOf(request, library), 'oversees')
      const keys = await library.keys.list()
      return reply.header('cache-control', 'no-store').send({ keys: keys.map(library.keys.rowOf) })
    },
  )

  app.post(
    '/api-keys',
    {
      schema: {
        ...ruled,
        summary: 'Make a key',
        description: 'For administrators. The secret is in the answer, and nowhere afterwards.',
        body: KeyWish,
        response: { 201: KeyMade, ...problemAnswers([...refusals, 'too-large']) },
      },
    },
    async (request, reply) => {
      const by = await callerOf(request, library)
      demand(by, 'manages')
      const { key, secret } = await library.keys.create(objectOf(request.body) as NewKey, by) // judged there
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ key: library.keys.rowOf(key), secret })
    },
  )

  app.post(
    '/api-keys/:id/rotate',
    {
      schema: {
        ...ruled,
        summary: 'Give a key another secret; the former one opens for some time more',
        params: idParameter,
        body: KeyRotation,
        response: { 200: KeyMade, ...problemAnswers([...refusals, 'not-found', 'conflict', 'too-large']) },
      },
    },
    async (request, reply) => {
      const by = await callerOf(request, library)
      demand(by, 'manages')
      const wish = rotationOf(request.body)
      const { key, secret } = await library.keys.rotate(idOf(request.params), wish.overlap, by)
      return reply.header('cache-control', 'no-store').send({ key: library.keys.rowOf(key), secret })
    },
  )

  app.delete(
    '/api-keys/:id',
    {
      schema: {
        ...ruled,
        summary: 'Revoke a key, at once and for good',
        params: idParameter,
        response: { 204: { description: 'Revoked.', type: 'null' }, ...problemAnswers([...refusals, 'not-found']) },
      },
    },
    async (request, reply) => {
      const by = await callerOf(request, library)
      demand(by, 'manages')
      await library.keys.revoke(idOf(request.params), by)
      return reply.code(204).send()
    },
  )
}

const idOf = (params: unknown): string => (params as { readonly id: string }).id // Fastify gives the names of the path

function objectOf(body: unknown): unknown {
  const { value, findings } = parseJson(textOf(body))
  const [fault] = findings
  if (fault) throw new Refusal('unreadable', fault.message, { findings })
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value
  throw new Refusal('unreadable', 'The body is not a JSON object.')
}

function rotationOf(body: unknown): Type.Static<typeof KeyRotation> {
  if (body === undefined || (Buffer.isBuffer(body) && body.length === 0)) return {}
  const given = objectOf(body)
  const { findings, unknown } = judgeShape(KeyRotation, given)
  const [stranger] = unknown
  if (stranger) throw new Refusal('invalid-request', `A rotation has no “${stranger.key}”; it has overlap.`)
  const [fault] = findings
  if (fault) throw new Refusal('invalid-request', `${fault.pointer}: ${fault.message}`, { findings })
  return given as Type.Static<typeof KeyRotation> // judged
}
