/** What can be asked of the store beside an article by its DOI: a match, an order and a page, or counts by value. */
import { dateNames, type sortKeys } from '../../schemas/listing.ts'
import type { StoredRecord } from './store.ts'

/** Texts that are searched by word; each has its weight in the ranking. */
export const searchFields = ['title', 'abstract', 'names', 'affiliations', 'journal', 'keywords', 'doi'] as const
export type SearchField = (typeof searchFields)[number]

/** Values that an article has or has not, compared whole in their normal form. `src/article/facts.ts` gives them. */
export interface Fact {
  /** `issn`, `orcid`, `type`, `has` … */
  readonly name: string
  readonly value: string
}

export { dateNames }
export type DateName = (typeof dateNames)[number]

export type Match =
  /** A word or several side by side, case and diacritics folded; `prefix` for the beginning of the last one. */
  | {
      readonly kind: 'words'
      readonly text: string
      readonly fields?: readonly SearchField[]
      readonly prefix?: boolean
    }
  | { readonly kind: 'fact'; readonly fact: Fact }
  /** A reference as it was printed: articles that share its rare words, the likest first. At most 100 are found. */
  | { readonly kind: 'resembles'; readonly text: string }
  /** Dates that may lie in the span, ends included: `2024`, `2024-03` and `2024-03-05` stand for all their days. */
  | { readonly kind: 'date'; readonly date: DateName; readonly from?: string; readonly until?: string }
  | { readonly kind: 'all'; readonly of: readonly Match[] }
  | { readonly kind: 'any'; readonly of: readonly Match[] }
  | { readonly kind: 'not'; readonly of: Match }

/**
 * What a list is ordered by; `relevance` without words to be relevant to is the order of first deposit. Where the value
 * of an article never changes (`deposited`, `created`), a walk from page to page meets each article once whatever is
 * written meanwhile. By other values an article that changes during the walk may move across the place one has reached;
 * those that do not change are met once. `relevance` depends a little on all articles: for long walks order by another.
 */
export type SortKey = (typeof sortKeys)[number]

export interface Question {
  /** Absent: every article that is not withdrawn. */
  readonly match?: Match
  readonly sort?: { readonly by: SortKey; readonly order: 'ascending' | 'descending' }
  readonly limit: number
  /** Where the last page ended; opaque to all but the store that gave it. */
  readonly after?: string
  /** Hits to pass over; a cursor is cheaper. */
  readonly offset?: number
  /** Also how many there are. */
  readonly counted?: boolean
}

export interface Hit {
  readonly record: StoredRecord
  /** Higher is better; 0 where nothing was ranked. */
  readonly score: number
}

export interface Answer {
  readonly hits: readonly Hit[]
  /** Undefined on the last page. */
  readonly after: string | undefined
  readonly total?: Count
}

/** Exact up to a documented size; beyond it an estimate, which says so. */
export interface Count {
  readonly count: number
  readonly exact: boolean
}

/** What answers questions: a reader within its room, or the store itself, outside of rooms, without stopping look-ups. */
export interface Searching {
  /** Throws `Refusal('invalid-request')` for an `after` that no answer gave. */
  find(question: Question): Promise<Answer>
  /** In the order in which they are asked for: the articles that match are gone through once for all of them. */
  facets(question: FacetsQuestion): Promise<readonly Facet[]>
  /** How many articles that are not withdrawn match; without a match all of them, exactly. */
  count(match?: Match): Promise<Count>
}

export interface FacetsQuestion {
  readonly match?: Match
  readonly facets: readonly FacetQuestion[]
}

export interface FacetQuestion {
  /** A name of facts that facets are made of: see `facetNames` in src/article/facts.ts. */
  readonly facet: string
  /** How many values, commonest first. */
  readonly limit: number
}

export interface Facet {
  readonly valueCount: number
  readonly values: readonly { readonly value: string; readonly count: number }[]
  readonly exact: boolean
}
