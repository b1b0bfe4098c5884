/** The facets of /works: a row for each name that our record can count by. */
import type { FactName } from '../article/facts.ts'
import { registryTypes } from '../article/registry-type.ts'
import { relationKeys } from '../formats/crossref-json/work.ts'
import type { Facet } from '../store/store.ts'
import type { Fault } from './answer.ts'
import type { Pair } from './pairs.ts'

interface Row {
  /** A fact that is counted; `source` is the service itself. */
  readonly facet: FactName | 'source'
  readonly most: number
  /** The value as the registry shows it. */
  readonly shown?: (value: string) => string
}

const relationNames: Readonly<Record<string, string>> = relationKeys
const many = 1000
const few = 100

export const facets: Readonly<Record<string, Row>> = {
  affiliation: { facet: 'affiliation', most: few },
  assertion: { facet: 'assertion', most: few },
  'assertion-group': { facet: 'assertion-group', most: few },
  'category-name': { facet: 'subject', most: many },
  'container-title': { facet: 'journal', most: few },
  'funder-doi': { facet: 'funder-doi', most: few, shown: (value) => `https://doi.org/${value}` },
  'funder-name': { facet: 'funder-name', most: few },
  issn: { facet: 'issn', most: few, shown: (value) => `http://id.crossref.org/issn/${value}` },
  'journal-issue': { facet: 'journal-issue', most: few },
  'journal-volume': { facet: 'journal-volume', most: few },
  language: { facet: 'language', most: many },
  license: { facet: 'license.url', most: few },
  'link-application': { facet: 'full-text.application', most: many },
  orcid: { facet: 'orcid', most: few, shown: (value) => `https://orcid.org/${value}` },
  published: { facet: 'published-year', most: many },
  'publisher-name': { facet: 'publisher-name', most: few },
  'relation-type': { facet: 'relation.type', most: many, shown: (value) => relationNames[value] ?? value },
  'ror-id': { facet: 'ror-id', most: few },
  source: { facet: 'source', most: few },
  'type-name': { facet: 'type', most: many, shown: (value) => registryTypes[value] ?? value },
  'update-type': { facet: 'update-type', most: many },
  // The registry has none for this: days from receipt to acceptance.
  'days-to-accept': { facet: 'days-to-accept', most: many },
}

export const facetNames = Object.keys(facets).sort()

/** All of them at once. */
export const everyFacet: ReadonlySet<string> = new Set(['*', 't', 'T', '1'])

export function judgeFacets(pairs: readonly Pair[]): Fault[] {
  return pairs.flatMap(({ name, value }): Fault[] => {
    if (!Object.hasOwn(facets, name)) {
      const message = `Facet '${name}' specified but there is no such facet for this route. Valid facets for this route are: *, ${facetNames.join(', ')}`
      return [{ type: 'facet-not-available', value: name, message }]
    }
    if (value === '*' || /^\d{1,9}$/.test(value)) return []
    const message = `Integer specified as ${value} but must be a positive integer. `
    return [{ type: 'integer-not-valid', value, message }]
  })
}

/** How many values were asked for; `*` is as many as are counted. */
export const mostOf = ({ name, value }: Pair): number => {
  const most = facets[name]?.most ?? 0
  return value === '*' ? most : Math.min(Number(value), most)
}

/** Values that the registry calls alike are one. */
export function shownFacet(name: string, { valueCount, values }: Facet): object {
  const shown = facets[name]?.shown ?? ((value: string) => value)
  const counts = new Map<string, number>()
  for (const { value, count } of values) counts.set(shown(value), (counts.get(shown(value)) ?? 0) + count)
  return { 'value-count': valueCount - (values.length - counts.size), values: Object.fromEntries(counts) }
}
