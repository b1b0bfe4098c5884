/** The state of webhooks, for administrators. They are made from the command line, on the machine itself. */
import type { FastifyInstance } from 'fastify'
import Type from 'typebox'
import { demand } from '../library/authority.ts'
import { eventNames } from '../library/events.ts'
import type { Library } from '../library/library.ts'
import { webhookStates } from '../library/webhooks.ts'
import { problemAnswers } from './openapi.ts'
import { callerOf } from './request.ts'

const WebhookRow = Type.Object({
  id: Type.String(),
  url: Type.String(),
  events: Type.Array(Type.Enum([...eventNames]), { description: 'What it is told of; empty for everything.' }),
  created: Type.String(),
  state: Type.Enum([...webhookStates]),
  delivered: Type.Integer({ description: 'The number of the change log up to which everything was delivered.' }),
  pending: Type.Integer({ description: 'How many changes came since.' }),
  failures: Type.Integer({ description: 'Attempts that failed since the last delivery.' }),
  failingSince: Type.Optional(Type.String()),
  nextAttempt: Type.Optional(Type.String()),
  fault: Type.Optional(Type.String({ description: 'What the last attempt failed of.' })),
  lastDelivery: Type.Optional(Type.String()),
  disabled: Type.Optional(
    Type.String({ description: 'Since when it is told nothing; “colophon webhook retry” goes on where it was.' }),
  ),
})

/** Registers `/webhooks`. */
export function webhookRoutes(app: FastifyInstance, { library }: { library: Library }): void {
  app.get(
    '/webhooks',
    {
      schema: {
        tags: ['harvest'],
        summary: 'Who is told of changes, and how far',
        description: 'For administrators. Secrets are not shown.',
        security: [{ key: [] }],
        response: {
          200: Type.Object({ webhooks: Type.Array(WebhookRow) }),
          ...problemAnswers(['unauthorised', 'forbidden']),
        },
      },
    },
    async (request, reply) => {
      const caller = await callerOf(request, library)
      demand(caller, 'oversees')
      return reply.header('cache-control', 'no-store').send({ webhooks: await library.webhooks.list() })
    },
  )
}
