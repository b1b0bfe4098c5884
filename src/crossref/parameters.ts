/** The parameters of a request: which a route takes, what each must be, and what was asked by them. */
import type { Fault } from './answer.ts'
import { everyFacet, facetNames, judgeFacets } from './facets.ts'
import { judgeFields } from './fields.ts'
import { judgeFilters } from './filters.ts'
import * as judges from './judges.ts'
import { orders, sortFields } from './order.ts'
import { type Pair, parsePairs } from './pairs.ts'
import { judgeSelect } from './select.ts'

/** `works` is a list of works, `list` one of anything else, `one` a single thing. */
export type Takes = 'works' | 'list' | 'one'

export interface Asked {
  readonly query?: string
  /** By the name after `query.`. */
  readonly fields: readonly Pair[]
  readonly filters: readonly Pair[]
  readonly facets: readonly Pair[]
  readonly select?: readonly string[]
  readonly rows: number
  readonly offset: number
  readonly cursor?: string
  readonly sample?: number
  readonly sort?: string
  readonly order?: string
}

export type Query = Readonly<Record<string, unknown>>

interface Row {
  readonly takes: readonly Takes[]
  readonly judge: (value: string) => readonly Fault[]
}

const one =
  (judge: judges.Judge): Row['judge'] =>
  (value) =>
    [judge(value)].filter((fault) => fault !== undefined)
const pairs =
  (judge: (pairs: readonly Pair[]) => Fault[]): Row['judge'] =>
  (value) => {
    const parsed = parsePairs(value)
    return 'type' in parsed ? [parsed] : judge(parsed)
  }

export const mostRows = 1000
export const furthest = 10_000
export const mostSampled = 100
const lists: readonly Takes[] = ['works', 'list']

const rows: Readonly<Record<string, Row>> = {
  query: { takes: lists, judge: () => [] },
  rows: { takes: lists, judge: one(judges.integer(mostRows)) },
  offset: {
    takes: lists,
    judge: one(judges.integer(furthest, ' Use the cursor parameter to page further into result sets.')),
  },
  cursor: { takes: ['works'], judge: () => [] },
  sample: { takes: ['works'], judge: one(judges.integer(mostSampled)) },
  sort: { takes: ['works'], judge: one(judges.oneOf('sort-field-not-valid', 'Sort field', Object.keys(sortFields))) },
  order: { takes: ['works'], judge: one(judges.oneOf('sort-order-not-valid', 'Sort order', orders)) },
  select: { takes: ['works'], judge: (value) => judgeSelect(listOf(value)) },
  facet: { takes: ['works'], judge: (value) => (everyFacet.has(value) ? [] : pairs(judgeFacets)(value)) },
  filter: { takes: ['works'], judge: pairs(judgeFilters) },
}
/** Known to every route, and changing nothing. */
const passed: ReadonlySet<string> = new Set(['mailto'])

const listOf = (value: string): readonly string[] =>
  value
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')

/** What is asked, or everything that is wrong with it. */
export function readParameters(query: Query, takes: Takes): Asked | readonly Fault[] {
  const faults: Fault[] = []
  const given = new Map<string, string>()
  const fields: Pair[] = []
  for (const [name, said] of Object.entries(query)) {
    // Of a filter that is given twice both hold; of anything else the first counts.
    const value = Array.isArray(said) ? (name === 'filter' ? said.join(',') : String(said[0])) : String(said)
    if (name.startsWith('query.')) fields.push({ name: name.slice('query.'.length), value })
    else if (!passed.has(name)) faults.push(...judged(name, value, takes, given))
  }
  if (fields.length > 0) {
    if (takes === 'works') faults.push(...judgeFields(fields.map(({ name }) => name)))
    else faults.push(unsupported('query.*', 'field query parameters'))
  }
  faults.push(...together(given))
  return faults.length > 0 ? faults : asked(given, fields)
}

const unsupported = (value: string, what = value): Fault => ({
  type: 'parameter-not-allowed',
  value,
  message: `This route does not support ${what}`,
})

function judged(name: string, value: string, takes: Takes, given: Map<string, string>): readonly Fault[] {
  const row = Object.hasOwn(rows, name) ? rows[name] : undefined
  if (!row) {
    const message = `Parameter ${name} specified but there is no such parameter available on any route`
    return [{ type: 'unknown-parameter', value: name, message }]
  }
  if (!row.takes.includes(takes)) return [unsupported(name)]
  // habanero and rcrossref send names without values.
  if (value === '' && name !== 'rows') return []
  given.set(name, value)
  return row.judge(value)
}

/** What does not go together. */
function together(given: ReadonlyMap<string, string>): Fault[] {
  const faults: Fault[] = []
  const [sample, cursor, paged] = [given.has('sample'), given.has('cursor'), given.has('offset')]
  if (sample && (given.has('rows') || paged)) {
    const message = 'Sample cannot be combined with rows or offset'
    faults.push({ type: 'sample-with-rows-or-offset', value: 'sample', message })
  }
  if (cursor && (paged || sample)) {
    const message = 'Cursor cannot be combined with offset or sample'
    faults.push({ type: 'cursor-with-offset-or-sample', value: 'cursor', message })
  }
  return [...faults, ...beyond(given)]
}

/** Offset and rows together stay within the window. */
function beyond(given: ReadonlyMap<string, string>): Fault[] {
  const [offset, count] = [Number(given.get('offset') ?? 0), Number(given.get('rows') ?? 20)]
  if (!(offset <= furthest && count <= mostRows && offset + count > furthest)) return []
  const fault = judges.integer(
    furthest - count,
    ' Use the cursor parameter to page further into result sets.',
  )(String(offset))
  return fault ? [fault] : []
}

function asked(given: ReadonlyMap<string, string>, fields: readonly Pair[]): Asked {
  const pairsOf = (name: string): readonly Pair[] => {
    const parsed = parsePairs(given.get(name) ?? '')
    return 'type' in parsed ? [] : parsed
  }
  const facet = given.get('facet') ?? ''
  const select = given.get('select')
  const sample = given.get('sample')
  const texts = ['query', 'cursor', 'sort', 'order'].flatMap((name) => {
    const value = given.get(name)
    return value === undefined ? [] : [[name, value]]
  })
  return {
    ...Object.fromEntries(texts),
    fields,
    filters: pairsOf('filter'),
    facets: everyFacet.has(facet) ? facetNames.map((name) => ({ name, value: '*' })) : pairsOf('facet'),
    ...(select !== undefined && { select: listOf(select) }),
    ...(sample !== undefined && { sample: Number(sample) }),
    rows: Number(given.get('rows') ?? 20),
    offset: Number(given.get('offset') ?? 0),
  }
}
