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
  const shared = sharedIds(article)
  for (const [at, contributor] of (article.contributors ?? []).entries()) {
    const node = agent(contributor, places, `_:c${at + 1}`, shared)
    const property = properties[contributor.role]
    if (property !== undefined) put(property, node)
    else put('contributor', { '@type': 'Role', roleName: contributor.role, contributor: node })
    for (const role of creditRoles(contributor, `_:c${at + 1}`, shared)) put('contributor', role)
  }
  return { ...Object.fromEntries(lists), sourceOrganization: some(unnamed(article, places)) }
}

/** ORCID iDs and ROR ids of more than one: such an id names no single node, so it stands in `sameAs`. */
function sharedIds({ contributors }: Article): ReadonlySet<string> {
  const seen = new Set<string>()
  const shared = new Set<string>()
  const add = (id: string | undefined) => {
    if (id === undefined) return
    if (seen.has(id)) shared.add(id)
    seen.add(id)
  }
  for (const one of contributors ?? []) {
    add(one.kind === 'group' ? one.ror : one.orcid)
    if (one.kind === 'group') for (const { orcid } of one.members ?? []) add(orcid)
  }
  return shared
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
function agent(contributor: Contributor, places: Places, id: string, shared: ReadonlySet<string>): Node {
  if (contributor.kind === 'person') return person(contributor, places, id, shared)
  if (contributor.kind === 'group') return group(contributor, places, id, shared)
  // Whether the name is a person’s or a body’s nobody knows, so the node has no type.
  return { '@id': nodeId(contributor, id, shared), name: contributor.literal, ...common(contributor, places, shared) }
}

const person = (one: Person, places: Places, id: string, shared: ReadonlySet<string>): Node => ({
  '@type': 'Person',
  '@id': nodeId(one, id, shared),
  name: directName(one) || undefined,
  familyName: nameParts(one).family || undefined,
  givenName: nameParts(one).given || undefined,
  honorificPrefix: one.honorific,
  honorificSuffix: oneOrMany([one.suffix, one.degrees].filter((part) => part !== undefined)),
  alternateName: one.native && inLanguage(one.native.name, one.native.language),
  ...common(one, places, shared),
})

function group(one: Group, places: Places, id: string, shared: ReadonlySet<string>): Node {
  const members = one.members?.map((member, at) => person(member, places, `${id}m${at + 1}`, shared))
  return {
    '@type': 'Organization',
    '@id': nodeId(one, id, shared),
    name: one.name,
    ...common(one, places, shared),
    member: members && some(members),
  }
}

/** An iD or ROR id of this node alone; otherwise only what a Role points to needs an id of its own. */
function nodeId(one: Contributor, id: string, shared: ReadonlySet<string>): string | undefined {
  const own = ownId(one)
  return own === undefined || shared.has(own) ? one.credit && id : one.kind === 'group' ? own : orcidBase + own
}

const ownId = (one: Contributor): string | undefined => (one.kind === 'group' ? one.ror : one.orcid)

/** Identifiers that are not the node’s own id. */
function sameAs(one: Contributor, shared: ReadonlySet<string>): unknown {
  const own = ownId(one)
  const isShared = own !== undefined && shared.has(own)
  const ror = one.kind === 'group' && isShared ? one.ror : undefined
  const orcid = one.kind === 'group' || isShared ? one.orcid : undefined
  return oneOrMany([ror, orcid && orcidBase + orcid, ...isniOf(one)].filter((id) => id !== undefined))
}

const isniOf = ({ isni }: { readonly isni?: string }): string[] => (isni === undefined ? [] : [isniBase + isni])

const common = (one: Contributor, places: Places, shared: ReadonlySet<string>): Node => ({
  sameAs: sameAs(one, shared),
  email: one.email,
  contactPoint: one.corresponding
    ? { '@type': 'ContactPoint', contactType: 'corresponding author', email: one.email }
    : undefined,
  affiliation: one.affiliations && some(one.affiliations.flatMap((id) => places.get(id) ?? [])),
  description: oneOrMany(one.notes ?? []),
})

function creditRoles(contributor: Contributor, id: string, shared: ReadonlySet<string>): Node[] {
  const out: Node[] = []
  const add = (one: Contributor, own: string) => {
    const target = nodeId(one, own, shared)
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
    // Said twice where it stands for the name, so that a line is told from a name.
    description: literal,
  }
}
