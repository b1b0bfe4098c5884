/** Answers questions on one connection: which articles, in what order, how many. The same in a room and in a thread. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from 'node:sqlite'
import { resemblance } from '../../article/resemblance.ts'
import type { Answer, Count, Facet, FacetsQuestion, Hit, Match, Question, SortKey } from '../question.ts'
import { createCounting } from './counting.ts'
import { type Expression, expressionOf, ranks, referenceOf, textOf } from './expression.ts'
import { columns, rankedSql, rankSql, walkSql } from './order.ts'
import { formatPlace, type ListPlace, parsePlace, placeOf } from './place.ts'
import { createRareWords } from './rare-words.ts'
import { integer, prepareRecords, recordColumns, recordOf, recordWidth } from './rows.ts'
import { costOf, createSizes } from './size.ts'
import { createStatements } from './statements.ts'
import { isShort, type Results, type Task } from './task.ts'
import { titleHits } from './title.ts'

export interface Finding {
  find(question: Question): Answer
  facets(question: FacetsQuestion): readonly Facet[]
  count(match?: Match): Count
  /** Whether a task is done before another thread had begun with it. */
  isSmall(task: Task): boolean
  perform<K extends keyof Results>(task: Extract<Task, { ask: K }>): Results[K]
}

const listed: Readonly<Partial<Record<SortKey, true>>> = { relevance: true, deposited: true, created: true }
const listUp = `SELECT ${recordColumns}, a.id FROM article a JOIN version v ON v.seq = a.current
  WHERE a.id > ? AND a.withdrawn = 0 ORDER BY a.id LIMIT ? + 0`
const listDown = `SELECT ${recordColumns}, a.id FROM article a JOIN version v ON v.seq = a.current
  WHERE a.id < ? AND a.withdrawn = 0 ORDER BY a.id DESC LIMIT ? + 0`

/** How many articles that resemble a reference are weighed against it. */
const mostAlike = 100

