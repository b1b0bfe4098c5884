/** A reference as somebody printed it, as a match: the article it names comes first. */
import type { Match } from '../store/store.ts'

/** The longest references of real reference lists have some 1,500 characters. */
const longest = 4000

/** Undefined where there is no word in it. Its rare words are chosen by the store, which knows how rare they are. */
export function bibliographic(reference: string): Match | undefined {
  const text = reference.normalize('NFC').slice(0, longest)
  return /[\p{L}\p{N}]/u.test(text) ? { kind: 'resembles', text } : undefined
}
