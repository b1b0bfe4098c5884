/** The terms of info-eu-repo/semantics (OpenAIRE Guidelines 3.0, publication types and versions). */
import type { Article, ArticleType } from '../../../schemas/article.ts'

export const semantics: Readonly<Record<ArticleType, string>> = {
  'research-article': 'article',
  'case-report': 'article',
  'review-article': 'article',
  'systematic-review': 'article',
  'brief-report': 'article',
  'rapid-communication': 'article',
  'data-paper': 'article',
  'methods-article': 'article',
  protocol: 'article',
  'clinical-trial': 'article',
  editorial: 'contributionToPeriodical',
  letter: 'contributionToPeriodical',
  reply: 'contributionToPeriodical',
  discussion: 'contributionToPeriodical',
  'article-commentary': 'annotation',
  'book-review': 'review',
  'product-review': 'review',
  'meeting-report': 'contributionToPeriodical',
  abstract: 'conferenceObject',
  news: 'contributionToPeriodical',
  obituary: 'contributionToPeriodical',
  oration: 'lecture',
  introduction: 'contributionToPeriodical',
  'in-brief': 'contributionToPeriodical',
  announcement: 'contributionToPeriodical',
  calendar: 'contributionToPeriodical',
  collection: 'other',
  dissertation: 'other',
  translation: 'article',
  correction: 'contributionToPeriodical',
  addendum: 'contributionToPeriodical',
  retraction: 'contributionToPeriodical',
  'partial-retraction': 'contributionToPeriodical',
  'expression-of-concern': 'contributionToPeriodical',
  'peer-review': 'review',
  preprint: 'preprint',
  other: 'other',
}

type Version = NonNullable<Article['contentVersion']>

/** The versions of NISO RP-8 that the vocabulary has. */
export const versions: Readonly<Record<Version, string | undefined>> = {
  vor: 'publishedVersion',
  am: 'acceptedVersion',
  tdm: undefined,
  'stm-asf': undefined,
  unspecified: undefined,
}
