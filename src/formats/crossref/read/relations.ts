/** How an article stands to others, in the words of Crossref’s relations and Crossmark’s updates. */
import type { ArticleDate, Relation, RelationType } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseUrl } from '../../../article/identifiers.ts'
import { relationKeys } from '../../crossref-json/work.ts'
import { added } from '../../jats/read/context.ts'
import { note, type Reading } from './context.ts'

/** Of the types that share one of Crossref’s, that which means it. */
const shared: ReadonlySet<RelationType> = new Set(['comments-on', 'has-comment', 'has-supplement'])

const typeOfKey: ReadonlyMap<string, RelationType> = new Map([
  ...Object.entries(relationKeys).map(([type, key]) => [key, type as RelationType] as const), // keys of the table
  ...[...shared].map((type) => [relationKeys[type], type] as const),
  ['cites', 'references'],
  ['is-review-of', 'reviews'],
  ['has-review', 'has-review'],
])

/** The type of `isReviewOf` or `is-review-of`; undefined where the record has no word for it. */
export const relationType = (word: string): RelationType | undefined =>
  typeOfKey.get(word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-/, ''))

/** What a notice does to the other article (cm_update_type); the source’s own word is kept where it says more. */
const updates: Readonly<Record<string, RelationType>> = {
  correction: 'corrects',
  corrigendum: 'corrects',
  erratum: 'corrects',
  clarification: 'corrects',
  retraction: 'retracts',
  partial_retraction: 'retracts',
  withdrawal: 'retracts',
  removal: 'retracts',
  expression_of_concern: 'expresses-concern-about',
  new_version: 'updates',
  new_edition: 'updates',
  addendum: 'updates',
}
export const exactUpdates: ReadonlySet<string> = new Set([
  'correction',
  'retraction',
  'expression_of_concern',
  'new_version',
])

export const updateType = (word: string): RelationType =>
  (Object.hasOwn(updates, word) ? updates[word] : undefined) ?? 'updates'

/** The same seen from the article that was updated. */
export const passive: Readonly<Partial<Record<RelationType, RelationType>>> = {
  corrects: 'corrected-by',
  retracts: 'retracted-by',
  'expresses-concern-about': 'has-expression-of-concern',
  updates: 'updated-by',
}

/** What an identifier of a relation points to: a DOI, an address, or whatever it is called. */
export function target(id: string, type: string | undefined): Omit<Relation, 'type'> {
  const doi = type === undefined || /^(?:doi|uri|other)$/i.test(type) ? parseDoi(id) : undefined
  if (doi !== undefined && (type === undefined || /^doi$/i.test(type))) return { doi }
  const parsed = /^(?:uri|url)$/i.test(type ?? 'uri') ? parseUrl(id) : undefined
  if (parsed !== undefined && 'value' in parsed) return { url: parsed.value }
  return { identifier: id, ...(type !== undefined && type !== 'other' && { identifierType: type }) }
}

export function addRelation(relation: Relation, reading: Reading): void {
  reading.draft.relations = added(reading.draft.relations, [relation])
  if (relation.doi?.toLowerCase() === reading.draft.doi?.toLowerCase() && relation.doi !== undefined) {
    note(
      reading,
      'relation-to-itself',
      '/relations',
      `The article is said to stand in a relation to itself.`,
      relation.doi,
    )
  }
}

export const relationOf = (
  type: RelationType,
  to: Omit<Relation, 'type'>,
  label?: string,
  date?: ArticleDate,
): Relation => ({
  type,
  ...to,
  ...(label !== undefined && { label }),
  ...(date !== undefined && { date }),
})
