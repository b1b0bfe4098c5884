/** One line of the bench of readers: how fast ours is beside the fastest other reader of the same texts. */
export interface ReaderRow {
  readonly name: string
  readonly ours: number
  readonly yardstick: number
  readonly yardstickName: string
  /** How many times the yardstick ours is to be. */
  readonly target: number
  readonly unit: string
}
