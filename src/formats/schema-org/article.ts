/** An article as one ScholarlyArticle of schema.org. Reads as the order of the document. */
import type { Article } from '../../../schemas/article.ts'
import { citationDate } from '../../article/citation-date.ts'
import { doiUrl } from '../../article/doi.ts'
import { standingOf } from '../../article/standing.ts'
import type { WriteOptions } from '../codec.ts'
import { abstractParagraphs, plainOf, uri } from '../plain.ts'
import { publications } from './events.ts'
import { people } from './people.ts'
import { pages, publisher } from './place.ts'
import { funding, rights } from './rights.ts'
import { inLanguage, moment, type Node, oneOrMany, propertyValue, some } from './shape.ts'
import { relatives } from './works.ts'

export const scholarlyArticle = (article: Article, options?: WriteOptions): Node => ({
  ...identity(article),
  ...titles(article),
  creativeWorkStatus: standingOf(article),
  ...people(article),
  publisher: publisher(article),
  datePublished: moment(citationDate(article, options?.date)).iso,
  publication: some(publications(article)),
  ...pages(article),
  ...content(article),
  ...rights(article),
  ...funding(article),
  ...relatives(article),
})

function identity(article: Article): Node {
  const id = article.doi === undefined ? undefined : doiUrl(article.doi)
  return {
    '@context': 'https://schema.org',
    '@type': 'ScholarlyArticle',
    '@id': id,
    url: oneOrMany(landings(article)) ?? id,
    identifier: some(identifiers(article)),
    headline: plainOf(article.title),
  }
}

const content = (article: Article): Node => ({
  genre: article.type,
  articleSection: article.heading,
  version: article.contentVersion,
  inLanguage: article.language,
  abstract: oneOrMany(abstracts(article)),
  keywords: some(keywords(article)),
  encoding: some(encodings(article)),
})

function identifiers({ doi, articleNumber, identifiers: others }: Article): Node[] {
  const out = doi === undefined ? [] : [propertyValue('doi', doi)]
  if (articleNumber !== undefined) out.push(propertyValue('article-number', articleNumber))
  for (const { type, value } of others ?? []) out.push(propertyValue(type, value))
  return out
}

const landings = ({ links }: Article): string[] =>
  (links ?? []).filter(({ kind }) => kind === 'landing').map(({ url }) => uri(url))

function titles({ title, subtitle, shortTitle, translatedTitles = [] }: Article): Node {
  const translated = (part: 'title' | 'subtitle') =>
    translatedTitles.flatMap((one) => {
      const text = plainOf(one[part])
      return text === undefined ? [] : [inLanguage(text, one.language)]
    })
  const own = (rich: string | undefined) => (rich === undefined ? [] : [plainOf(rich)])
  return {
    name: oneOrMany([...own(title), ...translated('title')]),
    alternativeHeadline: oneOrMany([...own(subtitle), ...translated('subtitle')]),
    alternateName: plainOf(shortTitle),
  }
}

const abstracts = (article: Article): unknown[] =>
  (article.abstracts ?? []).map((abstract) => inLanguage(abstractParagraphs(abstract).join('\n\n'), abstract.language))

const keywords = (article: Article): unknown[] =>
  (article.keywords ?? []).flatMap(({ vocabulary, language, terms }) =>
    terms.map((term) => {
      const name = inLanguage(plainOf(term) ?? '', language)
      return vocabulary === undefined ? name : { '@type': 'DefinedTerm', name, inDefinedTermSet: vocabulary }
    }),
  )

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  xml: 'application/xml',
  html: 'text/html',
}

/** Full texts; a landing page only where more is known of it than its address. */
const encodings = ({ links }: Article): Node[] =>
  (links ?? [])
    .filter(({ kind, mediaType, contentVersion }) => kind !== 'landing' || mediaType || contentVersion)
    .map(({ url, kind, mediaType, contentVersion }) => ({
      '@type': 'MediaObject',
      name: kind,
      contentUrl: uri(url),
      encodingFormat: mediaType ?? mediaTypes[kind],
      version: contentVersion,
    }))
