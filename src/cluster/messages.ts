/** What the primary process and its workers say to one another. */
import type { Settings } from '../../schemas/settings.ts'
import type { RefusalCode } from '../article/refusal.ts'

export type ToWorker =
  | { readonly kind: 'start'; readonly settings: Settings; readonly demo: boolean }
  /** From now on this worker does what only one does: deposits, webhooks, imports. */
  | { readonly kind: 'lead' }
  /** Where deposits are taken; null while nobody takes them. */
  | { readonly kind: 'door'; readonly path: string | null }
  | { readonly kind: 'stop' }
  | { readonly kind: 'tell-metrics'; readonly ask: number }
  /** Of every worker that answered. */
  | { readonly kind: 'all-metrics'; readonly ask: number; readonly metrics: readonly (readonly object[])[] }
  /** What others have spent under the rate limit, by address. */
  | { readonly kind: 'spent'; readonly costs: Costs }

export type ToPrimary =
  | { readonly kind: 'awake' }
  | { readonly kind: 'ready'; readonly address: string }
  | { readonly kind: 'failed'; readonly code?: RefusalCode; readonly message: string }
  | { readonly kind: 'say'; readonly line: string }
  | { readonly kind: 'door'; readonly path: string }
  | { readonly kind: 'ask-metrics'; readonly ask: number }
  | { readonly kind: 'metrics'; readonly ask: number; readonly metrics: readonly object[] }
  | { readonly kind: 'spent'; readonly costs: Costs }

export type Costs = readonly (readonly [address: string, cost: number])[]
