/** AuthorList and GroupList: the byline, and the members of the groups in it. */
import type { Affiliation, Article, Contributor, Group, Person } from '../../../schemas/article.ts'
import { each, element, leaf, type Markup, none, sequence, text, wrap } from '../../text/markup.ts'
import { joined } from '../crossref/contributors.ts'

type Places = ReadonlyMap<string, Affiliation>

const placesOf = ({ affiliations = [] }: Article): Places => new Map(affiliations.map((one) => [one.id, one]))

/** Authors alone: PubMed has no place for editors. */
export function authorList(article: Article): Markup {
  const places = placesOf(article)
  return wrap(
    'AuthorList',
    each(article.contributors, (one) => (one.role === 'author' ? author(one, places) : none)),
  )
}

const author = (one: Contributor, places: Places): Markup =>
  element(
    'Author',
    sequence(
      one.kind === 'group' ? leaf('CollectiveName', one.name) : personName(one),
      affiliationInfos(one, places),
      one.orcid === undefined ? none : leaf('Identifier', `https://orcid.org/${one.orcid}`, { Source: 'ORCID' }),
      leaf('Identifier', one.isni, { Source: 'ISNI' }),
      one.kind === 'group' ? leaf('Identifier', one.ror, { Source: 'ROR' }) : none,
    ),
    { EqualContrib: one.equalContribution ? 'Y' : undefined },
  )

/** FirstName is required; @EmptyYN says that there is none. Particles stand where they are printed. */
function personName(one: Exclude<Contributor, Group>): Markup {
  const { first, last, suffix } = nameOf(one)
  return sequence(
    first === undefined ? element('FirstName', none, { EmptyYN: 'Y' }) : leaf('FirstName', first),
    element('LastName', text(last ?? '')),
    leaf('Suffix', suffix),
  )
}

export function nameOf(one: Exclude<Contributor, Group>): { first?: string; last?: string; suffix?: string } {
  if (one.kind === 'literal') return { last: one.literal }
  const first = joined(one.given, one.droppingParticle)
  const last = joined(one.nonDroppingParticle, one.family)
  const suffix = one.suffix === undefined ? {} : { suffix: one.suffix }
  if (last === undefined)
    return { ...((first ?? one.native?.name) !== undefined && { last: first ?? one.native?.name }), ...suffix }
  return { ...(first !== undefined && { first }), last, ...suffix }
}

/** The e-mail address ends the affiliation; without one it stands alone. */
function affiliationInfos({ affiliations = [], email }: Contributor, places: Places): Markup {
  const found = affiliations.map((id) => places.get(id)).filter((place) => place !== undefined)
  const lines = found.map((place, at) => ({
    place,
    line: at === 0 && email ? `${affiliationLine(place)}. ${email}` : affiliationLine(place),
  }))
  if (found.length === 0 && email !== undefined) return element('AffiliationInfo', leaf('Affiliation', email))
  return each(lines, ({ place, line }) =>
    element(
      'AffiliationInfo',
      sequence(
        element('Affiliation', text(line)),
        leaf('Identifier', place.ror, { Source: 'ROR' }),
        leaf('Identifier', place.isni, { Source: 'ISNI' }),
        leaf('Identifier', place.grid, { Source: 'GRID' }),
      ),
    ),
  )
}

/** The line as printed, or its parts in the usual order. */
export function affiliationLine(place: Affiliation): string {
  if (place.literal !== undefined) return place.literal
  const { department, name, city, region, postalCode, country, countryCode } = place
  return [department, name, city, region, postalCode, country ?? countryCode]
    .filter((part) => part !== undefined)
    .join(', ')
}

/** Members of a group are no authors: they are collaborators, named under it. */
export function groupList(article: Article): Markup {
  const places = placesOf(article)
  return wrap(
    'GroupList',
    each(article.contributors, (one) =>
      one.role !== 'author' || one.kind !== 'group' || !one.members?.length
        ? none
        : element(
            'Group',
            sequence(
              leaf('GroupName', one.name),
              each(one.members, (member) => individual(member, places)),
            ),
          ),
    ),
  )
}

/** One Affiliation: several are joined. */
const individual = (member: Person, places: Places): Markup => {
  const lines = (member.affiliations ?? []).map((id) => places.get(id)).filter((place) => place !== undefined)
  return element(
    'IndividualName',
    sequence(personName(member), leaf('Affiliation', lines.map(affiliationLine).join('; '))),
  )
}
