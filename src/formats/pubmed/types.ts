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

/** “Journal Article” is the type of every article; it tells none from another. */
export const anyArticle = /^journal articles?$/i

const byWord = new Map(
  Object.entries(types).flatMap(([type, word]) =>
    anyArticle.test(word) ? [] : [[word.toLowerCase(), type as ArticleType]],
  ), // keys of the table
)
for (const [word, type] of [
  ['randomized controlled trial', 'clinical-trial'],
  ['controlled clinical trial', 'clinical-trial'],
  ['published erratum', 'correction'],
  ['meeting abstract', 'abstract'],
] as const) {
  if (!byWord.has(word)) byWord.set(word, type)
}

/** The record’s type for a word of NLM’s list. */
export const typeOfWord = (word: string): ArticleType | undefined => byWord.get(word.toLowerCase())

/** Types that the list tells from a mere article. */
export const hasType = (type: ArticleType): boolean => !anyArticle.test(types[type] ?? 'Journal Article')

/** PubMed takes an article of no type for a journal article. */
export const publicationTypes = (article: Article): Markup =>
  sequence(
    article.type === undefined ? none : leaf('PublicationType', types[article.type] ?? 'Journal Article'),
    isRetracted(article) ? leaf('PublicationType', 'Retracted Publication') : none,
  )

const isRetracted = ({ relations, dates }: Article): boolean =>
  dates?.retracted !== undefined || relations?.some(({ type }) => type === 'retracted-by') === true
