/** A resource of DataCite XML, kernel 2 to 4, as the attributes of the REST API: one reader understands both. */
import { collapse, elements, isElement, type XmlNode } from '../../../text/xml.ts'
import type { Bag } from './bag.ts'

/** Lists of elements: the list of the JSON, the element in it and the member its text becomes. */
const lists: Readonly<Record<string, readonly [list: string, member: string, text: string]>> = {
  creators: ['creators', 'creator', 'name'],
  contributors: ['contributors', 'contributor', 'name'],
  titles: ['titles', 'title', 'title'],
  subjects: ['subjects', 'subject', 'subject'],
  dates: ['dates', 'date', 'date'],
  alternateIdentifiers: ['alternateIdentifiers', 'alternateIdentifier', 'alternateIdentifier'],
  relatedIdentifiers: ['relatedIdentifiers', 'relatedIdentifier', 'relatedIdentifier'],
  rightsList: ['rightsList', 'rights', 'rights'],
  descriptions: ['descriptions', 'description', 'description'],
  fundingReferences: ['fundingReferences', 'fundingReference', 'funderName'],
  relatedItems: ['relatedItems', 'relatedItem', 'title'],
  sizes: ['sizes', 'size', 'size'],
  formats: ['formats', 'format', 'format'],
}
/** Elements that stand beside one another without a list around them. */
const repeated: ReadonlyMap<string, string> = new Map([
  ['nameIdentifier', 'nameIdentifiers'],
  ['affiliation', 'affiliation'],
])
/** Elements with a text and attributes that belong to the same object. */
const flat: ReadonlySet<string> = new Set(['creatorName', 'contributorName'])
/** Elements whose text stands under another name in the JSON. */
const texts: ReadonlyMap<string, string> = new Map([
  ['creatorName', 'name'],
  ['contributorName', 'name'],
  ['affiliation', 'name'],
])
/** Elements in which others have put mark-up, though the schema has none for them. */
const marked: ReadonlySet<string> = new Set(['title', 'description'])

/** Without a prototype: names of elements become keys. */
const empty = (): Bag => Object.create(null)

export function fromXml(resource: XmlNode): Bag {
  const bag = empty()
  for (const kid of elements(resource)) addPart(bag, kid)
  return bag
}

function addPart(bag: Bag, node: XmlNode): void {
  const { name } = node
  if (name === 'identifier') addIdentifier(bag, node)
  else if (name === 'resourceType') {
    const general = node.attributes.resourceTypeGeneral
    bag.types = { ...(general !== undefined && { resourceTypeGeneral: general }), resourceType: said(node) }
  } else if (name === 'rights') push(bag, 'rightsList', object(node, 'rights'))
  else if (name === 'publisher') bag.publisher = object(node, 'name')
  else if (Object.hasOwn(lists, name)) addList(bag, node)
  else addMember(bag, node)
}

function addIdentifier(bag: Bag, node: XmlNode): void {
  const type = node.attributes.identifierType ?? 'DOI'
  if (/^doi$/i.test(type) && bag.doi === undefined) bag.doi = said(node)
  else push(bag, 'alternateIdentifiers', { alternateIdentifier: said(node), alternateIdentifierType: type })
}

function addList(bag: Bag, node: XmlNode): void {
  const [list, member, text] = lists[node.name] as readonly [string, string, string] // the caller has looked
  for (const kid of elements(node)) {
    push(bag, list, kid.name === member ? object(kid, text) : { [kid.name]: object(kid, 'text') })
  }
}

/** What is not a list of its own: a text, or an object where it has attributes or elements. */
function addMember(bag: Bag, node: XmlNode): void {
  const { name } = node
  const list = repeated.get(name)
  const value = object(node, texts.get(name) ?? name)
  const keys = Object.keys(value)
  if (flat.has(name)) {
    for (const [key, member] of Object.entries(value)) bag[key] ??= member
  } else if (list !== undefined) push(bag, list, value)
  else if (Object.hasOwn(lists, name)) addList(bag, node)
  else if (keys.length === 1 && value[name] !== undefined) push(bag, name, value[name])
  else if (keys.length > 0) addObject(bag, node, value)
}

/** Attributes of a leaf stand beside it: `funderIdentifier` and `funderIdentifierType`. */
function addObject(bag: Bag, node: XmlNode, value: Bag): void {
  if (elements(node).length > 0 || node.name === 'relatedItemIdentifier') push(bag, node.name, value)
  else if (bag[node.name] === undefined) Object.assign(bag, value)
  else push(bag, node.name, value)
}

/** A second value makes a list of the first. */
function push(bag: Bag, key: string, value: unknown): void {
  if (isList(key)) {
    const list = bag[key]
    if (Array.isArray(list)) list.push(value)
    else bag[key] = [value]
  } else if (bag[key] === undefined) bag[key] = value
  else bag[key] = [bag[key], value].flat()
}

const listNames: ReadonlySet<string> = new Set([...Object.keys(lists), ...repeated.values()])
const isList = (key: string): boolean => listNames.has(key)

/** An element as an object: its attributes, its elements, and its text under a key. */
function object(node: XmlNode, textKey: string): Bag {
  const bag = empty()
  for (const [name, value = ''] of Object.entries(node.attributes)) {
    if (name !== 'schemaLocation' && value.trim() !== '') bag[name.replace(/URI$/, 'Uri')] = collapse(value)
  }
  const kids = marked.has(node.name) ? [] : elements(node).filter(({ name }) => name !== 'br')
  for (const kid of kids) {
    if (kid.name === 'relatedItemIdentifier') bag.relatedItemIdentifier = object(kid, 'relatedItemIdentifier')
    else addMember(bag, kid)
  }
  const text = said(node)
  if (text !== '') bag[textKey] = text
  return bag
}

/** The text of an element itself; `br` parts paragraphs, as does a blank line. */
const said = (node: XmlNode): string =>
  inner(node, marked.has(node.name))
    .split(/\n[ \t\r]*\n/)
    .map(collapse)
    .filter((paragraph) => paragraph !== '')
    .join('\n\n')

function inner(node: XmlNode, withMarkup: boolean): string {
  let out = ''
  for (const kid of node.children) {
    if (!isElement(kid)) out += kid
    else if (kid.name === 'br') out += '\n\n'
    else if (withMarkup) out += `<${kid.name}>${inner(kid, true)}</${kid.name}>`
  }
  return out
}
