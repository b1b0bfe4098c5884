/** What a fault is, and what was seen of it. */

export interface Scale {
  /** Whether the long form was asked for. */
  readonly full: boolean
  readonly seed: number
  /** 0 to 1, the same for the same seed. */
  readonly random: () => number
  /** A folder of its own, removed afterwards. */
  readonly folder: string
}

export interface Outcome {
  readonly trials: number
  /** What should not have been; empty where all went well. */
  readonly wrong: readonly string[]
  /** What was seen. */
  readonly seen: string
  /** Why it could not be run here. */
  readonly notRun?: string
}

export interface Fault {
  readonly name: string
  readonly title: string
  run(scale: Scale): Promise<Outcome>
}

export const notRun = (why: string): Outcome => ({ trials: 0, wrong: [], seen: '', notRun: why })

/** Numbers that follow from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(Math.floor(values.length * share), values.length - 1)] ?? Number.NaN
