/** Rendered representations kept in memory: a look-up costs less than rendering, and bytes less than objects. */
import type { Representation } from './representation.ts'

interface Entry {
  /** Which version of which article this was made of. */
  readonly made: string
  readonly representation: Representation
  /** The store’s generation at which that version was last known to stand. */
  generation: number
}

export interface RepresentationCache {
  /** What is certainly current at this generation. */
  fresh(key: string, generation: number): Representation | undefined
  /** What was made of this version, now known to stand at this generation. */
  confirmed(key: string, made: string, generation: number): Representation | undefined
  put(key: string, made: string, generation: number, representation: Representation): void
  /** Since it was made: look-ups that it answered, those that were rendered, and what it holds. */
  counts(): { readonly hits: number; readonly misses: number; readonly bytes: number }
}

/** Holds up to `limit` bytes of bodies, and of their keys, counting 1 KiB for the rest of an entry; the oldest leave first. */
export function createCache(limit: number): RepresentationCache {
  const entries = new Map<string, Entry>()
  let bytes = 0
  let hits = 0
  let misses = 0
  const sizeOf = (key: string, { representation }: Entry) => representation.body.length + 2 * key.length + 1024
  const remove = (key: string) => {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    bytes -= sizeOf(key, entry)
  }
  return {
    fresh(key, generation) {
      const entry = entries.get(key)
      if (entry?.generation !== generation) return undefined
      hits++
      return entry.representation
    },
    confirmed(key, made, generation) {
      const entry = entries.get(key)
      if (entry?.made !== made) return undefined
      entry.generation = generation
      hits++
      return entry.representation
    },
    counts: () => ({ hits, misses, bytes }),
    put(key, made, generation, representation) {
      misses++
      remove(key)
      const entry = { made, representation, generation }
      if (sizeOf(key, entry) > limit) return
      entries.set(key, entry)
      bytes += sizeOf(key, entry)
      for (const oldest of entries.keys()) {
        if (bytes <= limit) break
        remove(oldest)
      }
    },
  }
}
