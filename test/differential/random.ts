/** Numbers that are the same for the same seed. */
export interface Random {
  /** 0 to below `count`. */
  below(count: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  some<T>(list: readonly T[], least: number, most: number): T[]
}

/** Mulberry32: small, and even enough to choose by. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number): number => Math.floor(next() * count)
  const pick = <T>(list: readonly T[]): T => {
    // What a list may hold includes undefined.
    return list[below(list.length)] as T
  }
  return {
    below,
    chance: (probability) => next() < probability,
    pick,
    some: (list, least, most) => Array.from({ length: least + below(most - least + 1) }, () => pick(list)),
  }
}
