/** FAIR Signposting (https://signposting.org/FAIR/): which links an article’s landing page, full texts and formats have. */
import type { Article, StoredArticle } from '../../schemas/article.ts'
import { doiUrl, encodeDoi } from '../article/doi.ts'
import type { Codec, Site } from '../formats/codec.ts'

export interface TypedLink {
  readonly rel: string
  readonly href: string
  readonly type?: string
  readonly profile?: string
}

/** The links of one resource, which is their context (RFC 9264: anchor). */
export interface Context {
  readonly anchor: string
  readonly links: readonly TypedLink[]
}

export type Describing = Pick<Codec, 'name' | 'mediaType' | 'oai' | 'lacks'>

export const landingUrl = (doi: string, site: Site): string => `${site.baseUrl}/${encodeDoi(doi)}`

/** Level 2: the landing page, then its full texts, then its formats. */
export function contextsOf(article: StoredArticle, site: Site, formats: readonly Describing[]): readonly Context[] {
  const landing = landingUrl(article.doi, site)
  const page = { href: landing, type: 'text/html' }
  const rights = linksTo('license', licenceUrl(article))
  return [
    { anchor: landing, links: landingLinks(article, landing, formats) },
    ...items(article).map(({ href }) => ({ anchor: href, links: [{ rel: 'collection', ...page }, ...rights] })),
    ...describing(article, landing, formats).map(({ href }) => ({
      anchor: href,
      links: [{ rel: 'describes', ...page }],
    })),
  ]
}

/** Level 1: those of the landing page. `base` stands before `?format=`; without it the addresses are relative. */
export const landingLinks = (
  article: StoredArticle,
  base: string,
  formats: readonly Describing[],
): readonly TypedLink[] => [
  { rel: 'cite-as', href: doiUrl(article.doi) },
  { rel: 'type', href: 'https://schema.org/AboutPage' },
  { rel: 'type', href: 'https://schema.org/ScholarlyArticle' },
  ...linksTo('license', licenceUrl(article)),
  ...describing(article, base, formats),
  ...items(article),
  ...authors(article),
]

/** Where the links are as a document, in both of its forms (RFC 9264). */
export const linksetLinks = (doi: string, site: Site): readonly TypedLink[] =>
  linksetTypes.map((type) => ({ rel: 'linkset', href: `${site.baseUrl}/linkset/${encodeDoi(doi)}`, type }))

export const linksetTypes = ['application/linkset+json', 'application/linkset'] as const

const linksTo = (rel: string, href: string | undefined): readonly TypedLink[] =>
  href === undefined ? [] : [{ rel, href: asUri(href) }]

/** One at most: the first that has an address. */
function licenceUrl({ licences = [] }: Article): string | undefined {
  const { url } = licences.find((one) => one.url !== undefined) ?? {}
  const { spdx } = licences.find((one) => one.spdx !== undefined) ?? {}
  return url ?? (spdx && `https://spdx.org/licenses/${spdx}`)
}

/** What lacks something that its format demands is not offered: there would be nothing at the address. */
const describing = (article: Article, base: string, formats: readonly Describing[]): readonly TypedLink[] =>
  formats
    .filter(({ lacks }) => (lacks?.(article) ?? []).length === 0)
    .map(({ name, mediaType, oai }) => ({
      rel: 'describedby',
      href: `${base}?format=${name}`,
      type: mediaType,
      ...(oai && { profile: oai.namespace }),
    }))

const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  xml: 'application/xml',
  html: 'text/html',
}

const items = ({ links = [] }: Article): readonly TypedLink[] =>
  links
    .filter(({ kind }) => kind !== 'landing')
    .map(({ url, kind, mediaType }) => {
      const type = mediaType ?? mediaTypes[kind]
      return { rel: 'item', href: asUri(url), ...(type !== undefined && { type }) }
    })

function authors({ contributors = [] }: Article): readonly TypedLink[] {
  const known = contributors.flatMap(({ role, orcid }) => (role === 'author' && orcid !== undefined ? [orcid] : []))
  return [...new Set(known)].map((orcid) => ({ rel: 'author', href: `https://orcid.org/${orcid}` }))
}

/** What may stand between angle brackets in a header: an address may have been deposited with characters it must not have. */
const asUri = (url: string): string => url.toWellFormed().replace(/[^\x21-\x7e]|[<>"\\^`{|}]/gu, encodeURIComponent)
