/** Person, Organization and Role: who made the article, where they work, and what each did. */
import type { Affiliation, Article, Contributor, Group, Person } from '../../../schemas/article.ts'
import { directName, nameParts } from '../../article/name-forms.ts'
import { namedAffiliations } from '../coarser.ts'
import { creditNames } from '../jats/vocabulary.ts'
import { institutionLine } from '../plain.ts'
import { inLanguage, type Node, oneOrMany, some } from './shape.ts'

const orcidBase = 'https://orcid.org/'
const isniBase = 'https://isni.org/isni/'
const gridBase = 'https://www.grid.ac/institutes/'
const creditBase = 'https://credit.niso.org/contributor-roles/'

/** Roles that schema.org has a property for; the others are a Role of a `contributor`. */
const properties: Readonly<Partial<Record<Contributor['role'], string>>> = {
  author: 'author',
  editor: 'editor',
  translator: 'translator',
  illustrator: 'illustrator',
}

type Places = ReadonlyMap<string, Node>

export function people(article: Article): Node {
  const places: Places = new Map(
    article.affiliations?.map((affiliation) => [affiliation.id, organization(affiliation)]),
  )
  const lists = new Map<string, Node[]>()
  const put = (property: string, node: Node) => {
    const list = lists.get(property)
    if (list) list.push(node)
    else lists.set(property, [node])
  }
  for (const [at, contributor] of (article.contributors ?? []).entries()) {
    const node = agent(contributor, places, `_:c${at + 1}`)
    const property = properties[contributor.role]
    if (property !== undefined) put(property, node)
    else put('contributor', { '@type': 'Role', roleName: contributor.role, contributor: node })
    for (const role of creditRoles(contributor, `_:c${at + 1}`)) put('contributor', role)
  }
  return { ...Object.fromEntries(lists), sourceOrganization: some(unnamed(article, places)) }
}

/** Organizations on whose behalf the work was done, where nobody in particular is said to work there. */
function unnamed(article: Article, places: Places): Node[] {
  if (article.affiliations === undefined) return []
  const named = namedAffiliations(article)
  return article.affiliations
    .filter(({ id }) => !named.has(id))
    .map(({ id }) => places.get(id))
    .filter((place) => place !== undefined)
}

/** `id` is a blank node that Roles point to; an ORCID iD or ROR id names the node to the world. */
function agent(contributor: Contributor, places: Places, id: string): Node {
  if (contributor.kind === 'person') return person(contributor, places, id)
  if (contributor.kind === 'group') return group(contributor, places, id)
  // Whether the name is a person’s or a body’s nobody knows, so the node has no type.
  return { '@id': nodeId(contributor, id), name: contributor.literal, ...shared(contributor, places) }
}

const person = (one: Person, places: Places, id: string): Node => ({
  '@type': 'Person',
  '@id': nodeId(one, id),
  name: directName(one) || undefined,
  familyName: nameParts(one).family || undefined,
  givenName: one.given,
  honorificPrefix: one.honorific,
  honorificSuffix: oneOrMany([one.suffix, one.degrees].filter((part) => part !== undefined)),
  alternateName: one.native && inLanguage(one.native.name, one.native.language),
  ...shared(one, places),
})

function group(one: Group, places: Places, id: string): Node {
  const members = one.members?.map((member, at) => person(member, places, `${id}m${at + 1}`))
  return {
    '@type': 'Organization',
    '@id': one.ror ?? (one.credit && id),
    name: one.name,
    ...shared(one, places),
    sameAs: oneOrMany([...(one.orcid === undefined ? [] : [orcidBase + one.orcid]), ...isniOf(one)]),
    member: members && some(members),
  }
}

/** Only what a Role points to needs an id of its own. */
const nodeId = ({ orcid, credit }: Contributor, id: string): string | undefined =>
  orcid === undefined ? credit && id : orcidBase + orcid

const isniOf = ({ isni }: { readonly isni?: string }): string[] => (isni === undefined ? [] : [isniBase + isni])

const shared = (one: Contributor, places: Places): Node => ({
  sameAs: oneOrMany(isniOf(one)),
  email: one.email,
  contactPoint: one.corresponding
    ? { '@type': 'ContactPoint', contactType: 'corresponding author', email: one.email }
    : undefined,
  affiliation: one.affiliations && some(one.affiliations.flatMap((id) => places.get(id) ?? [])),
  description: oneOrMany(one.notes ?? []),
})

function creditRoles(contributor: Contributor, id: string): Node[] {
  const out: Node[] = []
  const add = (one: Contributor, own: string) => {
    const target = one.kind === 'group' ? (one.ror ?? own) : nodeId(one, own)
    for (const { term, degree } of one.credit ?? []) {
      const url = `${creditBase}${term}/`
      out.push({
        '@type': 'Role',
        roleName: creditNames[term] ?? term,
        url,
        description: degree,
        contributor: { '@id': target },
      })
    }
  }
  add(contributor, id)
  if (contributor.kind === 'group')
    for (const [at, member] of (contributor.members ?? []).entries()) add(member, `${id}m${at + 1}`)
  return out
}

/** A place of work; the line as printed is its description where the parts are known too. */
function organization(affiliation: Affiliation): Node {
  const { name, department, city, region, postalCode, country, countryCode, ror, isni, grid, literal } = affiliation
  const address = {
    '@type': 'PostalAddress',
    addressLocality: city,
    addressRegion: region,
    postalCode,
    addressCountry:
      country !== undefined && countryCode !== undefined
        ? { '@type': 'Country', name: country, identifier: countryCode }
        : (country ?? countryCode),
  }
  return {
    '@type': 'Organization',
    '@id': ror,
    name: name ?? literal ?? (institutionLine(affiliation) || undefined),
    department: department === undefined ? undefined : { '@type': 'Organization', name: department },
    address: (city ?? region ?? postalCode ?? address.addressCountry) === undefined ? undefined : address,
    sameAs: oneOrMany([...isniOf({ ...(isni !== undefined && { isni }) }), ...(grid ? [gridBase + grid] : [])]),
    description: name === undefined ? undefined : literal,
  }
}
