/** Proactive negotiation (RFC 9110 12.5.1) over a list of offers in the server’s order of preference. Pure. */

/** What can be had: `types[0]` is what is sent, the others are names for the same. */
export interface Offer {
  readonly types: readonly string[]
}

interface Range {
  readonly type: string
  readonly subtype: string
  readonly q: number
  /** The parts after the type, as they stand. */
  readonly parameters: readonly string[]
}

/** An offer, and what was asked of it: its type as it was named, none where a wildcard was, and the parameters. */
export interface Choice<T> {
  readonly offer: T
  readonly type: string | undefined
  readonly parameters: Readonly<Record<string, string>>
}

const lengthLimit = 8192
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

/**
 * The offer that the Accept header prefers; undefined where none is acceptable. Ranges that do not parse are ignored
 * (clients send `transform/application/…`); without a valid range everything is acceptable. Of offers with the same
 * quality the one that was named more exactly wins, then the server’s order.
 */
export function negotiate<T extends Offer>(accept: string | undefined, offers: readonly T[]): T | undefined {
  return choose(accept, offers)?.offer
}

/** The same, with the type and the parameters by which the client named it. */
export function choose<T extends Offer>(accept: string | undefined, offers: readonly T[]): Choice<T> | undefined {
  const ranges = parseAccept(accept ?? '')
  const [first] = offers
  if (ranges.length === 0) return first && { offer: first, type: undefined, parameters: {} }
  let best: (Match & { readonly offer: T }) | undefined
  for (const offer of offers) {
    const match = matchOf(offer, ranges)
    const { q, exactness } = match
    if (q > 0 && (!best || q > best.q || (q === best.q && exactness > best.exactness))) best = { ...match, offer }
  }
  if (!best) return undefined
  const { offer, exactness, range } = best
  if (!range || exactness < named) return { offer, type: undefined, parameters: {} }
  return { offer, type: `${range.type}/${range.subtype}`, parameters: parametersOf(range.parameters) }
}

interface Match {
  readonly q: number
  readonly exactness: number
  readonly range: Range | undefined
}

function matchOf(offer: Offer, ranges: readonly Range[]): Match {
  let found: Match = { q: 0, exactness: 0, range: undefined }
  for (const range of ranges) {
    const exactness = matches(offer, range)
    // The same range twice, with other parameters: the client accepts it where either does, and likes one more.
    const isBetter = exactness === found.exactness && exactness > 0 && range.q > found.q
    if (exactness > found.exactness || isBetter) found = { q: range.q, exactness, range }
  }
  return found
}

const named = 3

/** 3 for a named type, 2 for `type/*`, 1 for any, 0 for no match. A wildcard means the type that would be sent. */
function matches({ types }: Offer, { type, subtype }: Range): number {
  if (subtype !== '*') return types.includes(`${type}/${subtype}`) ? named : 0
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
    ranges.push({ type, subtype, q: weight(parameters), parameters })
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

const parametersLimit = 20

/**
 * Names in lower case with their values. Blanks around `=` are against RFC 9110 5.6.6, and habanero and rcrossref send
 * them (`text/x-bibliography; style = apa; locale = en-US`). Of two of a name the first counts.
 */
function parametersOf(parts: readonly string[]): Record<string, string> {
  const found = new Map<string, string>()
  for (const part of parts.slice(0, parametersLimit)) {
    const at = part.indexOf('=')
    const name = part.slice(0, Math.max(at, 0)).trim().toLowerCase()
    if (name !== 'q' && token.test(name) && !found.has(name)) found.set(name, unquoted(part.slice(at + 1).trim()))
  }
  return Object.fromEntries(found)
}

const unquoted = (value: string): string =>
  value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value

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
