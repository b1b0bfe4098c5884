/** What of an article can be searched: its texts, facts and dates. */
import type { Contributor, StoredArticle } from '../../schemas/article.ts'
import { datesOf, factLines } from '../article/facts.ts'
import type { SearchText } from '../store/store.ts'
import { plainText } from '../text/rich.ts'

const joined = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined).join(' ')

export function searchTextOf(article: StoredArticle): SearchText {
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
    facts: factLines(article),
    dates: datesOf(article),
    references: article.references?.length ?? 0,
  }
}

const plain = (text: string | undefined): string | undefined => (text === undefined ? undefined : plainText(text))

function nameText(contributor: Contributor): string {
  if (contributor.kind === 'literal') return joined([contributor.literal, contributor.orcid])
  if (contributor.kind === 'group') return joined([contributor.name, ...(contributor.members ?? []).map(nameText)])
  const { given, droppingParticle, nonDroppingParticle, family, suffix, native, orcid } = contributor
  return joined([given, droppingParticle, nonDroppingParticle, family, suffix, native?.name, orcid])
}
