/** doi_data, publisher_item, pages, version_info: what tells the article apart, and where it is. */
import { parseDoi } from '../../../article/doi.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { added, defined } from '../../jats/read/context.ts'
import { note, type Reading, urlIn } from './context.ts'
import { keepAttributes, keepNode, readParts } from './keep.ts'
import { addLink, contentVersion, isPageOf, linkOf, readLink } from './links.ts'
import { isNoPage, joinedPages } from './pages.ts'
import { plainNode } from './text.ts'

export function readDoiData(node: XmlNode, reading: Reading, path: string): void {
  readParts(node, reading, path, {
    doi: (kid, _, at) => readDoi(plainNode(kid), reading, at),
    resource: (kid, _, at) => landing(kid, reading, at),
    collection: (kid, _, at) => collection(kid, reading, at),
  })
}

export function readDoi(said: string | undefined, { draft, unmapped, notes }: Reading, path: string): void {
  const doi = said === undefined ? undefined : parseDoi(said)
  if (doi !== undefined && (draft.doi === undefined || draft.doi.toLowerCase() === doi.toLowerCase())) draft.doi ??= doi
  else if (said !== undefined) {
    unmapped.push({ path, value: said })
    if (doi === undefined)
      note({ notes }, 'doi-syntax', '/doi', `“${said.slice(0, 200)}” is not a DOI; it is kept in “unmapped”.`, said)
  }
}

/** A service that knows no landing page names its own, as text/html: a host and the DOI. */
function landing(node: XmlNode, reading: Reading, path: string): void {
  const url = plainNode(node)
  const { mime_type, content_version } = node.attributes
  if (url !== undefined && mime_type === 'text/html' && isPageOf(url, reading.draft.doi)) {
    note(
      reading,
      'landing-of-service',
      '/links',
      'This is the page of the DOI at the service that wrote the record.',
      url,
    )
    return
  }
  const address = urlIn(url, reading, path)
  if (address === undefined) return
  const { mediaType } = linkOf(address, mime_type, undefined)
  const version = contentVersion(content_version)
  addLink(
    defined({ url: address, kind: 'landing' as const, mediaType: mediaType ?? mime_type, contentVersion: version }),
    reading,
  )
}

function collection(node: XmlNode, reading: Reading, path: string): void {
  const { property } = node.attributes
  for (const item of elements(node)) {
    const use = item.attributes.crawler ?? property
    for (const resource of elements(item)) {
      const { mime_type, content_version } = resource.attributes
      if (resource.name === 'resource')
        readLink(
          plainNode(resource),
          { mediaType: mime_type, version: content_version, use },
          reading,
          `${path}/@property`,
        )
      else keepNode(resource, reading, `${path}/item/${resource.name}`)
    }
    keepAttributes(item, reading, `${path}/item`, new Set(['crawler']))
    if (item.attributes.crawler !== undefined && property !== undefined && !ordinary.has(property))
      reading.unmapped.push({ path: `${path}/@property`, value: property })
  }
  keepAttributes(node, reading, path, new Set(['property']))
}

const ordinary: ReadonlySet<string> = new Set(['text-mining', 'unspecified'])

export function readPages(node: XmlNode, reading: Reading, path: string): void {
  const [first, last, other] = ['first_page', 'last_page', 'other_pages'].map((name) => plainNode(child(node, name)))
  const span = [first, last].filter((page) => page !== undefined).join('-')
  if (isNoPage(span)) {
    reading.unmapped.push({ path, value: span })
    note(reading, 'page-placeholder', '/pages', `“${span}” says that there are no pages.`, span)
    return
  }
  const pages = joinedPages(first, last, other)
  if (Object.keys(pages).length > 0) reading.draft.pages = pages
}

export const readItems = (node: XmlNode, reading: Reading, path: string): void =>
  readParts(node, reading, path, { item_number: itemNumber, identifier })

export function itemNumber(node: XmlNode, reading: Reading): void {
  const value = plainNode(node)
  if (value === undefined) return
  const type = node.attributes.item_number_type
  if (
    type !== undefined &&
    /^(?:article[-_ ]?number|elocation-id)$/i.test(type) &&
    reading.draft.articleNumber === undefined
  )
    reading.draft.articleNumber = value
  else addIdentifier(type ?? 'item-number', value, reading)
}

const ownType = /^([a-z][a-z0-9-]{1,30}):(?!\/\/)(.+)$/

export function identifier(node: XmlNode, reading: Reading): void {
  const value = plainNode(node)
  if (value !== undefined) putIdentifier(node.attributes.id_type ?? 'other', value, reading)
}

/** A type that the schema does not know stands in front of the value: “arxiv:2401.00001”. */
export function putIdentifier(type: string, value: string, reading: Reading): void {
  const match = type === 'other' ? ownType.exec(value) : null
  if (match?.[1] !== undefined && match[2] !== undefined) addIdentifier(match[1], match[2], reading)
  else addIdentifier(type, value, reading)
}

function addIdentifier(type: string, value: string, { draft }: Reading): void {
  if (value.toLowerCase() === draft.doi?.toLowerCase()) return
  draft.identifiers = added(draft.identifiers, [{ type, value }])
}

export function readVersion(node: XmlNode, reading: Reading, path: string): void {
  for (const kid of elements(node)) {
    const said = plainNode(kid)
    const version =
      kid.name === 'version' ? (contentVersion(said) ?? (said === 'unspecified' ? said : undefined)) : undefined
    if (version !== undefined && reading.draft.contentVersion === undefined) reading.draft.contentVersion = version
    else keepNode(kid, reading, `${path}/${kid.name}`)
  }
}
