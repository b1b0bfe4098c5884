/** What the calling thread and that of bulk deposits say to each other. Bytes go over ports of their own (`stream.ts`). */
import type { MessagePort } from 'node:worker_threads'
import type { Settings } from '../../schemas/settings.ts'
import type { BulkOrder, Counts } from './report.ts'
import type { End } from './stream.ts'

export interface BulkData {
  readonly settings: Settings
}

export interface BulkTask {
  readonly id: number
  readonly order: BulkOrder
  readonly body: End
  readonly report: End
  /** To the thread that writes. */
  readonly scribe: MessagePort
}

/** A deposit has ended, whoever still listened to it. */
export interface Ended {
  readonly id: number
  readonly counts: Counts
}
