/** Lists of works: what is asked becomes one question of the library, and its answer a list in an envelope. */
import { Refusal } from '../article/refusal.ts'
import { formatCursor, parseCursor } from '../library/cursor.ts'
import type { Hit, Match, Question } from '../store/store.ts'
import { type Answer, cursorInvalid, list } from './answer.ts'
import type { Parts } from './asking.ts'
import { facets, mostOf, shownFacet } from './facets.ts'
import { fields, queryMatch } from './fields.ts'
import { filterMatches } from './filters.ts'
import type { Members } from './members-known.ts'
import { orderOf } from './order.ts'
import type { Asked } from './parameters.ts'
import { sampled } from './sample.ts'
import { selected } from './select.ts'
import { workOf } from './work.ts'

/** What lists of works need beside: the members, by whose number works are filtered. */
export interface WorksParts extends Parts {
  readonly members: () => Promise<Members>
}

/** Works within `scope`, that of a journal or member, or all. */
export async function answerWorks(asked: Asked, parts: WorksParts, scope?: Match): Promise<Answer> {
  const match = await matchOf(asked, parts, scope)
  const question = { ...(match && { match }), sort: orderOf(asked, searches(asked)) }
  const page =
    asked.sample === undefined ? await paged(asked, question, parts) : await sampled(asked.sample, question, parts)
  if ('status' in page) return page
  const { hits, total, nextCursor } = page
  return list('work-list', {
    facets: await counted(asked, match, parts),
    total,
    items: hits.map(({ record, score }) => selected(workOf(record, parts.site, score), asked.select)),
    rows: asked.sample ?? asked.rows,
    offset: asked.offset,
    terms: asked.query,
    ...(nextCursor !== undefined && { nextCursor }),
  })
}

const searches = ({ query, fields }: Asked): boolean => query !== undefined || fields.length > 0

async function matchOf(
  asked: Asked,
  { members: known }: WorksParts,
  scope: Match | undefined,
): Promise<Match | undefined> {
  const needsMembers = asked.filters.some(({ name }) => name === 'member')
  const members: Members = needsMembers ? await known() : new Map()
  const all: Match[] = [
    ...(asked.query === undefined ? [] : [queryMatch(asked.query)]),
    ...asked.fields.flatMap(({ name, value }) => fields[name]?.(value) ?? []),
    ...filterMatches(asked.filters, members),
    ...(scope ? [scope] : []),
  ]
  return all.length > 1 ? { kind: 'all', of: all } : all[0]
}

export interface Page {
  readonly hits: readonly Hit[]
  readonly total: number
  readonly nextCursor?: string
}

async function paged(asked: Asked, question: Omit<Question, 'limit'>, parts: Parts): Promise<Page | Answer> {
  const { cursor, rows, offset } = asked
  if (cursor === undefined) return pageOf({ ...question, limit: rows, offset }, rows, parts)
  const name = JSON.stringify(question)
  const place = placeOf(name, cursor)
  if (place === undefined) return cursorInvalid(cursor)
  // Beyond the end there is nothing more: clients stop at an empty list, or at a short one.
  if (place === atEnd) return { ...(await pageOf({ ...question, limit: 0 }, 0, parts)), nextCursor: cursor }
  const found = await parts.library.find({
    ...question,
    limit: Math.max(rows, 1),
    counted: true,
    ...(place !== atStart && { after: place }),
  })
  const after = rows === 0 ? place : (found.after ?? atEnd)
  return {
    hits: found.hits.slice(0, rows),
    total: found.total?.count ?? 0,
    nextCursor: after === atStart ? '*' : formatCursor(name, after),
  }
}

async function pageOf(question: Question, rows: number, { library }: Parts): Promise<Page> {
  if (rows > 0) {
    const { hits, total } = await library.find({ ...question, counted: true })
    return { hits, total: total?.count ?? 0 }
  }
  const { match } = question
  return { hits: [], total: match ? (await library.count(match)).count : await library.count() }
}

const atStart = '*'
const atEnd = ''

/** Where the page before ended; undefined for what is no cursor of this list. */
function placeOf(name: string, cursor: string): string | undefined {
  if (cursor === '*') return atStart
  try {
    const place = parseCursor(name, cursor)
    return typeof place === 'string' && place !== atStart ? place : undefined
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

async function counted(
  asked: Asked,
  match: Match | undefined,
  { library, site }: Parts,
): Promise<Record<string, object>> {
  const out: Record<string, object> = {}
  const pairs = asked.facets.filter(({ name }) => facets[name] !== undefined && facets[name].facet !== 'source')
  const questions = pairs.map((pair) => ({ facet: facets[pair.name]?.facet ?? '', limit: mostOf(pair) }))
  const found = questions.length === 0 ? [] : await library.facets({ ...(match && { match }), facets: questions })
  for (const pair of asked.facets) {
    const row = facets[pair.name]
    if (!row) continue
    if (row.facet === 'source') {
      const count = match ? (await library.count(match)).count : await library.count()
      out[pair.name] = { 'value-count': count > 0 ? 1 : 0, values: count > 0 ? { [site.name]: count } : {} }
      continue
    }
    const facet = found[pairs.indexOf(pair)]
    if (facet) out[pair.name] = shownFacet(pair.name, facet)
  }
  return out
}
