/** Persons and entities of CFF as contributors; those to write to are marked among them. */
import type { Affiliation, Contributor, Draft } from '../../../schemas/article.ts'
import { type KindName, kinds } from '../../article/identifiers.ts'
import type { Notes } from '../records.ts'
import type { Value } from './document.ts'
import { type Keep, type Members, membersOf } from './members.ts'

const lists = [
  ['authors', 'author'],
  ['editors', 'editor'],
  ['translators', 'translator'],
] as const

export function readPeople(work: Members, draft: Draft, keep: Keep, notes: Notes): void {
  const context: Context = { draft, keep, notes }
  const contributors = lists.flatMap(([name, role]) => agents(work, name, role, context))
  for (const contact of agents(work, 'contact', 'other', context)) {
    const known = contributors.find((one) => one.corresponding === undefined && isSameAgent(one, contact))
    if (known !== undefined) known.corresponding = true
    else contributors.push({ ...contact, corresponding: true })
  }
  if (contributors.length > 0) draft.contributors = contributors
}

interface Context {
  readonly draft: Draft
  readonly keep: Keep
  readonly notes: Notes
}

function agents(work: Members, name: string, role: Contributor['role'], context: Context): Contributor[] {
  return work.list(name).flatMap((value, at) => {
    const path = `${work.path === '' ? '' : `${work.path}/`}${name}/${at}`
    const contributor = agent(value, path, role, context)
    return contributor === undefined ? [] : [contributor]
  })
}

const partNames = [
  ['family', 'family-names'],
  ['given', 'given-names'],
  ['nonDroppingParticle', 'name-particle'],
  ['suffix', 'name-suffix'],
] as const

function agent(value: Value, path: string, role: Contributor['role'], context: Context): Contributor | undefined {
  if (!(value instanceof Map)) {
    if (typeof value === 'string' && value.trim() !== '') return { kind: 'literal', literal: value, role }
    return undefined
  }
  const members = membersOf(value, path, context.keep)
  const name = members.text('name')
  const contributor = name === undefined ? person(members, role, context) : entity(members, name, role, context)
  if (contributor !== undefined) {
    const orcid = identifier(members, 'orcid', 'orcid', context)
    const email = identifier(members, 'email', 'email', context)
    if (orcid !== undefined) contributor.orcid = orcid
    if (email !== undefined) contributor.email = email
  }
  members.rest()
  return contributor
}

/** `anonymous` stands where the schema demands an author and there is none. */
function entity(members: Members, name: string, role: Contributor['role'], context: Context): Contributor | undefined {
  if (name === 'anonymous') return undefined
  const website = members.text('website')
  const ror = website === undefined || !website.includes('ror.org') ? undefined : kinds.ror.parse(website)
  const isRor = ror !== undefined && 'value' in ror
  if (website !== undefined && !isRor) members.keep('website', website)
  // How an entity is called is all that the files of others say of where it is.
  const place = members.text('affiliation')
  const affiliations = place === undefined ? [] : placesOf(place, context)
  return {
    kind: 'group',
    name,
    role,
    ...(isRor && { ror: ror.value }),
    ...(affiliations.length > 0 && { affiliations }),
  }
}

function person(members: Members, role: Contributor['role'], context: Context): Contributor | undefined {
  const parts: Record<string, string> = {}
  for (const [part, key] of partNames) {
    const text = members.text(key)
    if (text !== undefined) parts[part] = text
  }
  const alias = members.text('alias')
  // An alias in Latin letters is the name of an account.
  const native = alias !== undefined && !/^[\x20-\x7e]*$/.test(alias) ? { name: alias } : undefined
  if (alias !== undefined && native === undefined) members.keep('alias', alias)
  const place = members.text('affiliation')
  const affiliations = place === undefined ? [] : placesOf(place, context)
  const rest = { role, ...(native && { native }), ...(affiliations.length > 0 && { affiliations }) }
  if (parts.family !== undefined || parts.given !== undefined) return { kind: 'person', ...parts, ...rest }
  const literal = [parts.nonDroppingParticle, parts.suffix].filter(Boolean).join(' ') || alias
  if (literal === undefined) return undefined
  return { kind: 'literal', literal, role, ...(affiliations.length > 0 && { affiliations }) }
}

function placesOf(text: string, { draft }: Context): string[] {
  return text
    .split(/\s*;\s+/)
    .filter((part) => part !== '')
    .map((literal) => {
      const known = draft.affiliations?.find((one) => one.literal === literal)
      if (known !== undefined) return known.id
      const place: Affiliation = { id: `aff${(draft.affiliations?.length ?? 0) + 1}`, literal }
      draft.affiliations = [...(draft.affiliations ?? []), place]
      return place.id
    })
}

/** An identifier that is none is kept, with a note that says why. */
function identifier(members: Members, name: string, kind: KindName, { notes }: Context): string | undefined {
  const text = members.text(name)
  if (text === undefined) return undefined
  const parsed = kinds[kind].parse(text)
  if ('value' in parsed) return parsed.value
  members.keep(name, text)
  notes.add(parsed.code, '/contributors', parsed.message, text)
  return undefined
}

const isSameAgent = (a: Contributor, b: Contributor): boolean => nameOf(a) === nameOf(b)

function nameOf(one: Contributor): string {
  if (one.kind !== 'person') return one.kind === 'group' ? one.name : one.literal
  return [one.nonDroppingParticle, one.family, one.given, one.suffix].join('\n')
}
