/** A contributor’s name as one text: inverted for lists that sort, direct for prose. Particles stand where they are printed. */
import type { Contributor } from '../../schemas/article.ts'

/** `van der Berg, Jan de, Jr.`; a group, a name in one piece and a mononym as they are. */
export function invertedName(contributor: Contributor): string {
  if (contributor.kind === 'group') return contributor.name
  if (contributor.kind === 'literal') return contributor.literal
  const { family, given } = nameParts(contributor)
  const { suffix } = contributor
  if (family === '' && given === '') return contributor.native?.name ?? ''
  if (family === '') return suffix === undefined ? given : `${given}, , ${suffix}`
  if (suffix !== undefined) return `${family}, ${given}, ${suffix}`
  return given === '' ? family : `${family}, ${given}`
}

/** `Jan de van der Berg Jr.` */
export function directName(contributor: Contributor): string {
  if (contributor.kind === 'group') return contributor.name
  if (contributor.kind === 'literal') return contributor.literal
  const { family, given } = nameParts(contributor)
  return joined(joined(given, family), contributor.suffix) || (contributor.native?.name ?? '')
}

type PersonName = Pick<
  Extract<Contributor, { kind: 'person' }>,
  'family' | 'given' | 'droppingParticle' | 'nonDroppingParticle'
>

/** The particle that stays goes with the family name, the one that is dropped with the given names. */
export const nameParts = (person: PersonName): { readonly family: string; readonly given: string } => ({
  family: joined(person.nonDroppingParticle, person.family),
  given: joined(person.given, person.droppingParticle),
})

/** An apostrophe needs no blank after it: d’Artagnan. */
const joined = (a = '', b = ''): string => (a === '' || b === '' ? a + b : /['’]$/.test(a) ? a + b : `${a} ${b}`)
