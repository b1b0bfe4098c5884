/** The Link header of a representation: FAIR Signposting level 1, and the other formats. */
import type { StoredArticle } from '../../schemas/article.ts'
import { doiUrl } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'
import { writers } from '../formats/index.ts'
import { formatLink } from '../web/linkset.ts'
import { landingLinks, landingUrl, linksetLinks, type TypedLink } from '../web/signposting.ts'
import { alternates, bibliographyOffer, formatOffers, htmlOffer, type WriterOffer } from './offers.ts'

/**
 * Bytes. Half of what FAIR Signposting advises (8 KB): proxies such as nginx keep 4 KB for the headers of an answer, all
 * together, and refuse one that has more.
 */
const limit = 3400

/** Relations that are told whole or not at all: who reads twenty authors takes them for all. The link set has them. */
const byPriority = ['cite-as', 'linkset', 'type', 'license', 'describedby', 'item', 'author']

export function linkHeader(article: StoredArticle, offer: WriterOffer, site: Site): string {
  if (offer.name !== htmlOffer.name) return `${articleLinks(article.doi, site)}, ${alternateLinks(offer.name)}`
  return fitting([...landingLinks(article, '', writers), ...linksetLinks(article.doi, site)])
}

/** The links of a format that are this article’s. */
export function articleLinks(doi: string, site: Site): string {
  // A format is another resource than the article: the article’s licence and authors are not its own.
  const describes = { rel: 'describes', href: landingUrl(doi, site), type: 'text/html' }
  let header = formatLink({ rel: 'cite-as', href: doiUrl(doi) })
  for (const link of linksetLinks(doi, site)) header += `, ${formatLink(link)}`
  return `${header}, ${formatLink(describes)}`
}

/** The other formats: the same links for every article. */
export const alternateLinks = (name: string): string => linksBy.get(name) ?? ''

function fitting(links: readonly TypedLink[]): string {
  let header = ''
  for (const wanted of byPriority) {
    const told = links.filter(({ rel }) => rel === wanted).map((link) => formatLink(link))
    const longer = [...(header === '' ? [] : [header]), ...told].join(', ')
    if (longer.length <= limit) header = longer
  }
  return header
}

const linked = [...formatOffers, bibliographyOffer]
const linksBy = new Map(linked.map((offer) => [offer.name, alternates(linked, offer)]))
