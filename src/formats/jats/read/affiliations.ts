/** aff and aff-alternatives, wherever they stand, as one list with ids. */
import type { Affiliation } from '../../../../schemas/article.ts'
import { collapse, descendants, elements, isElement, rawText, textOf, type XmlNode } from '../../../text/xml.ts'
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

function partsOf(node: XmlNode, context: Context): Said {
  const found: Record<string, string[]> = {}
  const add = (field: string, value: string | undefined) => {
    if (value !== undefined) found[field] = [...(found[field] ?? []), value]
  }
  const loose = collect(withoutLabel(node), add, context)
  const {
    countryCode,
    literal: original,
    ...parts
  } = Object.fromEntries(Object.entries(found).map(([field, values]) => [field, values.join(', ')]))
  const code = countryCode?.toUpperCase()
  const said = defined<Said>({
    ...parts,
    countryCode: code !== undefined && /^[A-Z]{2}$/.test(code) ? code : undefined,
  })
  const isApart = Object.keys(said).length > 0 && !/[\p{L}\p{N}]/u.test(loose)
  const literal = original ?? (isApart ? undefined : collapse(rawText(withoutLabel(node), marks)) || undefined)
  return defined({ ...said, literal })
}

/** Fills the parts and returns the text that belongs to none. */
function collect(node: XmlNode, add: (field: string, value: string | undefined) => void, context: Context): string {
  let loose = ''
  for (const kid of node.children) {
    if (!isElement(kid)) loose += kid
    else if (kid.name === 'email') keep(kid, context, 'front/article-meta/aff/email')
    else if (kid.name === 'institution-id') add(idField(kid), textOf(kid))
    else if (!marks.has(kid.name)) {
      const field = fieldOf(kid)
      if (field === undefined) loose += collect(kid, add, context)
      else add(field, textOf(kid))
      if (kid.name === 'country') add('countryCode', kid.attributes.country)
    }
  }
  return loose
}

const fields: Readonly<Record<string, string>> = {
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
function fieldOf({ name, attributes }: XmlNode): string | undefined {
  const type = attributes['content-type'] ?? ''
  if (name === 'institution') {
    if (type === 'original') return 'literal'
    return /^(?:dept|department|division|org-?div(?:ision)?\d?)$/.test(type) ? 'department' : 'name'
  }
  const key = name === 'named-content' || name === 'addr-line' ? type : name
  return Object.hasOwn(fields, key) ? fields[key] : undefined
}

function idField({ attributes }: XmlNode): string {
  const type = (attributes['institution-id-type'] ?? '').toLowerCase()
  return type === 'ror' || type === 'isni' || type === 'grid' ? type : 'otherId'
}

/** A printed label may be a `sup` or a `bold` at the very beginning. */
function withoutLabel(node: XmlNode): XmlNode {
  const first = node.children.findIndex((kid) => isElement(kid) || kid.trim() !== '')
  const head = node.children[first]
  if (head === undefined || !isElement(head) || (head.name !== 'sup' && head.name !== 'label')) return node
  return { ...node, children: node.children.slice(first + 1) }
}
