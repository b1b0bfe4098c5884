/** Which format reads a body and which writes an answer; validators and links of a representation. */
import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Article } from '../../schemas/article.ts'
import { type DatePolicy, datePolicies } from '../article/citation-date.ts'
import { doiKey, doiUrl, encodeDoi } from '../article/doi.ts'
import { Refusal } from '../article/refusal.ts'
import type { ReadableCodec, Site, WritableCodec, WriteOptions } from '../formats/codec.ts'
import { guessFormat, readers, writers } from '../formats/index.ts'
import { fatesOf } from '../formats/losses.ts'
import type { Expectation } from '../library/deposit.ts'
import { articleOf } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import { negotiate, type Offer } from './negotiate.ts'

/** A format as an answer: the codec, or a page that is written elsewhere. */
export interface WriterOffer extends Offer {
  readonly name: string
  readonly codec: WritableCodec | undefined
}

export const formatOffers: readonly WriterOffer[] = writers.map((codec) => ({
  name: codec.name,
  types: [codec.mediaType, ...(codec.aliases ?? [])],
  codec,
}))
export const htmlOffer: WriterOffer = { name: 'html', types: ['text/html', 'application/xhtml+xml'], codec: undefined }

const rememberedLimit = 1000

/** Chooses among offers by `?format=` (wins) or Accept; remembers headers, since parsing costs more than a look-up. */
export function createChooser(offers: readonly WriterOffer[]): (request: FastifyRequest) => WriterOffer {
  const remembered = new Map<string, WriterOffer | undefined>()
  const byAccept = (accept: string): WriterOffer | undefined => {
    if (remembered.has(accept)) return remembered.get(accept)
    const chosen = negotiate(accept, offers)
    if (remembered.size >= rememberedLimit) remembered.clear()
    if (accept.length <= 1000) remembered.set(accept, chosen)
    return chosen
  }
  return (request) => {
    const { format } = request.query as Record<string, unknown> // a query is names with texts or lists of texts
    if (format !== undefined) return named(String(format), offers)
    const chosen = byAccept(request.headers.accept ?? '')
    if (chosen) return chosen
    throw new Refusal('not-acceptable', `Nothing that “${request.headers.accept}” accepts can be had here.`, {
      available: offers.map(({ types }) => types[0] ?? ''),
      headers: { link: alternates(request.url.split('?')[0] ?? '', offers, undefined) },
    })
  }
}

function named(name: string, offers: readonly WriterOffer[]): WriterOffer {
  const offer = offers.find((candidate) => candidate.name === name) ?? offers.find(({ types }) => types.includes(name))
  if (offer) return offer
  const names = offers.map((candidate) => candidate.name)
  throw new Refusal('unknown-format', `“${name}” cannot be had; there is ${names.join(', ')}.`, { available: names })
}

/** The reader of a body, by its Content-Type; by its content where the type says nothing or only “XML”. */
export function chooseReader(contentType: string | undefined, text: string): ReadableCodec {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (vague.has(type)) return guessFormat(text)
  const codec = readers.find(({ mediaType, aliases }) => mediaType === type || aliases?.includes(type))
  if (codec) return codec
  throw new Refusal('unsupported-media-type', `A body of type “${type}” cannot be read.`, {
    available: readers.map(({ mediaType }) => mediaType),
  })
}

const vague = new Set(['', 'application/octet-stream', 'application/xml', 'text/xml', 'text/plain'])

/** One representation, ready to be sent. */
export interface Representation {
  readonly body: Buffer
  readonly etag: string
  readonly headers: Readonly<Record<string, string>>
}

/** What a request asks of a writer, beside the format. */
export interface Asked extends WriteOptions {
  /** Judge the document before it is sent. */
  readonly verify?: boolean
}

/** The query parameters that change what is written, as OpenAPI shows them. */
export const askedParameters = {
  date: Type.Optional(
    Type.Enum([...datePolicies], { description: 'Which publication a citation is dated by; `earliest` unless asked.' }),
  ),
  formatVersion: Type.Optional(
    Type.String({ description: 'A version of the format other than its newest: `1.3` of JATS.', maxLength: 20 }),
  ),
  verify: Type.Optional(
    Type.Boolean({ description: 'Judge the document before it is sent; one that would be invalid is not sent.' }),
  ),
}

