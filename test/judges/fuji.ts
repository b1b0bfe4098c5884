/**
 * The metrics of F-UJI 0.8 (FAIRsFAIR, https://doi.org/10.5281/zenodo.4081213), 26 points, done again from their
 * description and without a network: what can only be found out at doi.org or at the full text’s host earns nothing.
 */
import { parseData } from '../../src/formats/html/data.ts'
import { parsePage } from '../../src/text/html-page.ts'
import { type Link, parseLinks } from './links.ts'

/** One answer of the service. */
export interface Seen {
  readonly status: number
  readonly type: string
  readonly link: string
  readonly body: string
}
export type Get = (url: string, accept: string) => Promise<Seen>

/** What an assessor gathers of one object. */
interface Evidence {
  readonly identifier: string
  readonly landing: Seen
  readonly metas: ReadonlyMap<string, readonly string[]>
  readonly data: Readonly<Record<string, unknown>> | undefined
  readonly links: readonly Link[]
  /** JSON-LD by content negotiation. */
  readonly negotiated: Seen
  /** The formats that typed links lead to. */
  readonly described: readonly Seen[]
  readonly core: Readonly<Record<string, unknown>>
}

const core = [
  'creator',
  'title',
  'publisher',
  'publication_date',
  'object_identifier',
  'object_type',
  'summary',
  'keywords',
] as const

const isWeb = (url: string): boolean => /^(?:https?|s?ftp):\/\//.test(url)
const items = ({ links }: Evidence) => links.filter(({ rel }) => rel === 'item')
const both = (one: boolean, other: boolean): number => Number(one) + Number(other)
const openTypes = new Set(['application/pdf', 'application/xml', 'text/html', 'text/xml', 'application/vnd.jats+xml'])
const namespaces =
  /https?:\/\/(?:schema\.org|purl\.org\/dc\/|datacite\.org\/schema|www\.loc\.gov\/(?:mods|MARC21)|jats\.nlm)/

/** Metric, points that can be had, and how many of them an object has. */
const metrics: readonly (readonly [metric: string, points: number, earned: (seen: Evidence) => number])[] = [
  ['FsF-F1-01MD', 1, ({ identifier }) => Number(isWeb(identifier))],
  // Half of it is that the DOI resolves.
  ['FsF-F1-02MD', 1, ({ identifier }) => (/^https:\/\/doi\.org\/10\.\d{4,9}\/\S+$/.test(identifier) ? 0.5 : 0)],
  [
    'FsF-F2-01M',
    2,
    ({ core: said }) =>
      both(
        core.slice(0, 6).every((name) => said[name] !== undefined),
        core.every((name) => said[name] !== undefined),
      ),
  ],
  ['FsF-F3-01M', 1, (seen) => Number(items(seen).length > 0)],
  [
    'FsF-F4-01M',
    2,
    ({ data, metas }) => (data?.['@context'] === 'https://schema.org' || metas.has('dc.title') ? 2 : 0),
  ],
  [
    'FsF-A1-01M',
    1,
    ({ metas, data }) => Number(isOpen(metas.get('dc.rights') ?? []) || data?.isAccessibleForFree === true),
  ],
  // The full text is at another host.
  ['FsF-A1-02MD', 2, ({ landing, core: said }) => Number(landing.status === 200 && said.title !== undefined)],
  [
    'FsF-A1.1-01MD',
    2,
    (seen) =>
      both(
        isWeb(seen.identifier),
        items(seen).some(({ href }) => isWeb(href)),
      ),
  ],
  [
    'FsF-A1.2-01MD',
    2,
    (seen) =>
      both(
        isWeb(seen.identifier),
        items(seen).some(({ href }) => isWeb(href)),
      ),
  ],
  ['FsF-I1-01M', 2, ({ data, negotiated }) => (data || parsed(negotiated) ? 2 : 0)],
  ['FsF-I2-01M', 2, ({ described }) => (described.some(({ body }) => namespaces.test(body)) ? 2 : 0)],
  ['FsF-I3-01M', 2, ({ data, metas }) => (related(data) || metas.has('dc.source') ? 2 : 0)],
  // The other point is for the size of the file, which the record does not hold.
  ['FsF-R1-01M', 2, ({ core: said }) => Number(said.object_type !== undefined)],
  ['FsF-R1.1-01M', 1, ({ links }) => Number(links.some(({ rel, href }) => rel === 'license' && isWeb(href)))],
  ['FsF-R1.2-01M', 1, ({ core: said }) => Number(said.publisher !== undefined || said.publication_date !== undefined)],
  ['FsF-R1.3-01M', 1, ({ described }) => Number(described.some(({ body }) => namespaces.test(body)))],
  ['FsF-R1.3-02D', 1, (seen) => Number(items(seen).some(({ type }) => openTypes.has(type ?? '')))],
]

export const fullMarks = metrics.reduce((sum, [, points]) => sum + points, 0)

/** Points by metric. */
export async function assess(path: string, get: Get): Promise<ReadonlyMap<string, number>> {
  const seen = await gather(path, get)
  return new Map(
    metrics.map(([metric, points, earned]) => {
      const got = earned(seen)
      if (got > points) throw new Error(`${metric} has ${got} of ${points}`)
      return [metric, got]
    }),
  )
}

async function gather(path: string, get: Get): Promise<Evidence> {
  const landing = await get(path, 'text/html')
  const page = parsePage(landing.body)
  const metas = Map.groupBy(page.metas, ({ name }) => name.toLowerCase())
  const contents = new Map([...metas].map(([name, list]) => [name, list.map(({ content }) => content)]))
  const data = object(parseData(page.data[0] ?? ''))
  const links = parseLinks(landing.link)
  const described = []
  for (const { href, rel } of links) if (rel === 'describedby') described.push(await get(path + href, '*/*'))
  const identifier = links.find(({ rel }) => rel === 'cite-as')?.href ?? ''
  const negotiated = await get(path, 'application/ld+json')
  return { identifier, landing, metas: contents, data, links, negotiated, described, core: coreOf(contents, data) }
}

/** F-UJI’s mapping of schema.org, Dublin Core and Highwire tags onto its reference elements, where we write them. */
function coreOf(metas: ReadonlyMap<string, readonly string[]>, data: Readonly<Record<string, unknown>> = {}) {
  const one = (...names: string[]) => names.map((name) => metas.get(name)?.[0]).find((value) => value !== undefined)
  return {
    title: data.name ?? data.headline ?? one('dc.title', 'citation_title'),
    creator: data.creator ?? data.author ?? one('dc.creator', 'citation_author'),
    publisher: data.publisher ?? one('dc.publisher', 'citation_publisher'),
    publication_date: data.datePublished ?? one('dc.date', 'citation_date'),
    object_identifier: data.identifier ?? data['@id'] ?? one('dc.identifier', 'citation_doi'),
    object_type: data['@type'] ?? one('dc.type'),
    summary: data.description ?? one('dc.description'),
    keywords: data.keywords ?? one('dc.subject', 'citation_keywords'),
  }
}

const isOpen = (rights: readonly string[]): boolean =>
  rights.some((one) => /creativecommons|openAccess|c_abf2|embargoedAccess|restrictedAccess/.test(one))

const relations = ['isPartOf', 'citation', 'sameAs', 'isBasedOn', 'subjectOf', 'funder'] as const
const related = (data: Evidence['data']): boolean => relations.some((name) => data?.[name] !== undefined)

const parsed = ({ status, type, body }: Seen): boolean =>
  status === 200 && type.startsWith('application/ld+json') && object(parseData(body))?.['@type'] !== undefined

const object = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null ? { ...value } : undefined
