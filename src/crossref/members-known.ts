/** Members of the registry as they are known here: publishers, numbered by their names, for none has a number stored. */
import { publisherSlug } from '../article/facts.ts'
import type { Match } from '../store/store.ts'
import type { Asking } from './asking.ts'

export interface Member {
  readonly id: number
  readonly slug: string
  /** The commonest spelling first. */
  readonly names: readonly string[]
}
/** By the number as text. */
export type Members = ReadonlyMap<string, Member>

export const nothing: Match = { kind: 'any', of: [] }

/** How many publishers are told apart. */
const mostMembers = 10_000

/** FNV-1a of the slug: 32 bits, the same in every service and for ever; 10,000 publishers share one by 1 %. */
export function memberId(name: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(publisherSlug(name))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}

export async function membersOf(library: Asking): Promise<Members> {
  const { values } = await library.facet({ facet: 'publisher-name', limit: mostMembers })
  const members = new Map<string, Member>()
  for (const { value } of values) {
    const id = memberId(value)
    const known = members.get(String(id))
    members.set(String(id), { id, slug: known?.slug ?? publisherSlug(value), names: [...(known?.names ?? []), value] })
  }
  return members
}
