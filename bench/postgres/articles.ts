/** Synthetic articles as a store is given them. */
import { searchTextOf } from '../../src/library/search-text.ts'
import { indexTextOf } from '../../src/store/index-text.ts'
import type { Looks, NewVersion, Store, StoreWriter } from '../../src/store/store.ts'
import { synthetic } from '../synthetic.ts'

const at = '2026-01-31T12:00:00.000Z'

export function article(n: number): NewVersion & { readonly citationKey: string } {
  const draft = synthetic(n)
  // Synthetic drafts are whole articles.
  const search = indexTextOf(searchTextOf(draft as Parameters<typeof searchTextOf>[0]))
  return {
    doi: draft.doi,
    kind: 'deposit',
    json: JSON.stringify(draft),
    at,
    by: 'bench',
    citationKey: `key${n}`,
    search,
  }
}

export const articles = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => article(from + n))

/** A deposit as the library makes it. */
export function deposit(store: Store, version: ReturnType<typeof article>): Promise<unknown> {
  const looks: Looks = { dois: [version.doi], citationKeys: [version.citationKey] }
  return store.write((writer) => putLookedUp(writer, version), looks)
}

export async function putLookedUp(writer: StoreWriter, version: NewVersion): Promise<void> {
  await writer.byDoi(version.doi)
  await writer.put(version)
}
