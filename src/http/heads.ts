/** The fields of a representation: what is told of a record, of the answer, and of where to go on. */
import type { StoredArticle } from '../../schemas/article.ts'
import { doiKey, encodeDoi } from '../article/doi.ts'
import type { Site, WritableCodec } from '../formats/codec.ts'
import { standingLinks } from './memento.ts'
import { bibliographyOffer, formatOffers, htmlOffer, type WriterOffer } from './offers.ts'
import { pageHeaders, referencePolicy } from './page-policy.ts'
import type { Representation, Written } from './representation.ts'
import { alternateLinks, articleLinks, linkHeader } from './signposting.ts'
import { judged, linesOf } from './whole.ts'

export type Headers = Readonly<Record<string, string>>

/** What was made of a record, before its fields. */
export type Made = Required<Pick<Representation, 'body' | 'etag' | 'modified'>>

/** What all formats of all articles say. */
const common = {
  'cache-control': 'no-cache',
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, Last-Modified, Memento-Datetime, Content-Location, Colophon-Losses',
  'x-content-type-options': 'nosniff',
} as const

export function headersOf(
  article: StoredArticle,
  offer: WriterOffer,
  { etag, modified }: Made,
  losses: number,
  site: Site,
  written: Written | undefined,
): Headers {
  const { codec } = offer
  const [type = ''] = written ? [written.type] : offer.types
  return {
    'content-type': `${type}; charset=utf-8`,
    etag,
    'last-modified': modified,
    vary: written?.isPage ? 'Accept, Accept-Encoding' : 'Accept',
    link: linkHeader(article, offer, site),
    ...common,
    ...(codec && { 'content-disposition': disposition(article.doi, codec), 'colophon-losses': String(losses) }),
    ...(written?.isPage &&
      (offer.name === htmlOffer.name ? pageHeaders : { 'content-security-policy': referencePolicy })),
  }
}

/** RFC 9110 15.4.5: what a cache needs to know; the rest it has. Browsers look again who may read it (Fetch 4.10). */
const toldUnchangedNames = new Set([
  'vary',
  'cache-control',
  'content-location',
  'memento-datetime',
  'access-control-allow-origin',
  'access-control-expose-headers',
])

export const toldUnchanged = (headers: Headers): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => toldUnchangedNames.has(name)))

interface Shared {
  readonly alternates: string
  readonly unchanged: string
  /** The end of the Link field, and all fields that are the same for every article. */
  readonly head: string
}

/** By the names of the offers; the texts are kept once, however many representations end in them. */
const sharedBy: ReadonlyMap<string, Shared> = new Map(
  [...formatOffers, bibliographyOffer].map(({ name, codec, types: [type = ''] }) => {
    const alternates = alternateLinks(name)
    const same = { vary: 'Accept, Accept-Datetime', ...common }
    // A reference’s type says how it was made.
    const fields = linesOf({ ...(codec && { 'content-type': `${type}; charset=utf-8` }), ...same })
    return [
      name,
      { alternates, unchanged: linesOf(toldUnchanged(same)), head: [', ', alternates, '\r\n', fields].join('') },
    ]
  }),
)

const none: Shared = { alternates: '', unchanged: '', head: '' }

type Told = Pick<Representation, 'head' | 'unchanged'>

export type StandingHead = (doi: string, codec: WritableCodec, made: Made, losses: number) => Told

/** What `headersOf` says of a format and `framedBy` of an article as it stands, without making what is the same again. */
export function createStandingHead(site: Site): StandingHead {
  const plainLinks = new Map(
    [...sharedBy.values()].map((shared) => [shared, linksOf(sample, shared, site).split(sample)]),
  )
  return (doi, codec, { body, etag, modified }, losses) => {
    const shared = sharedBy.get(codec.name) ?? none
    const pieces = isPlain(doi) ? plainLinks.get(shared) : undefined
    const links = pieces?.join(doi) ?? linksOf(doi, shared, site)
    const own = `etag: ${etag}\r\nlast-modified: ${modified}\r\ncontent-disposition: ${disposition(doi, codec)}\r\n`
    const told = `colophon-losses: ${losses}\r\ncontent-length: ${body.length}\r\nlink: `
    // Its own part joined, so that it is one piece of memory; what is the same for all is kept once.
    return { head: [own, told, links].join('') + shared.head, unchanged: shared.unchanged }
  }
}

/** The same of a reference that is no page. */
export function referenceHead(doi: string, type: string, { body, etag, modified }: Made, site: Site): Told {
  const { alternates, unchanged, head } = sharedBy.get(bibliographyOffer.name) ?? none
  const own = { etag, 'last-modified': modified, 'content-type': `${type}; charset=utf-8` }
  const fields = linesOf({ ...own, 'content-length': String(body.length) })
  return { head: [fields, 'link: ', linksOf(doi, { alternates }, site), head].join(''), unchanged }
}

/** What is this article’s of a Link field. */
function linksOf(doi: string, { alternates }: Pick<Shared, 'alternates'>, site: Site): string {
  const links = articleLinks(doi, site)
  return judged(links + standingLinks(doi, site, links.length + alternates.length + 2))
}

/** In links it stands as it is, in the same places as the sample, and not longer. */
const isPlain = (doi: string): boolean => doi.length <= sample.length && encodeDoi(doi) === doi
const sample = `10.5555/${'-'.repeat(192)}`

const disposition = (doi: string, { extension }: WritableCodec): string =>
  `inline; filename="${fileName(doi)}${extension}"`

/** A DOI as a file name of letters, digits, dot, hyphen and underscore. */
const fileName = (doi: string): string =>
  doiKey(doi)
    .replace(/[^a-z0-9.-]+/g, '_')
    .slice(0, 150)
