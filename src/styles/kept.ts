/** Rendered references kept in memory, by what they were made of: those used last, up to a number of bytes. */

export interface Kept {
  /** The text of a key, made where it is not kept; makes each once, however many ask for it meanwhile. */
  get(key: string, make: () => Promise<string>): Promise<string>
}

export function createKept(limit: number): Kept {
  const texts = new Map<string, string>()
  const underWay = new Map<string, Promise<string>>()
  let bytes = 0
  // Strings of Latin-1 take a byte a character, others two; the rest is the map’s.
  const sizeOf = (key: string, text: string) => 2 * (key.length + text.length) + 100
  const put = (key: string, text: string) => {
    bytes += sizeOf(key, text)
    texts.set(key, text)
    for (const [oldest, old] of texts) {
      if (bytes <= limit) break
      texts.delete(oldest)
      bytes -= sizeOf(oldest, old)
    }
  }
  return {
    async get(key, make) {
      const kept = texts.get(key)
      if (kept !== undefined) {
        texts.delete(key)
        texts.set(key, kept)
        return kept
      }
      const waiting = underWay.get(key)
      if (waiting) return waiting
      const making = make().finally(() => underWay.delete(key))
      underWay.set(key, making)
      const text = await making
      if (!texts.has(key)) put(key, text)
      return text
    },
  }
}
