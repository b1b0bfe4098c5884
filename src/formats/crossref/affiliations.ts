/** affiliations/institution: places of work, written out at every person who names them. */
import type { Affiliation } from '../../../schemas/article.ts'
import { each, leaf, type Markup, none, sequence, wrap } from '../../text/markup.ts'
import type { SaidPlace } from './read/places.ts'
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

const institution = (affiliation: Affiliation): Markup => {
  const { name, ids = [], places = [], departments = [] } = writtenPlace(affiliation)
  return wrap(
    'institution',
    sequence(
      leaf('institution_name', name),
      each(ids, ({ type, id }) => leaf('institution_id', id, { type })),
      each(places, (place) => leaf('institution_place', place)),
      each(departments, (department) => leaf('institution_department', department)),
    ),
  )
}

/** An institution needs a name or an id; without both the department or the place stands for the name. */
export function writtenPlace(affiliation: Affiliation): SaidPlace {
  const { ror, isni, department } = affiliation
  const ids = [
    ...(ror === undefined ? [] : [{ type: 'ror', id: ror }]),
    ...(isni === undefined ? [] : [{ type: 'isni', id: `https://isni.org/isni/${isni}` }]),
  ]
  const line = placeLine(affiliation)
  const given = affiliation.name ?? affiliation.literal
  const name = given ?? (ids.length === 0 ? (department ?? line) : undefined)
  const said = (text: string | undefined) =>
    name === text ? [] : [fit(text, 255, 2)].filter((one) => one !== undefined)
  return { name: fit(name, 1024), ids, places: said(line), departments: said(department) }
}

/** “Kolkata, West Bengal, 700064, India”; the code of the country where it is not named. */
export function placeLine({ city, region, postalCode, country, countryCode }: Affiliation): string | undefined {
  const parts = [city, region, postalCode, country ?? countryCode].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(', ')
}
