/**
 * BM25 as FTS5 computes it (https://www.sqlite.org/fts5.html#the_bm25_function), in SQL over the words of each hit: the
 * same hits have the same scores on every engine, and so the same order.
 */
import { integer } from '../sqlite/rows.ts'
import { type Binding, conditionOf, createBinding, patternOf } from './condition.ts'
import { abstractField, lineOf } from './index-row.ts'
import type { Session } from './session.ts'
import type { Phrase, Tree } from './tree.ts'

/** Of the fields in the order of their lines: title, abstract, names, affiliations, journal, keywords, DOI. */
const weights = [10, 2, 6, 1, 4, 4, 20] as const

/** In how many articles phrases occur, as long as no article changes. */
export interface Sums {
  /** `seq` is the newest number of the log. */
  of(seq: number): Map<string, number>
  /** The newest number that is known. */
  seq(): number
}

export function createSums(): Sums {
  let kept = { seq: -1, counts: new Map<string, number>() }
  return {
    of(seq) {
      if (kept.seq !== seq || kept.counts.size > 1000) kept = { seq, counts: new Map() }
      return kept.counts
    },
    seq: () => kept.seq,
  }
}

export interface Ranking {
  /** Of the whole index: how many articles were put into it, and how many words. */
  readonly articles: number
  readonly words: number
  /** In how many articles each phrase occurs, by its name. */
  readonly counts: ReadonlyMap<string, number>
}

/** Everything that a rank is computed of beside the hits. What was not counted before is asked for at once. */
export async function rankingOf(session: Session, tree: Tree, sums: Sums): Promise<Ranking> {
  const phrases = new Map(phrasesOf(tree).map((phrase) => [nameOf(phrase), phrase]))
  const before = sums.of(sums.seq())
  const missing = [...phrases].filter(([name]) => !before.has(name))
  const [[head], counted] = await Promise.all([session.run('head'), countAll(session, missing)])
  const known = sums.of(integer(head?.[2]))
  for (const [name, count] of counted) known.set(name, count)
  // Something was written since the others were counted.
  const stale = [...phrases].filter(([name]) => !known.has(name))
  for (const [name, count] of await countAll(session, stale)) known.set(name, count)
  return { articles: integer(head?.[6]), words: integer(head?.[7]), counts: known }
}

const countAll = (session: Session, phrases: readonly (readonly [name: string, phrase: Phrase])[]) =>
  Promise.all(
    phrases.map(async ([name, phrase]) => {
      const binding = createBinding()
      const sql = `SELECT count(*) FROM search s WHERE ${conditionOf(phrase, binding)}`
      const [row] = phrase.words.length === 0 ? [[0]] : await session.ask(sql, binding.values)
      return [name, integer(row?.[0])] as const
    }),
  )

export const nameOf = ({ words, prefix, fields }: Phrase): string => JSON.stringify([words, prefix, fields ?? null])

/** Those that weigh anything, in the order in which their shares are summed. */
function phrasesOf(tree: Tree): readonly Phrase[] {
  if (tree.kind === 'phrase') return tree.ranked ? [tree] : []
  // What is taken away does not occur.
  return tree.kind === 'less' ? phrasesOf(tree.of) : tree.of.flatMap(phrasesOf)
}

const k1 = '1.2::float8'
const b = '0.75::float8'

interface Rank {
  /** Less is better. */
  readonly sql: string
  /** What it is computed of: stands behind `search s`, so that the texts of a hit are unpacked and read once. */
  readonly join: string
}

