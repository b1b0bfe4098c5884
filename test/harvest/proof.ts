/** What a proof found: a figure, and whether the promise holds. */
export interface Proof {
  readonly name: string
  readonly value: string
  readonly holds: boolean
}
