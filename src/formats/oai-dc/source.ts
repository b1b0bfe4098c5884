/** dc:source and dc:date: where and when the article appeared, in words that people and ISO 8601 know. */
import type { Article, ArticleDate, Journal } from '../../../schemas/article.ts'
import { yearOf } from '../../article/citation-date.ts'
import { dateWords, pageSpan } from '../../article/in-words.ts'

/** `Journal, 12(3), 101-109 (2024)`. */
export function citation(article: Article, date: ArticleDate | undefined): string | undefined {
  const { journal, volume, articleNumber } = article
  // Numbers alone would be taken for anything.
  if (journal?.title === undefined) return undefined
  const issue = [article.issue, article.supplement].filter((part) => part !== undefined).join(' ')
  const number = issue === '' ? volume : `${volume ?? ''}(${issue})`
  const parts = [journal.title, number, pageSpan(article) || undefined, articleNumber]
  const place = parts.filter((part) => part !== undefined).join(', ')
  return date === undefined ? place : `${place} (${yearWords(date)})`
}

/** The year, or the source’s own words for a season or a date that is none. */
const yearWords = (date: ArticleDate): string =>
  typeof date === 'string' ? String(yearOf(date)).padStart(4, '0') : dateWords(date)

/** ISO 8601 knows no seasons: of them the year remains. What is no date stands in the citation alone. */
export function isoDate(date: ArticleDate | undefined): string | undefined {
  if (date === undefined) return undefined
  if (typeof date === 'string') return date.replace(/-2[1-4](?=\/|$)/g, '')
  return 'year' in date ? String(date.year).padStart(4, '0') : undefined
}

/** Every ISSN once. */
export function issns(journal: Journal | undefined): readonly string[] {
  const issn = journal?.issn
  if (issn === undefined) return []
  const list = [issn.print, issn.electronic, issn.linking, ...(issn.unspecified ?? [])]
  return [...new Set(list.filter((value) => value !== undefined))]
}
