/** aff and aff-alternatives, wherever they stand, as one list with ids. */
import type { Affiliation } from '../../../../schemas/article.ts'
import { collapse, descendants, elements, isElement, textOf, type XmlNode } from '../../../text/xml.ts'
import { type Context, defined, keep, some } from './context.ts'

export interface Affiliations {
  /** The id of the affiliation that an XML id points to. */
  readonly byXmlId: ReadonlyMap<string, string>
  readonly byNode: ReadonlyMap<XmlNode, string>
}

const idPattern = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/

/** Reads every affiliation of the article’s front matter; one said again in the same words without an id is the same. */
export function readAffiliations(meta: XmlNode | undefined, context: Context): Affiliations {
  const found = descendants(meta, 'aff', 'aff-alternatives')
    .map((node) => ({ node, xmlIds: xmlIdsOf(node), said: affiliationOf(node, context) }))
    .filter(({ said }) => Object.keys(said).length > 0)
  const taken = new Set(found.flatMap(({ xmlIds }) => xmlIds))
  const named = new Map(
    found.filter(({ xmlIds }) => xmlIds.length > 0).map((one) => [sayingOf(one.said), one.xmlIds[0]]),
  )
  const [byXmlId, byNode] = [new Map<string, string>(), new Map<XmlNode, string>()]
  const bySaying = new Map<string, string>()
  const list: Affiliation[] = []
  let next = 1
  for (const { node, xmlIds, said } of found) {
    const saying = sayingOf(said)
    const own = xmlIds[0] ?? named.get(saying)
    let id = own === undefined ? bySaying.get(saying) : byXmlId.get(own)
    if (id === undefined) {
      if (own !== undefined && idPattern.test(own)) id = own
      while (id === undefined || (id !== own && taken.has(id))) id = `aff${next++}`
      list.push({ id, ...said })
    }
    bySaying.set(saying, id)
    byNode.set(node, id)
    for (const xmlId of own === undefined ? [] : [own, ...xmlIds]) byXmlId.set(xmlId, id)
  }
  const affiliations = some(list)
  if (affiliations !== undefined) context.draft.affiliations = affiliations
  return { byXmlId, byNode }
}

const sayingOf = (said: Said): string => JSON.stringify(said).replace(/[\s.;,]+"}$/, '"}')

const xmlIdsOf = (node: XmlNode): string[] =>
  [node, ...(node.name === 'aff-alternatives' ? elements(node, 'aff') : [])]
    .map(({ attributes }) => attributes.id)
    .filter((id) => id !== undefined)

type Said = Omit<Affiliation, 'id'>

function affiliationOf(node: XmlNode, context: Context): Said {
  if (node.name === 'aff') return partsOf(node, context)
  const [first, ...others] = elements(node, 'aff')
  const printed = others.find(({ attributes }) => attributes['specific-use'] === 'literal')
  for (const other of others) if (other !== printed) keep(other, context, 'front/article-meta/aff-alternatives/aff')
  const said = first === undefined ? {} : partsOf(first, context)
  return printed === undefined ? said : defined({ ...said, literal: textOf(printed) })
}

/** Marks and labels that point to the affiliation, or out of it, are not part of it. */
const marks: ReadonlySet<string> = new Set(['label', 'xref', 'fn', 'email', 'institution-id', 'target'])

type Add = (field: keyof Said, value: string | undefined, node: XmlNode) => void

/** Of what an affiliation has one (an id, a country) the first counts; other parts are joined. */
function partsOf(node: XmlNode, context: Context): Said {
  const found: Said = {}
  const add: Add = (field, value, part) => {
    const present = found[field]
    if (value === undefined || present === value) return
    if (present === undefined) found[field] = value
    else if (single.has(field)) keep(part, context, `front/article-meta/aff/${part.name}`)
    else found[field] = `${present}, ${value}`
  }
  const body = withoutLabel(node)
  const addresses: XmlNode[] = []
  const loose = collect(body, add, context, addresses)
  context.addresses.set(node, addresses)
  if (found.literal !== undefined) return found
  const isApart = Object.keys(found).length > 0 && !/[\p{L}\p{N}]/u.test(loose)
  if (isApart) return defined(found)
  const line = collapse(textWithout(body))
  return defined({ ...found, literal: (hasEmail(body) ? withoutInitials(line, node, context) : line) || undefined })
}

