/** Articles in their formats, as they were rendered before or anew: the same for the routes and for the front. */
import type { IncomingMessage } from 'node:http'
import type { Site } from '../formats/codec.ts'
import { json } from '../formats/json.ts'
import type { Library } from '../library/library.ts'
import type { StoredRecord } from '../store/store.ts'
import type { Verification } from '../verify/verify.ts'
import type { Asked } from './asked.ts'
import type { RepresentationCache } from './cache.ts'
import type { Place } from './front.ts'
import { createStandingHead } from './heads.ts'
import { momentKey, type When } from './memento.ts'
import type { Wishing, WriterOffer } from './offers.ts'
import { type Representation, represent, representBytes, type Written } from './representation.ts'

export interface RenderingParts {
  readonly library: Library
  readonly site: Site
  readonly cache: RepresentationCache
  /** Judges documents before they are sent. */
  readonly verification: Verification
  /** Whether every document is judged, asked or not. */
  readonly verifyAll: boolean
}

/** Something to be rendered, and under which key it is kept. */
export interface Wanted {
  readonly key: string
  readonly offer: WriterOffer
  readonly asked: Asked
  /** The store’s, from before the record was read. */
  readonly generation: number
}

/** All that tells one version of an article from others. */
type Named = Pick<StoredRecord, 'doi' | 'version'>

export interface Renderings {
  /** What is certainly current. */
  fresh(key: string, generation: number): Representation | undefined
  /** What was made of this record before. */
  kept(wanted: Wanted, record: Named): Representation | undefined
  /** Made anew, of what was `written` where the offer is no format, and kept. */
  render(wanted: Wanted, record: StoredRecord, when: When, written?: Written): Representation
  /** The articles of a route, for the front: what stands, in any format, without being waited for. */
  place(route: string, start: string, choose: (request: Wishing) => WriterOffer): Place
}

export const standing: When = { kind: 'standing' }

const versionOf = ({ doi, version }: Named): string => `${doi} ${version}`

/** Of another moment the same address has other bytes. */
export const keyOf = (offer: WriterOffer, url: string, moment?: Parameters<typeof momentKey>[0]): string =>
  `${offer.key} ${momentKey(moment)} ${url}`

export function createRenderings(parts: RenderingParts): Renderings {
  const { library, site, cache, verification, verifyAll } = parts
  const standingHead = createStandingHead(site)
  const rendering = { site, standingHead, assertValid: verification.assert, verifyAll }

  const kept: Renderings['kept'] = ({ key, generation }, record) => cache.confirmed(key, versionOf(record), generation)

  const keep = ({ key, generation }: Wanted, record: Named, made: Representation): Representation => {
    cache.put(key, versionOf(record), generation, made)
    return made
  }

  const render: Renderings['render'] = (wanted, record, when, other) => {
    const made = represent(record, wanted.offer, wanted.asked, rendering, other, when)
    return other?.isPartial ? made : keep(wanted, record, made)
  }

  const find = (url: string, { headers }: IncomingMessage, choose: (request: Wishing) => WriterOffer) => {
    const [, doi, format] = plainAddress.exec(url) ?? []
    if (doi === undefined) return undefined
    const offer = choose({ query: format === undefined ? {} : { format }, headers })
    const wanted = { key: keyOf(offer, url), offer, asked: {}, generation: library.generation() }
    const fresh = cache.fresh(wanted.key, wanted.generation)
    if (fresh) return { representation: fresh, key: wanted.key }
    const representation = offer.codec === json && !verifyAll ? asKept(wanted, doi) : written(wanted, doi)
    return representation && { representation }
  }

  const written = (wanted: Wanted, doi: string): Representation | undefined => {
    // Pages and references have to be waited for.
    const record = wanted.offer.codec && library.findNow(doi)
    if (!record || record.withdrawn) return undefined
    return kept(wanted, record) ?? render(wanted, record, standing)
  }

  const asKept = (wanted: Wanted, doi: string): Representation | undefined => {
    const record = library.findBytesNow(doi)
    if (!record || record.withdrawn) return undefined
    return kept(wanted, record) ?? keep(wanted, record, representBytes(record, standingHead))
  }

  return {
    fresh: cache.fresh,
    kept,
    render,
    place: (route, start, choose) => ({ route, start, find: (url, request) => find(url, request, choose) }),
  }
}

/** Of an article that needs no decoding and is no other spelling of one: its DOI, and the format if nothing else is asked. */
const plainAddress = /^(?:\/articles)?\/(10\.\d{4,9}[\d.]*\/[\w.~()!*':;,/-]+)(?:\?format=([\w-]+))?$/
