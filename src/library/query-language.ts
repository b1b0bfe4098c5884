/**
 * The language of searches, documented in docs/search.md. Whatever is typed is a search: what is not the language is
 * words.
 *
 *   query  = all *( "OR" all )
 *   all    = 1*( [ "-" / "NOT" ] part )                side by side: all must hold; "AND" may stand between
 *   part   = "(" query ")" / [ field ":" ] value
 *   value  = DQUOTE phrase DQUOTE / word [ "*" ]
 */
import { kinds, parseIssn, parseOrcid, parseRor } from '../article/identifiers.ts'
import type { Match } from '../store/store.ts'
import { fieldMatch, isField } from './query-fields.ts'
import { wordMatch } from './word-match.ts'

/** A hostile query may not ask for more. */
const mostParts = 64
const deepest = 16

interface Token {
  readonly kind: 'open' | 'close' | 'minus' | 'value'
  readonly field?: string
  readonly text: string
  readonly quoted?: boolean
}

/** What a searcher typed as a match; undefined where there is nothing to look for in it. */
export function parseQuery(query: string): Match | undefined {
  return new Parser(tokensOf(query.normalize('NFC'))).whole()
}

/** A DOI, ORCID iD, ROR id or ISSN that is the whole query: found by key. */
export function parseKey(query: string): Match | undefined {
  const text = query.trim()
  const fact = (name: string, value: string): Match => ({ kind: 'fact', fact: { name, value } })
  const doi = kinds.doi.parse(text)
  if ('value' in doi) return fact('doi', doi.value)
  if (!/[-/:]/.test(text)) return undefined
  for (const [name, parse] of [
    ['orcid', parseOrcid],
    ['issn', parseIssn],
    ['ror-id', parseRor],
  ] as const) {
    const parsed = parse(text)
    if ('value' in parsed) return fact(name, parsed.value)
  }
  return undefined
}

function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < query.length && tokens.length < 4 * mostParts) {
    const character = query[at] ?? ''
    if (/\s/.test(character)) at += 1
    else if (character === '(') at = push(tokens, { kind: 'open', text: '(' }, at + 1)
    else if (character === ')') at = push(tokens, { kind: 'close', text: ')' }, at + 1)
    else if (/^[-−–]$/.test(character) && /[^\s-]/.test(query[at + 1] ?? ' '))
      at = push(tokens, { kind: 'minus', text: character }, at + 1)
    else at = readValue(query, at, tokens)
  }
  return tokens
}

function push(tokens: Token[], token: Token, next: number): number {
  tokens.push(token)
  return next
}

const quotes = /["“”„«»]/

function readValue(query: string, start: number, tokens: Token[]): number {
  const [, name = ''] = /^([A-Za-z]{2,20}):(?=[^\s])/.exec(query.slice(start, start + 25)) ?? []
  const field = isField(name.toLowerCase()) ? { field: name.toLowerCase() } : {}
  const from = 'field' in field ? start + name.length + 1 : start
  if (quotes.test(query[from] ?? '')) {
    const end = endOfPhrase(query, from + 1)
    tokens.push({ kind: 'value', ...field, text: query.slice(from + 1, end), quoted: true })
    return end + 1
  }
  const end = endOfWord(query, from)
  tokens.push({ kind: 'value', ...field, text: query.slice(from, end) })
  // A lone bracket after `title:` is no word.
  return Math.max(end, from + 1)
}

function endOfPhrase(query: string, start: number): number {
  let end = start
  while (end < query.length && !quotes.test(query[end] ?? '')) end += 1
  return end
}

/** A word may hold brackets of its own: 10.1016/S0140-6736(05)67889-6. */
function endOfWord(query: string, start: number): number {
  let end = start
  for (let open = 0; end < query.length; end += 1) {
    const character = query[end] ?? ''
    if (/\s/.test(character) || quotes.test(character)) break
    if (character === '(') open += 1
    if (character === ')') open -= 1
    if (open < 0) break
  }
  return end
}

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #parts = 0
  #depth = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  /** A closing bracket without its opening one is passed over. */
  whole(): Match | undefined {
    const matches: Match[] = []
    while (this.#at < this.#tokens.length) {
      const match = this.#query()
      if (match) matches.push(match)
      this.#at += 1
    }
    return together('all', matches)
  }

  #query(): Match | undefined {
    const choices: Match[] = []
    do {
      const match = this.#all()
      if (match) choices.push(match)
    } while (this.#word('OR', choices.length > 0))
    return together('any', choices)
  }

  #all(): Match | undefined {
    const parts: Match[] = []
    for (let token = this.#next(); token && token.kind !== 'close'; token = this.#next()) {
      if (parts.length > 0 && this.#isWord('OR') && this.#hasMore()) break
      if (parts.length > 0 && this.#word('AND', true)) continue
      const minus = token.kind === 'minus' || (this.#isWord('NOT') && this.#hasMore())
      if (minus) this.#at += 1
      const part = this.#part()
      if (part) parts.push(minus ? { kind: 'not', of: part } : part)
    }
    return together('all', parts)
  }

  #part(): Match | undefined {
    const token = this.#next()
    if (!token || token.kind === 'close') return undefined
    this.#at += 1
    if (token.kind === 'minus') return undefined
    if (token.kind === 'value') return this.#parts++ < mostParts ? valueMatch(token) : undefined
    if (this.#depth >= deepest) return undefined
    this.#depth += 1
    const match = this.#query()
    this.#depth -= 1
    if (this.#next()?.kind === 'close') this.#at += 1
    return match
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at]
  }

  #isWord(word: string): boolean {
    const token = this.#next()
    return token?.kind === 'value' && !token.quoted && token.field === undefined && token.text === word
  }

  /** Whether something follows that an operator can stand before; otherwise it is a word. */
  #hasMore(): boolean {
    const following = this.#tokens[this.#at + 1]
    return following !== undefined && following.kind !== 'close'
  }

  #word(word: string, after: boolean): boolean {
    if (!after || !this.#isWord(word) || !this.#hasMore()) return false
    this.#at += 1
    return true
  }
}

function together(kind: 'all' | 'any', matches: readonly Match[]): Match | undefined {
  return matches.length > 1 ? { kind, of: matches } : matches[0]
}

function valueMatch({ field, text, quoted }: Token): Match | undefined {
  if (field !== undefined) {
    const match = fieldMatch(field, text)
    if (match) return match
  }
  // `year:soon` is no year, and so the words that stand there.
  const words = field === undefined ? text : `${field}:${text}`
  return /[\p{L}\p{N}]/u.test(words) ? wordMatch(words, quoted === true) : undefined
}
