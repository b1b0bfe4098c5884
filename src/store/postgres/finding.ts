/** Answers questions on one connection: which articles, in what order, how many. */
import { resemblance } from '../../article/resemblance.ts'
import { titleKey } from '../../article/title-key.ts'
import type { Answer, Count, Facet, FacetsQuestion, Hit, Match, Question } from '../question.ts'
import { countedHits } from '../sqlite/counting.ts'
import { ranks, referenceOf, textOf } from '../sqlite/expression.ts'
import { formatPlace, type ListPlace, parsePlace } from '../sqlite/place.ts'
import { integer, recordOf, text, type Values } from '../sqlite/rows.ts'
import type { StoredRecord } from '../store.ts'
import { factToken } from '../tokens.ts'
import { recordWidth } from './catalogue.ts'
import { createCounting } from './counting.ts'
import { columns, rankedRecordsSql, stretch, stretchSql, walkSql } from './order.ts'
import { nameOf, type Ranking, rankingOf, type Sums } from './ranking.ts'
import { createRareWords, referencesIn } from './rare-words.ts'
import type { Session } from './session.ts'
import { type Expression, type Tree, treeOf } from './tree.ts'

export interface Finding {
  find(question: Question): Promise<Answer>
  facets(question: FacetsQuestion): Promise<readonly Facet[]>
  count(match?: Match): Promise<Count>
}

const listed: ReadonlySet<string> = new Set(['relevance', 'deposited', 'created'])

/** How many articles that resemble a reference are weighed against it. */
const mostAlike = 100

/** “Editorial”: where many bear the title, it is no reason to come first. */
const mostTitles = 50

/** A hit before its record is fetched. */
interface Found extends ListPlace {
  readonly doi: string
}

