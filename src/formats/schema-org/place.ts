/** PublicationIssue in PublicationVolume in Periodical: where the article appeared, and when. */
import type { Article } from '../../../schemas/article.ts'
import { moment, type Node, oneOrMany, propertyValue, some } from './shape.ts'

/** The innermost part that is known; each is part of the next (schema.org/PublicationIssue). */
export function inPeriodical(article: Article): Node | undefined {
  return issue(article, volume(article, periodical(article)))
}

function periodical({ journal }: Article): Node | undefined {
  if (journal === undefined) return undefined
  const { title, abbreviatedTitles, issn, identifiers, language } = journal
  const { print, electronic, linking, unspecified = [] } = issn ?? {}
  const issns = [print, electronic, linking, ...unspecified].filter((one) => one !== undefined)
  const node = {
    name: title,
    alternateName: oneOrMany((abbreviatedTitles ?? []).map((one) => one.title)),
    issn: some([...new Set(issns)]),
    identifier: some((identifiers ?? []).map(({ type, value }) => propertyValue(type, value))),
    inLanguage: language,
  }
  return isEmpty(node) ? undefined : { '@type': 'Periodical', ...node }
}

function volume({ volume: volumeNumber }: Article, isPartOf: Node | undefined): Node | undefined {
  return volumeNumber === undefined ? isPartOf : { '@type': 'PublicationVolume', volumeNumber, isPartOf }
}

function issue(article: Article, isPartOf: Node | undefined): Node | undefined {
  const { issue: issueNumber, issueTitle, specialIssue, supplement, dates } = article
  const { iso, more } = moment(dates?.issue)
  const node = {
    issueNumber,
    name: issueTitle,
    alternateName: specialIssue,
    identifier: supplement === undefined ? undefined : propertyValue('supplement', supplement),
    datePublished: iso,
    description: more,
  }
  return isEmpty(node) ? isPartOf : { '@type': 'PublicationIssue', ...node, isPartOf }
}

const isEmpty = (node: Node): boolean => Object.values(node).every((value) => value === undefined)

/** An article number stands where readers look for a first page, unless there is one. */
export const pages = ({ pages: span, articleNumber }: Article): Node => ({
  pageStart: span?.first ?? (span?.literal === undefined ? articleNumber : undefined),
  pageEnd: span?.last,
  pagination: span?.literal,
})

export function publisher({ journal }: Article): Node | undefined {
  const { name, place, ror } = journal?.publisher ?? {}
  return (name ?? place ?? ror) === undefined
    ? undefined
    : { '@type': 'Organization', '@id': ror, name, address: place }
}
