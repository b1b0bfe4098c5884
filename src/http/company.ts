/** What the HTTP application of one worker among several needs of the others. */
import type { FastifyReply, FastifyRequest } from 'fastify'

export interface Company {
  /** Whether deposits are taken here. */
  readonly leads: () => boolean
  /**
   * Hands a request that writes to the worker that takes deposits, and its answer back; false where that is this one.
   * `Refusal('unavailable')` where there is none.
   */
  readonly forward: (request: FastifyRequest, reply: FastifyReply) => Promise<boolean>
  /** Gives the metrics of this worker to whoever asks for all. */
  readonly share: (metrics: () => Promise<readonly object[]>) => void
  /** The metrics of every worker. */
  readonly gather: () => Promise<readonly (readonly object[])[]>
  /** Tells others what an address has spent under the rate limit. */
  readonly spend: (address: string, cost: number) => void
  /** Told what was spent with others. */
  readonly onSpent: (listener: (address: string, cost: number) => void) => void
}
