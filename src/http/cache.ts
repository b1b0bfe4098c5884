/** Rendered representations kept in memory: a look-up costs less than rendering, and bytes less than objects. */
import type { Representation } from './representation.ts'

interface Entry {
  readonly version: number
  readonly representation: Representation
  /** The store’s generation at which `version` was last known to stand. */
  generation: number
}

export interface RepresentationCache {
  /** What is certainly current at this generation. */
  fresh(key: string, generation: number): Representation | undefined
  /** What was rendered from this version, now known to stand at this generation. */
  confirmed(key: string, version: number, generation: number): Representation | undefined
  put(key: string, version: number, generation: number, representation: Representation): void
}

/** Holds up to `limit` bytes of bodies, counting 1 KiB for the rest of an entry; the oldest leave first. */
export function createCache(limit: number): RepresentationCache {
  const entries = new Map<string, Entry>()
  let bytes = 0
  const sizeOf = ({ representation }: Entry) => representation.body.length + 1024
  const remove = (key: string) => {
    const entry = entries.get(key)
    if (!entry) return
    entries.delete(key)
    bytes -= sizeOf(entry)
  }
  return {
    fresh(key, generation) {
      const entry = entries.get(key)
      return entry?.generation === generation ? entry.representation : undefined
    },
    confirmed(key, version, generation) {
      const entry = entries.get(key)
      if (entry?.version !== version) return undefined
      entry.generation = generation
      return entry.representation
    },
    put(key, version, generation, representation) {
      remove(key)
      const entry = { version, representation, generation }
      if (sizeOf(entry) > limit) return
      entries.set(key, entry)
      bytes += sizeOf(entry)
      for (const oldest of entries.keys()) {
        if (bytes <= limit) break
        remove(oldest)
      }
    },
  }
}
