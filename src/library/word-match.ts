/** A word or phrase that was typed. */
import type { Match } from '../store/store.ts'

/** `psor*`: two letters or signs at least, since one begins a good part of all words. */
export function wordMatch(text: string, quoted: boolean): Match {
  const prefix = !quoted && /[\p{L}\p{N}]{2}\*$/u.test(text)
  return { kind: 'words', text: prefix ? text.slice(0, -1) : text, ...(prefix && { prefix }) }
}
