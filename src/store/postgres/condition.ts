/**
 * A tree as SQL over the table `search s`. The index of words is asked for candidates by one expression, a superset of
 * what is sought; what it cannot tell (words side by side, the field they stand in) the text tells.
 */
import { vector } from './catalogue.ts'
import { abstractField, fieldNames, lineOf } from './index-row.ts'
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
  // What the index cannot hold is looked at as a whole. There is next to none of it.
  const candidates = `${vector} @@ ${binding.bind(`(${candidatesOf(tree)} | '-')`)}::tsquery`
  const exactly = inWords(tree, binding)
  return `${candidates} AND ${isExact(tree) ? `(s.clipped = 0 OR ${exactly})` : exactly}`
}

/** Whether the index alone tells. */
function isExact(tree: Tree): boolean {
  if (tree.kind === 'phrase') return tree.words.length <= 1 && tree.fields === undefined
  return tree.kind === 'less' ? isExact(tree.of) && isExact(tree.without) : tree.of.every(isExact)
}

/** No word has this name: it holds a blank. */
const nothing = "'\u0001 \u0001'"

/** A tsquery that finds at least what the tree finds. */
function candidatesOf(tree: Tree): string {
  if (tree.kind === 'phrase') return lexemesOf(tree)
  if (tree.kind === 'less')
    return isExact(tree.without)
      ? `(${candidatesOf(tree.of)} & !(${candidatesOf(tree.without)}))`
      : candidatesOf(tree.of)
  return `(${tree.of.map(candidatesOf).join(tree.kind === 'and' ? ' & ' : ' | ')})`
}

function lexemesOf({ words, prefix }: Phrase): string {
  if (words.length === 0) return nothing
  const parts = words.map((word, at) => {
    // Longer ones are in no index.
    if (Buffer.byteLength(word) > mostBytes) return nothing
    return `'${word}'${prefix && at === words.length - 1 ? ':*' : ''}`
  })
  return `(${[...new Set(parts)].join(' & ')})`
}

/** Of a lexeme in a tsquery. */
const mostBytes = 2_000

/** Exactly what the tree finds, asked of the text. */
export function inWords(tree: Tree, binding: Binding): string {
  if (tree.kind === 'phrase') return phraseInWords(tree, binding)
  if (tree.kind === 'less') return `(${inWords(tree.of, binding)} AND NOT ${inWords(tree.without, binding)})`
  return `(${tree.of.map((one) => inWords(one, binding)).join(tree.kind === 'and' ? ' AND ' : ' OR ')})`
}

function phraseInWords({ words, prefix, fields, ranked }: Phrase, binding: Binding): string {
  if (words.length === 0) return 'false'
  const sought = binding.bind(patternOf({ words, prefix }))
  const among = (text: string) => `strpos(${text}, ${sought}) > 0`
  if (!ranked) return among('s.words')
  if (fields === undefined || fields.length === fieldNames.length)
    return `(${among('s.words')} OR ${among('s.abstract')})`
  return `(${fields.map((field) => among(textOf(field))).join(' OR ')})`
}

/** Where the words of a field stand. */
const textOf = (field: number): string =>
  field === abstractField ? 's.abstract' : `split_part(s.words, E'\\n', ${lineOf(field)})`

/** How words side by side stand in a line. */
export const patternOf = ({ words, prefix }: Pick<Phrase, 'words' | 'prefix'>): string =>
  prefix ? spelt(words).slice(0, -1) : spelt(words)
