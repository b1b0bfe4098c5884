/** affiliations/institution: places of work, written out at every person who names them. */
import type { Affiliation } from '../../../schemas/article.ts'
import { each, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'
import { fit } from './values.ts'

export type Places = ReadonlyMap<string, Markup>

/** Every affiliation as mark-up, by its id: many authors share one. */
export function placesOf(affiliations: readonly Affiliation[] | undefined): Places {
  const places = new Map<string, Markup>()
  for (const affiliation of affiliations ?? []) places.set(affiliation.id, institution(affiliation))
  return places
}

export const affiliations = (ids: readonly string[] | undefined, places: Places): Markup =>
  wrap(
    'affiliations',
    each(ids, (id) => places.get(id) ?? none),
  )

/** An institution needs a name or an id; without both the department or the place stands for the name. */
function institution(affiliation: Affiliation): Markup {
  const { ror, isni } = affiliation
  const ids = sequence(
    leaf('institution_id', ror, { type: 'ror' }),
    isni === undefined ? none : leaf('institution_id', `https://isni.org/isni/${isni}`, { type: 'isni' }),
  )
  const given = affiliation.name ?? affiliation.literal
  const name = given ?? (ids === '' ? (affiliation.department ?? placeLine(affiliation)) : undefined)
  return wrap(
    'institution',
    sequence(
      leaf('institution_name', fit(name, 1024)),
      ids,
      name === placeLine(affiliation) ? none : leaf('institution_place', fit(placeLine(affiliation), 255, 2)),
      name === affiliation.department ? none : leaf('institution_department', fit(affiliation.department, 255, 2)),
    ),
  )
}

/** “Kolkata, West Bengal, 700064, India”; the code of the country where it is not named. */
export function placeLine({ city, region, postalCode, country, countryCode }: Affiliation): string | undefined {
  const parts = [city, region, postalCode, country ?? countryCode].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(', ')
}