/** Sums are made from left to right, as FTS5 makes them. */
export function rankOf(tree: Tree, ranking: Ranking, binding: Binding): Rank {
  const mean = `(${Math.max(ranking.words, 1)}::float8 / ${Math.max(ranking.articles, 1)}::float8)`
  const norm = `(${k1} * (1::float8 - ${b} + ${b} * s.length::float8 / ${mean}))`
  const counted: Sum['counted'] = new Map()
  const shares = sharesOf(tree, { ranking, norm, binding, counted })
  const counts = [...counted.values()].map(({ sql }) => sql).join(', ')
  return {
    sql: `-1.0::float8 * (${['0.0::float8', ...shares].join(' + ')})`,
    // `OFFSET 0`, or the server would write each count into the rank twice, and count twice. An array, since a query may
    // have more words than a row columns.
    join: counts === '' ? '' : `CROSS JOIN LATERAL (SELECT ARRAY[${counts}] AS n FROM (${texts}) t OFFSET 0) w`,
  }
}

const texts = "SELECT s.words || '' AS words, s.abstract || '' AS abstract OFFSET 0"

interface Sum {
  readonly ranking: Ranking
  readonly norm: string
  readonly binding: Binding
  /** By the name of a phrase, how often it occurs: `w.n[1]`, `w.n[2]` … */
  readonly counted: Map<string, { readonly place: number; readonly sql: string }>
}

function sharesOf(tree: Tree, sum: Sum): readonly string[] {
  if (tree.kind === 'less') return sharesOf(tree.of, sum)
  if (tree.kind !== 'phrase')
    return tree.of.flatMap((one) => {
      const shares = sharesOf(one, sum)
      // Of several alternatives only those that are there count; a phrase that is not has no share by itself.
      if (tree.kind === 'and' || one.kind === 'phrase' || shares.length === 0) return shares
      const there = conditionOf(one, sum.binding)
      return shares.map((share) => `(CASE WHEN ${there} THEN ${share} ELSE 0.0::float8 END)`)
    })
  return tree.ranked && tree.words.length > 0 ? [shareOf(tree, sum)] : []
}

function shareOf(phrase: Phrase, { ranking, norm, binding, counted }: Sum): string {
  const name = nameOf(phrase)
  const count = ranking.counts.get(name) ?? 0
  const all = ranking.articles
  const ratio = `(${all} - ${count} + 0.5)::float8 / (${count} + 0.5)::float8`
  // FTS5 gives a phrase that half of the articles have a small weight, not a negative one. The server’s logarithm is the
  // C library’s, as SQLite’s is.
  const rarity = all - count <= count ? '1e-6::float8' : `ln(${ratio})`
  const known = counted.get(name) ?? { place: counted.size + 1, sql: occurrencesOf(phrase, binding) }
  counted.set(name, known)
  const occurrences = `w.n[${known.place}]`
  return `(${rarity} * ((${occurrences} * (${k1} + 1.0::float8)) / (${occurrences} + ${norm})))`
}

/** How often it occurs, each occurrence by the weight of its field. Most hits have a word in the abstract alone. */
function occurrencesOf(phrase: Phrase, binding: Binding): string {
  const fields = phrase.fields ?? weights.map((_, field) => field)
  const short = fields.filter((field) => field !== abstractField)
  const abstract =
    fields.length > short.length ? [`${weights[abstractField]} * ${countSql(phrase, 't.abstract', binding)}`] : []
  if (short.length === 0) return `(${abstract.join('')})::float8`
  const lines = short.map((field) => `${weights[field]} * ${countSql(phrase, `l.lines[${lineOf(field)}]`, binding)}`)
  const among = `(SELECT ${lines.join(' + ')} FROM (SELECT string_to_array(t.words, E'\\n') AS lines OFFSET 0) l)`
  const there = `strpos(t.words, ${binding.bind(patternOf(phrase))}) > 0`
  return `(${[...abstract, `CASE WHEN ${there} THEN ${among} ELSE 0 END`].join(' + ')})::float8`
}

/** Occurrences of a phrase in a text. */
export function countSql(phrase: Phrase, text: string, binding: Binding): string {
  if (overlaps(phrase)) return `regexp_count(${text}, ${binding.bind(lookingAhead(phrase))})`
  const sought = binding.bind(patternOf(phrase))
  const length = Buffer.byteLength(patternOf(phrase))
  return `(octet_length(${text}) - octet_length(replace(${text}, ${sought}, ''))) / ${length}`
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
