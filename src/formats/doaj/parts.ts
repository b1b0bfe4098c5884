/** What DOAJ takes of ISSNs, languages, links and record ids: used for writing and for telling what is lost. */
import type { Article, FullTextLink } from '../../../schemas/article.ts'

export const onlineIssn = ({ journal }: Article): string | undefined => journal?.issn?.electronic

/** DOAJ refuses one ISSN for both media: “P-ISSN and E-ISSN should be different”. */
export function printIssn({ journal }: Article): string | undefined {
  const { print, electronic } = journal?.issn ?? {}
  return print === electronic ? undefined : print
}

/** ISO 639-1 in capitals, as DOAJ’s own records have it. */
export const languageCode = (tag: string): string => (tag.split('-')[0] ?? tag).toUpperCase()

export const languagesOf = ({ language, journal }: Article): readonly string[] => [
  ...new Set([journal?.language, language].filter((tag) => tag !== undefined).map(languageCode)),
]

/** DOAJ takes http and https addresses alone. */
export const fullTexts = ({ links }: Article): readonly FullTextLink[] =>
  (links ?? []).filter(({ url }) => /^https?:/i.test(url))

export const recordId = ({ identifiers }: Article): string | undefined =>
  identifiers?.find(({ type }) => type === 'publisher-id')?.value
