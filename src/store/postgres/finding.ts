/** Answers questions on one connection: which articles, in what order, how many. */
import { resemblance } from '../../article/resemblance.ts'
import { titleKey } from '../../article/title-key.ts'
import type { Answer, Count, Facet, FacetQuestion, Hit, Match, Question } from '../question.ts'
import { ranks, referenceOf, textOf } from '../sqlite/expression.ts'
import { formatPlace, type ListPlace, parsePlace } from '../sqlite/place.ts'
import { integer, recordOf, text, type Values } from '../sqlite/rows.ts'
import type { StoredRecord } from '../store.ts'
import { factToken } from '../tokens.ts'
import { recordWidth } from './catalogue.ts'
import { createCounting } from './counting.ts'
import { columns, rankedSql, walkSql } from './order.ts'
import { rankingOf, type Sums } from './ranking.ts'
import { createRareWords, referencesIn } from './rare-words.ts'
import type { Session } from './session.ts'
import { type Expression, type Tree, treeOf } from './tree.ts'

export interface Finding {
  find(question: Question): Promise<Answer>
  facet(question: FacetQuestion): Promise<Facet>
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

  async function find(question: Question): Promise<Answer> {
    const { match, limit, offset = 0 } = question
    const tree = await expression(match)
    const total = question.counted ? { total: await counting.count(tree) } : {}
    if (tree === 'none') return { hits: [], after: undefined, ...total }
    const by = question.sort?.by ?? 'relevance'
    const relevance = by === 'relevance' && typeof tree !== 'string' && ranks(match)
    const reference = relevance ? referenceOf(match) : undefined
    if (reference !== undefined && typeof tree !== 'string')
      return { ...(await alike(tree, reference, question)), ...total }
    if (tree === 'every' && offset === 0 && listed.has(by)) return { ...(await list(question)), ...total }
    if (relevance && typeof tree !== 'string') return { ...(await byRelevance(tree, question)), ...total }
    const most = offset + limit + 1
    const found = await inOrder(tree, question, most)
    const page = found.slice(offset, offset + limit)
    const last = page.at(-1)
    const after = last && found.length === most ? formatPlace(last) : undefined
    return { hits: await hitsAt(page, false), after, ...total }
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
  async function byRelevance(tree: Tree, { match, after, limit, offset = 0 }: Question): Promise<Answer> {
    const place = after === undefined ? undefined : parsePlace(after)
    const first = await titleHits(textOf(match))
    const found = await ranked(tree, { first, after: place, limit: limit + 1, offset })
    const page = found.slice(0, limit)
    const last = page.at(-1)
    return { hits: await hitsAt(page, true), after: last && found.length > limit ? formatPlace(last) : undefined }
  }

  async function ranked(tree: Tree, question: Parameters<typeof rankedSql>[2]): Promise<readonly Found[]> {
    const { sql, values } = rankedSql(tree, await rankingOf(session, tree, sums), question)
    return (await session.ask(sql, values)).map(foundOf)
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
    if (column === null) return among(false, place, most)
    const valued = place?.value === null ? [] : await among(false, place, most)
    if (valued.length === most) return valued
    return [...valued, ...(await among(true, place?.value === null ? place : undefined, most - valued.length))]
  }

  /** The candidates that are ranked first, ranked anew by how well each fits the whole reference. */
  async function alike(tree: Tree, reference: string, { limit, offset = 0, after }: Question): Promise<Answer> {
    const start = offset + (after === undefined ? 0 : (parsePlace(after).value ?? 0))
    const best = await ranked(tree, { first: [], after: undefined, limit: mostAlike, offset: 0 })
    const judge = resemblance(reference)
    const hits = (await hitsAt(best, true))
      .map(({ record, score }) => ({ record, score: judge(JSON.parse(record.json)) + score / 1e6 }))
      .sort((a, b) => b.score - a.score)
    const end = start + limit
    const next = end < hits.length ? formatPlace({ value: end, id: 0 }) : undefined
    return { hits: hits.slice(start, end), after: next }
  }

  async function hitsAt(page: readonly Found[], isRanked: boolean): Promise<Hit[]> {
    if (page.length === 0) return []
    const rows = await session.run(
      'recordsOf',
      page.map(({ doi }) => doi),
    )
    const records = new Map<number, StoredRecord>(rows.map((row) => [integer(row[recordWidth]), recordOf(row)]))
    return page.flatMap(({ id, value }) => {
      const record = records.get(id)
      return record ? [{ record, score: isRanked && value !== null ? -value : 0 }] : []
    })
  }

  return {
    find,
    facet: async (question) => counting.facet(await expression(question.match), question),
    count: async (match) => counting.count(await expression(match)),
  }
}

const foundOf = ([doi, id, value]: Values): Found => ({
  doi: text(doi),
  id: integer(id),
  value: value == null ? null : integer(value),
})
