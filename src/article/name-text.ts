/** Names and places of work as one text, for formats that do not take them apart. */
import type { Affiliation, Contributor, Person } from '../../schemas/contributor.ts'

/** The family name with the particle that stays before it: `van der Berg`. */
export const familyText = ({ nonDroppingParticle, family }: Person): string | undefined =>
  nonDroppingParticle === undefined ? family : joined(nonDroppingParticle, family)

/** The given names with the particle that is dropped when the family name stands alone: `Guy de`. */
export const givenText = ({ given, droppingParticle }: Person): string | undefined =>
  droppingParticle === undefined ? given : joined(given, droppingParticle)

/** `van der Berg, Jan P., Jr.`; a group or a literal name as it stands. */
export function invertedName(contributor: Contributor): string {
  if (contributor.kind === 'group') return contributor.name
  if (contributor.kind === 'literal') return contributor.literal
  return listed([familyText(contributor), givenText(contributor), contributor.suffix])
}

/** `Jan P. van der Berg Jr.`, as on a title page. */
export function directName(contributor: Contributor): string {
  if (contributor.kind !== 'person') return invertedName(contributor)
  const parts = [givenText(contributor), familyText(contributor), contributor.suffix]
  return parts.filter((part) => part !== undefined).join(' ')
}

/** The line as printed, otherwise its parts from the smallest to the largest. */
export function affiliationLine({ literal, department, name, city, region, postalCode, country }: Affiliation): string {
  return literal ?? listed([department, name, city, region, postalCode, country])
}

/** A particle that ends in an apostrophe is not set apart: `d’Alembert`. */
function joined(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined) return first ?? second
  return /['’]$/.test(first) ? first + second : `${first} ${second}`
}

const listed = (parts: readonly (string | undefined)[]): string => parts.filter((part) => part !== undefined).join(', ')
