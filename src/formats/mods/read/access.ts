/** accessCondition and location: who may read the article and use it, and where it is. */
import type { FullTextLink, Licence } from '../../../../schemas/article.ts'
import { contentVersions, linkKinds } from '../../../../schemas/article.ts'
import { parseDateWords } from '../../../article/date-words.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseUrl } from '../../../article/identifiers.ts'
import { elements, type XmlNode } from '../../../text/xml.ts'
import { isCopyright } from '../../datacite/phrases.ts'
import { uri } from '../../plain.ts'
import { added, type Context, filled, peek } from './context.ts'

export function readAccess(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  const { type } = node.attributes
  const text = peek(node)
  const said = draft.copyright ?? {}
  const free = /^Free to read(?: from (.+))?$/.exec(text)
  if (free) {
    const start = free[1] === undefined ? undefined : parseDateWords(free[1])
    draft.freeToRead = { ...(start !== undefined && { start }) }
    kept.attribute(node, 'href')
  } else if (type === 'copyright statement' && said.statement === undefined)
    draft.copyright = { ...said, statement: text }
  else if (type === 'copyright holder' && said.holder === undefined) draft.copyright = { ...said, holder: text }
  else if (type === 'restriction on access') return
  else if (
    node.attributes.href === undefined &&
    isCopyright(text) &&
    type !== 'use and reproduction' &&
    said.statement === undefined
  ) {
    draft.copyright = { ...said, statement: text }
  } else readLicence(node, text, context)
  if (text !== '') kept.text(node)
}

/** The label of our own writer: SPDX id, version, and the day from which the licence holds. */
function readLicence(node: XmlNode, text: string, { draft, kept }: Context): void {
  const href = node.attributes.href
  const parsed = href === undefined ? undefined : parseUrl(href)
  const url = parsed !== undefined && 'value' in parsed ? parsed.value : undefined
  if (url !== undefined) kept.attribute(node, 'href')
  const licence: Licence = { ...(url !== undefined && { url }) }
  const label = kept.attribute(node, 'displayLabel') ?? ''
  for (const part of label.split('; ').filter((one) => one !== '')) {
    const version = contentVersions.find((one) => one === part)
    const start = part.startsWith('from ') ? parseDateWords(part.slice(5)) : undefined
    if (start !== undefined) licence.start = start
    else if (version !== undefined) licence.contentVersion = version
    else licence.spdx = licence.spdx === undefined ? part : `${licence.spdx}; ${part}`
  }
  const isRepeated = text === licence.spdx || (url !== undefined && uri(text) === uri(url))
  if (text !== '' && !isRepeated) licence.text = text
  if (Object.keys(licence).length > 0) draft.licences = added(draft.licences, licence)
}

export function readLocation(node: XmlNode, { draft, kept }: Context): void {
  for (const element of elements(node, 'url')) {
    const text = peek(element)
    const doi = /doi\.org\//.test(text) ? parseDoi(text) : undefined
    const isOwn = doi !== undefined && (draft.doi ?? doi).toLowerCase() === doi.toLowerCase()
    if (isOwn) draft.doi ??= doi
    else {
      const parsed = parseUrl(text)
      if (!('value' in parsed)) continue
      draft.links = added(draft.links, linkOf(element, parsed.value, kept))
    }
    kept.text(element)
  }
  for (const shelf of filled(node, 'physicalLocation')) kept.attribute(shelf, 'lang')
}

function linkOf(element: XmlNode, url: string, kept: Context['kept']): FullTextLink {
  const { displayLabel = '' } = element.attributes
  const access = kept.attribute(element, 'access')
  const kind = linkKinds.find((one) => one === displayLabel)
  if (kind !== undefined) kept.attribute(element, 'displayLabel')
  const link: FullTextLink = { url, kind: kind ?? (access === 'raw object' ? rawKind(url) : 'landing') }
  for (const part of (element.attributes.note ?? '').split('; ')) {
    const version = contentVersions.find((one) => one === part)
    if (version !== undefined) link.contentVersion = version
    else if (/^[\w.+-]+\/[\w.+-]+$/.test(part)) link.mediaType = part
    else return link
  }
  kept.attribute(element, 'note')
  return link
}

const rawKind = (url: string): FullTextLink['kind'] => (/\.pdf(?:$|[?#])/i.test(url) ? 'pdf' : 'other')
