/** AuthorList, GroupList and InvestigatorList: names, places, identifiers. */
import type { Contributor, Group, Person } from '../../../../schemas/article.ts'
import { child, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import { addressIn, type Said } from '../places.ts'
import { added, identifier, type Part, type Source } from './source.ts'

export const authorList: Part = (node, source) => {
  const { kept, notes } = source
  if (kept.attribute(node, 'CompleteYN') === 'N') {
    notes.add('contributors-incomplete', '/contributors', 'The source says that its list of authors is not complete.')
  }
  kept.attribute(node, 'Type')
  for (const author of elements(node, 'Author')) addAuthor(author, 'author', source)
}

/** Collaborators who are no authors. */
export const investigatorList: Part = (node, source) => {
  for (const one of elements(node, 'Investigator')) addAuthor(one, 'other', source)
}

/** A misspelt name that stands beside the right one (@ValidYN="N") is kept apart. */
function addAuthor(node: XmlNode, role: Contributor['role'], source: Source): void {
  if (node.attributes.ValidYN === 'N') return
  source.kept.attribute(node, 'ValidYN')
  const name = nameOf(node, source)
  if (name === undefined) return
  const at = `/contributors/${source.draft.contributors?.length ?? 0}`
  const shared: Shared = { role }
  if (source.kept.attribute(node, 'EqualContrib') === 'Y') shared.equalContribution = true
  for (const info of elements(node)) {
    if (info.name === 'AffiliationInfo') addPlace(info, shared, source)
    else if (info.name === 'Affiliation') addLine(info, {}, shared, source)
    else if (info.name === 'Identifier') addIdentifier(info, name.kind, shared, source, at)
  }
  source.draft.contributors = added(source.draft.contributors, { ...name, ...shared } as Contributor) // ror of groups alone
}

type Named = Omit<Person, 'role'> | Omit<Group, 'role'>
type Shared = Omit<Person, 'kind' | 'family' | 'given'> & { ror?: string }

/** Without a first name a family name is all there is; initials count where the first name is not given. */
export function nameOf(node: XmlNode, { kept }: Source): Named | undefined {
  const text = (name: string) => kept.text(child(node, name))
  const collective = text('CollectiveName')
  const [first, fore, middle] = ['FirstName', 'ForeName', 'MiddleName'].map(text)
  const initials = child(node, 'Initials')
  const given = [first ?? fore ?? textOf(initials), middle].filter((part) => part !== undefined).join(' ')
  kept.done(child(node, 'FirstName')) // @EmptyYN says that there is none
  if (given !== '') kept.done(initials)
  const family = text('LastName')
  const suffix = text('Suffix')
  if (collective !== undefined && family === undefined) return { kind: 'group', name: collective }
  if (family === undefined && given === '') return undefined
  return {
    kind: 'person',
    ...(family === undefined ? { family: given } : { family, ...(given !== '' && { given }) }),
    ...(suffix !== undefined && { suffix }),
  }
}

function addPlace(info: XmlNode, shared: Shared, source: Source): void {
  const ids: Said = {}
  for (const node of elements(info, 'Identifier')) {
    const type = node.attributes.Source?.trim().toLowerCase() ?? ''
    if ((type !== 'ror' && type !== 'isni' && type !== 'grid') || ids[type] !== undefined) continue
    const value = identifier(type, node, source, '/affiliations')
    if (value === undefined) continue
    source.kept.attribute(node, 'Source')
    ids[type] = value
  }
  addLine(child(info, 'Affiliation'), ids, shared, source)
}

function addLine(node: XmlNode | undefined, ids: Said, shared: Shared, { kept, notes, places }: Source): void {
  const text = kept.text(node)
  const { line, email, introduced } = text === undefined ? {} : addressIn(text)
  if (introduced !== undefined) {
    notes.add('email-in-affiliation', '/contributors', 'The e-mail address was taken from the affiliation.', text)
  }
  const said: Said = { ...(line !== undefined && { literal: line }), ...ids }
  if (email !== undefined && shared.email === undefined) shared.email = email
  else if (email !== undefined && text !== undefined) said.literal = text
  if (Object.keys(said).length === 0) return
  const id = places.idOf(said)
  if (!shared.affiliations?.includes(id)) shared.affiliations = added(shared.affiliations, id)
}

function addIdentifier(node: XmlNode, kind: string, shared: Shared, source: Source, at: string): void {
  const type = node.attributes.Source?.trim().toLowerCase() ?? ''
  if (type !== 'orcid' && type !== 'isni' && (type !== 'ror' || kind !== 'group')) return
  if (shared[type] !== undefined) return
  const value = identifier(type, node, source, `${at}/${type}`)
  if (value === undefined) return
  source.kept.attribute(node, 'Source')
  shared[type] = value
}

/** The members of a group stand under its name; a group that is in no byline is a contributor of its own. */
export const groupList: Part = (node, source) => {
  const { draft, kept } = source
  for (const group of elements(node, 'Group')) {
    const name = kept.text(child(group, 'GroupName'))
    if (name === undefined) continue
    const isIt = (one: Contributor): one is Group => one.kind === 'group' && one.name === name
    const known = draft.contributors?.find((one) => isIt(one) && one.members === undefined)
    const found: Group = known !== undefined && isIt(known) ? known : { kind: 'group', role: 'other', name }
    if (found !== known) draft.contributors = added(draft.contributors, found)
    const members = elements(group, 'IndividualName').flatMap((one) => memberOf(one, source) ?? [])
    if (members.length > 0) found.members = members
  }
}

function memberOf(node: XmlNode, source: Source): Person | undefined {
  const name = nameOf(node, source)
  if (name === undefined || name.kind !== 'person') return undefined
  const line = source.kept.text(child(node, 'Affiliation'))
  return {
    ...name,
    role: 'author',
    ...(line !== undefined && { affiliations: [source.places.idOf({ literal: line })] }),
  }
}