export function createFinding(session: Session, sums: Sums): Finding {
  const counting = createCounting(session)

  async function expression(match: Match | undefined): Promise<Expression> {
    const rare = await createRareWords(session, referencesIn(match))
    return treeOf(match, rare)
  }

  /** What does not wait for each other is asked for at once. */
  async function find(question: Question): Promise<Answer> {
    const tree = await expression(question.match)
    const by = question.sort?.by ?? 'relevance'
    const ranking =
      by === 'relevance' && typeof tree !== 'string' && ranks(question.match)
        ? rankingOf(session, tree, sums)
        : undefined
    // Whoever awaits it is told; a question that is refused before awaits nothing.
    ranking?.catch(() => {})
    const [answer, total] = await Promise.all([
      answerTo(question, tree, ranking),
      question.counted ? totalOf(tree, ranking) : undefined,
    ])
    return total ? { ...answer, total } : answer
  }

  async function answerTo(question: Question, tree: Expression, ranking?: Promise<Ranking>): Promise<Answer> {
    const { match, limit, offset = 0 } = question
    if (tree === 'none') return { hits: [], after: undefined }
    const reference = ranking && referenceOf(match)
    if (reference !== undefined && ranking && typeof tree !== 'string')
      return alike(tree, await ranking, reference, question)
    if (tree === 'every' && offset === 0 && listed.has(question.sort?.by ?? 'relevance')) return list(question)
    if (ranking && typeof tree !== 'string') return byRelevance(tree, ranking, question)
    const most = offset + limit + 1
    const found = await inOrder(tree, question, most)
    const page = found.slice(offset, offset + limit)
    const last = page.at(-1)
    return { hits: await hitsAt(page), after: last && found.length === most ? formatPlace(last) : undefined }
  }

  /** Where a phrase alone is sought, its rank needs the same number. */
  async function totalOf(tree: Expression, ranking: Promise<Ranking> | undefined): Promise<Count> {
    if (!ranking || typeof tree === 'string' || tree.kind !== 'phrase') return counting.count(tree)
    const count = (await ranking).counts.get(nameOf(tree)) ?? countedHits
    return count < countedHits ? { count, exact: true } : counting.count(tree)
  }

  /** The list of all articles in the order of deposit. */
  async function list({ limit, after, sort }: Question): Promise<Answer> {
    const descending = sort?.order === 'descending'
    const from = after === undefined ? (descending ? Number.MAX_SAFE_INTEGER : 0) : parsePlace(after).id
    const rows = await session.run(descending ? 'listDown' : 'listUp', from, limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const place = last && rows.length > limit ? { value: null, id: integer(last[recordWidth]) } : undefined
    return { hits: page.map((row) => ({ record: recordOf(row), score: 0 })), after: place && formatPlace(place) }
  }

  /** The hit behind the page tells that there is more. */
  async function byRelevance(
    tree: Tree,
    ranking: Promise<Ranking>,
    { match, after, limit, offset = 0 }: Question,
  ): Promise<Answer> {
    const place = after === undefined ? undefined : parsePlace(after)
    const [known, first] = await Promise.all([ranking, titleHits(textOf(match))])
    const found = await ranked(tree, known, { first, after: place, limit: limit + 1, offset })
    const last = found.length > limit ? found[limit - 1] : undefined
    return { hits: found.slice(0, limit), after: last && formatPlace(last.place) }
  }

  async function ranked(tree: Tree, ranking: Ranking, page: Parameters<typeof rankedRecordsSql>[2]) {
    const { sql, values } = rankedRecordsSql(tree, ranking, page)
    return (await session.ask(sql, values)).map((row) => {
      const [id, value] = [integer(row[recordWidth]), integer(row[recordWidth + 1])]
      return { record: recordOf(row), score: -value, place: { id, value } }
    })
  }

  /** Articles whose title is just what was typed: they come first, whatever else the words occur in. */
  async function titleHits(typed: string): Promise<readonly number[]> {
    const key = titleKey(typed)
    if (key === '') return []
    const rows = await session.run('factHolders', `'${factToken('title', key)}'`, mostTitles + 1)
    return rows.length > mostTitles ? [] : rows.map(([place]) => integer(place))
  }

  async function inOrder(tree: Expression, { sort, after }: Question, most: number): Promise<readonly Found[]> {
    const by = sort?.by === undefined || sort.by === 'relevance' ? 'deposited' : sort.by
    const column = columns[by]
    const place = after === undefined ? undefined : parsePlace(after)
    const descending = sort?.order === 'descending'
    const among = async (missing: boolean, from: ListPlace | undefined, count: number) => {
      const { sql, values } = walkSql(tree, { column, descending, missing, after: from, limit: count })
      return (await session.ask(sql, values)).map(foundOf)
    }
    if (column === null) return (await nearby(tree, descending, place, most)) ?? among(false, place, most)
    const valued = place?.value === null ? [] : await among(false, place, most)
    if (valued.length === most) return valued
    return [...valued, ...(await among(true, place?.value === null ? place : undefined, most - valued.length))]
  }

  /** In the order of deposit what many match is found at once; undefined where the next articles are too few. */
  async function nearby(tree: Expression, descending: boolean, after: ListPlace | undefined, most: number) {
    if (typeof tree === 'string' || most > stretch) return undefined
    const from = after?.id ?? (descending ? integer((await session.run('head'))[0]?.[3]) + 1 : 0)
    const { sql, values } = stretchSql(tree, { descending, from, limit: most })
    const found = await session.ask(sql, values)
    return found.length === most ? found.map(foundOf) : undefined
  }

  /** The candidates that are ranked first, ranked anew by how well each fits the whole reference. */
  async function alike(tree: Tree, ranking: Ranking, reference: string, question: Question): Promise<Answer> {
    const { limit, offset = 0, after } = question
    const start = offset + (after === undefined ? 0 : (parsePlace(after).value ?? 0))
    const best = await ranked(tree, ranking, { first: [], after: undefined, limit: mostAlike, offset: 0 })
    const judge = resemblance(reference)
    const hits = best
      .map(({ record, score }) => ({ record, score: judge(JSON.parse(record.json)) + score / 1e6 }))
      .sort((a, b) => b.score - a.score)
    const end = start + limit
    const next = end < hits.length ? formatPlace({ value: end, id: 0 }) : undefined
    return { hits: hits.slice(start, end), after: next }
  }

  async function hitsAt(page: readonly Found[]): Promise<Hit[]> {
    if (page.length === 0) return []
    const rows = await session.run(
      'recordsOf',
      page.map(({ doi }) => doi),
    )
    const records = new Map<number, StoredRecord>(rows.map((row) => [integer(row[recordWidth]), recordOf(row)]))
    return page.flatMap(({ id }) => {
      const record = records.get(id)
      return record ? [{ record, score: 0 }] : []
    })
  }

  return {
    find,
    facets: async ({ match, facets }) => counting.facets(await expression(match), facets),
    count: async (match) => counting.count(await expression(match)),
  }
}

const foundOf = ([doi, id, value]: Values): Found => ({
  doi: text(doi),
  id: integer(id),
  value: value == null ? null : integer(value),
})
