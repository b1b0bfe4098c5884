/** Which formats a text may be in, for one who types or chooses a file. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { readers } from '../formats/index.ts'
import { guessesOf } from '../library/overview.ts'

const Guess = Type.Object({
  format: Type.Enum(readers.map(({ name }) => name)),
  title: Type.String(),
  sureness: Type.Number({ minimum: 0, maximum: 1, description: '1 is certain.' }),
})

/** Formats are known by how a text begins. */
const enough = 2 ** 16

/** Registers `/formats/guess`. */
export function guessRoutes(app: FastifyInstance): void {
  app.post(
    '/formats/guess',
    {
      schema: {
        tags: ['formats'],
        summary: 'Which formats a text may be in',
        description: 'By its content alone, the surest first; an empty list where none is recognised.',
        body: {
          description: 'The text, or how it begins.',
          content: { 'text/plain': { schema: Type.String() } },
        },
        response: { 200: Type.Array(Guess) },
      },
    },
    async ({ body }, reply) => {
      const text = Buffer.isBuffer(body) ? body.toString().slice(0, enough) : ''
      reply.headers({ 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
      return guessesOf(text).map(({ codec: { name, title }, sureness }) => ({ format: name, title, sureness }))
    },
  )
}
