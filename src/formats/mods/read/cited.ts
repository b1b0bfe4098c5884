/** relatedItem[@type="references"]: a cited work. */
import type { Reference } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseIssn, parseUrl } from '../../../article/identifiers.ts'
import { looseRich } from '../../../text/loose-markup.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { added, type Context, filled, peek } from './context.ts'
import { inOnePiece } from './names.ts'
import { readCitedPart } from './part.ts'
import { titleText } from './texts.ts'

export function readCited(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  const reference: Reference = {}
  const label = kept.attribute(node, 'displayLabel')
  if (label !== undefined) reference.label = label
  const [titleInfo] = elements(node, 'titleInfo')
  const title = titleInfo && titleText(titleInfo, context)
  if (title !== undefined) reference.title = looseRich(title)
  for (const name of elements(node, 'name')) readAuthor(name, reference, context)
  const printed = elements(node, 'note').find(({ attributes }) => attributes.type === 'preferred citation')
  const unstructured = kept.text(printed) ?? (titleInfo === undefined ? kept.text(child(node, 'note')) : undefined)
  if (unstructured !== undefined) reference.unstructured = looseRich(unstructured)
  for (const [field, path] of citedTexts) {
    const value = kept.text(child(node, path))
    if (value !== undefined) reference[field] = value
  }
  const host = elements(node, 'relatedItem').find(({ attributes }) => attributes.type === 'host')
  const container = host && child(host, 'titleInfo')
  const containerTitle = container && titleText(container, context)
  if (containerTitle !== undefined) reference.containerTitle = looseRich(containerTitle)
  readCitedPart(host && child(host, 'part'), reference, context)
  for (const id of [...filled(node, 'identifier'), ...(host ? filled(host, 'identifier') : [])]) {
    readCitedId(id, reference, context)
  }
  const url = parseUrl(peek(child(node, 'location/url')))
  if ('value' in url) {
    reference.url = url.value
    kept.text(child(node, 'location/url'))
  }
  if (Object.keys(reference).length > 0) draft.references = added(draft.references, reference)
}

const citedTexts = [
  ['type', 'genre'],
  ['publisher', 'originInfo/publisher'],
  ['year', 'originInfo/dateIssued'],
  ['edition', 'originInfo/edition'],
  ['key', 'recordInfo/recordIdentifier'],
] as const

function readAuthor(node: XmlNode, reference: Reference, { kept }: Context): void {
  const parts = filled(node, 'namePart')
  const said = (type: string | undefined) =>
    parts
      .filter(({ attributes }) => attributes.type === type)
      .map((part) => kept.text(part))
      .join(' ')
  const [family, given, whole] = [said('family'), said('given'), said(undefined)]
  const name =
    family !== ''
      ? { family, ...(given !== '' && { given }) }
      : citedName(whole || given, node.attributes.type === 'personal')
  if (name !== undefined) reference.authors = added(reference.authors, name)
}

export function citedName(whole: string, isPerson: boolean): NonNullable<Reference['authors']>[number] | undefined {
  const one = inOnePiece(whole, isPerson, 'author')
  if (one?.kind !== 'person' || one.family === undefined || one.suffix !== undefined) {
    return whole === '' ? undefined : { literal: whole }
  }
  return { family: one.family, ...(one.given !== undefined && { given: one.given }) }
}

const citedIds = { doi: 'doi', pmid: 'pmid', isbn: 'isbn', issn: 'issn' } as const

function readCitedId(id: XmlNode, reference: Reference, { kept }: Context): void {
  const type = (id.attributes.type ?? '').toLowerCase()
  const field = Object.hasOwn(citedIds, type) ? citedIds[type as keyof typeof citedIds] : undefined // its own keys
  if (field === undefined || reference[field] !== undefined) return
  const doi = field === 'doi' ? parseDoi(peek(id)) : undefined
  const issn = field === 'issn' ? parseIssn(peek(id)) : undefined
  if (field === 'doi') {
    if (doi === undefined) return
    reference.doi = doi
  } else if (field === 'issn') {
    if (issn === undefined || !('value' in issn)) return
    reference.issn = issn.value
  } else reference[field] = peek(id)
  kept.text(id)
}
