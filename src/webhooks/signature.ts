/**
 * Signatures by Standard Webhooks 1.0 (https://www.standardwebhooks.com): HMAC-SHA256 over id, timestamp and body. Pure.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'

export interface Message {
  /** The same each time one message is sent to one receiver: who saw it already may pass over it. */
  readonly id: string
  readonly body: string
}

/** The headers of one attempt; `seconds` since 1970. */
export const signedHeaders = (secret: string, { id, body }: Message, seconds: number): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(seconds),
  'webhook-signature': `v1,${signatureOf(secret, id, String(seconds), body)}`,
})

/** Five minutes, as the specification’s own libraries have it: longer, and what was overheard could be sent again. */
const tolerance = 300

/** What a receiver does: whether a message was sent by who has the secret, and not long ago. */
export function isGenuine(
  secret: string,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: string,
  seconds: number,
): boolean {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => String(headers[`webhook-${name}`]))
  if (id === undefined || timestamp === undefined || signatures === undefined) return false
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(seconds - Number(timestamp)) > tolerance) return false
  const due = Buffer.from(`v1,${signatureOf(secret, id, timestamp, body)}`)
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature)
    return given.length === due.length && timingSafeEqual(given, due)
  })
}

const signatureOf = (secret: string, id: string, timestamp: string, body: string): string =>
  createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')

/** A secret of the specification’s form is Base64; any other is the key as it stands. */
const keyOf = (secret: string): Buffer =>
  secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)
