/**
 * A tree as SQL over the table `search s`. The index of lexemes is asked for candidates by one expression, a superset of
 * what is sought; what it cannot tell (words side by side, one field of several that share a weight) the words tell.
 */
import { clip, fieldNames, fieldWeights } from './index-row.ts'
import type { Phrase, Tree } from './tree.ts'
import { spelt } from './words.ts'

/** Parameters of a statement as they come up. */
export interface Binding {
  readonly values: (string | number)[]
  /** `$3` */
  bind(value: string | number): string
}

export function createBinding(): Binding {
  const values: (string | number)[] = []
  const known = new Map<string | number, string>()
  return {
    values,
    bind(value) {
      const before = known.get(value)
      if (before !== undefined) return before
      values.push(value)
      const place = `$${values.length}`
      known.set(value, place)
      return place
    },
  }
}

/** The WHERE clause for articles that a tree finds. */
export function conditionOf(tree: Tree, binding: Binding): string {
  const candidates = candidatesOf(tree)
  const whole = wholly(tree, binding)
  const exact = isExact(tree) ? '' : ` AND (s.clipped = 1 OR ${finely(tree, binding)})`
  const query = `s.lexemes @@ ${binding.bind(candidates)}::tsquery`
  // Where not all lexemes fitted, the words alone are asked. There are next to none of these.
  return `(${query} OR s.clipped = 1)${exact} AND (s.clipped = 0 OR ${whole})`
}

/** Whether the lexemes alone tell. */
export function isExact(tree: Tree): boolean {
  if (tree.kind === 'phrase') return isExactPhrase(tree)
  return tree.kind === 'less' ? isExact(tree.of) && isExact(tree.without) : tree.of.every(isExact)
}

function isExactPhrase({ words, fields }: Phrase): boolean {
  if (words.length > 1 || words.some((word) => clip(word) !== word)) return false
  return (
    fields === undefined || lettersOf(fields).every((letter) => fieldsOf(letter).every((at) => fields.includes(at)))
  )
}

const lettersOf = (fields: readonly number[]): string[] => [
  ...new Set(fields.map((field) => fieldWeights[field] ?? 'D')),
]
const fieldsOf = (letter: string): number[] =>
  fieldWeights.flatMap((weight, field) => (weight === letter ? [field] : []))

/** No lexeme has this name: it holds a blank. */
const nothing = "'\u0001 \u0001'"

/** A tsquery that finds at least what the tree finds. */
export function candidatesOf(tree: Tree): string {
  if (tree.kind === 'phrase') return lexemesOf(tree)
  if (tree.kind === 'less')
    return isExact(tree.without)
      ? `(${candidatesOf(tree.of)} & !(${candidatesOf(tree.without)}))`
      : candidatesOf(tree.of)
  return `(${tree.of.map(candidatesOf).join(tree.kind === 'and' ? ' & ' : ' | ')})`
}

function lexemesOf({ words, prefix, fields }: Phrase): string {
  if (words.length === 0) return nothing
  const weights = fields === undefined ? '' : lettersOf(fields).join('')
  const parts = words.map((word, at) => {
    const marks = `${prefix && at === words.length - 1 ? '*' : ''}${weights}`
    return `'${clip(word)}'${marks === '' ? '' : `:${marks}`}`
  })
  return `(${[...new Set(parts)].join(' & ')})`
}

/** Exactly what the tree finds, asked of the lexemes where they tell and of the words where not. */
function finely(tree: Tree, binding: Binding): string {
  if (isExact(tree)) return `s.lexemes @@ ${binding.bind(candidatesOf(tree))}::tsquery`
  if (tree.kind === 'phrase') return inWords(tree, binding)
  if (tree.kind === 'less') return `(${finely(tree.of, binding)} AND NOT ${finely(tree.without, binding)})`
  return grouped(tree.kind, tree.of, binding)
}

/** Parts that the lexemes tell are asked together. */
function grouped(kind: 'and' | 'or', of: readonly Tree[], binding: Binding): string {
  const exact = of.filter(isExact)
  const rest = of.filter((tree) => !isExact(tree)).map((tree) => finely(tree, binding))
  const parts = exact.length > 0 ? [finely({ kind, of: exact }, binding), ...rest] : rest
  return `(${parts.join(kind === 'and' ? ' AND ' : ' OR ')})`
}

/** The same of the words alone. */
function wholly(tree: Tree, binding: Binding): string {
  if (tree.kind === 'phrase') return inWords(tree, binding)
  if (tree.kind === 'less') return `(${wholly(tree.of, binding)} AND NOT ${wholly(tree.without, binding)})`
  return `(${tree.of.map((one) => wholly(one, binding)).join(tree.kind === 'and' ? ' AND ' : ' OR ')})`
}

function inWords({ words, prefix, fields }: Phrase, binding: Binding): string {
  if (words.length === 0) return 'false'
  const sought = binding.bind(patternOf({ words, prefix }))
  if (fields === undefined || fields.length === fieldNames.length) return `strpos(s.words, ${sought}) > 0`
  return `(${fields.map((field) => `strpos(split_part(s.words, E'\\n', ${field + 1}), ${sought}) > 0`).join(' OR ')})`
}

/** How words side by side stand in a line. */
export const patternOf = ({ words, prefix }: Pick<Phrase, 'words' | 'prefix'>): string =>
  prefix ? spelt(words).slice(0, -1) : spelt(words)
