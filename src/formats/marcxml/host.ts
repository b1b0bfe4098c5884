/** 773: the journal, and where in it the article stands. */
import type { Article, Journal } from '../../../schemas/article.ts'
import { dateWords, pageSpan } from '../../article/in-words.ts'
import type { Markup } from '../../text/markup.ts'
import { data, repeated, type Subfield } from './field.ts'

/** $7 nnas: main entry and its type not applicable, language material, serial. */
export function host(article: Article): Markup {
  const { journal } = article
  const place = relatedParts(article)
  const known: readonly Subfield[] = [
    ['t', journal?.title],
    ['p', journal?.abbreviatedTitles?.[0]?.title],
    ['d', publisher(journal)],
    ['g', place],
    ['g', article.issueTitle && `issue title: ${article.issueTitle}`],
    ['g', article.specialIssue && `special issue: ${article.specialIssue}`],
    ['q', enumeration(article)],
    ['x', mainIssn(journal)],
    ...repeated('o', otherIds(journal)),
  ]
  return known.some(([, value]) => value !== undefined)
    ? data('773', '0 ', [['7', 'nnas'], ...known])
    : data('773', '0 ', [])
}

const publisher = (journal: Journal | undefined): string | undefined =>
  [journal?.publisher?.place, journal?.publisher?.name].filter((part) => part !== undefined).join(' : ') || undefined

/** `vol. 12, no. 3 (2024-06), p. 101-109, article e42`. */
export function relatedParts(article: Article): string | undefined {
  const { volume, issue, supplement, articleNumber, dates } = article
  const date = dates?.issue ?? dates?.publishedPrint
  const numbers = [volume && `vol. ${volume}`, issue && `no. ${issue}`, supplement && `supplement: ${supplement}`]
  const number = numbers.filter((part) => part !== undefined).join(', ')
  const span = pageSpan(article)
  const both = article.pages?.literal !== undefined && article.pages.first !== undefined
  const parts = [
    [number, date === undefined ? '' : `(${dateWords(date)})`].filter((part) => part !== '').join(' '),
    span === '' ? '' : `p. ${both ? `${article.pages?.first}-${article.pages?.last ?? ''}: ${span}` : span}`,
    articleNumber === undefined ? '' : `article ${articleNumber}`,
  ]
  return parts.filter((part) => part !== '').join(', ') || undefined
}

/** $q: enumeration and first page, `12:3<101`. */
export function enumeration({ volume, issue, pages, articleNumber }: Article): string | undefined {
  if (volume === undefined) return undefined
  const first = pages?.first ?? articleNumber
  return `${volume}${issue === undefined ? '' : `:${issue}`}${first === undefined ? '' : `<${first}`}`
}

/** $x is not repeatable, and has no room for the medium. */
const mainIssn = (journal: Journal | undefined): string | undefined => {
  const issn = journal?.issn
  return issn?.electronic ?? issn?.print ?? issn?.linking ?? issn?.unspecified?.[0]
}

function otherIds(journal: Journal | undefined): readonly string[] {
  const { print, electronic, linking, unspecified = [] } = journal?.issn ?? {}
  const main = mainIssn(journal)
  return [
    ...(print === undefined ? [] : [`ISSN (print): ${print}`]),
    ...(electronic === undefined ? [] : [`ISSN (electronic): ${electronic}`]),
    ...(linking === undefined ? [] : [`ISSN-L: ${linking}`]),
    ...unspecified.filter((issn) => issn !== main).map((issn) => `ISSN: ${issn}`),
    ...(journal?.identifiers ?? []).map(({ type, value }) => `${type}: ${value}`),
  ]
}
