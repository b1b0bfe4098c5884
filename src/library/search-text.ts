/** What of an article can be searched, as plain text; and what a searcher typed, as terms. */
import type { Article, Contributor } from '../../schemas/article.ts'
import type { SearchText } from '../store/store.ts'
import { plainText } from '../text/rich.ts'

const joined = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined).join(' ')

export function searchTextOf(article: Article): SearchText {
  return {
    title: joined(
      [
        article.title,
        article.subtitle,
        ...(article.translatedTitles ?? []).flatMap(({ title, subtitle }) => [title, subtitle]),
      ].map(plain),
    ),
    abstract: joined(
      (article.abstracts ?? []).flatMap(({ sections }) =>
        sections.flatMap(({ title, paragraphs }) => [title, ...paragraphs].map(plain)),
      ),
    ),
    names: joined((article.contributors ?? []).map(nameText)),
    affiliations: joined(
      (article.affiliations ?? []).flatMap(({ literal, name, department, city, country, ror }) => [
        literal,
        name,
        department,
        city,
        country,
        ror,
      ]),
    ),
    journal: joined([
      article.journal?.title,
      ...(article.journal?.abbreviatedTitles ?? []).map(({ title }) => title),
      ...Object.values(article.journal?.issn ?? {}).flat(),
      article.journal?.publisher?.name,
    ]),
    keywords: joined([
      ...(article.keywords ?? []).flatMap(({ terms }) => terms.map(plain)),
      ...(article.subjects ?? []),
    ]),
  }
}

const plain = (text: string | undefined): string | undefined => (text === undefined ? undefined : plainText(text))

function nameText(contributor: Contributor): string {
  if (contributor.kind === 'literal') return joined([contributor.literal, contributor.orcid])
  if (contributor.kind === 'group') return joined([contributor.name, ...(contributor.members ?? []).map(nameText)])
  const { given, droppingParticle, nonDroppingParticle, family, suffix, native, orcid } = contributor
  return joined([given, droppingParticle, nonDroppingParticle, family, suffix, native?.name, orcid])
}

/** The words of a query; what stands in double quotation marks is one phrase. At most 32 terms. */
export function parseQuery(query: string): readonly string[] {
  const terms: string[] = []
  for (const [, phrase, word] of query.matchAll(/["“”]([^"“”]*)["“”]|([^\s"“”]+)/g)) {
    const term = (phrase ?? word ?? '').trim()
    if (/[\p{L}\p{N}]/u.test(term)) terms.push(term)
  }
  return terms.slice(0, 32)
}
