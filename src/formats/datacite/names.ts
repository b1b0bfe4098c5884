/** creators and contributors: who made the article, and where they work. */
import type { Affiliation, Article, Contributor, Person } from '../../../schemas/article.ts'
import { nameParts } from '../../article/name-forms.ts'
import { institutionLine } from '../plain.ts'
import { type Name, type NameIdentifier, type OtherName, type Place, some, unavailable } from './shape.ts'

const orcidBase = 'https://orcid.org/'
const rorBase = 'https://ror.org/'
const isniBase = 'https://isni.org/isni/'
const gridBase = 'https://www.grid.ac/institutes/'

/** Contributor types for the roles of the record other than author; DataCite has no word for the rest. */
const contributorTypes: Readonly<Record<Contributor['role'], string | undefined>> = {
  author: undefined,
  editor: 'Editor',
  translator: 'Translator',
  reviewer: 'Other',
  chair: 'Other',
  illustrator: 'Other',
  other: 'Other',
}

export type Places = ReadonlyMap<string, Place>

export function placesOf({ affiliations }: Article): Places {
  const places = new Map<string, Place>()
  for (const affiliation of affiliations ?? []) {
    const place = placeOf(affiliation)
    if (place) places.set(affiliation.id, place)
  }
  return places
}

/** One identifier has room: ROR before those that are no longer given out or name persons too. */
function placeOf(affiliation: Affiliation): Place | undefined {
  const { ror, grid, isni } = affiliation
  const name = institutionLine(affiliation)
  if (name === '' && ror === undefined && grid === undefined && isni === undefined) return undefined
  const named = { name: name || unavailable }
  if (ror !== undefined)
    return { ...named, affiliationIdentifier: ror, affiliationIdentifierScheme: 'ROR', schemeUri: rorBase }
  if (grid !== undefined)
    return { ...named, affiliationIdentifier: grid, affiliationIdentifierScheme: 'GRID', schemeUri: gridBase }
  if (isni !== undefined)
    return {
      ...named,
      affiliationIdentifier: isniBase + isni,
      affiliationIdentifierScheme: 'ISNI',
      schemeUri: isniBase,
    }
  return named
}

/** The authors; where nobody is named, DataCite’s own word for that. */
export function creatorsOf({ contributors }: Article, places: Places): readonly Name[] {
  const creators: Name[] = []
  for (const contributor of contributors ?? [])
    if (contributor.role === 'author') creators.push(nameOf(contributor, places))
  return creators.length > 0 ? creators : [{ name: unavailable }]
}

/** Everybody else: other roles, members of groups, whom to write to, who holds the rights. */
export function contributorsOf({ contributors, copyright }: Article, places: Places): readonly OtherName[] {
  const out: OtherName[] = []
  for (const contributor of contributors ?? []) {
    const contributorType = contributorTypes[contributor.role]
    const hasMore = contributor.corresponding === true || (contributor.kind === 'group' && contributor.members)
    if (contributorType === undefined && !hasMore) continue
    const name = nameOf(contributor, places)
    if (contributorType !== undefined) out.push({ ...name, contributorType })
    if (contributor.corresponding === true) out.push({ ...name, contributorType: 'ContactPerson' })
    if (contributor.kind !== 'group') continue
    for (const member of contributor.members ?? [])
      out.push({ ...nameOf(member, places), contributorType: 'ProjectMember' })
  }
  if (copyright?.holder !== undefined) out.push({ name: copyright.holder, contributorType: 'RightsHolder' })
  return out
}

/** The name as it is written: two people of whom the same is written cannot be told apart. */
export const keyOfName = (contributor: Contributor, places: Places): string =>
  JSON.stringify(nameOf(contributor, places))

function nameOf(contributor: Contributor, places: Places): Name {
  const nameIdentifiers = some(identifiersOf(contributor))
  const affiliation = some(
    (contributor.affiliations ?? []).map((id) => places.get(id)).filter((place) => place !== undefined),
  )
  if (contributor.kind === 'person') return { ...personName(contributor), nameIdentifiers, affiliation }
  if (contributor.kind === 'literal') return { name: contributor.literal, nameIdentifiers, affiliation }
  return { name: contributor.name, nameType: 'Organizational', nameIdentifiers, affiliation }
}

function personName(person: Person): Name {
  const { family, given } = nameParts(person)
  const name = [family, given, person.suffix].filter(Boolean).join(', ') || person.native?.name
  return {
    name: name ?? unavailable,
    nameType: 'Personal',
    givenName: given || undefined,
    familyName: family || undefined,
  }
}

function identifiersOf(contributor: Contributor): NameIdentifier[] {
  const { orcid, isni } = contributor
  const out: NameIdentifier[] = []
  const add = (nameIdentifier: string, nameIdentifierScheme: string, schemeUri: string) => {
    out.push({ nameIdentifier, nameIdentifierScheme, schemeUri })
  }
  if (orcid !== undefined) add(orcidBase + orcid, 'ORCID', orcidBase)
  if (isni !== undefined) add(isniBase + isni, 'ISNI', isniBase)
  if (contributor.kind === 'group' && contributor.ror !== undefined) add(contributor.ror, 'ROR', rorBase)
  return out
}
