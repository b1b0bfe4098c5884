/** What the registry calls an article, or the other work that an article was read from, and who its member is. */
import type { Article, ArticleType } from '../../schemas/article.ts'

/** The registry’s types of works, with their labels. */
export const registryTypes: Readonly<Record<string, string>> = {
  'book-section': 'Book Section',
  monograph: 'Monograph',
  'report-component': 'Report Component',
  report: 'Report',
  'peer-review': 'Peer Review',
  'book-track': 'Book Track',
  'journal-article': 'Journal Article',
  'book-part': 'Part',
  other: 'Other',
  book: 'Book',
  'journal-volume': 'Journal Volume',
  'book-set': 'Book Set',
  'reference-entry': 'Reference Entry',
  'proceedings-article': 'Proceedings Article',
  journal: 'Journal',
  component: 'Component',
  'book-chapter': 'Book Chapter',
  'proceedings-series': 'Proceedings Series',
  'report-series': 'Report Series',
  proceedings: 'Proceedings',
  database: 'Database',
  standard: 'Standard',
  'reference-book': 'Reference Book',
  'posted-content': 'Posted Content',
  'journal-issue': 'Journal Issue',
  dissertation: 'Dissertation',
  grant: 'Grant',
  dataset: 'Dataset',
  'book-series': 'Book Series',
  'edited-book': 'Edited Book',
}

const own: Readonly<Partial<Record<ArticleType, string>>> = {
  preprint: 'posted-content',
  'peer-review': 'peer-review',
  dissertation: 'dissertation',
}
const articles: ReadonlySet<string> = new Set(['journal-article', 'proceedings-article', 'posted-content'])

/**
 * What a type of the registry is in the record. Undefined for articles whose kind the registry does not tell; what is
 * no article is of another type.
 */
export function articleType(type: string): ArticleType | undefined {
  if (articles.has(type)) return undefined
  return type === 'peer-review' || type === 'dissertation' ? type : 'other'
}

/** A chapter or a standard that was read as an article is still called what it was, as its reader kept it. */
export function registryType({ type, unmapped = [] }: Article): string {
  if (type !== undefined && type !== 'other') return own[type] ?? 'journal-article'
  const kept = unmapped.find(({ path }) => path === '/type')?.value
  const isKept = typeof kept === 'string' && Object.hasOwn(registryTypes, kept) && articleType(kept) === type
  return isKept ? kept : 'journal-article'
}

/** The number that the registry gave the member whose work it is, as its reader kept it. */
export function memberNumber({ unmapped }: Article): string | undefined {
  const kept = unmapped?.find(({ path }) => path === '/member')?.value
  return typeof kept === 'string'
    ? /^(?:https?:\/\/id\.crossref\.org\/member\/)?(\d{1,10})$/.exec(kept)?.[1]
    : undefined
}
