/** What the registry demands of a record and a record may not have. */
import type { Article } from '../../../schemas/article.ts'
import type { Finding } from '../../../schemas/problem.ts'
import { citationDate, yearOf } from '../../article/citation-date.ts'
import { isDepositableDoi } from './values.ts'

/** A DOI in the form that the schema accepts (common5.5.0.xsd, doi_t). */
export function lacksDoi({ doi }: Article): readonly Finding[] {
  if (doi !== undefined && isDepositableDoi(doi)) return []
  return [
    {
      severity: 'error',
      code: 'crossref-doi',
      pointer: '/doi',
      ...(doi !== undefined && { value: doi }),
      message: doi === undefined ? 'it has no DOI.' : 'its DOI is not one that Crossref registers.',
      remedy: 'Give the DOI: 10., four to nine digits, a slash, and at most 200 characters.',
    },
  ]
}

/** Any DOI at all: works of the REST API are told apart by it. */
export const lacksAnyDoi = (article: Article): readonly Finding[] =>
  article.doi === undefined ? lacksDoi(article) : []

/** A year of publication: publication_date and posted_date demand one. */
export function lacksYear(article: Article): readonly Finding[] {
  if (yearOf(citationDate(article)) !== undefined) return []
  return [
    {
      severity: 'error',
      code: 'crossref-year',
      pointer: '/dates/published',
      message: 'it has no date of publication.',
      remedy: 'Give publishedOnline, publishedPrint or published, at least its year.',
    },
  ]
}
