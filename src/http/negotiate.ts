/** Proactive negotiation (RFC 9110 12.5.1) over a list of offers in the server’s order of preference. Pure. */

/** What can be had: `types[0]` is what is sent, the others are names for the same. */
export interface Offer {
  readonly types: readonly string[]
}

interface Range {
  readonly type: string
  readonly subtype: string
  readonly q: number
}

const lengthLimit = 8192
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/**
 * The offer that the Accept header prefers; undefined where none is acceptable. Ranges that do not parse are ignored
 * (clients send `transform/application/…`); without a valid range everything is acceptable. Of offers with the same
 * quality the one that was named more exactly wins, then the server’s order.
 */
export function negotiate<T extends Offer>(accept: string | undefined, offers: readonly T[]): T | undefined {
  const ranges = parseAccept(accept ?? '')
  if (ranges.length === 0) return offers[0]
  let best: { readonly offer: T; readonly q: number; readonly exactness: number } | undefined
  for (const offer of offers) {
    const { q, exactness } = quality(offer, ranges)
    if (q > 0 && (!best || q > best.q || (q === best.q && exactness > best.exactness))) best = { offer, q, exactness }
  }
  return best?.offer
}

function quality(offer: Offer, ranges: readonly Range[]): { readonly q: number; readonly exactness: number } {
  let found = { q: 0, exactness: 0 }
  for (const range of ranges) {
    const exactness = matches(offer, range)
    if (exactness > found.exactness) found = { q: range.q, exactness }
    // The same range twice, with other parameters: the client accepts it where either does.
    else if (exactness === found.exactness && exactness > 0) found = { q: Math.max(range.q, found.q), exactness }
  }
  return found
}

/** 3 for a named type, 2 for `type/*`, 1 for any, 0 for no match. A wildcard means the type that would be sent. */
function matches({ types }: Offer, { type, subtype }: Range): number {
  if (subtype !== '*') return types.includes(`${type}/${subtype}`) ? 3 : 0
  if (type === '*') return 1
  return types[0]?.startsWith(`${type}/`) ? 2 : 0
}

/** The valid ranges of an Accept header, names in lower case. */
function parseAccept(accept: string): Range[] {
  const ranges: Range[] = []
  for (const part of splitOutsideQuotes(accept.slice(0, lengthLimit), ',')) {
    const [name = '', ...parameters] = splitOutsideQuotes(part, ';')
    const [type = '', subtype = '', more] = name.trim().toLowerCase().split('/')
    if (more !== undefined || !token.test(type) || !token.test(subtype) || (type === '*' && subtype !== '*')) continue
    ranges.push({ type, subtype, q: weight(parameters) })
  }
  return ranges
}

function weight(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const [name = '', value = ''] = parameter.split('=')
    if (name.trim().toLowerCase() !== 'q') continue
    const q = Number(value.trim())
    return /^\s*(0(\.\d*)?|1(\.0*)?)\s*$/.test(value) ? q : 1
  }
  return 1
}

/** Splits a header’s list; a separator inside a quoted string is text (RFC 9110 5.6.4). */
export function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = []
  let quoted = false
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '"') quoted = !quoted
    else if (character === '\\' && quoted) i++
    else if (character === separator && !quoted) {
      parts.push(text.slice(start, i))
      start = i + 1
    }
  }
  parts.push(text.slice(start))
  return parts
}
