/** `name:value,name:value`, as filters and facets are given. */
import type { Fault } from './answer.ts'

export interface Pair {
  readonly name: string
  readonly value: string
}

const named = /^([a-z][a-z0-9.-]{0,60}):/

/** A value may hold commas and colons: what does not begin with a name belongs to the value before it. */
export function parsePairs(text: string): readonly Pair[] | Fault {
  const pairs: { name: string; value: string }[] = []
  for (const piece of text.split(',')) {
    const [whole, name = ''] = named.exec(piece) ?? []
    const last = pairs.at(-1)
    if (whole !== undefined) pairs.push({ name, value: piece.slice(whole.length) })
    else if (last) last.value += `,${piece}`
    else if (/:/.test(piece)) pairs.push({ name: piece.slice(0, piece.indexOf(':')), value: '' })
    else
      return {
        type: 'pair-list-form-invalid',
        value: text,
        message: `Pair list form specified as '${text}' but should be of the form: key:val,...,keyN:valN`,
      }
  }
  return pairs
}
