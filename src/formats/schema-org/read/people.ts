/** Person, Organization and Role as contributors. */
import type { Contributor, Group, LiteralName, Person } from '../../../../schemas/article.ts'
import { contributorRoles } from '../../../../schemas/article.ts'
import { kinds } from '../../../article/identifiers.ts'
import { parseInverted } from '../../../article/inverted-name.ts'
import { type Context, checked, defined, keep, note, plain } from '../../html/context.ts'
import { creditNames } from '../../jats/vocabulary.ts'
import { identifierOf, lineOf, type Places, placed, placeOf } from './affiliations.ts'
import { isSource, type Source, sourceOf } from './source.ts'

type Role = Contributor['role']
type Shared = Omit<LiteralName, 'kind' | 'literal' | 'role'>

/** Terms that name contributors, in the order of the record. */
const terms: readonly (readonly [term: string, role: Role])[] = [
  ['author', 'author'],
  ['editor', 'editor'],
  ['translator', 'translator'],
  ['illustrator', 'illustrator'],
  ['contributor', 'other'],
]

/** Who a CRediT role is given to: what is said of a node stands with its `@id`. */
type Agents = Map<string, Contributor>

export function readPeople(root: Source, context: Context): void {
  const places: Places = { byContent: new Map(), list: [] }
  const agents: Agents = new Map()
  const contributors: Contributor[] = []
  const credits: Source[] = []
  for (const [term, role] of terms) {
    // Zenodo and DataCite say `creator` for the same people.
    const names = term === 'author' && !root.has('author') ? ['creator'] : [term]
    for (const item of names.flatMap((name) => root.items(name))) {
      if (!isSource(item)) {
        contributors.push(...textNames(item.text, role, context))
        continue
      }
      const inner = item.types.includes('Role') ? roleOf(item, role, credits) : { node: item, role, name: undefined }
      const found = inner && agentOf(inner.node, inner.role, context, places, agents)
      if (inner?.name) keep(context, `${item.path}/roleName`, inner.name)
      if (found) contributors.push(found)
    }
  }
  repeated(root, contributors, context)
  for (const credit of credits) giveCredit(credit, agents, context)
  for (const node of root.nodes('sourceOrganization')) placeOf(node, context, places)
  if (contributors.length > 0) context.draft.contributors = contributors
  if (places.list.length > 0) context.draft.affiliations = places.list
}

/** A Role of a person who is described in it; one that points to a person says what that person did. */
function roleOf(role: Source, fallback: Role, credits: Source[]) {
  const name = role.text('roleName') ?? ''
  const [node] = role.nodes('contributor', 'author', 'editor')
  if (node === undefined) return undefined
  if (node.isReference) {
    const said = { roleName: name, url: role.text('url'), degree: role.text('description'), target: node.text('@id') }
    credits.push(sourceOf(said, role.path, new Map()))
    node.done()
    return undefined
  }
  const known = contributorRoles.find((one) => one === name.toLowerCase())
  return { node, role: known ?? fallback, name: known === undefined ? name : undefined }
}

const creditTerms = new Map(
  Object.entries(creditNames).flatMap(([term, name]) => [
    [term, term],
    [name.toLowerCase(), term],
  ]),
)

