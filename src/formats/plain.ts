/** Titles, dates, abstracts and places of work as plain text, for formats that have no parts or no mark-up for them. */
import type { Abstract, Affiliation, Article, ArticleDate } from '../../schemas/article.ts'
import { plainText } from '../text/rich.ts'

/** The institution’s own parts where there are any, otherwise the line as printed. */
export function institutionLine(affiliation: Affiliation): string {
  const { name, department, city, region, postalCode, country, countryCode, literal } = affiliation
  if (name === undefined && literal !== undefined) return literal
  return [department, name, city, region, postalCode, country ?? countryCode]
    .filter((part) => part !== undefined)
    .join(', ')
}

/** Title and subtitle in one. */
export function wholeTitle({ title, subtitle }: Pick<Article, 'title' | 'subtitle'>): string | undefined {
  if (title === undefined || subtitle === undefined) return plainOf(title ?? subtitle)
  const first = plainText(title)
  return `${first}${/[.:?!]$/.test(first) ? ' ' : ': '}${plainText(subtitle)}`
}

export const plainOf = (rich: string | undefined): string | undefined =>
  rich === undefined ? undefined : plainText(rich)

/** Paragraphs, the first of a section after its heading. */
export const abstractParagraphs = ({ sections }: Abstract): string[] =>
  sections.flatMap(({ title, paragraphs }) =>
    paragraphs.map((paragraph, at) =>
      at === 0 && title !== undefined ? `${plainText(title)}: ${plainText(paragraph)}` : plainText(paragraph),
    ),
  )

/** A date as ISO 8601 can say it, and the record’s own words where ISO cannot: seasons and literals. */
export interface DateParts {
  readonly iso?: string
  readonly more?: string
}

export function dateParts(date: ArticleDate): DateParts {
  if (typeof date === 'string') {
    const iso = date.replace(/(\d{4})-2[1-4](?!-)/g, '$1')
    return iso === date ? { iso } : { iso, more: date }
  }
  if ('literal' in date) return { more: date.literal }
  return { iso: String(date.year).padStart(4, '0'), more: date.season }
}

/** Issue and supplement in one: `12 Suppl. 1`. */
export const issueNumber = ({ issue, supplement }: Pick<Article, 'issue' | 'supplement'>): string | undefined =>
  issue === undefined || supplement === undefined ? (issue ?? supplement) : `${issue} ${supplement}`

/** A URL in the characters of RFC 3986; what is no percent-encoding is encoded, and what is stays. */
export function uri(url: string): string {
  if (/^[A-Za-z0-9\-._~:/?@!$&'()*+,;=]*$/.test(url)) return url
  const hash = url.indexOf('#')
  const [before, fragment] = hash === -1 ? [url, undefined] : [url.slice(0, hash), url.slice(hash + 1)]
  return encoded(before) + (fragment === undefined ? '' : `#${encoded(fragment)}`)
}

const encoded = (part: string): string =>
  part.toWellFormed().replace(/%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~:/?@!$&'()*+,;=%]/gu, encodeURIComponent)
