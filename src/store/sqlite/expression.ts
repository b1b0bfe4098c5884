/** A match as one FTS5 expression: words, facts and days are all lists of one index, so any choice is one intersection. */
import { type Match, type SearchField, searchFields } from '../question.ts'
import { dateCells, everyToken, factToken, spaced } from '../tokens.ts'

/** The rare words of a reference; how rare they are only the index knows. */
export type RareWords = (text: string) => readonly string[]

/** An FTS5 expression, or that every article or none matches. */
export type Expression = { readonly fts: string } | 'every' | 'none'

/** Words without a letter or digit (`—`) are passed over, and alone find nothing. */
export function expressionOf(match: Match | undefined, rareWords: RareWords): Expression {
  if (!match) return 'every'
  return compile(match, rareWords) ?? 'none'
}

type Compile<M extends Match> = (match: M, rareWords: RareWords) => Expression | undefined

const kinds: { readonly [Kind in Match['kind']]: Compile<Extract<Match, { kind: Kind }>> } = {
  words: ({ text, fields, prefix = false }) => words(text, fields, prefix),
  fact: ({ fact }) => ({ fts: quoted(factToken(fact.name, fact.value)) }),
  resembles({ text }, rareWords) {
    const rare = rareWords(text)
    return rare.length === 0 ? undefined : { fts: rare.map(quoted).join(' OR ') }
  },
  date: (match) => {
    const cells = dayCells(match)
    return cells.length === 0 ? 'none' : { fts: cells.map(quoted).join(' OR ') }
  },
  all: ({ of }, rareWords) => joined(of, rareWords, { neutral: 'every', absorbing: 'none', operator: ' AND ' }),
  any: ({ of }, rareWords) => joined(of, rareWords, { neutral: 'none', absorbing: 'every', operator: ' OR ' }),
  not({ of }, rareWords) {
    const inner = compile(of, rareWords)
    if (inner === undefined) return undefined
    if (typeof inner === 'string') return inner === 'every' ? 'none' : 'every'
    return { fts: `${everyToken} NOT (${inner.fts})` }
  },
}

const compile = (match: Match, rareWords: RareWords): Expression | undefined =>
  // The row of the match’s own kind.
  (kinds[match.kind] as Compile<Match>)(match, rareWords)

interface Joining {
  readonly neutral: 'every' | 'none'
  readonly absorbing: 'every' | 'none'
  readonly operator: string
}

function joined(of: readonly Match[], rareWords: RareWords, joining: Joining): Expression | undefined {
  const negative = joining.operator === ' AND ' ? of.filter(({ kind }) => kind === 'not') : []
  const rest = negative.length < of.length ? of.filter((match) => !negative.includes(match)) : of
  const parts = rest.map((match) => compile(match, rareWords)).filter((part) => part !== undefined)
  const positive = join(parts, of.length === 0, joining)
  return positive === undefined || rest === of ? positive : without(positive, negative, rareWords)
}

function join(parts: readonly Expression[], empty: boolean, joining: Joining): Expression | undefined {
  const { neutral, absorbing, operator } = joining
  if (parts.includes(absorbing)) return absorbing
  const texts = parts.filter((part) => typeof part !== 'string').map(({ fts }) => fts)
  if (texts.length === 0) return parts.length > 0 || empty ? neutral : undefined
  return { fts: texts.length === 1 ? (texts[0] ?? '') : texts.map((text) => `(${text})`).join(operator) }
}

/** `a NOT b` walks the list of `a` alone, where `a AND (every NOT b)` walks that of every article. */
function without(positive: Expression, negative: readonly Match[], rareWords: RareWords): Expression {
  const of = negative.map((match) => (match.kind === 'not' ? match.of : match))
  const taken = joined(of, rareWords, { neutral: 'none', absorbing: 'every', operator: ' OR ' }) ?? 'none'
  if (taken === 'every' || positive === 'none') return 'none'
  if (taken === 'none') return positive
  return { fts: positive === 'every' ? `${everyToken} NOT (${taken.fts})` : `(${positive.fts}) NOT (${taken.fts})` }
}

/** What is typed is never taken for a fact. */
const tokens = /ʘ(?=[a-z0-9])/gi

function words(text: string, fields: readonly SearchField[] | undefined, prefix: boolean): Expression | undefined {
  const phrase = spaced(text.replaceAll('\0', ' ').replace(tokens, ' '))
  if (!/[\p{L}\p{N}\p{Co}]/u.test(phrase)) return undefined
  const known = fields?.filter((field) => searchFields.includes(field))
  if (known?.length === 0) return 'none'
  return { fts: `${known ? `{${known.join(' ')}} : ` : ''}${quoted(phrase)}${prefix ? ' *' : ''}` }
}

/** FTS5 reads what stands in quotation marks as words; operators and columns are understood nowhere in it. */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** Tokens of the days between two dates; none where the first comes after the last. */
export function dayCells({ date, from, until }: Extract<Match, { kind: 'date' }>): readonly string[] {
  const first = from === undefined ? 0 : boundary(from, '0101')
  const last = until === undefined ? 99_991_231 : boundary(until, '1231')
  return first > last ? [] : dateCells(date, first, last)
}

/** `2024-03` and `1231` → 20240331: what is not given is the first or the last. */
function boundary(text: string, rest: '0101' | '1231'): number {
  const digits = text.replaceAll('-', '').slice(0, 8)
  return Number(digits + rest.slice(digits.length - 4))
}

/** What is typed as one text, for a title that is just this. */
export function textOf(match: Match | undefined): string {
  if (match?.kind === 'words' && !match.prefix && (match.fields?.includes('title') ?? true)) return match.text
  return match?.kind === 'all' ? match.of.map(textOf).filter(Boolean).join(' ') : ''
}

/** Whether there are words to be relevant to. */
export function ranks(match: Match | undefined): boolean {
  if (match?.kind === 'all' || match?.kind === 'any') return match.of.some(ranks)
  return match?.kind === 'words' || match?.kind === 'resembles'
}

/** The reference in a match, which is then ranked by how well it fits. */
export function referenceOf(match: Match | undefined): string | undefined {
  if (match?.kind === 'resembles') return match.text
  return match?.kind === 'all' ? match.of.map(referenceOf).find((text) => text !== undefined) : undefined
}
