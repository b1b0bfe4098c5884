/** Addresses of the article and of its full texts. */
import { contentVersions, type FullTextLink } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { added } from '../../jats/read/context.ts'
import { type Reading, urlIn } from './context.ts'

const kinds: Readonly<Record<string, FullTextLink['kind']>> = {
  'application/pdf': 'pdf',
  'application/xml': 'xml',
  'text/xml': 'xml',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
}
/** What a kind of link is, where no other media type is said. */
const plain: ReadonlySet<string> = new Set(['application/pdf', 'application/xml', 'text/html', 'unspecified'])

export const contentVersion = (said: string | undefined): FullTextLink['contentVersion'] =>
  said === 'unspecified' ? undefined : contentVersions.find((known) => known === said)

/** The link that an address with this media type is. */
export function linkOf(url: string, mediaType: string | undefined, version: string | undefined): FullTextLink {
  const kind = mediaType !== undefined && Object.hasOwn(kinds, mediaType) ? kinds[mediaType] : undefined
  const known = contentVersion(version)
  return {
    url,
    kind: kind ?? 'other',
    ...(mediaType !== undefined && !plain.has(mediaType) && { mediaType }),
    ...(known !== undefined && { contentVersion: known }),
  }
}

/** One address is often said for several uses. */
export function addLink(link: FullTextLink, { draft }: Reading): void {
  const isKnown = draft.links?.some(
    ({ url, kind, mediaType, contentVersion }) =>
      url === link.url && kind === link.kind && mediaType === link.mediaType && contentVersion === link.contentVersion,
  )
  if (!isKnown) draft.links = added(draft.links, [link])
}

/** What a link is for where it is not simply to be read or mined; the record has no place for it. */
export function readLink(
  url: string | undefined,
  said: { mediaType?: string | undefined; version?: string | undefined; use?: string | undefined },
  context: Reading,
  path: string,
): void {
  const address = urlIn(url, context, path)
  if (address === undefined) return
  addLink(linkOf(address, said.mediaType, said.version), context)
  if (said.use !== undefined && !ordinary.has(said.use)) context.unmapped.push({ path, value: said.use })
}

const ordinary: ReadonlySet<string> = new Set(['text-mining', 'unspecified'])

/** Whether an address is made of a host and the DOI alone. */
export function isPageOf(url: string, doi: string | undefined): boolean {
  if (doi === undefined) return false
  const path = /^https?:\/\/[^/]{1,255}\/(.*)$/i.exec(url)?.[1]
  if (path === undefined) return false
  return path === doi || parseDoi(`https://doi.org/${path}`)?.toLowerCase() === doi.toLowerCase()
}
