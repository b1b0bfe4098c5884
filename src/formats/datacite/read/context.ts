/** One DataCite record being read: what has been understood of it, and the notes. */
import type { Draft } from '../../../../schemas/article.ts'
import type { Notes } from '../../records.ts'
import { type Bag, takeText } from './bag.ts'

export interface Context {
  readonly draft: Draft
  readonly notes: Notes
  readonly record: Bag
  /** Ids of places of work by what is said of them. */
  readonly places: Map<string, string>
}

/** DataCite’s codes for a value that is not given (4.6, Appendix 3), and what others write for the same. */
const unavailable = /^\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal|unk)\)?$|^uuuu$/i
const isUnavailable = (text: string): boolean => unavailable.test(text)

/** The text, less codes that say only that there is none. */
export function takeKnown(bag: Bag, key: string): string | undefined {
  const text = takeText(bag, key)
  return text === undefined || isUnavailable(text) ? undefined : text
}

/** Adds to a list of the draft, which may not be there yet. */
export function added<T>(list: T[] | undefined, member: T): T[] {
  const out = list ?? []
  out.push(member)
  return out
}
