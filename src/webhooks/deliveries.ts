/** The background work of a service: whoever has a webhook is told of every change, in order, until it is acknowledged. */
import { randomBytes } from 'node:crypto'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import type { WebhookRecord, WebhookStore } from '../store/store.ts'
import type { Courier } from './courier.ts'
import { createRound, type RoundParts } from './round.ts'

export interface DeliveryParts {
  readonly library: Library
  readonly webhooks: WebhookStore
  readonly site: Site
  readonly courier: Courier
  readonly now?: () => Date
  readonly random?: () => number
  /** Told of each attempt that failed. */
  readonly failed?: RoundParts['failed']
  /** Told of what should not happen: a store that does not answer. */
  readonly broken?: (error: unknown) => void
  /** Milliseconds between two looks. */
  readonly interval?: number
}

export interface Deliveries {
  start(): void
  /** Ends what is under way; what was not acknowledged is sent again by the next service. */
  stop(): Promise<void>
}

/** A process that ended without a word loses its webhooks to others after this. */
const claim = 9000
/** Also where nothing was written: another process may have left something behind. */
const longestPause = 5000
/** What receivers have to answer, when the service stops. */
const grace = 1000

export function createDeliveries(parts: DeliveryParts): Deliveries {
  const { library, webhooks, now = () => new Date(), broken = () => {}, interval = 200 } = parts
  const holder = randomBytes(8).toString('hex')
  const stopping = new AbortController()
  const cutting = new AbortController()
  const running = new Map<string, Promise<void>>()
  const { random = Math.random, failed = () => {}, site, courier } = parts
  const round = createRound({ library, webhooks, site, courier, now, random, failed, holder, claim })
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> | undefined
  let seen: number | undefined
  let due = 0

  async function look(): Promise<void> {
    const generation = library.generation()
    if (generation === seen && now().getTime() < due) return
    const all = await webhooks.list()
    const last = all.length === 0 ? 0 : await library.harvest.last()
    const instant = now()
    due = Math.min(instant.getTime() + longestPause, ...all.map(({ nextAttempt }) => dueAt(nextAttempt, instant)))
    for (const webhook of all) if (isDue(webhook, last, instant)) begin(webhook.id)
    seen = generation
  }

  function begin(id: string): void {
    if (running.has(id)) return
    const work = round(id, stopping.signal, cutting.signal).catch(broken)
    running.set(
      id,
      work.then(() => void running.delete(id)),
    )
  }

  return {
    start() {
      timer ??= setInterval(() => {
        looking ??= look()
          .catch(broken)
          .finally(() => {
            looking = undefined
          })
      }, interval)
      timer.unref()
    },
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await looking
      const cut = setTimeout(() => cutting.abort(), grace)
      await Promise.all(running.values())
      clearTimeout(cut)
    },
  }
}

const isDue = ({ disabled, delivered, nextAttempt }: WebhookRecord, last: number, now: Date): boolean =>
  disabled === undefined && delivered < last && (nextAttempt === undefined || Date.parse(nextAttempt) <= now.getTime())

/** What is past was looked at. */
function dueAt(nextAttempt: string | undefined, now: Date): number {
  const at = nextAttempt === undefined ? Number.POSITIVE_INFINITY : Date.parse(nextAttempt)
  return at > now.getTime() ? at : Number.POSITIVE_INFINITY
}
