/** Which publication the date of an issue and that of the article online are: by NLM’s model of publication. */
import type { ArticleDate, Draft } from '../../../../schemas/article.ts'
import { isMore } from './dates.ts'

export interface Published {
  readonly issue?: ArticleDate | undefined
  readonly online?: ArticleDate | undefined
  /** @PubModel, or the status of the tagged form. */
  readonly model?: string | undefined
}

/** What the date of the issue is. Without a model it is a publication of which nobody says whether in print. */
const models: Readonly<Record<string, 'publishedPrint' | 'publishedOnline' | 'issue'>> = {
  print: 'publishedPrint',
  'print-electronic': 'publishedPrint',
  'electronic-print': 'publishedPrint',
  'electronic-ecollection': 'issue',
  electronic: 'publishedOnline',
  ppublish: 'publishedPrint',
  epublish: 'publishedOnline',
  aheadofprint: 'publishedOnline',
  ecollection: 'issue',
}

/** Of two dates online the more precise one is kept; where they differ the issue bears the other. */
export function mergePublished({ issue, online, model = '' }: Published, draft: Draft): void {
  if (issue === undefined && online === undefined) return
  const key = model.toLowerCase()
  const field = Object.hasOwn(models, key) ? (models[key] ?? 'published') : 'published'
  draft.dates ??= {}
  const { dates } = draft
  if (online !== undefined) dates.publishedOnline = online
  if (issue === undefined) return
  if (field !== 'publishedOnline' || online === undefined) dates[field] = issue
  else if (isMore(issue, online)) dates.publishedOnline = issue
  else if (!isMore(online, issue)) dates.issue = issue
}
