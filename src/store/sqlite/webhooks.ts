/** Webhooks on SQLite. */
import type { DatabaseSync } from 'node:sqlite'
import type { WebhookProgress, WebhookRecord, WebhookStore } from '../webhooks.ts'
import type { Place } from './connection.ts'
import { createDesk } from './desk.ts'
import { Damage } from './faults.ts'
import { integer, prepareChange, prepareRecords, text, type Values } from './rows.ts'

/** Runs `room` in one transaction of the writing connection. */
type Write = <T>(room: () => Promise<T>) => Promise<T>

const columns =
  'id, url, secret, events, created, delivered, failures, failing_since, next_attempt, fault, last_delivery, disabled'

const prepareReading = (database: DatabaseSync) => ({
  all: prepareRecords(database, `SELECT ${columns} FROM webhook ORDER BY created, id`),
})

const prepareWriting = (database: DatabaseSync) => ({
  one: prepareRecords(database, `SELECT ${columns} FROM webhook WHERE id = ?`),
  add: prepareChange(
    database,
    'INSERT INTO webhook (id, url, secret, events, created, delivered) VALUES (?, ?, ?, ?, ?, ?)',
  ),
  remove: prepareChange(database, 'DELETE FROM webhook WHERE id = ?'),
  hold: prepareChange(
    database,
    `UPDATE webhook SET holder = ?1, held_until = ?2
     WHERE id = ?3 AND (holder IS NULL OR holder = ?1 OR held_until <= ?4)`,
  ),
  keep: prepareChange(
    database,
    `UPDATE webhook SET delivered = max(delivered, ?), failures = ?, failing_since = ?, next_attempt = ?, fault = ?,
       last_delivery = ?, disabled = ?, held_until = ?, holder = iif(?, holder, NULL)
     WHERE id = ? AND holder = ?`,
  ),
  reset: prepareChange(
    database,
    `UPDATE webhook SET failures = 0, failing_since = NULL, next_attempt = NULL, fault = NULL, disabled = NULL,
       holder = NULL, held_until = NULL
     WHERE id = ?`,
  ),
})

/** `writing` is the writing connection; it is used inside of `write` alone. */
export const createWebhooks = (
  place: Place,
  writing: DatabaseSync,
  write: Write,
): { readonly store: WebhookStore; close(): void } => {
  const desk = createDesk(place, prepareReading)
  const statements = prepareWriting(writing)
  const store: WebhookStore = {
    list: () => desk.read(({ all }) => all.all().map(webhookOf)),
    add: ({ id, url, secret, events, created, delivered }) =>
      write(async () => void statements.add.run(id, url, secret, JSON.stringify(events), created, delivered)),
    remove: (id) => write(async () => statements.remove.run(id).changes === 1n),
    hold: (id, holder, now, until) =>
      write(async () => {
        if (statements.hold.run(holder, until, id, now).changes === 0n) return undefined
        const row = statements.one.get(id)
        return row && webhookOf(row)
      }),
    keep: (id, holder, progress, until) =>
      write(async () => {
        const kept = statements.keep.run(...valuesOf(progress), until ?? null, until === undefined ? 0 : 1, id, holder)
        return kept.changes === 1n
      }),
    reset: (id) => write(async () => statements.reset.run(id).changes === 1n),
  }
  return { store, close: desk.close }
}

export const valuesOf = (progress: WebhookProgress) => {
  const { delivered, failures, failingSince, nextAttempt, fault, lastDelivery, disabled } = progress
  return [
    delivered,
    failures,
    failingSince ?? null,
    nextAttempt ?? null,
    fault ?? null,
    lastDelivery ?? null,
    disabled ?? null,
  ]
}

export const webhookOf = (row: Values): WebhookRecord => {
  const events: unknown = JSON.parse(text(row[3]))
  if (!Array.isArray(events)) throw new Damage('The events of a webhook are not a list')
  return {
    id: text(row[0]),
    url: text(row[1]),
    secret: text(row[2]),
    events: events.map(String),
    created: text(row[4]),
    delivered: integer(row[5]),
    failures: integer(row[6]),
    ...(row[7] !== null && { failingSince: text(row[7]) }),
    ...(row[8] !== null && { nextAttempt: text(row[8]) }),
    ...(row[9] !== null && { fault: text(row[9]) }),
    ...(row[10] !== null && { lastDelivery: text(row[10]) }),
    ...(row[11] !== null && { disabled: text(row[11]) }),
  }
}
