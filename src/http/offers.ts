/** Which format writes an answer and which reads a body. */
import { Refusal } from '../article/refusal.ts'
import type { ReadableCodec, WritableCodec } from '../formats/codec.ts'
import { guessFormat, readers, writers } from '../formats/index.ts'
import { choose, type Offer } from './negotiate.ts'

/** A format as an answer: the codec, or what is written elsewhere. */
export interface WriterOffer extends Offer {
  readonly name: string
  readonly codec: WritableCodec | undefined
  /** What Accept asked of it, where that changes the answer. */
  readonly accepted?: Readonly<Record<string, string>>
  /** Tells it from the same offer accepted with other parameters; otherwise the name. */
  readonly key: string
}

export const formatOffers: readonly WriterOffer[] = writers.map((codec) => ({
  name: codec.name,
  types: [codec.mediaType, ...(codec.aliases ?? [])],
  codec,
  key: codec.name,
}))
export const htmlOffer: WriterOffer = {
  name: 'html',
  types: ['text/html', 'application/xhtml+xml'],
  codec: undefined,
  key: 'html',
}
/** The reference in a citation style. */
export const bibliographyOffer: WriterOffer = {
  name: 'bibliography',
  types: ['text/x-bibliography', 'text/bibliography', 'text/plain'],
  codec: undefined,
  key: 'bibliography',
}

const rememberedLimit = 1000

/** What a choice depends on. */
export interface Wishing {
  readonly query: unknown
  readonly headers: { readonly accept?: string | undefined }
}

/** Chooses among offers by `?format=` (wins) or Accept; remembers headers, since parsing costs more than a look-up. */
export function createChooser(offers: readonly WriterOffer[]): (request: Wishing) => WriterOffer {
  const remembered = new Map<string, WriterOffer | undefined>()
  const byAccept = (accept: string): WriterOffer | undefined => {
    if (remembered.has(accept)) return remembered.get(accept)
    const chosen = accepted(accept, offers)
    if (remembered.size >= rememberedLimit) remembered.clear()
    if (accept.length <= 1000) remembered.set(accept, chosen)
    return chosen
  }
  const citing = offers.includes(bibliographyOffer)
  return (request) => {
    const { format, style } = request.query as Record<string, unknown> // a query is names with texts or lists of texts
    if (format !== undefined) return named(String(format), offers)
    if (style !== undefined && citing) return bibliographyOffer
    const chosen = byAccept(request.headers.accept ?? '')
    if (chosen) return chosen
    throw new Refusal('not-acceptable', `Nothing that “${request.headers.accept}” accepts can be had here.`, {
      available: offers.map(({ types }) => types[0] ?? ''),
      headers: { link: alternates(offers, undefined) },
    })
  }
}

/** Style, locale and form are parameters of the media type, as DOI resolvers know them. */
function accepted(accept: string, offers: readonly WriterOffer[]): WriterOffer | undefined {
  const { offer, type, parameters } = choose(accept, offers) ?? {}
  if (offer !== bibliographyOffer || type === undefined) return offer
  return { ...offer, types: [type], accepted: parameters, key: `${type} ${JSON.stringify(parameters)}` }
}

function named(name: string, offers: readonly WriterOffer[]): WriterOffer {
  const offer = offers.find((candidate) => candidate.name === name) ?? offers.find(({ types }) => types.includes(name))
  if (offer) return offer
  const names = offers.map((candidate) => candidate.name)
  throw new Refusal('unknown-format', `“${name}” cannot be had; there is ${names.join(', ')}.`, { available: names })
}

/** The reader of a body, by its Content-Type; by its content where the type says nothing or only “XML”. */
export const chooseReader = (contentType: string | undefined, text: string): ReadableCodec =>
  readerOfType(contentType) ?? guessFormat(text)

/** The reader that a Content-Type names; none for a type that says nothing or only “XML”. */
export function readerOfType(contentType: string | undefined): ReadableCodec | undefined {
  const type = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (vague.has(type)) return undefined
  const codec = readers.find(({ mediaType, aliases }) => mediaType === type || aliases?.includes(type))
  if (codec) return codec
  throw new Refusal('unsupported-media-type', `A body of type “${type}” cannot be read.`, {
    available: readers.map(({ mediaType }) => mediaType),
  })
}

const vague = new Set([
  '',
  'application/octet-stream',
  'application/xml',
  'text/xml',
  'text/plain',
  // Lines of JSON and packed bodies, whatever they hold.
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/gzip',
])

/** Links to the other offers (RFC 8288), relative to the address that was asked for: a quarter of the bytes. */
export const alternates = (offers: readonly WriterOffer[], chosen: WriterOffer | undefined): string =>
  offers
    .filter((offer) => offer !== chosen)
    .map(({ name, types }) => `<?format=${name}>; rel="alternate"; type="${types[0]}"`)
    .join(', ')
