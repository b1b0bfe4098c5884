/** Members of the registry as they are known here: publishers, by the number that the registry gave or one made of the name. */
import { publisherSlug } from '../article/facts.ts'
import type { Match } from '../store/store.ts'
import type { Asking } from './asking.ts'
import { factMatch } from './coverage.ts'

export interface Member {
  readonly id: number
  readonly slugs: readonly string[]
  /** The commonest spelling first. */
  readonly names: readonly string[]
}
/** By the number as text; a member that the registry numbered is also found by the number made of its name. */
export type Members = ReadonlyMap<string, Member>

export const nothing: Match = { kind: 'any', of: [] }

export const memberScope = ({ slugs }: Member): Match => ({
  kind: 'any',
  of: slugs.map((slug) => factMatch('member', slug)),
})

/** How many publishers are told apart. */
const mostMembers = 10_000

/** FNV-1a of the slug: 32 bits, the same in every service and for ever; 10,000 publishers share one by 1 %. */
export function memberId(name: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(publisherSlug(name))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}

export async function membersOf(library: Asking): Promise<Members> {
  const numbers = await numbersOf(library)
  const { values } = await library.facet({ facet: 'publisher-name', limit: mostMembers })
  const members = new Map<string, Member>()
  for (const { value } of values) {
    const slug = publisherSlug(value)
    const made = memberId(value)
    const id = numbers.get(slug) ?? made
    const known = members.get(String(id)) ?? { id, slugs: [], names: [] }
    const member = { id, slugs: [...new Set([...known.slugs, slug])], names: [...known.names, value] }
    for (const own of member.slugs) members.set(String(memberId(own)), member)
    members.set(String(id), member)
  }
  return members
}

/** By the slug of a name; of several the commonest. */
async function numbersOf(library: Asking): Promise<ReadonlyMap<string, number>> {
  const { values } = await library.facet({ facet: 'member-number', limit: mostMembers })
  const numbers = new Map<string, number>()
  for (const { value } of values) {
    const [, number = '', name = ''] = /^(\d+) (.*)$/.exec(value) ?? []
    const slug = publisherSlug(name)
    if (!numbers.has(slug)) numbers.set(slug, Number(number))
  }
  return numbers
}
