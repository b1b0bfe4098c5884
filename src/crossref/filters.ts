/** The filters of /works: a row for each name that our record can answer; a name without a row is not available. */

import { parseDoi } from '../article/doi.ts'
import { type FactName, havingNames } from '../article/facts.ts'
import { relationKeys } from '../formats/crossref-json/work.ts'
import type { DateName, Match } from '../store/store.ts'
import type { Fault } from './answer.ts'
import * as judges from './judges.ts'
import { type Members, memberScope, nothing } from './members-known.ts'
import type { Pair } from './pairs.ts'
import { typeLabelled } from './types.ts'

interface Row {
  readonly judge: judges.Judge
  readonly match: (value: string, members: Members) => Match
  /** An end of a span of dates; both ends of one date make one span. */
  readonly end?: { readonly date: DateName; readonly end: 'from' | 'until' }
}

const fact = (name: FactName, value: string): Match => ({ kind: 'fact', fact: { name, value } })
const row = (judge: judges.Judge, match: Row['match']): Row => ({ judge, match })
const text = (name: FactName): Row => row(judges.anything, (value) => fact(name, value))
const has = (name: string): Row =>
  row(judges.boolean, (value) => (judges.isTrue(value) ? fact('has', name) : { kind: 'not', of: fact('has', name) }))

/** A name of the registry for a date, and ours. */
const dateFilters: readonly (readonly [name: string, date: DateName])[] = [
  ['accepted', 'accepted'],
  ['created', 'created'],
  ['deposit', 'modified'],
  ['index', 'modified'],
  ['update', 'modified'],
  ['issued', 'published'],
  ['pub', 'published'],
  ['online-pub', 'online'],
  ['print-pub', 'print'],
  ['posted', 'posted'],
  // The registry has none for these.
  ['received', 'received'],
  ['revised', 'revised'],
]

const dateRows: Readonly<Record<string, Row>> = Object.fromEntries(
  dateFilters.flatMap(([name, date]) =>
    (['from', 'until'] as const).map((end): [string, Row] => [
      `${end}-${name}-date`,
      { judge: judges.date, match: (value) => ({ kind: 'date', date, [end]: value }), end: { date, end } },
    ]),
  ),
)

const funderOf = (value: string): string => {
  const bare = value.trim()
  return /^\d+$/.test(bare) ? `10.13039/${bare}` : (parseDoi(bare) ?? bare)
}
const doiOf = (value: string): string => parseDoi(value) ?? value

/** A licence that begins at most so many days after publication. */
const longestDelay = 1000
const delays = (most: number): Match => ({
  kind: 'any',
  of: Array.from({ length: most + 1 }, (_, days) => fact('license.delay', String(days))),
})

export const filters: Readonly<Record<string, Row>> = {
  'alternative-id': text('alternative-id'),
  'article-number': text('article-number'),
  assertion: text('assertion'),
  'assertion-group': text('assertion-group'),
  'award.funder': row(judges.funder, (value) => fact('award.funder', funderOf(value))),
  'award.number': text('award.number'),
  'category-name': text('subject'),
  'clinical-trial-number': text('clinical-trial-number'),
  'container-title': text('container-title'),
  doi: row(judges.doi, (value) => fact('doi', doiOf(value))),
  ...dateRows,
  'full-text.application': row(judges.application, (value) => fact('full-text.application', value)),
  'full-text.type': text('full-text.type'),
  'full-text.version': row(judges.version, (value) => fact('full-text.version', value)),
  funder: row(judges.funder, (value) => fact('funder', funderOf(value))),
  ...Object.fromEntries(havingNames.map((name) => [`has-${name}`, has(name)])),
  'group-title': text('subject'),
  'is-update': row(judges.boolean, (value) =>
    judges.isTrue(value) ? fact('is-update', 'true') : { kind: 'not', of: fact('is-update', 'true') },
  ),
  issn: row(judges.issn, (value) => fact('issn', judges.issnOf(value) ?? value)),
  'license.delay': row(judges.integer(longestDelay), (value) => delays(Number(value))),
  'license.url': text('license.url'),
  'license.version': row(judges.version, (value) => fact('license.version', value)),
  member: row(judges.integer(), (value, members) => {
    const member = members.get(value)
    return member === undefined ? nothing : memberScope(member)
  }),
  orcid: row(judges.orcid, (value) => fact('orcid', judges.orcidOf(value) ?? value)),
  prefix: row(judges.prefix, (value) => fact('prefix', judges.prefixOf(value) ?? value)),
  'relation.object': row(judges.anything, (value) => fact('relation.object', doiOf(value))),
  'relation.object-type': row(judges.anything, (value) => fact('relation.object-type', value.toLowerCase())),
  'relation.type': row(judges.anything, (value) => ({ kind: 'any', of: relationsCalled(value) })),
  'ror-id': row(judges.anything, (value) => fact('ror-id', rorOf(value))),
  type: row(judges.type, (value) => fact('type', value)),
  'type-name': row(judges.anything, (value) => fact('type', typeLabelled(value) ?? value)),
  'update-type': text('update-type'),
  updates: row(judges.doi, (value) => fact('updates', doiOf(value))),
}

/** Several of ours may share a name of the registry. */
const relationsCalled = (value: string): Match[] =>
  Object.entries(relationKeys)
    .filter(([own, name]) => name === value || own === value)
    .map(([own]) => fact('relation.type', own))

const rorOf = (value: string): string => (/^[0-9a-z]{9}$/i.test(value) ? `https://ror.org/${value}` : value)

export const filterNames: readonly string[] = Object.keys(filters).sort()

export function judgeFilters(pairs: readonly Pair[]): Fault[] {
  return pairs.flatMap(({ name, value }) => {
    const found = Object.hasOwn(filters, name) ? filters[name] : undefined
    const fault = found
      ? found.judge(value)
      : {
          type: 'filter-not-available',
          value: name,
          message: `Filter '${name}' specified but there is no such filter for this route. Valid filters for this route are: ${filterNames.join(', ')}`,
        }
    return fault ? [fault] : []
  })
}

/** Of the same name any, of different names all. */
export function filterMatches(pairs: readonly Pair[], members: Members): Match[] {
  const byName = Map.groupBy(pairs, ({ name }) => name)
  const spans = new Map<DateName, { from?: string; until?: string }>()
  const matches: Match[] = []
  for (const [name, group] of byName) {
    const found = filters[name]
    const [one] = group
    if (!found || !one) continue
    if (found.end && group.length === 1) {
      const span = spans.get(found.end.date) ?? {}
      // Two names of one date, `pub` and `issued`, are two conditions.
      if (span[found.end.end] === undefined) {
        spans.set(found.end.date, { ...span, [found.end.end]: one.value })
        continue
      }
    }
    const of = group.map(({ value }) => found.match(value, members))
    matches.push(of.length === 1 && of[0] ? of[0] : { kind: 'any', of })
  }
  return [...matches, ...[...spans].map(([date, span]): Match => ({ kind: 'date', date, ...span }))]
}
