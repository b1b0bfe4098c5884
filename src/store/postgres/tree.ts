/** A match as a tree of words, tokens and choices, built by the same rules as SQLite’s expression: what is found is the same. */
import { type Match, type SearchField, searchFields } from '../question.ts'
import { dayCells } from '../sqlite/expression.ts'
import { everyToken, factToken, spaced } from '../tokens.ts'
import { fieldNames } from './index-row.ts'
import { wordsOf } from './words.ts'

/** Words side by side; `prefix`: of the last one the beginning. `fields` are lines of `words`; absent for all. */
export interface Phrase {
  readonly kind: 'phrase'
  readonly words: readonly string[]
  readonly prefix: boolean
  readonly fields?: readonly number[]
  /** Facts weigh nothing. */
  readonly ranked: boolean
}

export type Tree =
  | Phrase
  | { readonly kind: 'and' | 'or'; readonly of: readonly Tree[] }
  /** What `of` finds without what `without` finds. */
  | { readonly kind: 'less'; readonly of: Tree; readonly without: Tree }

/** A tree, or that every article or none matches. */
export type Expression = Tree | 'every' | 'none'

/** The rare words of a reference; how rare they are only the index knows. */
export type RareWords = (text: string) => readonly string[]

/** Words without a letter or digit (`—`) are passed over, and alone find nothing. */
export const treeOf = (match: Match | undefined, rareWords: RareWords): Expression =>
  match ? (compile(match, rareWords) ?? 'none') : 'every'

type Compile<M extends Match> = (match: M, rareWords: RareWords) => Expression | undefined

const kinds: { readonly [Kind in Match['kind']]: Compile<Extract<Match, { kind: Kind }>> } = {
  words: ({ text, fields, prefix = false }) => words(text, fields, prefix),
  fact: ({ fact }) => token(factToken(fact.name, fact.value)),
  resembles({ text }, rareWords) {
    const rare = rareWords(text).map((word) => phrase(word, false))
    return rare.length === 0 ? undefined : choice('or', rare)
  },
  date(match) {
    const cells = dayCells(match).map(token)
    return cells.length === 0 ? 'none' : choice('or', cells)
  },
  all: ({ of }, rareWords) => joined(of, rareWords, { neutral: 'every', absorbing: 'none', kind: 'and' }),
  any: ({ of }, rareWords) => joined(of, rareWords, { neutral: 'none', absorbing: 'every', kind: 'or' }),
  not({ of }, rareWords) {
    const inner = compile(of, rareWords)
    if (inner === undefined) return undefined
    if (typeof inner === 'string') return inner === 'every' ? 'none' : 'every'
    return { kind: 'less', of: token(everyToken), without: inner }
  },
}

const compile = (match: Match, rareWords: RareWords): Expression | undefined =>
  // The row of the match’s own kind.
  (kinds[match.kind] as Compile<Match>)(match, rareWords)

interface Joining {
  readonly neutral: 'every' | 'none'
  readonly absorbing: 'every' | 'none'
  readonly kind: 'and' | 'or'
}

function joined(of: readonly Match[], rareWords: RareWords, joining: Joining): Expression | undefined {
  const negative = joining.kind === 'and' ? of.filter(({ kind }) => kind === 'not') : []
  const rest = negative.length < of.length ? of.filter((match) => !negative.includes(match)) : of
  const parts = rest.map((match) => compile(match, rareWords)).filter((part) => part !== undefined)
  const positive = join(parts, of.length === 0, joining)
  return positive === undefined || rest === of ? positive : without(positive, negative, rareWords)
}

function join(parts: readonly Expression[], empty: boolean, { neutral, absorbing, kind }: Joining) {
  if (parts.includes(absorbing)) return absorbing
  const trees = parts.filter((part) => typeof part !== 'string')
  if (trees.length === 0) return parts.length > 0 || empty ? neutral : undefined
  return choice(kind, trees)
}

function without(positive: Expression, negative: readonly Match[], rareWords: RareWords): Expression {
  const of = negative.map((match) => (match.kind === 'not' ? match.of : match))
  const taken = joined(of, rareWords, { neutral: 'none', absorbing: 'every', kind: 'or' }) ?? 'none'
  if (taken === 'every' || positive === 'none') return 'none'
  if (taken === 'none') return positive
  return { kind: 'less', of: positive === 'every' ? token(everyToken) : positive, without: taken }
}

/** What is typed is never taken for a fact. */
const tokens = /ʘ(?=[a-z0-9])/gi

function words(text: string, fields: readonly SearchField[] | undefined, prefix: boolean): Expression | undefined {
  const plain = spaced(text.replaceAll('\0', ' ').replace(tokens, ' '))
  if (!/[\p{L}\p{N}\p{Co}]/u.test(plain)) return undefined
  const known = fields?.filter((field) => searchFields.includes(field))
  if (known?.length === 0) return 'none'
  const lines = known && [...new Set(known.map((field) => fieldNames.indexOf(field)))].sort((a, b) => a - b)
  return { ...phrase(plain, prefix), ...(lines && { fields: lines }) }
}

const phrase = (text: string, prefix: boolean): Phrase => ({
  kind: 'phrase',
  words: wordsOf(text),
  prefix,
  ranked: true,
})

const token = (word: string): Phrase => ({ kind: 'phrase', words: [word], prefix: false, ranked: false })

const choice = (kind: 'and' | 'or', of: readonly Tree[]): Tree => {
  const [only, ...more] = of
  return only && more.length === 0 ? only : { kind, of }
}
