/**
 * BM25 as FTS5 computes it (https://www.sqlite.org/fts5.html#the_bm25_function), in SQL over the words of each hit: the
 * same hits have the same scores on every engine, and so the same order.
 */
import { integer } from '../sqlite/rows.ts'
import { type Binding, conditionOf, createBinding, patternOf } from './condition.ts'
import type { Session } from './session.ts'
import type { Phrase, Tree } from './tree.ts'

/** Of the fields in the order of their lines: title, abstract, names, affiliations, journal, keywords, DOI. */
const weights = [10, 2, 6, 1, 4, 4, 20] as const

/** In how many articles phrases occur, as long as no article changes. */
export interface Sums {
  /** `seq` is the newest number of the log. */
  of(seq: number): Map<string, number>
}

export function createSums(): Sums {
  let kept = { seq: -1, counts: new Map<string, number>() }
  return {
    of(seq) {
      if (kept.seq !== seq || kept.counts.size > 1000) kept = { seq, counts: new Map() }
      return kept.counts
    },
  }
}

export interface Ranking {
  /** Of the whole index: how many articles were put into it, and how many words. */
  readonly articles: number
  readonly words: number
  /** In how many articles each phrase occurs, by its name. */
  readonly counts: ReadonlyMap<string, number>
}

/** Everything that a rank is computed of beside the hits. */
export async function rankingOf(session: Session, tree: Tree, sums: Sums): Promise<Ranking> {
  const [head] = await session.run('head')
  const known = sums.of(integer(head?.[2]))
  const missing = new Map(phrasesOf(tree).map((phrase) => [nameOf(phrase), phrase]))
  for (const name of known.keys()) missing.delete(name)
  await Promise.all(
    [...missing].map(async ([name, phrase]) => {
      const binding = createBinding()
      const sql = `SELECT count(*) FROM search s WHERE ${conditionOf(phrase, binding)}`
      const [row] = phrase.words.length === 0 ? [[0]] : await session.ask(sql, binding.values)
      known.set(name, integer(row?.[0]))
    }),
  )
  return { articles: integer(head?.[6]), words: integer(head?.[7]), counts: known }
}

const nameOf = ({ words, prefix, fields }: Phrase): string => JSON.stringify([words, prefix, fields ?? null])

/** Those that weigh anything, in the order in which their shares are summed. */
export function phrasesOf(tree: Tree): readonly Phrase[] {
  if (tree.kind === 'phrase') return tree.ranked ? [tree] : []
  // What is taken away does not occur.
  return tree.kind === 'less' ? phrasesOf(tree.of) : tree.of.flatMap(phrasesOf)
}

const k1 = '1.2::float8'
const b = '0.75::float8'

/** Sums are made from left to right, as FTS5 makes them. Less is better. */
export function rankSql(tree: Tree, ranking: Ranking, binding: Binding): string {
  const mean = `(${Math.max(ranking.words, 1)}::float8 / ${Math.max(ranking.articles, 1)}::float8)`
  const norm = `(${k1} * (1::float8 - ${b} + ${b} * s.length::float8 / ${mean}))`
  const shares = sharesOf(tree, ranking, norm, binding)
  return `-1.0::float8 * (${['0.0::float8', ...shares].join(' + ')})`
}

function sharesOf(tree: Tree, ranking: Ranking, norm: string, binding: Binding): readonly string[] {
  if (tree.kind === 'less') return sharesOf(tree.of, ranking, norm, binding)
  if (tree.kind !== 'phrase')
    return tree.of.flatMap((one) => {
      const shares = sharesOf(one, ranking, norm, binding)
      // Of several alternatives only those that are there count; a phrase that is not has no share by itself.
      if (tree.kind === 'and' || one.kind === 'phrase' || shares.length === 0) return shares
      const there = conditionOf(one, binding)
      return shares.map((share) => `(CASE WHEN ${there} THEN ${share} ELSE 0.0::float8 END)`)
    })
  return tree.ranked && tree.words.length > 0 ? [shareOf(tree, ranking, norm, binding)] : []
}

function shareOf(phrase: Phrase, ranking: Ranking, norm: string, binding: Binding): string {
  const count = ranking.counts.get(nameOf(phrase)) ?? 0
  const all = ranking.articles
  const ratio = `(${all} - ${count} + 0.5)::float8 / (${count} + 0.5)::float8`
  // FTS5 gives a phrase that half of the articles have a small weight, not a negative one. The server’s logarithm is the
  // C library’s, as SQLite’s is.
  const rarity = all - count <= count ? '1e-6::float8' : `ln(${ratio})`
  const occurrences = occurrencesOf(phrase, binding)
  return `(${rarity} * ((${occurrences} * (${k1} + 1.0::float8)) / (${occurrences} + ${norm})))`
}

/** How often it occurs, each occurrence by the weight of its field. */
function occurrencesOf(phrase: Phrase, binding: Binding): string {
  const fields = phrase.fields ?? weights.map((_, field) => field)
  return `(${fields.map((field) => `${weights[field]} * ${countSql(phrase, field, binding)}`).join(' + ')})::float8`
}

function countSql(phrase: Phrase, field: number, binding: Binding): string {
  const line = `w.lines[${field + 1}]`
  if (overlaps(phrase)) return `regexp_count(${line}, ${binding.bind(lookingAhead(phrase))})`
  const sought = binding.bind(patternOf(phrase))
  const length = Buffer.byteLength(patternOf(phrase))
  return `(octet_length(${line}) - octet_length(replace(${line}, ${sought}, ''))) / ${length}`
}

/** Whether one occurrence may begin within another: `a b a` in `a b a b a`. */
const overlaps = ({ words, prefix }: Phrase): boolean =>
  words.length > 1 &&
  words
    .slice(1)
    .some((word, at) => word === words[0] || (prefix && at === words.length - 2 && words[0]?.startsWith(word)))

/** Words are letters and digits, which stand for themselves in a regular expression. */
const lookingAhead = (phrase: Phrase): string => {
  const [first = '', ...rest] = phrase.words
  return ` ${first} (?=${patternOf({ words: rest, prefix: phrase.prefix })})`
}

/** The words of a hit as an array of lines, taken apart once. */
export const linesJoin = "CROSS JOIN LATERAL (SELECT string_to_array(s.words, E'\\n') AS lines OFFSET 0) w"
