/** `/works/{doi}/transform`: a work in the format that the path names, or the query, or Accept; otherwise as CSL-JSON. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../article/refusal.ts'
import type { Site, WritableCodec } from '../formats/codec.ts'
import { cslJson } from '../formats/csl-json.ts'
import { unixref } from '../formats/unixref.ts'
import type { StoredRecord } from '../store/store.ts'
import type { References } from '../styles/references.ts'
import { askedOf } from './asked.ts'
import { isFresh } from './conditions.ts'
import { answerHeaders } from './crossref-headers.ts'
import { choose } from './negotiate.ts'
import { bibliographyOffer, formatOffers, type WriterOffer } from './offers.ts'
import { represent } from './representation.ts'
import { queryOf } from './request.ts'
import { fieldsOf } from './whole.ts'
import { createWriters } from './writers.ts'

/** The names that CSL-JSON has here: JSON is CSL-JSON. */
const cslTypes = ['application/json', 'application/citeproc+json']
const offerOf = (codec: WritableCodec): WriterOffer[] => formatOffers.filter((offer) => offer.codec === codec)
const csl = offerOf(cslJson).map((offer) => ({
  ...offer,
  types: [...offer.types, ...cslTypes.filter((type) => !offer.types.includes(type))],
}))
/**
 * Zotero accepts DataCite JSON, UNIXREF and CSL-JSON alike and leaves the choice to the server: UNIXREF says most. No
 * other offer is called JSON.
 */
export const transformOffers: readonly WriterOffer[] = [
  ...offerOf(unixref),
  ...csl,
  ...formatOffers
    .filter(({ codec }) => codec !== cslJson && codec !== unixref)
    .map((offer) => ({ ...offer, types: offer.types.filter((type) => !cslTypes.includes(type)) }))
    .filter(({ types }) => types.length > 0),
  bibliographyOffer,
]

interface TransformParts {
  readonly site: Site
  readonly references: References
}

/** Bytes of rendered references to keep. */
const keptBytes = 4_194_304

export function createTransform({ site, references }: TransformParts) {
  const { written } = createWriters({ references, keptBytes })
  const rendering = { site, assertValid: () => {}, verifyAll: false }
  return async (request: FastifyRequest, reply: FastifyReply, record: StoredRecord, type: string | undefined) => {
    const query = queryOf(request)
    const offer = offerFor(request, type)
    const asked = askedOf(query)
    const found = represent(record, offer, asked, rendering, await written(record, offer, asked, query))
    reply.headers(answerHeaders(request))
    const fields = fieldsOf(found.head)
    for (let at = 0; at < fields.length; at += 2) reply.header(fields[at] ?? '', fields[at + 1])
    if (isFresh(request, found))
      return reply.code(304).removeHeader('content-type').removeHeader('content-length').send()
    return reply.send(Buffer.from(found.body, 'latin1'))
  }
}

/** The path wins, then `?format=`, then Accept; who accepts anything gets CSL-JSON. */
function offerFor(request: FastifyRequest, type: string | undefined): WriterOffer {
  const { format, style } = queryOf(request)
  if (type === undefined && format !== undefined) return named(String(format))
  const accept = type ?? (style === undefined ? request.headers.accept : bibliographyOffer.types[0])
  const asCsl = csl[0]
  if (asCsl && (accept === undefined || /^\s*(\*\/\*)?\s*$/.test(accept))) return asCsl
  const chosen = choose(accept, transformOffers)
  if (!chosen) throw unavailable(accept ?? '')
  const { offer, type: accepted, parameters } = chosen
  if (accepted === undefined && offer === transformOffers[0] && asCsl) return asCsl
  if (offer !== bibliographyOffer || accepted === undefined) return offer
  return { ...offer, types: [accepted], accepted: parameters, key: `${accepted} ${JSON.stringify(parameters)}` }
}

function named(name: string): WriterOffer {
  const offer = transformOffers.find((one) => one.name === name || one.types.includes(name))
  if (offer) return offer
  throw new Refusal('unknown-format', `“${name}” cannot be had here.`, {
    available: transformOffers.map((one) => one.name),
  })
}

const unavailable = (accept: string): Refusal =>
  new Refusal('not-acceptable', `Nothing that “${accept.slice(0, 200)}” accepts can be had here.`, {
    available: transformOffers.map(({ types }) => types[0] ?? ''),
  })
