/**
 * Contributors: lists of names by role, and under `custom.contributors` one member for each of the byline, in its order:
 * which list its name is the next of (`in`), and what a name of CSL cannot say.
 */
import type { Contributor, Draft } from '../../../schemas/article.ts'
import { listed } from './odd.ts'
import { type CslName, type Item, isObject, type Row, textOf } from './shape.ts'

type Role = Contributor['role']

/** The variable of each role. CSL has none for reviewers. */
const variables: Readonly<Record<Role, string>> = {
  author: 'author',
  editor: 'editor',
  translator: 'translator',
  chair: 'chair',
  illustrator: 'illustrator',
  reviewer: 'contributor',
  other: 'contributor',
}
/** Variables in the order in which a byline without further notice has them. */
const roles: readonly (readonly [string, Role])[] = [
  ['author', 'author'],
  ['editor', 'editor'],
  ['translator', 'translator'],
  ['chair', 'chair'],
  ['illustrator', 'illustrator'],
  ['contributor', 'other'],
]
const orderOf = new Map(roles.map(([variable], at) => [variable, at]))

const nameParts = [
  ['family', 'family'],
  ['given', 'given'],
  ['droppingParticle', 'dropping-particle'],
  ['nonDroppingParticle', 'non-dropping-particle'],
  ['suffix', 'suffix'],
] as const
const inName = new Set<string>(['kind', 'role', 'name', 'literal', ...nameParts.map(([property]) => property)])

export const contributorsRow: Row = {
  write({ contributors }, item, custom) {
    if (!contributors) return
    const members: Item[] = []
    let isSaid = true
    let previous = 0
    for (const contributor of contributors) {
      const variable = variables[contributor.role]
      const list = item[variable]
      if (Array.isArray(list)) list.push(formatName(contributor))
      else item[variable] = [formatName(contributor)]
      const extras = extrasOf(contributor)
      const order = orderOf.get(variable) ?? 0
      if (extras !== undefined || order < previous) isSaid = false
      previous = order
      members.push(extras === undefined ? { in: variable } : { in: variable, ...extras })
    }
    if (!isSaid) custom.contributors = members
  },
  read(source, draft) {
    const lists = new Map<string, Contributor[]>()
    for (const [variable, role] of roles) {
      const names = listed(source.item.take(variable))
      if (names.length > 0)
        lists.set(
          variable,
          names.flatMap((name) => parseName(name, role, draft)),
        )
    }
    const members = source.custom.take('contributors')
    const contributors: Contributor[] = []
    for (const member of Array.isArray(members) ? members : []) {
      if (!isObject(member)) continue
      const { in: variable, ...extras } = member
      const next = lists.get(String(variable))?.shift()
      if (next) contributors.push(withExtras(next, extras))
    }
    const all = contributors.concat(...lists.values())
    if (all.length > 0) draft.contributors = all
  },
}

function formatName(contributor: Contributor): CslName {
  if (contributor.kind === 'group') return { literal: contributor.name }
  if (contributor.kind === 'literal') return { literal: contributor.literal }
  const { family, given, droppingParticle, nonDroppingParticle, suffix } = contributor
  const name: CslName = family === undefined ? {} : { family }
  if (given !== undefined) name.given = given
  if (droppingParticle !== undefined) name['dropping-particle'] = droppingParticle
  if (nonDroppingParticle !== undefined) name['non-dropping-particle'] = nonDroppingParticle
  if (suffix !== undefined) name.suffix = suffix
  return name
}

function extrasOf(contributor: Contributor): Item | undefined {
  let extras: Item | undefined
  if (contributor.kind === 'group') extras = { kind: 'group' }
  if (contributor.role === 'reviewer') extras = { ...extras, role: 'reviewer' }
  for (const property in contributor) {
    if (inName.has(property)) continue
    const value = contributor[property as keyof Contributor] // `in` gives keys of the object
    if (value === undefined) continue
    extras ??= {}
    extras[property] = value
  }
  return extras
}

function withExtras(contributor: Contributor, extras: Item): Contributor {
  const whole: Item = { ...contributor, ...extras }
  if (extras.kind === 'group' && contributor.kind === 'literal') {
    whole.name = contributor.literal
    delete whole.literal
  }
  return whole as unknown as Contributor // judged by admit
}

function parseName(value: unknown, role: Role, draft: Draft): Contributor[] {
  if (typeof value === 'string' && value.trim() !== '') return [{ kind: 'literal', literal: value, role }]
  if (!isObject(value)) return []
  const known = crossrefMembers(value, draft)
  const literal = textOf(value.literal)
  if (literal !== undefined) return [{ kind: 'literal', literal, role, ...known }]
  const name = textOf(value.name)
  // Crossref’s own shape: only organisations have a `name`.
  if (name !== undefined && value.family === undefined) return [{ kind: 'group', name, role, ...known }]
  const parts: Item = {}
  for (const [property, variable] of nameParts) {
    const part = textOf(value[variable])
    if (part !== undefined) parts[property] = part
  }
  return Object.keys(parts).length > 0 ? [{ kind: 'person', ...parts, role, ...known }] : []
}

/** ORCID and affiliations, which a name of CSL does not have and one of Crossref does. */
function crossrefMembers(name: Item, draft: Draft): Item {
  const out: Item = {}
  const orcid = textOf(name.ORCID)
  if (orcid !== undefined) out.orcid = orcid
  const ids: string[] = []
  for (const place of Array.isArray(name.affiliation) ? name.affiliation : []) {
    const literal = isObject(place) ? textOf(place.name) : textOf(place)
    if (literal !== undefined) ids.push(affiliationId(literal, draft))
  }
  if (ids.length > 0) out.affiliations = ids
  return out
}

function affiliationId(literal: string, draft: Draft): string {
  const affiliations = draft.affiliations ?? []
  draft.affiliations = affiliations
  const found = affiliations.find((affiliation) => affiliation.literal === literal)
  if (found) return found.id
  const id = `aff${affiliations.length + 1}`
  affiliations.push({ id, literal })
  return id
}
