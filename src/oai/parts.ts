/** What every verb is answered with: the library, the formats that are harvested, and how a record is told. */
import type { StoredArticle } from '../../schemas/article.ts'
import type { OaiFormat, Site, WritableCodec } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import { setsOf } from '../library/sets.ts'
import type { StoredRecord } from '../store/store.ts'
import { element, leaf, type Markup, markup, none, sequence, text } from '../text/markup.ts'
import { datestamp } from './dates.ts'
import { Fault } from './fault.ts'
import { formatIdentifier } from './identifier.ts'
import { payloads } from './payload.ts'
import type { Tokens } from './token.ts'

export type HarvestedCodec = WritableCodec & { readonly oai: OaiFormat }

export interface OaiParts {
  readonly library: Library
  readonly site: Site
  readonly repository: string
  readonly formats: readonly HarvestedCodec[]
  readonly pageSize: number
  readonly tokens: () => Promise<Tokens>
  /** Told of a record that cannot be written because of a fault of ours. */
  readonly failed: (record: StoredRecord, format: string, error: unknown) => void
}

/** The format of a metadataPrefix. Throws `Fault('cannotDisseminateFormat')`. */
export function formatOf({ formats }: OaiParts, prefix: string): HarvestedCodec {
  const found = formats.find(({ oai }) => oai.prefix === prefix)
  if (found) return found
  const prefixes = formats.map(({ oai }) => oai.prefix).join(', ')
  throw new Fault('cannotDisseminateFormat', `There is no such format; there is ${prefixes}.`)
}

export const headerOf = (
  { repository }: OaiParts,
  record: StoredRecord,
  article: StoredArticle,
  gone: boolean,
): Markup =>
  element(
    'header',
    sequence(
      leaf('identifier', formatIdentifier(repository, record.doi)),
      leaf('datestamp', datestamp(record.modified)),
      ...setsOf(article).map(({ spec }) => leaf('setSpec', spec)),
    ),
    { status: gone ? 'deleted' : undefined },
  )

/** One record or its header, or nothing where the format cannot say it. */
export type Tell = (record: StoredRecord) => Promise<Markup | undefined>

export const storedArticle = (record: StoredRecord): StoredArticle => JSON.parse(record.json)

export const lacksNothing = ({ lacks }: HarvestedCodec, article: StoredArticle): boolean =>
  (lacks?.(article) ?? []).length === 0

/**
 * A record that is withdrawn is told as deleted. So is one that the format could say once and no longer can: harvesters
 * have the old one. What the format never could say has no record in it.
 */
export function createTell(parts: OaiParts, format: HarvestedCodec, whole: boolean): Tell {
  const payloadOf = payloads(format.oai)
  const tellHeader = (record: StoredRecord, article: StoredArticle, gone: boolean) => {
    const header = headerOf(parts, record, article, gone)
    return whole ? element('record', header) : header
  }
  return async (record) => {
    const article = storedArticle(record)
    if (record.withdrawn) return tellHeader(record, article, true)
    if (!lacksNothing(format, article)) {
      return (await wasWhole(parts, format, record)) ? tellHeader(record, article, true) : undefined
    }
    if (!whole) return tellHeader(record, article, false)
    const metadata = written(parts, format, record, article, payloadOf)
    return metadata && element('record', sequence(headerOf(parts, record, article, false), metadata))
  }
}

/** Nothing, rather than a broken page, for a record that a format fails on. */
function written(
  { site, failed }: OaiParts,
  format: HarvestedCodec,
  record: StoredRecord,
  article: StoredArticle,
  payloadOf: (document: string) => string,
): Markup | undefined {
  const { citationKey: key, modified } = record
  try {
    const document = format.write(article, site, { modified, ...(key !== undefined && { key }) })
    return element('metadata', payloadOf(document) as Markup) // a writer’s document is mark-up
  } catch (error) {
    failed(record, format.name, error)
    return undefined
  }
}

async function wasWhole({ library }: OaiParts, format: HarvestedCodec, record: StoredRecord): Promise<boolean> {
  if (record.version === 1) return false
  const versions = await library.history(record.doi)
  return versions.some((one) => one.withdrawn === undefined && lacksNothing(format, storedArticle(one)))
}

/** OAI-PMH 2.0, 3.5: empty on the last page of a walk of several, absent where there is one page. */
export function tokenElement(token: string | undefined, cursor: number, size: number, expires: string): Markup {
  if (token === undefined && cursor === 0) return none
  const attributes = { ...(token !== undefined && { expirationDate: expires }), completeListSize: String(size) }
  return markup`${element('resumptionToken', token === undefined ? none : text(token), { ...attributes, cursor: String(cursor) })}`
}

/** Tokens do not expire; validators and some harvesters want a date all the same. */
export const expiryOf = (horizon: string): string => `${Number(horizon.slice(0, 4)) + 20}-01-01T00:00:00Z`
