/** One round of one webhook: from where it was told, change by change, to the end of the log or to the first failure. */
import { setImmediate as turn } from 'node:timers/promises'
import type { Site } from '../formats/codec.ts'
import type { ToldChange } from '../library/changes.ts'
import type { Library } from '../library/library.ts'
import type { WebhookProgress, WebhookRecord, WebhookStore } from '../store/store.ts'
import type { Courier, Line, Outcome } from './courier.ts'
import { isWanted, messageOf } from './message.ts'
import { delivered, failed, faultOf } from './outcome.ts'
import { signedHeaders } from './signature.ts'

export interface RoundParts {
  readonly library: Library
  readonly webhooks: WebhookStore
  readonly site: Site
  readonly courier: Courier
  readonly now: () => Date
  readonly random: () => number
  readonly failed: (webhook: WebhookRecord, progress: WebhookProgress) => void
  /** The name of this process among those that share the store. */
  readonly holder: string
  /** Milliseconds for which a webhook is held without a word. */
  readonly claim: number
}

export type Round = (id: string, stopping: AbortSignal, cutting: AbortSignal) => Promise<void>

/** Changes that are in memory at a time. */
const portion = 50
/** Milliseconds after which progress is kept: what is lost with the process is sent twice. */
const unkept = 1000

export function createRound(parts: RoundParts): Round {
  const { library, webhooks, holder, now, random } = parts

  return async (id, stopping, cutting) => {
    const webhook = await webhooks.hold(id, holder, ...claimOf(parts))
    if (!webhook) return
    const keeper = createKeeper(parts, webhook)
    const post = createPost(parts, webhook, cutting)
    try {
      if (webhook.disabled !== undefined) return
      for await (const change of changesFrom(library, webhook.delivered, stopping)) {
        const told = isWanted(webhook.events, change) ? await post.tell(change) : undefined
        if (cutting.aborted || keeper.isLost()) return
        const { progress } = keeper
        if (told?.fault !== undefined) {
          keeper.progress = failed(progress, told.fault, { now: now(), chance: random(), outcome: told.outcome })
          parts.failed(webhook, keeper.progress)
          return
        }
        const { seq } = change
        keeper.progress = told ? delivered(seq, now().toISOString()) : { ...progress, delivered: seq }
      }
    } finally {
      post.close()
      await keeper.close()
    }
  }
}

/** From now, and until when. */
function claimOf({ now, claim }: RoundParts): [from: string, until: string] {
  const from = now()
  return [from.toISOString(), new Date(from.getTime() + claim).toISOString()]
}

/** Keeps progress now and then, and the claim with it, also while a receiver takes its time. */
function createKeeper(parts: RoundParts, webhook: WebhookRecord) {
  const { webhooks, holder, claim } = parts
  const { id } = webhook
  let kept: WebhookProgress = webhook
  let keptAt = performance.now()
  let keeping: Promise<void> | undefined
  let lost = false
  const keep = async (progress: WebhookProgress, until?: string) => {
    if (!(await webhooks.keep(id, holder, progress, until))) lost = true
    kept = progress
    keptAt = performance.now()
  }
  const timer = setInterval(() => {
    if (keeping || (keeper.progress === kept && performance.now() - keptAt < claim / 3)) return
    const [, until] = claimOf(parts)
    keeping = keep(keeper.progress, until)
      // Where it cannot be kept now, it is kept at the end.
      .catch(() => {})
      .finally(() => {
        keeping = undefined
      })
  }, unkept)
  const keeper = {
    progress: kept,
    /** Whether another process has it now, or it was removed. */
    isLost: () => lost,
    /** Keeps what was reached and lets go. */
    async close() {
      clearInterval(timer)
      await keeping
      if (!lost) await keep(keeper.progress)
    },
  }
  return keeper
}

async function* changesFrom(library: Library, since: number, stopping: AbortSignal): AsyncGenerator<ToldChange> {
  for (let after = since; ; ) {
    const changes = await library.harvest.changes(after, portion)
    for (const change of changes) {
      if (stopping.aborted) return
      yield change
      after = change.seq
    }
    if (changes.length < portion) return
    // A long log is passed over without an attempt where little of it is asked for; requests have their turn.
    await turn()
  }
}

interface Told {
  readonly outcome?: Outcome
  readonly fault?: string | undefined
}

function createPost({ courier, site, now }: RoundParts, { id, url, secret }: WebhookRecord, cutting: AbortSignal) {
  let line: Line | undefined
  return {
    async tell(change: ToldChange): Promise<Told> {
      const message = messageOf(id, change, site)
      try {
        line ??= await courier(url)
        const headers = signedHeaders(secret, message, Math.floor(now().getTime() / 1000))
        const outcome = await line.post(message.body, headers, cutting)
        return { outcome, fault: faultOf(outcome) }
      } catch (error) {
        return { fault: error instanceof Error && error.message !== '' ? error.message : String(error) }
      }
    },
    close: () => line?.close(),
  }
}
