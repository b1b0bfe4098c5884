/** The fields of a representation: what is told of a record, of the answer, and of where to go on. */
import type { StoredArticle } from '../../schemas/article.ts'
import { doiKey } from '../article/doi.ts'
import type { Site, WritableCodec } from '../formats/codec.ts'
import { standingLinks } from './memento.ts'
import { formatOffers, htmlOffer, type WriterOffer } from './offers.ts'
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

/** By the names of the formats; the texts are kept once, however many representations end in them. */
const sharedBy: ReadonlyMap<string, Shared> = new Map(
  formatOffers.map(({ name, types: [type = ''] }) => {
    const alternates = alternateLinks(name)
    const same = { vary: 'Accept, Accept-Datetime', ...common }
    const fields = linesOf({ 'content-type': `${type}; charset=utf-8`, ...same })
    return [
      name,
      { alternates, unchanged: linesOf(toldUnchanged(same)), head: [', ', alternates, '\r\n', fields].join('') },
    ]
  }),
)

const none: Shared = { alternates: '', unchanged: '', head: '' }

/** What `headersOf` says of a format and `framedBy` of an article as it stands, without making what is the same again. */
export function standingHead(
  doi: string,
  codec: WritableCodec,
  { body, etag, modified }: Made,
  losses: number,
  site: Site,
): Pick<Representation, 'head' | 'unchanged'> {
  const { alternates, unchanged, head } = sharedBy.get(codec.name) ?? none
  const links = articleLinks(doi, site)
  const ways = standingLinks(doi, site, links.length + alternates.length + 2)
  const own = { etag, 'last-modified': modified, 'content-disposition': disposition(doi, codec) }
  const fields = linesOf({ ...own, 'colophon-losses': String(losses), 'content-length': String(body.length) })
  return { head: [fields, 'link: ', judged(links + ways)].join('') + head, unchanged }
}

const disposition = (doi: string, { extension }: WritableCodec): string =>
  `inline; filename="${fileName(doi)}${extension}"`

/** A DOI as a file name of letters, digits, dot, hyphen and underscore. */
const fileName = (doi: string): string =>
  doiKey(doi)
    .replace(/[^a-z0-9.-]+/g, '_')
    .slice(0, 150)
