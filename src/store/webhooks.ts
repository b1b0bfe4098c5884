/** The port for webhooks: who is told of changes, and how far each has been told. Only one process tells one at a time. */

export interface NewWebhook {
  readonly id: string
  readonly url: string
  /** What messages are signed with; it must be kept as it is. */
  readonly secret: string
  /** Names of the events it is told of; empty for all. */
  readonly events: readonly string[]
  readonly created: string
  /** The number of the change log up to which everything was delivered. */
  readonly delivered: number
}

/** How it goes; instants as everywhere in the store. */
export interface WebhookProgress {
  readonly delivered: number
  /** Attempts that failed since the last delivery. */
  readonly failures: number
  readonly failingSince?: string
  /** No attempt before this. */
  readonly nextAttempt?: string
  /** What the last attempt failed of. */
  readonly fault?: string
  readonly lastDelivery?: string
  /** Since when it is told nothing any more. */
  readonly disabled?: string
}

export type WebhookRecord = NewWebhook & WebhookProgress

export interface WebhookStore {
  /** In order of creation. */
  list(): Promise<readonly WebhookRecord[]>
  add(webhook: NewWebhook): Promise<void>
  /** False where there is none. */
  remove(id: string): Promise<boolean>
  /** Gives it to one process until an instant; nothing where another has it, or it is gone. */
  hold(id: string, holder: string, now: string, until: string): Promise<WebhookRecord | undefined>
  /** Keeps how far it was told, and holds it until an instant, or no longer. False where another has it, or it is gone. */
  keep(id: string, holder: string, progress: WebhookProgress, until?: string): Promise<boolean>
  /** Forgets its failures, and takes it from whoever holds it. False where there is none. */
  reset(id: string): Promise<boolean>
}
