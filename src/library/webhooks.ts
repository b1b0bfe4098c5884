/** Webhooks: who is told of changes. What is kept of each, and how it goes, without the secret. */
import { randomBytes } from 'node:crypto'
import { Refusal } from '../article/refusal.ts'
import type { Store, WebhookRecord } from '../store/store.ts'
import { type EventName, eventNames } from './events.ts'

export const webhookStates = ['idle', 'delivering', 'failing', 'disabled'] as const

export interface Webhook extends Omit<WebhookRecord, 'secret'> {
  /** Idle: everything was delivered. Delivering: something is due. Failing: it is tried again at `nextAttempt`. */
  readonly state: (typeof webhookStates)[number]
  /** How many changes it has not been told of yet. */
  readonly pending: number
}

export interface WantedWebhook {
  readonly url: string
  /** `whsec_` and Base64 of 24 to 64 bytes, or a text; made here unless given. */
  readonly secret?: string
  /** All unless said. */
  readonly events?: readonly string[]
  /** The number of the change log after which it is told; the newest unless said. */
  readonly since?: number
  /** Whether it may be told in the clear, over http. */
  readonly inTheClear?: boolean
}

export interface Webhooks {
  /** Throws `Refusal('invalid-request')`. The secret is shown once. */
  add(wanted: WantedWebhook): Promise<{ readonly webhook: Webhook; readonly secret: string }>
  list(): Promise<readonly Webhook[]>
  /** Throws `Refusal('not-found')` for an unknown id, as does `retry`. */
  remove(id: string): Promise<void>
  /** Tries again at once, also one that was disabled; goes on where it was. */
  retry(id: string): Promise<void>
}

/** Each has a process of its own to be told in; nobody needs more. */
const most = 100

export function createWebhooks(store: Store, now: () => Date): Webhooks {
  const { webhooks } = store
  const lastSeq = () => store.read((reader) => reader.lastSeq())
  return {
    async add({ url, secret = newSecret(), events = [], since, inTheClear = false }) {
      const address = judgeUrl(url, inTheClear)
      if (!secretShape.test(secret)) {
        throw refused(
          'A secret is “whsec_” and 24 to 64 bytes in Base64, or another text of 8 to 200 characters; leave it out, and one is made.',
        )
      }
      const last = await lastSeq()
      if (since !== undefined && since > last) throw refused(`The change log has ${last} entries.`)
      if ((await webhooks.list()).length >= most) throw refused(`There are ${most} webhooks; remove one.`)
      const webhook = {
        id: randomBytes(6).toString('hex'),
        url: address,
        secret,
        events: events.map(eventNamed),
        created: now().toISOString(),
        delivered: since ?? last,
      }
      await webhooks.add(webhook)
      return { webhook: shown({ ...webhook, failures: 0 }, last), secret }
    },
    async list() {
      const all = await webhooks.list()
      const last = await lastSeq()
      return all.map((record) => shown(record, last))
    },
    async remove(id) {
      if (!(await webhooks.remove(id))) throw unknown(id)
    },
    async retry(id) {
      if (!(await webhooks.reset(id))) throw unknown(id)
    },
  }
}

function shown({ secret: _, ...record }: WebhookRecord, last: number): Webhook {
  const pending = Math.max(0, last - record.delivered)
  const going = record.failures > 0 ? 'failing' : pending > 0 ? 'delivering' : 'idle'
  return { ...record, state: record.disabled === undefined ? going : 'disabled', pending }
}

/** Standard Webhooks 1.0: 24 to 64 random bytes. What a receiver has already may be any text without blanks. */
const secretShape =
  /^(?:whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})?|(?!whsec_)\S{8,200})$/
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

function judgeUrl(text: string, inTheClear: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const schemes = inTheClear ? ['https:', 'http:'] : ['https:']
  if (!url || text.length > 2000) throw refused(`“${text.slice(0, 200)}” is not an address.`)
  if (!schemes.includes(url.protocol)) {
    throw refused(`The address begins with ${url.protocol}; give one with https: (http: needs WEBHOOK_ADDRESSES=any).`)
  }
  if (url.username !== '' || url.password !== '' || url.hash !== '') {
    throw refused('The address has a user, a password or a fragment; messages are signed instead.')
  }
  return url.href
}

function eventNamed(name: string): EventName {
  const found = eventNames.find((known) => known === name)
  if (found) return found
  throw refused(`There is no event “${name}”; there is ${eventNames.join(', ')}.`)
}

const refused = (detail: string) => new Refusal('invalid-request', detail)
const unknown = (id: string) =>
  new Refusal('not-found', `There is no webhook “${id}”. “colophon webhook list” shows all.`)
