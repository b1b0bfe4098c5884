/** Titles, pages, numbers and addresses of the article itself. */
import type { Article, FullTextLink, Identifier, Pages } from '../../../schemas/article.ts'
import { encodeDoi } from '../../article/doi.ts'
import { each, element, leaf, type Markup, none, sequence, text, wrap } from '../../text/markup.ts'
import { plainText } from '../../text/rich.ts'
import type { Site } from '../codec.ts'
import { faceLeaf, faces } from './rich.ts'
import { fit, uri } from './values.ts'
import { languageCode, mimeTypes } from './vocabulary.ts'

/**
 * The title, with the title in the article’s own language where it is another (original_language_title). Other
 * translations are further `titles`, of which an article may have twenty and other content one.
 */
export function titles(article: Article, most: 1 | 20): Markup {
  const { title, subtitle, translatedTitles = [] } = article
  const original = originalTitle(article)
  const others = translatedTitles.filter((translated) => translated !== original).slice(0, most - 1)
  const own = sequence(
    element('title', sequence(text(retractedMark(article)), title === undefined ? none : faces(title))),
    faceLeaf('subtitle', subtitle),
    faceLeaf('original_language_title', original?.title, { language: languageCode(original?.language) }),
    faceLeaf('subtitle', original?.subtitle),
  )
  return sequence(
    element('titles', own),
    each(others, (other) =>
      element('titles', sequence(element('title', faces(other.title)), faceLeaf('subtitle', other.subtitle))),
    ),
  )
}

/** NISO RP-45-2024 (CREC): the title of a retracted article says so in its metadata. */
export function retractedMark({ title = '', relations, dates }: Article): string {
  const isRetracted = dates?.retracted !== undefined || relations?.some(({ type }) => type === 'retracted-by') === true
  return isRetracted && !/^\W*retract/i.test(plainText(title)) ? 'RETRACTED: ' : ''
}

/** The translated title that is in the language of the article. */
export const originalTitle = ({ language, translatedTitles }: Article) =>
  language === undefined
    ? undefined
    : translatedTitles?.find(
        (translated) =>
          languageCode(translated.language) !== undefined &&
          languageCode(translated.language) === languageCode(language),
      )

/** Without a first page the beginning of the span as printed stands for one. */
export function writtenPages({ first, last, literal }: Pages) {
  const start = first ?? literal?.split(/[\s,;–-]/, 1)[0] ?? ''
  return {
    first: fit(start || last || literal, 32),
    last: first === undefined ? undefined : fit(last, 32),
    other: fit(literal, 100),
  }
}

export function pages({ pages }: Article): Markup {
  if (pages === undefined) return none
  const { first, last, other } = writtenPages(pages)
  return element(
    'pages',
    sequence(element('first_page', text(first ?? '')), leaf('last_page', last), leaf('other_pages', other)),
  )
}

/** Names of the schema for types of identifiers (identifier/@id_type); any other stands in front of the value. */
const identifierTypes: ReadonlySet<string> = new Set(['pii', 'sici', 'dai', 'pmid'])

/** At most three numbers and ten identifiers. */
export const publisherItem = (article: Article): Markup =>
  wrap('publisher_item', sequence(itemNumbers(article), each(article.identifiers?.slice(0, 10), identifier)))

export const itemNumbers = ({ articleNumber }: Article): Markup =>
  leaf('item_number', fit(articleNumber, 32), { item_number_type: 'article_number' })

export function writtenIdentifier({ type, value }: Identifier) {
  const known = identifierTypes.has(type)
  return { type: known ? type : 'other', value: fit(known ? value : `${type}:${value}`, 255) ?? '' }
}

function identifier(one: Identifier): Markup {
  const { type, value } = writtenIdentifier(one)
  return leaf('identifier', value, { id_type: type })
}

export const versionInfo = ({ contentVersion }: Article): Markup =>
  wrap('version_info', leaf('version', contentVersion))

/** The landing page, the full texts for mining by machines, and other addresses. */
export function groupedLinks({ links = [] }: Article) {
  const landing = links.find(({ kind, url }) => kind === 'landing' && uri(url) !== undefined)
  const rest = links.filter((link) => link !== landing)
  const isOther = ({ kind }: FullTextLink) => kind === 'landing' || kind === 'other'
  return { landing, texts: rest.filter((link) => !isOther(link)), others: rest.filter(isOther) }
}

/** Other addresses are of unspecified use. Without a landing page our own stands, which @mime_type tells apart. */
export function doiData(article: Article, site: Site): Markup {
  const { doi } = article
  if (doi === undefined) return none
  const { landing, texts, others } = groupedLinks(article)
  return element(
    'doi_data',
    sequence(
      leaf('doi', doi),
      landing === undefined
        ? leaf('resource', uri(`${site.baseUrl}/${encodeDoi(doi)}`), { mime_type: 'text/html' })
        : resource(landing),
      collection('text-mining', texts),
      collection('unspecified', others),
    ),
  )
}

const collection = (property: string, links: readonly FullTextLink[]): Markup =>
  wrap(
    'collection',
    each(links, (link) => wrap('item', resource(link))),
    { property },
  )

const byKind: Readonly<Record<FullTextLink['kind'], string | undefined>> = {
  landing: undefined,
  pdf: 'application/pdf',
  xml: 'application/xml',
  html: 'text/html',
  other: undefined,
}

export const writtenLink = ({ url, kind, mediaType, contentVersion }: FullTextLink) => ({
  url: uri(url),
  mediaType: mediaType !== undefined && mimeTypes.has(mediaType) ? mediaType : byKind[kind],
  version: contentVersion === 'vor' || contentVersion === 'am' ? contentVersion : undefined,
})

function resource(link: FullTextLink): Markup {
  const { url, mediaType, version } = writtenLink(link)
  return leaf('resource', url, { mime_type: mediaType, content_version: version })
}
