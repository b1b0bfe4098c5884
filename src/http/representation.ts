/** A record as bytes in one format, with its validators and links. */
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { doiKey } from '../article/doi.ts'
import { documentOf, type Site } from '../formats/codec.ts'
import { countDropped } from '../formats/losses.ts'
import { articleOf } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import type { Asked } from './asked.ts'

import { htmlOffer, type WriterOffer } from './offers.ts'
import { pageHeaders, referencePolicy } from './page-policy.ts'
import { linkHeader } from './signposting.ts'

/** One representation, ready to be sent. */
export interface Representation {
  /** The bytes, one to a character: Node sends head and body then in one piece, which it does not with a Buffer. */
  readonly body: string
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
  /** The same as names and values in turn, with the length of the body. */
  readonly lines: string[]
  /** A page as gzip, made when somebody first takes it so. */
  readonly packed?: () => Packed
}

export interface Packed {
  /** One byte to a character, as above. */
  readonly body: string
  readonly lines: string[]
}

export interface Rendering {
  readonly site: Site
  /** Throws a `Refusal` for a document that must not be sent. */
  readonly assertValid: (format: string, document: string) => void
  /** Whether every document is judged, asked or not. */
  readonly verifyAll: boolean
}

/** What is no format: a page, or a reference. */
export interface Written {
  readonly text: string
  readonly type: string
  /** Whether a browser may show it as a page. */
  readonly isPage: boolean
  /** Made without what could not be had just now: the next who asks may get more. */
  readonly isPartial?: boolean
}

/** Renders a record in an offer’s format, or what was `written` of it; `frame` adds to its headers. */
export function represent(
  record: StoredRecord,
  offer: WriterOffer,
  asked: Asked,
  rendering: Rendering,
  written?: Written,
  frame: (headers: Representation['headers']) => Representation['headers'] = (headers) => headers,
): Representation {
  const { site, assertValid, verifyAll } = rendering
  const article = articleOf(record)
  const key = record.citationKey
  const { verify, ...options } = asked
  const text = offer.codec
    ? documentOf(offer.codec, article, site, {
        ...options,
        modified: record.modified,
        ...(key !== undefined && { key }),
      })
    : (written?.text ?? '')
  if (offer.codec && (verify ?? verifyAll)) assertValid(offer.name, text)
  const body = Buffer.from(text)
  const etag = etagOf(record.version, offer.name, body)
  const [type = ''] = written ? [written.type] : offer.types
  const headers = frame({
    'content-type': `${type}; charset=utf-8`,
    etag,
    'last-modified': new Date(record.modified).toUTCString(),
    vary: written?.isPage ? 'Accept, Accept-Encoding' : 'Accept',
    'cache-control': 'no-cache',
    link: linkHeader({ ...article, doi: record.doi }, offer, site),
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'ETag, Link, Last-Modified, Memento-Datetime, Content-Location, Colophon-Losses',
    'x-content-type-options': 'nosniff',
    ...(offer.codec && {
      'content-disposition': `inline; filename="${fileName(record.doi)}${offer.codec.extension}"`,
      'colophon-losses': String(countDropped(article, offer.codec)),
    }),
    ...(written?.isPage &&
      (offer.name === htmlOffer.name ? pageHeaders : { 'content-security-policy': referencePolicy })),
  })
  const lines = linesOf(headers, body)
  return {
    body: body.toString('latin1'),
    etag,
    headers,
    lines,
    ...(written?.isPage && { packed: packer(headers, body) }),
  }
}

const linesOf = (headers: Representation['headers'], body: Buffer): string[] => [
  ...Object.entries(headers).flat(),
  'content-length',
  String(body.length),
]

/** Another sequence of bytes needs another strong validator, or a weak one (RFC 9110 8.8.3.3). */
function packer(headers: Representation['headers'], body: Buffer): () => Packed {
  let made: Packed | undefined
  return () => {
    if (made === undefined) {
      const bytes = gzipSync(body, { level: 6 })
      const weak = { ...headers, etag: `W/${headers.etag}`, 'content-encoding': 'gzip' }
      made = { body: bytes.toString('latin1'), lines: linesOf(weak, bytes) }
    }
    return made
  }
}

/** A strong validator: the version, and a digest of format and bytes, since another release may write other bytes. */
export function etagOf(version: number, name: string, body: Buffer): string {
  return `"${version}-${createHash('sha256').update(name).update('\0').update(body).digest('base64url').slice(0, 12)}"`
}

/** A DOI as a file name of letters, digits, dot, hyphen and underscore. */
const fileName = (doi: string): string =>
  doiKey(doi)
    .replace(/[^a-z0-9.-]+/g, '_')
    .slice(0, 150)
