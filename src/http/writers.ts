/** What is made of an article and is no format: its page, and its reference in a citation style. */
import { Refusal } from '../article/refusal.ts'
import type { StoredRecord } from '../store/store.ts'
import { forms } from '../styles/forms.ts'
import { createKept } from '../styles/kept.ts'
import type { References } from '../styles/references.ts'
import type { Manner } from '../styles/renderer.ts'
import { type Asked, mannerOf } from './asked.ts'
import type { WriteLanding } from './landing.ts'
import { bibliographyOffer, type WriterOffer } from './offers.ts'
import type { Written } from './representation.ts'

export interface WriterParts {
  readonly references: References
  /** Bytes of rendered references to keep. */
  readonly keptBytes: number
  /** The page of an article, where pages are offered. */
  readonly landing?: WriteLanding
}

type Query = Readonly<Record<string, unknown>>

export interface Writers {
  /** The reference of a record; without a manner as tombstones tell it. */
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

/** As pages show it. */
const shown: Manner = { style: 'apa', locale: 'en-US', as: 'html', marks: true }
/** As tombstones tell it. */
const usual: Manner = { style: 'apa', locale: 'en-US', as: 'text', marks: true }

const unlessBusy = (error: unknown): undefined => {
  if (!(error instanceof Refusal && error.code === 'unavailable')) throw error
}

export function createWriters({ references, keptBytes, landing }: WriterParts): Writers {
  const kept = createKept(keptBytes)

  const reference: Writers['reference'] = (record, manner = usual, { date } = {}) => {
    const { doi, version, json, citationKey } = record
    const options = { ...(date !== undefined && { date }), ...(citationKey !== undefined && { key: citationKey }) }
    return kept.get(JSON.stringify([doi, version, manner, date]), () =>
      references.reference({ article: json, options }, manner),
    )
  }

  async function page(record: StoredRecord, past: boolean): Promise<Written> {
    if (!landing) throw new Error('There are no pages here')
    // A page is a page without its reference too, where no worker is free to write that.
    const citation = await reference(record, shown).catch(unlessBusy)
    const text = await landing(record, citation, past)
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
