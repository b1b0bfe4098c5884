/** The port for answers that are kept under a depositor’s own keys, in the transaction of the write they answer for. */

export interface KeptAnswer {
  /** Tells the request that was answered from others under the same key. */
  readonly request: string
  readonly outcome: string
  readonly doi: string
  readonly version: number
  /** A JSON array. */
  readonly notes: string
}

export interface AnswerReader {
  /** What was answered under a key at or after an instant. */
  answer(holder: string, key: string, since: string): Promise<KeptAnswer | undefined>
}

export interface AnswerWriter {
  /** Keeps an answer from `at` on, in the stead of one that has expired, and forgets all from before `since`. */
  keepAnswer(holder: string, key: string, answer: KeptAnswer, at: string, since: string): Promise<void>
}
