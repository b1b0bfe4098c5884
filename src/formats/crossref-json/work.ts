/** A work as Crossref’s REST API shows it: the types of its members and its vocabulary. */
import type { RelationType } from '../../../schemas/article.ts'

export type Work = Record<string, unknown>

/** Types of `relation`; several of the record’s may share one. Relations that are updates stand apart. */
export const relationKeys: Readonly<Record<RelationType, string>> = {
  'has-preprint': 'has-preprint',
  'is-preprint-of': 'is-preprint-of',
  corrects: 'is-comment-on',
  'corrected-by': 'has-comment',
  retracts: 'is-comment-on',
  'retracted-by': 'has-comment',
  'expresses-concern-about': 'is-comment-on',
  'has-expression-of-concern': 'has-comment',
  updates: 'replaces',
  'updated-by': 'is-replaced-by',
  'is-translation-of': 'is-translation-of',
  'has-translation': 'has-translation',
  reviews: 'is-review-of',
  'has-review': 'has-review',
  'comments-on': 'is-comment-on',
  'has-comment': 'has-comment',
  'replies-to': 'is-reply-to',
  'has-reply': 'has-reply',
  'has-dataset': 'is-supplemented-by',
  'has-software': 'is-supplemented-by',
  'has-supplement': 'is-supplemented-by',
  'is-part-of': 'is-part-of',
  'is-version-of': 'is-version-of',
  'has-version': 'has-version',
  'is-companion-of': 'is-related-material',
  references: 'references',
  other: 'has-related-material',
}

export interface UpdateRow {
  readonly list: 'update-to' | 'updated-by'
  readonly type: string
  readonly label: string
}

/** Crossmark updates, in both directions. */
export const updateRows: Readonly<Partial<Record<RelationType, UpdateRow>>> = {
  corrects: { list: 'update-to', type: 'correction', label: 'Correction' },
  'corrected-by': { list: 'updated-by', type: 'correction', label: 'Correction' },
  retracts: { list: 'update-to', type: 'retraction', label: 'Retraction' },
  'retracted-by': { list: 'updated-by', type: 'retraction', label: 'Retraction' },
  'expresses-concern-about': { list: 'update-to', type: 'expression_of_concern', label: 'Expression of concern' },
  'has-expression-of-concern': { list: 'updated-by', type: 'expression_of_concern', label: 'Expression of concern' },
  updates: { list: 'update-to', type: 'new_version', label: 'New version' },
  'updated-by': { list: 'updated-by', type: 'new_version', label: 'New version' },
}

/** Sets a member unless it is undefined, and a list unless it is empty. */
export function put(work: Work, name: string, value: unknown): void {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return
  work[name] = value
}
