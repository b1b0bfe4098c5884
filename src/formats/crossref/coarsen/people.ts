/** Contributors as Crossref’s schema says them. */
import type { Contributor } from '../../../../schemas/article.ts'
import { change, without } from '../../change.ts'
import type { Coarsening } from '../../codec.ts'
import { nameOf } from '../contributors.ts'
import { readName, renamed, type SaidName } from '../read/people.ts'
import { fit } from '../values.ts'
import { code } from './texts.ts'

export const peopleRows: readonly Coarsening[] = [
  change('contributors/*/role', 'an illustrator is “other”', (role) => (role === 'illustrator' ? 'other' : role)),
  change('contributors/*/corresponding', 'said only where it is so', (flag) => flag || undefined),
  without<Contributor>(
    'contributors/*',
    'an organization is a name alone, and a person without a name is anonymous',
    (one) => {
      if (one.kind === 'group') return ['orcid', 'orcidAuthenticated', 'affiliations', 'corresponding', 'credit']
      if (one.kind === 'literal' || nameOf(one).surname !== undefined)
        return one.orcid === undefined ? ['orcidAuthenticated'] : []
      return ['orcid', 'orcidAuthenticated', 'honorific', 'degrees', 'suffix'] as (keyof Contributor)[] // of a person
    },
  ),
  change('contributors/*', 'given names and surname with their particles, or a name in one piece', (one) => {
    const contributor = one as Contributor // the field’s own shape
    const name = readName(saidName(contributor))
    return name && renamed(contributor, { ...name, ...formal(contributor) })
  }),
  code('contributors/*/native/language'),
]

/** What alt-name says of a person beside the name that is cited. */
const formal = (one: Contributor) =>
  one.kind === 'person'
    ? {
        ...(one.honorific !== undefined && { honorific: one.honorific }),
        ...(one.native !== undefined && { native: one.native }),
        ...(one.degrees !== undefined && { degrees: one.degrees }),
      }
    : {}

function saidName(one: Contributor): SaidName {
  if (one.kind === 'group') return { name: fit(one.name, 511) }
  const { given, surname, suffix, style } = one.kind === 'person' ? nameOf(one) : { surname: one.literal }
  const name = fit(surname, 200)
  return {
    given: style === undefined ? fit(given, 200) : name,
    family: style === undefined ? name : undefined,
    suffix: fit(suffix, 10),
    isPerson: Object.keys(formal(one)).length > 0,
  }
}
