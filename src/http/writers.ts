/** What is made of an article and is no format: its page, and its reference in a citation style. */
import { Refusal } from '../article/refusal.ts'
import type { Site } from '../formats/codec.ts'
import { articleOf } from '../library/library.ts'
import { readinessOf } from '../readiness/readiness.ts'
import type { StoredRecord } from '../store/store.ts'
import { forms } from '../styles/forms.ts'
import { createKept } from '../styles/kept.ts'
import type { References } from '../styles/references.ts'
import type { Manner } from '../styles/renderer.ts'
import { landingPage } from '../web/landing.ts'
import { type Asked, mannerOf } from './asked.ts'
import { contextOf, headOf } from './landing-head.ts'
import { bibliographyOffer, formatOffers, type WriterOffer } from './offers.ts'
import type { Written } from './representation.ts'

export interface WriterParts {
  readonly site: Site
  readonly references: References
  /** Bytes of rendered references to keep. */
  readonly keptBytes: number
}

type Query = Readonly<Record<string, unknown>>

export interface Writers {
  /** The reference of a record; without a manner as pages and tombstones show it. */
  reference(record: StoredRecord, manner?: Manner, asked?: Asked): Promise<string>
  /** What an offer without a codec is; undefined for one that has a codec. `past`: a version was asked for. */
  written(
    record: StoredRecord,
    offer: WriterOffer,
    asked: Asked,
    query: Query,
    past?: boolean,
  ): Promise<Written | undefined>
}

const usual: Manner = { style: 'apa', locale: 'en-US', as: 'text', marks: true }

const unlessBusy = (error: unknown): undefined => {
  if (!(error instanceof Refusal && error.code === 'unavailable')) throw error
}

export function createWriters({ site, references, keptBytes }: WriterParts): Writers {
  const kept = createKept(keptBytes)

  const reference: Writers['reference'] = (record, manner = usual, { date } = {}) => {
    const { doi, version, json, citationKey } = record
    const options = { ...(date !== undefined && { date }), ...(citationKey !== undefined && { key: citationKey }) }
    return kept.get(JSON.stringify([doi, version, manner, date]), () =>
      references.reference({ article: json, options }, manner),
    )
  }

  async function page(record: StoredRecord, past: boolean): Promise<Written> {
    const article = { ...articleOf(record), doi: record.doi }
    // A page is a page without its reference too, where no worker is free to write that.
    const citation = await reference(record).catch(unlessBusy)
    const [head, context] = [headOf(article, site), contextOf(article, site)]
    const text = landingPage({
      record,
      article,
      citation,
      head,
      context,
      formats: formatOffers,
      readiness: readinessOf(article, site),
      site,
      past,
    })
    return { text, type: 'text/html', isPage: true, isPartial: citation === undefined }
  }

  /** Under the type that was accepted, with what it was made by; a query asks for the form, under the form’s own type. */
  async function bibliography(record: StoredRecord, offer: WriterOffer, asked: Asked, query: Query): Promise<Written> {
    const manner = mannerOf(query, offer.accepted ?? {}, references.catalogue)
    const { alone, mediaType, isPage } = forms[manner.as]
    const text = alone(await reference(record, manner, asked))
    const [type = ''] = offer.types
    const said = `${type}; style=${manner.style}; locale=${manner.locale}; format=${manner.as}`
    return { text, type: offer.accepted && type !== mediaType ? said : mediaType, isPage }
  }

  return {
    reference,
    async written(record, offer, asked, query, past = false) {
      if (offer.codec) return undefined
      return offer.name === bibliographyOffer.name ? bibliography(record, offer, asked, query) : page(record, past)
    },
  }
}
