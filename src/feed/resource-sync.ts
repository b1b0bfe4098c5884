/** ResourceSync 1.1 (ANSI/NISO Z39.99-2017): what there is and what changed, as sitemaps with its own elements in them. */
import { encodeDoi } from '../article/doi.ts'
import type { Site } from '../formats/codec.ts'
import type { Library } from '../library/library.ts'
import type { ChangeKind } from '../store/store.ts'
import { element, type Markup, markup, none, sequence } from '../text/markup.ts'
import { declaration, inPieces, partSize, sitemapNamespace, urlElement } from './sitemap.ts'

export const resourceSyncNamespace = 'http://www.openarchives.org/rs/terms/'

export interface SyncParts {
  readonly library: Library
  readonly site: Site
  /** Entries in a part. */
  readonly size?: number
}

/** Where the documents are, below the site’s address. */
export const syncPaths = {
  description: '/.well-known/resourcesync',
  capabilities: '/resourcesync/capabilitylist.xml',
  resources: '/resourcesync/resourcelist.xml',
  changes: '/resourcesync/changelist.xml',
} as const

export const resourcesPath = (part: number): string => `/resourcesync/resourcelist/${part}.xml`
export const changesPath = (part: number): string => `/resourcesync/changelist/${part}.xml`

type Attributes = Readonly<Record<string, string | undefined>>
const md = (attributes: Attributes): Markup => element('rs:md', none, attributes)
const ln = (attributes: Attributes): Markup => element('rs:ln', none, attributes)

/** The beginning of a document, with the document above it and, of a part, its index. */
function head(name: 'urlset' | 'sitemapindex', about: Attributes, up?: string, index?: string): string {
  const links = [
    { rel: 'up', href: up },
    { rel: 'index', href: index },
  ].map((one) => (one.href === undefined ? none : markup`${ln(one)}\n`))
  return markup`${declaration}<${name as Markup} xmlns="${sitemapNamespace as Markup}" xmlns:rs="${resourceSyncNamespace as Markup}">
${sequence(...links)}${md(about)}\n` // names are ours
}

/** The resource that is kept in step is the record itself, which says all that the formats say. */
const resourceUrl = ({ baseUrl }: Site, doi: string): string => `${baseUrl}/articles/${encodeDoi(doi)}?format=json`
const recordType = 'application/json'

/** Section 6: where whoever knows the site alone begins. */
export function sourceDescription({ site: { baseUrl } }: SyncParts): string {
  const about = head('urlset', { capability: 'description' })
  return `${about}${urlElement('url', baseUrl + syncPaths.capabilities, undefined, md({ capability: 'capabilitylist' }))}</urlset>\n`
}

/** Section 7. */
export function capabilityList({ site: { baseUrl } }: SyncParts): string {
  return [
    head('urlset', { capability: 'capabilitylist' }, baseUrl + syncPaths.description),
    urlElement('url', baseUrl + syncPaths.resources, undefined, md({ capability: 'resourcelist' })),
    urlElement('url', baseUrl + syncPaths.changes, undefined, md({ capability: 'changelist' })),
    '</urlset>\n',
  ].join('')
}

/** Section 10.2: `at` is the instant up to which nothing is missing. */
export async function* resourceListIndex({ library, site, size = partSize }: SyncParts): AsyncGenerator<string> {
  const at = await library.harvest.horizon()
  yield head('sitemapindex', { capability: 'resourcelist', at }, site.baseUrl + syncPaths.capabilities)
  let any = false
  for await (const { number, modified } of library.browse.parts(size)) {
    any = true
    yield urlElement('sitemap', site.baseUrl + resourcesPath(number), modified, md({ at }))
  }
  if (!any) yield urlElement('sitemap', site.baseUrl + resourcesPath(1), undefined, md({ at }))
  yield '</sitemapindex>\n'
}

/** Section 10.1. */
export async function* resourceList(parts: SyncParts, part: number): AsyncGenerator<string> {
  const { library, site } = parts
  const at = await library.harvest.horizon()
  yield head(
    'urlset',
    { capability: 'resourcelist', at },
    site.baseUrl + syncPaths.capabilities,
    site.baseUrl + syncPaths.resources,
  )
  yield* inPieces(resources(parts, part))
  yield '</urlset>\n'
}

async function* resources({ library, site, size = partSize }: SyncParts, part: number): AsyncGenerator<string> {
  for await (const { doi, modified } of library.browse.located((part - 1) * size, part * size)) {
    const more = sequence(md({ type: recordType }), describedBy(site, doi))
    yield urlElement('url', resourceUrl(site, doi), modified, more)
  }
}

const describedBy = ({ baseUrl }: Site, doi: string): Markup =>
  ln({ rel: 'describes', href: `${baseUrl}/${encodeDoi(doi)}`, type: 'text/html' })

/** Section 12.2: parts are spans of the log; what is written later stands in the last, or in one more. */
export async function* changeListIndex({ library, site, size = partSize }: SyncParts): AsyncGenerator<string> {
  const last = await library.harvest.last()
  const from = (await library.harvest.first()) ?? (await library.harvest.horizon())
  yield head('sitemapindex', { capability: 'changelist', from }, site.baseUrl + syncPaths.capabilities)
  for (let part = 1; part === 1 || (part - 1) * size < last; part++) {
    yield urlElement('sitemap', site.baseUrl + changesPath(part), undefined, md(await spanOf(library, part, size)))
  }
  yield '</sitemapindex>\n'
}

/** Section 12.1: in the order in which it happened; a part that can still grow has no `until`. */
export async function* changeList({ library, site, size = partSize }: SyncParts, part: number): AsyncGenerator<string> {
  const [up, index] = [site.baseUrl + syncPaths.capabilities, site.baseUrl + syncPaths.changes]
  yield head('urlset', { capability: 'changelist', ...(await spanOf(library, part, size)) }, up, index)
  yield* inPieces(changes({ library, site, size }, part))
  yield '</urlset>\n'
}

const words: Readonly<Record<ChangeKind, string>> = {
  deposit: 'created',
  update: 'updated',
  withdraw: 'deleted',
  restore: 'created',
}

async function* changes({ library, site, size = partSize }: SyncParts, part: number): AsyncGenerator<string> {
  for await (const { doi, kind, at } of library.browse.log((part - 1) * size, part * size)) {
    const about = md({ change: words[kind], datetime: at, type: kind === 'withdraw' ? undefined : recordType })
    yield urlElement('url', resourceUrl(site, doi), at, about)
  }
}

async function spanOf(library: Library, part: number, size: number): Promise<{ from: string; until?: string }> {
  const { first, horizon, last } = library.harvest
  const instant = async (seq: number) => {
    for await (const { at } of library.browse.log(seq - 1, seq)) return at
    return undefined
  }
  const from = (await instant((part - 1) * size + 1)) ?? (await first()) ?? (await horizon())
  // A span ends where the next begins.
  const until = (await last()) > part * size ? await instant(part * size + 1) : undefined
  return { from, ...(until !== undefined && { until }) }
}
