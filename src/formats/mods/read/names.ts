/** name: who made the article, and who paid for it. */
import type { Affiliation, Contributor, Person } from '../../../../schemas/article.ts'
import { creditTerms } from '../../../../schemas/article.ts'
import { parseDoi } from '../../../article/doi.ts'
import { parseIsni, parseOrcid, parseRor } from '../../../article/identifiers.ts'
import { parseInverted } from '../../../article/inverted-name.ts'
import { languageTag } from '../../../article/language-codes.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { membersOf } from '../../member-names.ts'
import { roleNamed } from '../../relators.ts'
import { degreesLabel } from '../phrases.ts'
import { added, type Context, filled, peek } from './context.ts'

export function readName(node: XmlNode, context: Context): void {
  const { draft } = context
  const roles = elements(node, 'role').flatMap((role) => elements(role, 'roleTerm'))
  if (roles.some((term) => /^(?:fnd|funder)$/i.test(peek(term)))) {
    readFunder(node, context)
    return
  }
  const pointer = `/contributors/${draft.contributors?.length ?? 0}`
  const name = nameOf(node, context, pointer)
  if (name === undefined) return
  const contributor: Contributor = { ...name, role: roleOf(roles, context) }
  readCredit(roles, contributor, context)
  readIdentifiers(node, contributor, context, pointer)
  const ids = elements(node, 'affiliation').flatMap((place) => affiliationId(place, context))
  if (ids.length > 0) contributor.affiliations = [...new Set(ids)]
  for (const description of filled(node, 'description')) readDescription(description, contributor, context)
  draft.contributors = added(draft.contributors, contributor)
}

const takeAll = (nodes: readonly XmlNode[], { kept }: Context) => {
  for (const node of nodes) kept.text(node)
}

/** By its parts where they are set apart; otherwise in one piece, parted at a comma alone. */
function nameOf(node: XmlNode, context: Context, pointer: string): Contributor | undefined {
  const { kept, notes } = context
  const parts = filled(node, 'namePart').filter(({ attributes }) => attributes.type !== 'date')
  const joined = (type: string | undefined) => {
    const found = parts.filter(({ attributes }) => (attributes.type || undefined) === type)
    takeAll(found, context)
    return found.map(peek).join(' ')
  }
  const [family, given] = [joined('family'), joined('given')]
  const whole = joined(undefined) || (parts.length === 0 ? (kept.text(child(node, 'displayForm')) ?? '') : '')
  if (peek(child(node, 'displayForm')) === whole) kept.text(child(node, 'displayForm'))
  const { type } = node.attributes
  const role = 'author'
  if (type === 'corporate' || type === 'conference') {
    return whole === '' ? undefined : { kind: 'group', name: whole, role }
  }
  const address = parts.filter(({ attributes }) => attributes.type === 'termsOfAddress')
  const first = parts.findIndex(({ attributes }) => attributes.type !== 'termsOfAddress')
  const own = native(node, context)
  const hasDegrees = filled(node, 'description').some((one) => peek(one).startsWith(degreesLabel))
  if (family === '' && given === '' && address.length === 0 && own.native === undefined && !hasDegrees) {
    const one = inOnePiece(whole, type === 'personal', role)
    if (one?.kind === 'person' && one.given !== undefined)
      notes.add('name-split', pointer, 'The name is parted at its comma.', whole)
    return one
  }
  takeAll(address, context)
  const before = address.filter((part) => parts.indexOf(part) < first).map(peek)
  const after = address.filter((part) => parts.indexOf(part) > first).map(peek)
  const person: Person = { kind: 'person', role, ...titles(before, after), ...own }
  const parted = family === '' && given === '' ? parseInverted(whole) : undefined
  if (parted !== undefined) return { ...person, ...parted }
  return { ...person, ...(family || whole ? { family: family || whole } : {}), ...(given !== '' && { given }) }
}

const titles = (before: readonly string[], after: readonly string[]) => ({
  ...(before.length > 0 && { honorific: before.join(' ') }),
  ...(after.length > 0 && { suffix: after.join(' ') }),
})

/** One word that is a person’s is a mononym; of several none can be told to be the family name. */
export function inOnePiece(name: string, isPerson: boolean, role: Contributor['role']): Contributor | undefined {
  if (name === '') return undefined
  const parts = parseInverted(name)
  if (parts !== undefined) return { kind: 'person', role, ...parts }
  return isPerson && !/\s/.test(name)
    ? { kind: 'person', role, family: name }
    : { kind: 'literal', role, literal: name }
}

function native(node: XmlNode, { kept }: Context): Pick<Person, 'native'> {
  const alternative = elements(node, 'alternativeName').find(({ attributes }) => attributes.altType === 'native')
  const name = kept.text(child(alternative, 'namePart'))
  if (alternative === undefined || name === undefined) return {}
  const language = languageTag(kept.attribute(alternative, 'lang') ?? '')
  return { native: { name, ...(language !== undefined && { language }) } }
}

