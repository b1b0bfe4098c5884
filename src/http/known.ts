/** What was learnt last, by its words: two generations of it, of which the older is forgotten when the younger is full. */

export interface Known<T> {
  get(words: string): T | undefined
  set(words: string, value: T): void
}

/** Holds up to twice `most`. */
export function createKnown<T>(most = 16_384): Known<T> {
  let young = new Map<string, T>()
  let old = new Map<string, T>()
  const set = (words: string, value: T): void => {
    if (young.size >= most) {
      old = young
      young = new Map()
    }
    young.set(words, value)
  }
  return {
    get(words) {
      const value = young.get(words)
      if (value !== undefined) return value
      const former = old.get(words)
      if (former !== undefined) set(words, former)
      return former
    },
    set,
  }
}