function giveCredit(credit: Source, agents: Agents, context: Context): void {
  const [name = '', url = '', degree, target = ''] = ['roleName', 'url', 'degree', 'target'].map(credit.text)
  const agent = agents.get(target)
  const term = creditTerms.get(url.replace(/\/+$/, '').replace(/^.*\//, '')) ?? creditTerms.get(name.toLowerCase())
  if (agent === undefined || term === undefined) {
    keep(context, credit.path, [name, url, degree, target].filter(Boolean).join(' '))
    return
  }
  // Terms of the table are those of the record; a degree that is none is judged by admission.
  const said = { term, ...(degree !== undefined && { degree }) } as NonNullable<Shared['credit']>[number]
  agent.credit = [...(agent.credit ?? []), said]
}

/** `creator` beside `author` says the same people again; anybody new is kept. */
function repeated(root: Source, contributors: readonly Contributor[], context: Context): void {
  const known = new Set(contributors.map((one) => wordsOf(nameText(one))))
  const scratch: Context = { draft: {}, notes: [], unmapped: [] }
  for (const node of root.nodes('creator')) {
    const found = agentOf(node, 'author', scratch, { byContent: new Map(), list: [] }, new Map())
    if (found && known.has(wordsOf(nameText(found)))) node.done()
    else if (found) keep(context, node.path, nameText(found))
  }
  for (const { text } of root.texts('creator')) if (!known.has(wordsOf(text))) keep(context, '/creator', text)
}

const nameText = (one: Contributor): string =>
  one.kind === 'person' ? `${one.given ?? ''} ${one.family ?? ''}` : one.kind === 'group' ? one.name : one.literal
const wordsOf = (name: string): string => (name.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).sort().join(' ')

function textNames(text: string, role: Role, context: Context): Contributor[] {
  return text
    .split(/\s*;\s*/)
    .filter((one) => one !== '')
    .map((one) => undivided(plain(one), role, context))
}

/** A name in one piece: its comma may say where the family name ends. */
export function undivided(name: string, role: Role, context: Context): Contributor {
  const parts = parseInverted(name)
  if (parts) return { kind: 'person', role, ...parts }
  note(
    context,
    'name-undivided',
    '/contributors',
    'The source does not say which part of the name is the family name.',
    name,
  )
  return { kind: 'literal', role, literal: name }
}

function agentOf(node: Source, role: Role, context: Context, places: Places, agents: Agents): Contributor | undefined {
  const id = node.text('@id')
  const name = isBody(node) ? bodyOf(node, role, context, places, agents) : personOf(node, role, context)
  if (name === undefined) return undefined
  const agent = { ...name, ...sharedOf(node, context, places, id) } as Contributor // the shared parts of any kind
  if (id !== undefined && !agents.has(id)) agents.set(id, agent)
  return agent
}

const isBody = ({ types }: Source): boolean =>
  types.some((type) => /Organization|Project|Consortium|Corporation/.test(type))

function bodyOf(node: Source, role: Role, context: Context, places: Places, agents: Agents): Group | undefined {
  const name = node.text('name') ?? node.text('legalName')
  // A body among the members may be the body itself, in documents whose nodes point to each other.
  const members = node
    .nodes('member')
    .filter((one) => !isBody(one))
    .flatMap((one) => {
      const member = agentOf(one, 'author', context, places, agents)
      return member?.kind === 'person' ? [member] : []
    })
  return name === undefined
    ? undefined
    : { kind: 'group', role, name: plain(name), ...(members.length > 0 && { members }) }
}

function personOf(node: Source, role: Role, context: Context): Person | LiteralName | Group | undefined {
  const [family, given, name] = ['familyName', 'givenName', 'name'].map((term) => {
    const text = node.text(term)
    return text === undefined ? undefined : plain(text)
  })
  const isPerson = node.types.includes('Person') || family !== undefined || given !== undefined
  if (family === undefined && given === undefined) {
    if (name === undefined || name === '') return undefined
    const whole = isPerson ? undivided(name, role, context) : { kind: 'literal' as const, role, literal: name }
    return whole.kind === 'person' ? { ...whole, ...titlesOf(node) } : whole
  }
  if (name !== undefined && !sameName(name, [given, family])) {
    // Zenodo and others put a part into the other’s place; the whole name tells.
    const known = `${given ?? ''} ${family ?? ''}`
    if (wordsOf(name).length > wordsOf(known).length + 4) keep(context, `${node.path}/name`, name)
  }
  // schema.org has both parts; a name whose one part holds all of it was never divided.
  if (given !== undefined && family === undefined && given.includes(' '))
    return undivided(given, role, context) as LiteralName // a name without comma
  return defined<Person>({ kind: 'person', role, family, given, ...titlesOf(node) })
}

const sameName = (name: string, parts: readonly (string | undefined)[]): boolean =>
  wordsOf(name) === wordsOf(parts.join(' '))

const suffix = /^(?:jr|sr|[ivx]{1,4}|[2-9](?:nd|rd|th))\.?$/i
export const isSuffix = (text: string): boolean => suffix.test(text)
const foreign = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u
export const isNative = (name: string): boolean => foreign.test(name)

function titlesOf(node: Source): Partial<Person> {
  const suffixes = node.texts('honorificSuffix').map(({ text }) => plain(text))
  const [first, second] = suffixes.length === 1 && !isSuffix(suffixes[0] ?? '') ? [undefined, suffixes[0]] : suffixes
  const native = node.has('alternateName') ? node.texts('alternateName') : []
  const other = native.find(({ text }) => isNative(text))
  const honorific = node.text('honorificPrefix')
  return defined<Partial<Person>>({
    suffix: first,
    degrees: second,
    honorific,
    native: other && defined({ name: other.text, language: other.language }),
  })
}

const orcidPattern = /^https?:\/\/(?:www\.)?orcid\.org\/|^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/i

/** What a contributor of any kind may have. */
function sharedOf(node: Source, context: Context, places: Places, id: string | undefined): Shared {
  const email = node.text('email')
  const contacts = node.nodes('contactPoint')
  const address = email ?? contacts.map((one) => one.text('email')).find(Boolean)
  const isCorresponding = contacts.some((one) => /corresp/i.test(one.text('contactType') ?? ''))
  if (isCorresponding) for (const one of contacts) one.done()
  const affiliations = [
    ...node.nodes('affiliation', 'worksFor').map((one) => placeOf(one, context, places)),
    ...node.texts('affiliation', 'worksFor').map(({ text }) => placed(lineOf(plain(text)), places)),
  ].filter((one) => one !== undefined)
  return defined({
    ...idsOf(node, context, id),
    email: checked(context, 'email', address, `${node.path}/email`),
    corresponding: isCorresponding || undefined,
    affiliations: [...new Set(affiliations)],
    notes: node.texts('description', 'jobTitle').map(({ text }) => text),
  })
}

/** An ORCID iD may be the `@id`, an identifier, a `sameAs` or the `url`. */
function idsOf(node: Source, context: Context, id: string | undefined): Pick<Group, 'orcid' | 'isni' | 'ror'> {
  const addresses = [
    id,
    ...node.texts('sameAs', 'identifier', 'url').map(({ text }) => text),
    ...node.nodes('identifier').map(identifierOf),
  ]
  const found: Pick<Group, 'orcid' | 'isni' | 'ror'> = {}
  for (const address of addresses) {
    if (address === undefined || address.startsWith('_:')) continue
    if (orcidPattern.test(address) && found.orcid === undefined) {
      const orcid = checked(context, 'orcid', address, `${node.path}/@id`)
      if (orcid !== undefined) found.orcid = orcid
    } else if (/isni/i.test(address) && 'value' in kinds.isni.parse(address)) found.isni = address
    else if (isBody(node) && /ror\.org\//i.test(address) && found.ror === undefined) {
      const ror = checked(context, 'ror', address, `${node.path}/@id`)
      if (ror !== undefined) found.ror = ror
    } else if (!orcidPattern.test(address) || !address.endsWith(found.orcid ?? '-')) {
      keep(context, `${node.path}/sameAs`, address)
    }
  }
  return found
}
