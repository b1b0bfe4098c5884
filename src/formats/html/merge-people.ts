/** The people that several sources name: the first list stands, and the others say more of those in it. */
import type { Affiliation, Contributor, Draft } from '../../../schemas/article.ts'
import { affiliationLine } from '../../article/in-words.ts'
import { bare } from '../highwire/read/bag.ts'
import { wordsOf } from '../highwire/read/people.ts'
import { keep } from './context.ts'
import { differ, type Merging } from './merge.ts'

export function mergePeople(merging: Merging, name: string, said: Draft): void {
  const { draft, sourceOf } = merging
  const others = said.contributors ?? []
  if (others.length === 0 && said.affiliations === undefined) return
  if (draft.contributors === undefined) {
    if (others.length > 0) sourceOf.set('/contributors', name)
    adopt(merging, said)
    return
  }
  const known = new Map(draft.contributors.map((one) => [keyOf(one), one]))
  const strange = others.filter((one) => !known.has(keyOf(one)))
  const isOther = strange.filter(({ role }) => role === 'author').length > 0
  if (isOther)
    differ(merging, '/contributors', name, draft.contributors.map(nameOf).join('; '), others.map(nameOf).join('; '))
  const places = placesOf(merging, said, name, others.length > strange.length)
  const byKey = new Map(others.map((one) => [keyOf(one), one]))
  for (const [at, one] of draft.contributors.entries()) {
    const other = byKey.get(keyOf(one))
    if (other) draft.contributors[at] = joined(one, other, places)
  }
  // Editors and others whom nobody has named so far.
  if (!isOther) for (const one of strange) draft.contributors.push(withPlaces(one, places))
}

function adopt({ draft }: Merging, said: Draft): void {
  if (said.contributors) draft.contributors = structuredClone(said.contributors)
  if (said.affiliations && draft.affiliations === undefined) draft.affiliations = structuredClone(said.affiliations)
}

export const nameOf = (one: Contributor): string =>
  one.kind === 'group'
    ? one.name
    : one.kind === 'literal'
      ? one.literal
      : [one.given, one.droppingParticle, one.nonDroppingParticle, one.family, one.suffix].filter(Boolean).join(' ')

const keyOf = (one: Contributor): string => wordsOf(nameOf(one))

/** Names in parts say more than names in one piece; the first source stands for everything both say. */
function joined(one: Contributor, other: Contributor, places: ReadonlyMap<string, string>): Contributor {
  const { role: _role, kind: _kind, affiliations: _affiliations, ...more } = withPlaces(other, places)
  const affiliations = one.affiliations ?? withPlaces(other, places).affiliations
  if (one.kind === 'literal' && other.kind !== 'literal') {
    const { literal: _literal, kind: _, ...about } = one
    return { ...withPlaces(other, places), ...about, ...(affiliations && { affiliations }) } as Contributor // of the other’s kind
  }
  if (one.kind !== other.kind) {
    const { orcid, email, corresponding } = other
    return {
      ...(orcid && { orcid }),
      ...(email && { email }),
      ...(corresponding && { corresponding }),
      ...one,
      ...(affiliations && { affiliations }),
    }
  }
  return { ...more, ...one, ...(affiliations && { affiliations }) } as Contributor // of one kind
}

function withPlaces(one: Contributor, places: ReadonlyMap<string, string>): Contributor {
  const ids = one.affiliations?.map((id) => places.get(id)).filter((id) => id !== undefined)
  const { affiliations: _, ...rest } = one
  return ids && ids.length > 0 ? { ...rest, affiliations: [...new Set(ids)] } : rest
}

/** Ids of the source’s affiliations in the draft, to which those that are new are added. */
function placesOf(merging: Merging, said: Draft, name: string, isWanted: boolean): ReadonlyMap<string, string> {
  const { draft } = merging
  const ids = new Map<string, string>()
  const hasPlaces = draft.affiliations !== undefined
  for (const place of said.affiliations ?? []) {
    const line = bare(affiliationLine(place))
    const same = draft.affiliations?.find((one) => matches(bare(affiliationLine(one)), line))
    if (same) {
      ids.set(place.id, same.id)
      fill(same, place)
    } else if (hasPlaces || !isWanted) keep(merging, `${name}/affiliation`, affiliationLine(place))
    else {
      const id = `aff${(draft.affiliations?.length ?? 0) + 1}`
      draft.affiliations = [...(draft.affiliations ?? []), { ...place, id }]
      ids.set(place.id, id)
    }
  }
  return ids
}

/** The same line, or the name of an institution in it. */
const matches = (line: string, other: string): boolean =>
  line === other || (other.length > 8 && line.includes(other)) || (line.length > 8 && other.includes(line))

function fill(place: Affiliation, other: Affiliation): void {
  for (const field of ['ror', 'isni', 'grid'] as const) {
    if (place[field] === undefined && other[field] !== undefined) place[field] = other[field]
  }
}