/** The first role that the record knows; a name without any is that of the author. */
function roleOf(terms: readonly XmlNode[], { kept }: Context): Contributor['role'] {
  const plain = terms.filter(
    ({ attributes }) => attributes.valueURI === undefined || !/credit/.test(attributes.valueURI),
  )
  const [known] = plain.flatMap((term) => roleNamed(peek(term)) ?? [])
  for (const term of plain) if (roleNamed(peek(term)) === known && known !== undefined) kept.text(term)
  return known ?? (plain.length === 0 ? 'author' : 'other')
}

/** CRediT (ANSI/NISO Z39.104) by the URL of its term. */
function readCredit(terms: readonly XmlNode[], contributor: Contributor, { kept }: Context): void {
  for (const term of terms) {
    const url = term.attributes.valueURI ?? ''
    const known = creditTerms.find((one) => url.includes(`/contributor-roles/${one}`))
    if (known === undefined) continue
    const degree = /\((lead|equal|supporting)\)$/.exec(peek(term))?.[1] as 'lead' | 'equal' | 'supporting' | undefined // the pattern’s own words
    contributor.credit = added(contributor.credit, { term: known, ...(degree !== undefined && { degree }) })
    kept.done(term)
  }
}

function readIdentifiers(node: XmlNode, contributor: Contributor, { kept, notes }: Context, pointer: string): void {
  for (const id of filled(node, 'nameIdentifier')) {
    const type = (id.attributes.type ?? id.attributes.typeURI ?? '').toLowerCase()
    const text = peek(id)
    const field = /orcid/.test(type) || /orcid\.org/.test(text) ? 'orcid' : /isni/.test(type) ? 'isni' : 'ror'
    if (field === 'ror' && (!/ror/.test(type) || contributor.kind !== 'group')) continue
    const parsed = field === 'orcid' ? parseOrcid(text) : field === 'isni' ? parseIsni(text) : parseRor(text)
    if ('value' in parsed) {
      Object.assign(contributor, { [field]: parsed.value })
      kept.text(id)
    } else notes.add(parsed.code, `${pointer}/${field}`, `“${text}”: ${parsed.message}`, text)
  }
}

function affiliationId(node: XmlNode, context: Context): string[] {
  const literal = context.kept.text(node)
  const ror = parseRor(node.attributes.valueURI ?? '')
  const isRor = 'value' in ror
  if (isRor) context.kept.attribute(node, 'valueURI')
  if (literal === undefined && !isRor) return []
  return [placeId({ ...(literal !== undefined && { literal }), ...(isRor && { ror: ror.value }) }, context)]
}

/** The same line with the same identifier is one place. */
export function placeId(place: Omit<Affiliation, 'id'>, { draft, places }: Context): string {
  const said = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== ''))
  const key = JSON.stringify(said)
  const known = places.get(key)
  if (known !== undefined) return known
  const id = `aff${places.size + 1}`
  places.set(key, id)
  draft.affiliations = added(draft.affiliations, { id, ...said })
  return id
}

/** Words of our own writer; every other description is a note on the person. */
function readDescription(node: XmlNode, contributor: Contributor, { kept }: Context): void {
  const text = peek(node)
  kept.text(node)
  if (text === 'Corresponding author') contributor.corresponding = true
  else if (text === 'Contributed equally') contributor.equalContribution = true
  else if (text === 'Deceased') contributor.deceased = true
  else if (/^[^\s@<>]+@[^\s@<>]+$/.test(text) && contributor.email === undefined) contributor.email = text
  else if (text.startsWith(degreesLabel) && contributor.kind === 'person')
    contributor.degrees = text.slice(degreesLabel.length)
  else if (contributor.kind === 'group' && membersOf(text) !== undefined) contributor.members = membersOf(text) ?? []
  else contributor.notes = added(contributor.notes, text)
}

function readFunder(node: XmlNode, context: Context): void {
  const { draft, kept } = context
  const funder: NonNullable<NonNullable<typeof draft.funding>[number]['funder']> = {}
  const name = filled(node, 'namePart').map(peek).join(' ')
  if (name !== '') funder.name = name
  takeAll(filled(node, 'namePart'), context)
  for (const id of filled(node, 'nameIdentifier')) {
    const ror = parseRor(peek(id))
    const doi = /10\.13039\//.test(peek(id)) ? parseDoi(peek(id)) : undefined
    if (doi !== undefined) funder.doi = doi
    else if ('value' in ror && /ror/.test(id.attributes.type ?? '')) funder.ror = ror.value
    else continue
    kept.text(id)
  }
  for (const role of elements(node, 'role')) kept.done(role)
  if (Object.keys(funder).length > 0) draft.funding = added(draft.funding, { funder })
}
