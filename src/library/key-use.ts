/** When a key was last used: written behind the request, and at most once a minute for each key. */
import type { Store } from '../store/store.ts'

const interval = 60_000

export function createUses(store: Store, now: () => Date) {
  const noted = new Map<string, number>()
  return {
    note(id: string, address: string | undefined): void {
      const at = performance.now()
      const last = noted.get(id)
      if (last !== undefined && at - last < interval) return
      noted.set(id, at)
      // A store that takes no writes is no reason to refuse a reader.
      store.write((writer) => writer.noteUse(id, now().toISOString(), address)).catch(() => noted.delete(id))
    },
  }
}
