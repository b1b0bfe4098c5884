/** Coarser forms of names and places of work, for formats that keep particles inside names and places in one line. */
import type { Affiliation, Contributor } from '../../schemas/article.ts'
import { affiliationLine } from '../article/in-words.ts'
import { nameParts } from '../article/name-forms.ts'
import { coarser } from './coarser.ts'
import type { Coarsening } from './codec.ts'

/** Particles stand where they are printed, within family or given name. */
export const particlesInNames: Coarsening = {
  ...coarser<Contributor>(
    'contributors/*',
    'Particles stand within the name: “van der” before the family name, one that is dropped after the given names.',
    withParticles,
  ),
  // They are not gone but in another field.
  field: 'contributors/*/family',
}

function withParticles(contributor: Contributor): Contributor {
  if (contributor.kind !== 'person') return contributor
  const { droppingParticle, nonDroppingParticle, family: _family, given: _given, ...person } = contributor
  if (droppingParticle === undefined && nonDroppingParticle === undefined) return contributor
  const { family, given } = nameParts(contributor)
  return { ...person, ...(family !== '' && { family }), ...(given !== '' && { given }) }
}

/** Members are told by their names alone, in a line of text that belongs to the group. */
export const memberNames: Coarsening = coarser<Contributor[]>(
  'contributors/*/members',
  'The members of a group are named in a line of text, without anything else that is known of them.',
  (members) =>
    members.map((member) => {
      if (member.kind !== 'person') return member
      const { family, given } = nameParts(member)
      const { suffix } = member
      return {
        kind: 'person',
        role: 'author',
        ...(family !== '' && { family }),
        ...(given !== '' && { given }),
        ...(suffix !== undefined && { suffix }),
      }
    }),
)

/** Places of work in one line: as printed, otherwise the parts joined. */
export const affiliationLines: readonly Coarsening[] = [
  coarser<Affiliation>('affiliations/*', 'The line as printed stands for its parts.', (place) =>
    place.literal === undefined ? place : inOneLine(place),
  ),
  {
    ...coarser<Affiliation>('affiliations/*', 'The parts are joined in one line.', (place) =>
      place.literal === undefined ? inOneLine(place) : place,
    ),
    // The line is what becomes of the parts: they are said in it.
    field: 'affiliations/*/literal',
  },
]

function inOneLine(affiliation: Affiliation): Affiliation {
  const { name, department, city, region, postalCode, country, countryCode, ...rest } = affiliation
  const literal = affiliationLine(affiliation)
  return { ...rest, ...(literal !== '' && { literal }) }
}