/** Reads them of a query. Throws `Refusal('invalid-request')` for a policy that is none. */
export function askedOf(query: Readonly<Record<string, unknown>>): Asked {
  const { date, formatVersion, verify } = query
  if (date !== undefined && !isPolicy(date)) {
    throw new Refusal('invalid-request', `date=${String(date)}: there is ${datePolicies.join(', ')}.`)
  }
  return {
    ...(date !== undefined && { date }),
    ...(formatVersion !== undefined && { version: String(formatVersion) }),
    ...(verify !== undefined && { verify: verify !== 'false' }),
  }
}

const isPolicy = (value: unknown): value is DatePolicy => datePolicies.some((policy) => policy === value)

export interface Rendering {
  readonly site: Site
  /** Writes what is not a format. */
  readonly page: (record: StoredRecord) => string
  /** Throws a `Refusal` for a document that must not be sent. */
  readonly assertValid: (format: string, document: string) => void
  /** Whether every document is judged, asked or not. */
  readonly verifyAll: boolean
}

/** Renders a record in an offer’s format. */
export function represent(
  record: StoredRecord,
  offer: WriterOffer,
  asked: Asked,
  rendering: Rendering,
): Representation {
  const { site, page, assertValid, verifyAll } = rendering
  const article = articleOf(record)
  const key = record.citationKey
  const { verify, ...options } = asked
  const text = offer.codec
    ? offer.codec.write(article, site, { ...options, ...(key !== undefined && { key }) })
    : page(record)
  if (offer.codec && (verify ?? verifyAll)) assertValid(offer.name, text)
  const body = Buffer.from(text)
  const etag = etagOf(record.version, body)
  const path = `/articles/${encodeDoi(record.doi)}`
  const [type = ''] = offer.types
  return {
    body,
    etag,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      etag,
      'last-modified': new Date(record.modified).toUTCString(),
      vary: 'Accept',
      'cache-control': 'no-cache',
      link: `<${doiUrl(record.doi)}>; rel="cite-as", ${alternates(path, formatOffers, offer)}`,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag, Link, Last-Modified, Colophon-Losses',
      'x-content-type-options': 'nosniff',
      ...(offer.codec && {
        'content-disposition': `inline; filename="${fileName(record.doi)}${offer.codec.extension}"`,
        'colophon-losses': String(countLosses(article, offer.codec)),
      }),
      ...(!offer.codec && { 'content-security-policy': pagePolicy }),
    },
  }
}

/** How many leaves of the record are not in the document. */
export const countLosses = (article: Article, codec: WritableCodec): number =>
  fatesOf(article, codec).filter(({ fate }) => fate === 'dropped').length

const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; form-action 'self'"

/** A strong validator: the record’s version, and a digest since another release may write other bytes. */
export function etagOf(version: number, body: Buffer): string {
  return `"${version}-${createHash('sha256').update(body).digest('base64url').slice(0, 12)}"`
}

function alternates(path: string, offers: readonly WriterOffer[], chosen: WriterOffer | undefined): string {
  return offers
    .filter((offer) => offer !== chosen)
    .map(({ name, types }) => `<${path}?format=${name}>; rel="alternate"; type="${types[0]}"`)
    .join(', ')
}

/** A DOI as a file name of letters, digits, dot, hyphen and underscore. */
const fileName = (doi: string): string =>
  doiKey(doi)
    .replace(/[^a-z0-9.-]+/g, '_')
    .slice(0, 150)

/** Whether the client has this representation already (RFC 9110 13.1.2, 13.1.3; weak comparison). */
export function isFresh(request: FastifyRequest, { etag, headers }: Representation): boolean {
  const given = request.headers['if-none-match']
  if (given !== undefined) {
    return given.trim() === '*' || given.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  }
  const since = request.headers['if-modified-since']
  return since !== undefined && Date.parse(since) >= Date.parse(headers['last-modified'] ?? '')
}

/** The precondition of a write. A version alone (`"3"`) is an ETag too; weak tags never match (RFC 9110 13.1.1). */
export function expectationOf(request: FastifyRequest): Expectation | undefined {
  const match = request.headers['if-match']
  if (match !== undefined) {
    if (match.trim() === '*') return { kind: 'exists' }
    const versions = match.split(',').flatMap((tag) => {
      const version = /^\s*"(\d{1,15})(?:-[\w-]*)?"\s*$/.exec(tag)?.[1]
      return version === undefined ? [] : [Number(version)]
    })
    return { kind: 'version', versions }
  }
  const none = request.headers['if-none-match']
  if (none === undefined) return undefined
  if (none.trim() === '*') return { kind: 'absent' }
  throw new Refusal('invalid-request', 'A write understands “If-None-Match: *” alone: do not overwrite.')
}
