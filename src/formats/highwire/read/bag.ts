/** The tags of one article while they are read: what is taken is understood, the rest is kept as it stood. */
import { looseRich } from '../../../text/loose-markup.ts'
import { plainText } from '../../../text/rich.ts'
import { type Context, keep } from '../../html/context.ts'
import { byTrust, type Tag } from './tags.ts'

export interface Bag extends Context {
  readonly tags: readonly Tag[]
  /** Every tag of these keys, the most trusted first; they count as read. */
  readonly take: (...keys: readonly string[]) => Tag[]
  readonly left: () => Tag[]
}

export function bagOf(tags: readonly Tag[]): Bag {
  const taken = new Set<Tag>()
  const byKey = new Map<string, Tag[]>()
  for (const tag of tags) {
    const list = byKey.get(tag.key)
    if (list) list.push(tag)
    else byKey.set(tag.key, [tag])
  }
  return {
    draft: {},
    notes: [],
    unmapped: [],
    tags,
    take(...keys) {
      const found = byTrust(keys.flatMap((key) => byKey.get(key) ?? []).filter((tag) => !taken.has(tag)))
      for (const tag of found) taken.add(tag)
      return found
    },
    left: () => tags.filter((tag) => !taken.has(tag)),
  }
}

export const keepTag = (bag: Bag, { name, content }: Tag): void => keep(bag, name, content)

/** Letters and digits alone, for telling whether two values say the same. */
export const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

/** The same of a text with mark-up. */
export const bareRich = (text: string): string => bare(plainText(looseRich(text)))

/**
 * One value of several tags: that of the most trusted. Others that say something else are named in a note with their
 * sources, so that nothing is lost.
 */
export function one(
  bag: Bag,
  pointer: string,
  tags: readonly Tag[],
  form: (text: string) => string = bare,
): Tag | undefined {
  const [first, ...others] = tags
  if (first === undefined) return undefined
  const differing = others.filter((tag) => form(tag.content) !== form(first.content))
  if (differing.length > 0) disagree(bag, pointer, [first, ...differing])
  return first
}

/** Sources that say different things of one field; the first is followed. */
export function disagree(
  bag: Context,
  pointer: string,
  said: readonly { readonly name: string; readonly content: string }[],
): void {
  const message = `Sources disagree: ${said.map(({ name, content }) => `${name} has “${content.slice(0, 200)}”`).join(', ')}. The first is followed.`
  const value = said.map(({ name, content }) => ({ source: name, value: content }))
  bag.notes.push({ severity: 'note', code: 'sources-disagree', pointer, message, value })
}
