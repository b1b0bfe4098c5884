/** Rendered representations kept in memory: a look-up costs less than rendering, and bytes less than objects. */
import { crc32 } from 'node:zlib'
import type { Representation } from './representation.ts'

interface Entry<T> {
  /** Which version of which article this was made of. */
  readonly made: string
  readonly representation: T
  readonly size: number
  /** The store’s generation at which that version was last known to stand. */
  generation: number
  /** Whether it answered since the hand last passed. */
  isUsed: boolean
}

export interface RepresentationCache<T = Representation> {
  /** What is certainly current at this generation. */
  fresh(key: string, generation: number): T | undefined
  /** What was made of this version, now known to stand at this generation. */
  confirmed(key: string, made: string, generation: number): T | undefined
  put(key: string, made: string, generation: number, representation: T): void
  /** Since it was made: look-ups that it answered, those that were rendered, and what it holds. */
  counts(): { readonly hits: number; readonly misses: number; readonly bytes: number }
}

/**
 * Keys seen lately, by their checksums: one of two that share a place is forgotten, and rarely one taken for another.
 */
function createSeen(places = 65_536) {
  const checksums = new Uint32Array(places)
  /** Whether it was seen before. */
  return (key: string): boolean => {
    const checksum = crc32(key)
    const place = checksum % places
    const isKnown = checksums[place] === checksum
    checksums[place] = checksum
    return isKnown
  }
}

/**
 * Holds up to `limit` bytes of bodies, and of their keys, counting 1 KiB for the rest of an entry. What was not asked for
 * again leaves first: a hand goes round, and passes over what answered since it last came by (the clock algorithm, which
 * is as good as leaving by the last use, and costs a hit nothing). Once it is full it takes what was put before, lately:
 * most of what is asked for once in a large store is not asked for again, and would cost what it replaces and much garbage.
 */
export function createCache<T extends { readonly body: string } = Representation>(
  limit: number,
): RepresentationCache<T> {
  const entries = new Map<string, Entry<T>>()
  const wasSeen = createSeen()
  // An iterator sees what is added behind it; to begin anew for each would be to step over all that has left.
  let hand = entries.entries()
  let bytes = 0
  let hits = 0
  let misses = 0
  const remove = (key: string, entry: Entry<T>) => {
    entries.delete(key)
    bytes -= entry.size
  }
  const evict = () => {
    const { done, value } = hand.next()
    if (done) {
      hand = entries.entries()
      return
    }
    const [key, entry] = value
    if (entry.isUsed) {
      entry.isUsed = false
      entries.delete(key)
      entries.set(key, entry)
    } else remove(key, entry)
  }
  return {
    fresh(key, generation) {
      const entry = entries.get(key)
      if (entry?.generation !== generation) return undefined
      hits++
      entry.isUsed = true
      return entry.representation
    },
    confirmed(key, made, generation) {
      const entry = entries.get(key)
      if (entry?.made !== made) return undefined
      entry.generation = generation
      entry.isUsed = true
      hits++
      return entry.representation
    },
    counts: () => ({ hits, misses, bytes }),
    put(key, made, generation, representation) {
      misses++
      const former = entries.get(key)
      if (former) remove(key, former)
      const size = representation.body.length + 2 * key.length + 1024
      if (size > limit) return
      if (bytes + size > limit && former === undefined && !wasSeen(key)) return
      entries.set(key, { made, representation, size, generation, isUsed: false })
      bytes += size
      while (bytes > limit) evict()
    },
  }
}