export const isAddress = ({ name, attributes }: XmlNode): boolean =>
  name === 'email' || (name === 'ext-link' && attributes['ext-link-type'] === 'email')

const hasEmail = (node: XmlNode): boolean => elements(node).some((kid) => isAddress(kid) || hasEmail(kid))

const textWithout = (node: XmlNode): string =>
  node.children
    .map((kid) => (!isElement(kid) ? kid : marks.has(kid.name) || isAddress(kid) ? '' : textWithout(kid)))
    .join('')

/** “…, Portugal; (F.M.C.); (M.A.)”: whose the addresses are that stood between. */
function withoutInitials(line: string, node: XmlNode, context: Context): string {
  const [tail = ''] = /(?:[;,. ]{0,3}\((?:\p{Lu}\.?[-– ]?){1,6}\)){1,60}[;,. ]{0,3}$/u.exec(line) ?? []
  if (/\p{L}/u.test(tail)) keep(node, context, 'front/article-meta/aff')
  return line.slice(0, line.length - tail.length).replace(/[;,:] ?$/, '')
}

const single: ReadonlySet<keyof Said> = new Set(['ror', 'isni', 'grid', 'country', 'countryCode'] as const)

/** Fills the parts and returns the text that belongs to none. */
function collect(node: XmlNode, add: Add, context: Context, addresses: XmlNode[]): string {
  let loose = ''
  for (const kid of node.children) {
    if (!isElement(kid)) loose += kid
    else if (isAddress(kid)) addresses.push(kid)
    else if (kid.name === 'institution-id') addId(kid, add, context)
    else if (!marks.has(kid.name)) {
      const field = fieldOf(kid)
      if (field === undefined) loose += collect(kid, add, context, addresses)
      else add(field, textOf(kid), kid)
      if (kid.name === 'country') addCode(kid, add)
    }
  }
  return loose
}

function addId(node: XmlNode, add: Add, context: Context): void {
  const type = (node.attributes['institution-id-type'] ?? '').toLowerCase()
  if (type === 'ror' || type === 'isni' || type === 'grid') add(type, textOf(node), node)
  else keep(node, context, 'front/article-meta/aff/institution-id')
}

function addCode(node: XmlNode, add: Add): void {
  const code = node.attributes.country?.trim().toUpperCase()
  if (code !== undefined && /^[A-Z]{2}$/.test(code)) add('countryCode', code, node)
}

const fields: Readonly<Record<string, keyof Said>> = {
  city: 'city',
  state: 'region',
  region: 'region',
  province: 'region',
  'postal-code': 'postalCode',
  postcode: 'postalCode',
  country: 'country',
  department: 'department',
  original: 'literal',
}

/** The part an element is: by its name, or in `addr-line` and `named-content` by its @content-type. */
function fieldOf({ name, attributes }: XmlNode): keyof Said | undefined {
  const type = attributes['content-type'] ?? ''
  if (name === 'institution') {
    if (type === 'original') return 'literal'
    return /^(?:dept|department|division|org-?div(?:ision)?\d?)$/.test(type) ? 'department' : 'name'
  }
  const key = name === 'named-content' || name === 'addr-line' ? type : name
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

/** A printed label may be a `sup` or a `bold` at the very beginning. */
function withoutLabel(node: XmlNode): XmlNode {
  const first = node.children.findIndex((kid) => isElement(kid) || kid.trim() !== '')
  const head = node.children[first]
  if (head === undefined || !isElement(head) || (head.name !== 'sup' && head.name !== 'label')) return node
  return { ...node, children: node.children.slice(first + 1) }
}
