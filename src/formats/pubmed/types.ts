/** PublicationType: the words of NLM’s list. */
import type { Article, ArticleType } from '../../../schemas/article.ts'
import { leaf, type Markup, none, sequence } from '../../text/markup.ts'

const types: Readonly<Partial<Record<ArticleType, string>>> = {
  'research-article': 'Journal Article',
  'case-report': 'Case Reports',
  'review-article': 'Review',
  'systematic-review': 'Systematic Review',
  'data-paper': 'Dataset',
  protocol: 'Clinical Trial Protocol',
  'clinical-trial': 'Clinical Trial',
  editorial: 'Editorial',
  letter: 'Letter',
  'article-commentary': 'Comment',
  'meeting-report': 'Congress',
  news: 'News',
  obituary: 'Biography',
  oration: 'Lecture',
  introduction: 'Introductory Journal Article',
  correction: 'Published Erratum',
  retraction: 'Retraction of Publication',
  'expression-of-concern': 'Expression of Concern',
  preprint: 'Preprint',
}

/** Types that the list tells from a mere article. */
export const hasType = (type: ArticleType): boolean => types[type] !== undefined

/** PubMed takes an article of no type for a journal article. */
export const publicationTypes = (article: Article): Markup =>
  sequence(
    article.type === undefined ? none : leaf('PublicationType', types[article.type] ?? 'Journal Article'),
    isRetracted(article) ? leaf('PublicationType', 'Retracted Publication') : none,
  )

const isRetracted = ({ relations, dates }: Article): boolean =>
  dates?.retracted !== undefined || relations?.some(({ type }) => type === 'retracted-by') === true
