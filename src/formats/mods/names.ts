/** name: who made the article, in the order of the byline, and who paid for it. */
import type { Affiliation, Article, Contributor, Person } from '../../../schemas/article.ts'
import { doiUrl } from '../../article/doi.ts'
import { affiliationLine } from '../../article/in-words.ts'
import { nameParts } from '../../article/name-forms.ts'
import { each, element, leaf, type Markup, none, sequence, text } from '../../text/markup.ts'
import { creditBase, creditNames, orcidBase } from '../jats/vocabulary.ts'
import { memberLine } from '../member-names.ts'
import { relators } from '../relators.ts'
import { leafOf } from './parts.ts'
import { degreesLabel } from './phrases.ts'

type Places = ReadonlyMap<string, Affiliation>

export function names({ contributors, affiliations }: Article): Markup {
  const places: Places = new Map(affiliations?.map((affiliation) => [affiliation.id, affiliation]))
  return each(contributors, (contributor) => name(contributor, places))
}

const types = { person: 'personal', group: 'corporate', literal: undefined } as const

const name = (contributor: Contributor, places: Places): Markup =>
  element(
    'name',
    sequence(
      contributor.kind === 'person' ? personParts(contributor) : leaf('namePart', oneName(contributor)),
      role(contributor),
      identifiers(contributor),
      each(contributor.affiliations, (id) => affiliation(places.get(id))),
      descriptions(contributor),
      contributor.kind === 'person' ? native(contributor) : none,
    ),
    { type: types[contributor.kind] },
  )

const oneName = (contributor: Exclude<Contributor, Person>): string =>
  contributor.kind === 'group' ? contributor.name : contributor.literal

const termsOfAddress = leafOf('namePart', { type: 'termsOfAddress' })
const familyPart = leafOf('namePart', { type: 'family' })
const givenPart = leafOf('namePart', { type: 'given' })

/** What stands before a name and what stands behind it are both termsOfAddress; a mononym has no type. */
function personParts(person: Person): Markup {
  const { family, given } = nameParts(person)
  return sequence(
    termsOfAddress(person.honorific),
    given === '' ? leaf('namePart', family) : familyPart(family),
    givenPart(given),
    termsOfAddress(person.suffix),
  )
}

const native = ({ native }: Person): Markup =>
  native === undefined
    ? none
    : element('alternativeName', leaf('namePart', native.name), { altType: 'native', 'xml:lang': native.language })

/** The relator, and CRediT roles by the URL of their term. */
const role = ({ role, credit }: Contributor): Markup => sequence(relatorRoles[role], each(credit, creditRole))

const relatorRole = (code: string | undefined, term: string): Markup =>
  element(
    'role',
    sequence(
      leaf('roleTerm', code, { type: 'code', authority: 'marcrelator' }),
      leaf('roleTerm', term, { type: 'text', authority: code && 'marcrelator' }),
    ),
  )

const relatorRoles = Object.fromEntries(
  Object.entries(relators).map(([role, { code, term }]) => [role, relatorRole(code, term)]),
) as Record<Contributor['role'], Markup> // the keys of a table by role
const funderRole = relatorRole('fnd', 'funder')

function creditRole({ term, degree }: NonNullable<Contributor['credit']>[number]): Markup {
  const named = creditNames[term] ?? term
  return element(
    'role',
    leaf('roleTerm', degree === undefined ? named : `${named} (${degree})`, {
      type: 'text',
      authorityURI: creditBase,
      valueURI: `${creditBase}contributor-roles/${term}/`,
    }),
  )
}

const orcidIdentifier = leafOf('nameIdentifier', { type: 'orcid', typeURI: 'https://orcid.org' })
const isniIdentifier = leafOf('nameIdentifier', { type: 'isni', typeURI: 'https://isni.org' })
const rorIdentifier = leafOf('nameIdentifier', { type: 'ror', typeURI: 'https://ror.org' })
const doiIdentifier = leafOf('nameIdentifier', { type: 'doi', typeURI: 'https://doi.org' })

function identifiers(contributor: Contributor): Markup {
  const { orcid, isni } = contributor
  return sequence(
    orcidIdentifier(orcid && orcidBase + orcid),
    isniIdentifier(isni),
    contributor.kind === 'group' ? rorIdentifier(contributor.ror) : none,
  )
}

function affiliation(place: Affiliation | undefined): Markup {
  if (place === undefined) return none
  const line = affiliationLine(place)
  if (line === '' && place.ror === undefined) return none
  // authority and valueURI: since MODS 3.8, change 4.
  const authority =
    place.ror === undefined ? undefined : { authority: 'ror', authorityURI: 'https://ror.org', valueURI: place.ror }
  return element('affiliation', text(line), authority)
}

/** What MODS has no element for is told in words of the name; members of a group would be co-authors by names of their own. */
function descriptions(contributor: Contributor): Markup {
  const { corresponding, email, equalContribution, deceased, notes } = contributor
  return sequence(
    contributor.kind === 'person'
      ? leaf('description', contributor.degrees && degreesLabel + contributor.degrees)
      : none,
    corresponding ? leaf('description', 'Corresponding author') : none,
    leaf('description', email),
    equalContribution ? leaf('description', 'Contributed equally') : none,
    deceased ? leaf('description', 'Deceased') : none,
    each(notes, (note) => leaf('description', note)),
    contributor.kind === 'group' ? leaf('description', memberLine(contributor.members)) : none,
  )
}

/** Places of work that nobody in the record is said to work at. */
export function unlinkedAffiliations({ contributors = [], affiliations = [] }: Article): Markup {
  const named = new Set(contributors.flatMap(({ affiliations = [] }) => affiliations))
  return each(affiliations, (place) => {
    const line = affiliationLine(place)
    return named.has(place.id) ? none : leaf('note', withRor(line, place.ror), { type: 'affiliation' })
  })
}

const withRor = (line: string, ror: string | undefined): string =>
  ror === undefined ? line : line === '' ? ror : `${line} (${ror})`

export const funders = ({ funding }: Article): Markup =>
  each(funding, ({ funder }) =>
    funder === undefined
      ? none
      : element(
          'name',
          sequence(
            leaf('namePart', funder.name),
            funderRole,
            rorIdentifier(funder.ror),
            doiIdentifier(funder.doi && doiUrl(funder.doi)),
          ),
          { type: 'corporate' },
        ),
  )
