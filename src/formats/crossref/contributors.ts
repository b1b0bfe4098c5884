/** contributors: person_name and organization in the order of the byline. */
import type { Article, Contributor, Person } from '../../../schemas/article.ts'
import { element, leaf, type Markup, none, sequence, text, wrap } from '../../text/markup.ts'
import { affiliations, type Places, placesOf } from './affiliations.ts'
import { fit } from './values.ts'
import { contributorRoles, languageCode } from './vocabulary.ts'

/** The first of each role is marked so: it is the order within a role that a citation follows. */
export function contributors({ contributors = [], affiliations }: Article): Markup {
  const places = placesOf(affiliations)
  const met = new Set<string>()
  let out = none
  for (const contributor of contributors) {
    const role = contributorRoles[contributor.role]
    out = sequence(
      out,
      one(contributor, { sequence: met.has(role) ? 'additional' : 'first', contributor_role: role }, places),
    )
    met.add(role)
  }
  return wrap('contributors', out)
}

type Named = Readonly<Record<string, string | undefined>>

function one(contributor: Contributor, attributes: Named, places: Places): Markup {
  // An organization is text alone: its members are no co-authors, and it has no place for ids (organization_t).
  if (contributor.kind === 'group') return leaf('organization', fit(contributor.name, 511), attributes)
  const name = contributor.kind === 'person' ? nameOf(contributor) : { surname: contributor.literal }
  const rest = sequence(roles(contributor), affiliations(contributor.affiliations, places))
  if (name.surname === undefined) return element('anonymous', rest, attributes)
  return element(
    'person_name',
    sequence(
      leaf('given_name', fit(name.given, 200)),
      leaf('surname', fit(name.surname, 200)),
      leaf('suffix', fit(name.suffix, 10)),
      rest,
      orcid(contributor),
      contributor.kind === 'person' ? otherNames(contributor) : none,
    ),
    name.style === undefined ? attributes : { ...attributes, 'name-style': name.style },
  )
}

interface Name {
  readonly given?: string
  readonly surname?: string
  readonly suffix?: string
  readonly style?: 'given-only'
}

/** Crossref has no particles: they stand where they are printed. A mononym is a surname, by the schema’s demand. */
export function nameOf(person: Person): Name {
  const surname = joined(person.nonDroppingParticle, person.family)
  const given = joined(person.given, person.droppingParticle)
  const suffix = person.suffix
  if (surname === undefined && given !== undefined)
    return { surname: given, style: 'given-only', ...(suffix && { suffix }) }
  return {
    ...(given !== undefined && { given }),
    ...(surname === undefined ? person.native && { surname: person.native.name } : { surname }),
    ...(suffix !== undefined && { suffix }),
  }
}

export function joined(first: string | undefined, second: string | undefined): string | undefined {
  if (first === undefined || second === undefined) return first ?? second
  return /['’]$/.test(first) ? first + second : `${first} ${second}`
}

/** Since 5.5.0; assertions of the XSD tie each @type to its @vocab. */
function roles({ corresponding, credit }: Contributor): Markup {
  let out = corresponding ? element('role', none, { vocab: 'crossref', type: 'corresponding-author' }) : none
  for (const { term } of credit ?? []) out = sequence(out, element('role', none, { vocab: 'credit', type: term }))
  return out
}

function orcid({ orcid, orcidAuthenticated }: Contributor): Markup {
  if (orcid === undefined) return none
  return leaf('ORCID', `https://orcid.org/${orcid}`, {
    authenticated: orcidAuthenticated === undefined ? undefined : String(orcidAuthenticated),
  })
}

/** alt-name holds what a citation leaves out: the name in its own script, and the name with titles and degrees. */
function otherNames({ native, honorific, degrees, given, family }: Person): Markup {
  if (native === undefined && honorific === undefined && degrees === undefined) return none
  const formal = sequence(
    leaf('prefix', honorific),
    leaf('given_name', fit(given, 200)),
    leaf('surname', fit(family, 200)),
    leaf('degrees', degrees),
  )
  return element(
    'alt-name',
    sequence(
      native === undefined
        ? none
        : element('string-name', text(native.name), { language: languageCode(native.language) }),
      honorific === undefined && degrees === undefined ? none : element('string-name', formal),
    ),
  )
}
