/** Webhooks on PostgreSQL. */
import { valuesOf, webhookOf } from '../sqlite/webhooks.ts'
import type { WebhookStore } from '../webhooks.ts'
import type { Desk, Write } from './desk.ts'

export const createWebhooks = ({ read }: Desk, write: Write): WebhookStore => ({
  list: () => read(async (session) => (await session.run('webhooks')).map(webhookOf)),
  add: ({ id, url, secret, events, created, delivered }) =>
    write(
      async (session) =>
        void (await session.run('addWebhook', id, url, secret, JSON.stringify(events), created, delivered)),
    ),
  remove: (id) => write(async (session) => (await session.run('removeWebhook', id)).length === 1),
  hold: (id, holder, now, until) =>
    write(async (session) => {
      if ((await session.run('holdWebhook', holder, until, id, now)).length === 0) return undefined
      const [row] = await session.run('webhook', id)
      return row && webhookOf(row)
    }),
  keep: (id, holder, progress, until) =>
    write(async (session) => {
      const held = [until ?? null, until === undefined ? null : holder] as const
      return (await session.run('keepWebhook', ...valuesOf(progress), ...held, id, holder)).length === 1
    }),
  reset: (id) => write(async (session) => (await session.run('resetWebhook', id)).length === 1),
})