export function createFinding(database: DatabaseSync): Finding {
  const statements = createStatements(database)
  const rareWords = createRareWords(database)
  const counting = createCounting(statements)
  const sizeOf = createSizes(database)
  const expression = (match: Match | undefined) => expressionOf(match, rareWords)
  const record = prepareRecords(
    database,
    `SELECT ${recordColumns} FROM article a JOIN version v ON v.seq = a.current WHERE a.id = ?`,
  )
  const places = (sql: string, parameters: readonly SQLInputValue[]): ListPlace[] =>
    statements(sql)
      .all(...parameters)
      .map(placeOf)
  const hitsAt = (page: readonly ListPlace[], ranked: boolean): Hit[] =>
    page.flatMap(({ id, value }) => {
      const row = record.get(id)
      return row ? [{ record: recordOf(row), score: ranked && value !== null ? -value : 0 }] : []
    })

  function find(question: Question): Answer {
    const { match, limit, offset = 0 } = question
    const fts = expression(match)
    const total = question.counted ? { total: counting.count(fts) } : {}
    if (fts === 'none') return { hits: [], after: undefined, ...total }
    const relevance = (question.sort?.by ?? 'relevance') === 'relevance' && typeof fts !== 'string' && ranks(match)
    const reference = relevance ? referenceOf(match) : undefined
    if (reference !== undefined && typeof fts !== 'string') return { ...alike(fts.fts, reference, question), ...total }
    if (fts === 'every' && offset === 0 && (question.sort?.by ?? 'relevance') in listed)
      return { ...list(question), ...total }
    if (relevance && typeof fts !== 'string') return { ...byRelevance(fts, question), ...total }
    const most = offset + limit + 1
    const found = inOrder(fts, question, most)
    const page = found.slice(offset, offset + limit)
    const last = page.at(-1)
    const after = last && found.length === most ? formatPlace(last) : undefined
    return { hits: hitsAt(page, false), after, ...total }
  }

  /** The list of all articles in the order of deposit: one statement walks articles and records together. */
  function list({ limit, after, sort }: Question): Answer {
    const descending = sort?.order === 'descending'
    const from = after === undefined ? (descending ? Number.MAX_SAFE_INTEGER : 0) : parsePlace(after).id
    const rows = statements(descending ? listDown : listUp).all(from, limit + 1)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    const place = last && rows.length > limit ? { value: null, id: integer(last[recordWidth]) } : undefined
    return { hits: page.map((row) => ({ record: recordOf(row), score: 0 })), after: place && formatPlace(place) }
  }

  /** One statement ranks and fetches; the hit behind the page tells that there is more. */
  function byRelevance({ fts }: { fts: string }, { match, after, limit, offset = 0 }: Question): Answer {
    const place = after === undefined ? undefined : parsePlace(after)
    const first = titleHits(statements, textOf(match))
    const sql = rankedSql({ first, after: place !== undefined })
    const rows = statements(sql).all(fts, ...(place ? [place.value ?? 0, place.id] : []), limit + 1, offset)
    const page = rows.slice(0, limit)
    const last = page.at(-1)
    return {
      hits: page.map((row) => ({ record: recordOf(row), score: -scoreOf(row[recordWidth + 1]) })),
      after: last && rows.length > limit ? formatPlace(placeOf(last.slice(recordWidth))) : undefined,
    }
  }

  function inOrder(expression: Expression, { sort, after }: Question, most: number): ListPlace[] {
    const by = sort?.by === undefined || sort.by === 'relevance' ? 'deposited' : sort.by
    const column = columns[by]
    const place = after === undefined ? undefined : parsePlace(after)
    const matched = typeof expression !== 'string'
    const walk = { matched, column, descending: sort?.order === 'descending' }
    const parameters = matched ? [expression.fts] : []
    const among = (missing: boolean, from: ListPlace | undefined, count: number) => {
      const at = from === undefined ? [] : column === null || missing ? [from.id] : [from.value, from.id]
      return places(walkSql({ ...walk, after: from !== undefined, missing }), [...parameters, ...at, count])
    }
    if (column === null) return among(false, place, most)
    const valued = place?.value === null ? [] : among(false, place, most)
    if (valued.length === most) return valued
    return [...valued, ...among(true, place?.value === null ? place : undefined, most - valued.length)]
  }

  /** The candidates that the index ranks first, ranked anew by how well each fits the whole reference. */
  function alike(fts: string, reference: string, { limit, offset = 0, after }: Question): Answer {
    const start = offset + (after === undefined ? 0 : (parsePlace(after).value ?? 0))
    const candidates = hitsAt(places(rankSql({ first: [], after: false }), [fts, mostAlike, 0]), true)
    const judge = resemblance(reference)
    const hits = candidates
      .map(({ record, score }) => ({ record, score: judge(JSON.parse(record.json)) + score / 1e6 }))
      .sort((a, b) => b.score - a.score)
    const end = start + limit
    const next = end < hits.length ? formatPlace({ value: end, id: 0 }) : undefined
    return { hits: hits.slice(start, end), after: next }
  }

  const facets = ({ match, facets }: FacetsQuestion) => counting.facets(expression(match), facets)
  const count = (match: Match | undefined) => counting.count(expression(match))
  const perform = (task: Task): Results[keyof Results] =>
    task.ask === 'find' ? find(task.question) : task.ask === 'facets' ? facets(task.question) : count(task.match)
  return {
    find,
    facets,
    count,
    // A task of a kind is answered by its own result.
    perform: perform as Finding['perform'],
    isSmall: (task) => isShort(task) || (!isLong(task) && costOf(sizeOf(matchOf(task) ?? none)) < small),
  }
}

/** Milliseconds that look-ups may wait for a search; another thread begins some 0.3 ms later than this one. */
const small = 2.5
const none: Match = { kind: 'all', of: [] }
const matchOf = (task: Task): Match | undefined => (task.ask === 'count' ? task.match : task.question.match)
/** What is fetched or sorted beside what is found. */
const isLong = (task: Task): boolean =>
  matchOf(task) === undefined || (task.ask === 'find' && (task.question.offset ?? 0) + task.question.limit > 100)

const scoreOf = (value: SQLOutputValue | undefined): number => (typeof value === 'number' ? value : 0)
