/** A record as bytes in one format, with its validators and links. */
import { crc32, gzipSync } from 'node:zlib'
import type { Article } from '../../schemas/article.ts'
import { documentOf, type Site, type WritableCodec } from '../formats/codec.ts'
import { json } from '../formats/json.ts'
import { countDropped } from '../formats/losses.ts'
import { articleOf } from '../library/library.ts'
import type { StoredBytes, StoredRecord } from '../store/store.ts'
import type { Asked } from './asked.ts'
import { type Headers, headersOf, type Made, referenceHead, type StandingHead, toldUnchanged } from './heads.ts'
import { framedBy, httpDate, type When } from './memento.ts'
import type { WriterOffer } from './offers.ts'
import { linesOf } from './whole.ts'

/** One representation, ready to be sent. */
export interface Representation {
  /** The bytes, one to a character: Node sends head and body then in one piece, which it does not with a Buffer. */
  readonly body: string
  /** Absent where the answer is never said to be unchanged. */
  readonly etag?: string
  readonly modified?: string
  /** The fields of the whole answer, as lines. */
  readonly head: string
  /** Those that say that nothing changed, beside the validators. */
  readonly unchanged: string
  /** A page as gzip, made when somebody first takes it so. */
  readonly packed?: () => Packed
}

export interface Packed {
  /** One byte to a character, as above. */
  readonly body: string
  readonly head: string
}

export interface Rendering {
  readonly site: Site
  /** Needed where articles as they stand are rendered. */
  readonly standingHead?: StandingHead
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

/**
 * Renders a record in an offer’s format, or what was `written` of it. `when`: the article as it stands, or as it was;
 * absent where nothing is said of that.
 */
export function represent(
  record: StoredRecord,
  offer: WriterOffer,
  asked: Asked,
  rendering: Rendering,
  written?: Written,
  when?: When,
): Representation {
  const { site, standingHead } = rendering
  const { codec } = offer
  // A record is kept as it is written in its own format: there is nothing to parse.
  const article = codec === undefined || codec === json ? undefined : articleOf(record)
  const text = codec ? documentFor(codec, record, article, asked, rendering) : (written?.text ?? '')
  const body = bytesOf(text)
  const losses = codec && article ? countDropped(article, codec) : 0
  if (codec && standingHead && when?.kind === 'standing') return asItStands(record, codec, body, losses, standingHead)
  const made = madeOf(record, offer.name, body)
  if (written && !written.isPage && when?.kind === 'standing') {
    return { ...made, ...referenceHead(record.doi, written.type, made, site) }
  }
  const headers = {
    ...headersOf({ ...(article ?? articleOf(record)), doi: record.doi }, offer, made, losses, site, written),
    'content-length': String(body.length),
  }
  const framed = when ? framedBy(when, headers, record, site) : headers
  return {
    ...made,
    head: linesOf(framed),
    unchanged: linesOf(toldUnchanged(framed)),
    ...(written?.isPage && { packed: packer(framed, body) }),
  }
}

/** A record that stands, in its own format. */
export const representBytes = (record: StoredBytes, standingHead: StandingHead): Representation =>
  asItStands(record, json, `${record.bytes}\n`, 0, standingHead)

type Told = Omit<StoredRecord, 'json'>

const madeOf = ({ version, modified }: Told, name: string, body: string): Made => ({
  body,
  etag: etagOf(version, name, body),
  modified: httpDate(modified),
})

function asItStands(
  record: Told,
  codec: WritableCodec,
  body: string,
  losses: number,
  standingHead: StandingHead,
): Representation {
  const made = madeOf(record, codec.name, body)
  const { head, unchanged } = standingHead(record.doi, codec, made, losses)
  const { etag, modified } = made
  return { body, etag, modified, head, unchanged }
}

function documentFor(
  codec: WritableCodec,
  { json: kept, modified, citationKey: key }: StoredRecord,
  article: Article | undefined,
  { verify, ...options }: Asked,
  { site, assertValid, verifyAll }: Rendering,
): string {
  const text = article
    ? documentOf(codec, article, site, { ...options, modified, ...(key !== undefined && { key }) })
    : `${kept}\n`
  if (verify ?? verifyAll) assertValid(codec.name, text)
  return text
}

/** The bytes of a text, one to a character. */
export const bytesOf = (text: string): string =>
  Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1')

/** Another sequence of bytes needs another strong validator, or a weak one (RFC 9110 8.8.3.3). */
function packer(headers: Headers, body: string): () => Packed {
  let made: Packed | undefined
  return () => {
    if (made === undefined) {
      const bytes = gzipSync(Buffer.from(body, 'latin1'), { level: 6 }).toString('latin1')
      const weak = { ...headers, etag: `W/${headers.etag}`, 'content-encoding': 'gzip' }
      made = { body: bytes, head: linesOf({ ...weak, 'content-length': String(bytes.length) }) }
    }
    return made
  }
}

/**
 * A strong validator: the version, and a checksum of format and bytes. Bytes of one version differ only between releases and
 * settings, which nobody can choose so that the checksums meet.
 */
export const etagOf = (version: number, name: string, bytes: string): string =>
  `"${version}-${crc32(bytes, crc32(name)).toString(36)}"`
