/** contributors: person_name, organization, anonymous. */
import { type Contributor, contributorRoles, creditTerms, type Person } from '../../../../schemas/article.ts'
import { parseLanguage, parseOrcid } from '../../../article/identifiers.ts'
import { child, elements, type XmlNode } from '../../../text/xml.ts'
import { added, defined } from '../../jats/read/context.ts'
import { identified, note, type Reading } from './context.ts'
import { contentOf, keepAttributes, keepNode, readParts } from './keep.ts'
import { isEtAl, readName } from './people.ts'
import { plainNode } from './text.ts'

export function readContributors(node: XmlNode, reading: Reading, path: string): void {
  for (const kid of elements(node)) {
    const one = readers.get(kid.name)?.(kid, reading, `${path}/${kid.name}`)
    if (one === undefined) continue
    reading.draft.contributors = added(reading.draft.contributors, [one])
  }
}

type Reader = (node: XmlNode, reading: Reading, path: string) => Contributor | undefined

const known: ReadonlySet<string> = new Set(['sequence', 'contributor_role', 'language', 'name-style'])

const roles: Readonly<Record<string, Contributor['role']>> = {
  ...Object.fromEntries(contributorRoles.map((role) => [role, role])),
  'review-assistant': 'reviewer',
  'stats-reviewer': 'reviewer',
  'reviewer-external': 'reviewer',
  reader: 'reviewer',
}

/** The finer word for a reviewer is kept. */
function roleOf({ attributes }: XmlNode, { unmapped }: Reading, path: string): Contributor['role'] {
  const said = attributes.contributor_role ?? 'author'
  const role = Object.hasOwn(roles, said) ? roles[said] : undefined
  if (role !== said) unmapped.push({ path: `${path}/@contributor_role`, value: said })
  return role ?? 'other'
}

const readers: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    person_name: person,
    anonymous: person,
    organization(node, reading, path) {
      const name = plainNode(node)
      if (name === undefined) return undefined
      keepAttributes(node, reading, path, known)
      const tell = (code: string, message: string, value: string) =>
        note(reading, code, '/contributors', message, value)
      const read = readName({ name }, tell)
      return read && ({ ...read, role: roleOf(node, reading, path) } as Contributor) // a name and a role are a contributor
    },
  }),
)

type Shared = { -readonly [K in keyof Person]?: Person[K] } & { role: Contributor['role'] }

function person(node: XmlNode, reading: Reading, path: string): Contributor | undefined {
  const text = (name: string) => plainNode(child(node, name))
  const [given, surname] = [text('given_name'), text('surname')]
  const isGivenOnly = node.attributes['name-style'] === 'given-only' && given === undefined
  const said = {
    given: isGivenOnly ? surname : given,
    family: isGivenOnly ? undefined : surname,
    suffix: text('suffix'),
    isPerson: elements(child(node, 'alt-name'), 'string-name').length > 0,
  }
  if (isEtAl(said)) {
    note(reading, 'contributors-incomplete', '/contributors', 'The list of contributors is not complete.', surname)
    return undefined
  }
  const style = node.attributes['name-style']
  keepAttributes(node, reading, path, known)
  if (style !== undefined && style !== 'western' && style !== 'given-only')
    reading.unmapped.push({ path: `${path}/@name-style`, value: style })
  const tell = (code: string, message: string, value: string) => note(reading, code, '/contributors', message, value)
  const name = node.name === 'anonymous' ? { kind: 'literal' as const, literal: 'Anonymous' } : readName(said, tell)
  if (name === undefined) {
    keepNode(node, reading, path)
    return undefined
  }
  const shared: Shared = { ...name, role: roleOf(node, reading, path) } as Shared // a name of any kind, and a role
  readParts(node, reading, path, parts(shared))
  return shared as Contributor // a name of any kind, and a role
}

const parts = (shared: Shared): Readonly<Record<string, (node: XmlNode, reading: Reading, path: string) => void>> => ({
  given_name: () => {},
  surname: () => {},
  suffix: () => {},
  role: (node, reading, path) => readRole(node, shared, reading, path),
  ORCID: (node, reading, path) => {
    const orcid = identified(parseOrcid, plainNode(node), reading, path)
    if (orcid === undefined) return
    shared.orcid = orcid
    const { authenticated } = node.attributes
    if (authenticated === 'true' || authenticated === 'false') shared.orcidAuthenticated = authenticated === 'true'
  },
  affiliation: (node, reading) => addPlace(reading.places.add({ name: plainNode(node) }), shared),
  affiliations: (node, reading, path) => {
    for (const one of elements(node)) {
      if (one.name === 'institution') addPlace(institution(one, reading, `${path}/institution`), shared)
      else keepNode(one, reading, `${path}/${one.name}`)
    }
  },
  'alt-name': (node, reading, path) => {
    for (const one of elements(node)) otherName(one, shared, reading, `${path}/${one.name}`)
  },
})

function addPlace(id: string | undefined, shared: Shared): void {
  if (id !== undefined && !shared.affiliations?.includes(id)) shared.affiliations = added(shared.affiliations, [id])
}

/** institution: the first name is the place’s; an acronym has no place in the record. */
export function institution(node: XmlNode, reading: Reading, path: string): string | undefined {
  const texts = (name: string) =>
    elements(node, name)
      .map(plainNode)
      .filter((text) => text !== undefined)
  for (const other of elements(node)) {
    if (!/^institution_(?:name|place|department|id)$/.test(other.name))
      keepNode(other, reading, `${path}/${other.name}`)
  }
  const [name, ...names] = texts('institution_name')
  const ids = elements(node, 'institution_id').map((id) => ({
    type: id.attributes.type ?? '',
    id: plainNode(id) ?? '',
  }))
  const places = texts('institution_place')
  return reading.places.add({ name, places, departments: [...names, ...texts('institution_department')], ids })
}

function readRole(node: XmlNode, shared: Shared, reading: Reading, path: string): void {
  const type = node.attributes.type ?? node.attributes.term ?? plainNode(node)
  const term = creditTerms.find((known) => known === type)
  if (type === 'corresponding-author') shared.corresponding = true
  else if (term !== undefined) shared.credit = added(shared.credit, [{ term }])
  else if (type !== shared.role) reading.unmapped.push({ path, value: contentOf(node) })
}

/** A name in its own script, or the name with title and degrees. */
function otherName(node: XmlNode, shared: Shared, reading: Reading, path: string): void {
  if (node.name !== 'string-name') {
    keepNode(node, reading, path)
    return
  }
  const [honorific, degrees] = [plainNode(child(node, 'prefix')), plainNode(child(node, 'degrees'))]
  if (honorific !== undefined) shared.honorific ??= honorific
  if (degrees !== undefined) shared.degrees ??= degrees
  if (honorific !== undefined || degrees !== undefined) return
  const name = elements(node).length === 0 ? plainNode(node) : undefined
  if (name === undefined || shared.native !== undefined) {
    keepNode(node, reading, path)
    return
  }
  const language = identified(parseLanguage, node.attributes.language ?? node.attributes.lang, reading, path)
  shared.native = defined({ name, language })
}
