/** contrib-group and author-notes: who made the article. */
import { type Contributor, contributorRoles, creditTerms, type Person } from '../../../../schemas/article.ts'
import { child, descendants, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import type { Affiliations } from './affiliations.ts'
import { type Context, defined, ignore, keep, type Part, readChildren, some } from './context.ts'
import { type Name, nameElements, nameOf } from './names.ts'

const path = 'front/article-meta/contrib-group'

export function readContributors(meta: XmlNode | undefined, affiliations: Affiliations, context: Context): void {
  const pointed = new Set<XmlNode>()
  const contributors = elements(meta, 'contrib-group').flatMap((group) =>
    groupMembers(group, { context, affiliations, pointed }),
  )
  readAuthorNotes(meta, contributors, pointed, context)
  const list = some(contributors)
  if (list !== undefined) context.draft.contributors = list
}

interface Reading {
  readonly context: Context
  readonly affiliations: Affiliations
  /** Notes that some contributor points to. */
  readonly pointed: Set<XmlNode>
}

/** An affiliation that stands in the group and that none points to is everyone’s. */
function groupMembers(group: XmlNode, reading: Reading): Contributor[] {
  const members = elements(group, 'contrib').flatMap((node) => {
    const contributor = contributorOf(node, group, reading)
    return contributor === undefined ? [] : [contributor]
  })
  for (const kid of elements(group)) {
    if (!['contrib', 'aff', 'aff-alternatives', 'x'].includes(kid.name))
      keep(kid, reading.context, `${path}/${kid.name}`)
  }
  const shared = elements(group)
    .map((kid) => reading.affiliations.byNode.get(kid))
    .filter((id) => id !== undefined)
  if (shared.length > 0 && members.every(({ affiliations }) => affiliations === undefined)) {
    for (const member of members) member.affiliations = [...shared]
  }
  return members
}

type Shared = Omit<Person, 'kind' | 'family' | 'given'>

function contributorOf(node: XmlNode, group: XmlNode, reading: Reading): Contributor | undefined {
  const names: Name[] = []
  const shared: Shared = {
    role: roleOf(node.attributes['contrib-type'] ?? group.attributes['content-type'] ?? 'author'),
  }
  const { corresp, 'equal-contrib': equal, deceased } = node.attributes
  if (corresp !== undefined) shared.corresponding = corresp === 'yes'
  if (equal !== undefined) shared.equalContribution = equal === 'yes'
  if (deceased !== undefined) shared.deceased = deceased === 'yes'
  const parts = partsOf(shared, names, reading)
  readChildren(node, reading.context, `${path}/contrib`, parts)
  const rids = node.attributes.rid ?? ''
  for (const rid of rids.split(/\s+/)) if (rid !== '') pointTo(rid, undefined, shared, reading)
  const name = names[0]
  if (name === undefined) {
    keep(node, reading.context, `${path}/contrib`)
    return undefined
  }
  const { degrees, ...rest } = defined(shared)
  if (name.kind === 'person') return { ...name, ...(degrees !== undefined && { degrees }), ...rest }
  if (name.kind === 'literal') return { ...name, ...rest }
  const members = descendants(node, 'contrib-group').flatMap((inner) => groupMembers(inner, reading))
  const people = members.filter((member): member is Person => member.kind === 'person')
  for (const member of members) {
    if (member.kind !== 'person') {
      const value = member.kind === 'group' ? member.name : member.literal
      reading.context.unmapped.push({ path: `${path}/contrib/collab/contrib-group/contrib`, value })
    }
  }
  return { ...name, ...(people.length > 0 && { members: people }), ...rest }
}

function roleOf(type: string): Contributor['role'] {
  const name = type.toLowerCase()
  const known = contributorRoles.find((role) => role === name || `${role}s` === name)
  if (known !== undefined) return known
  const found = roleWords.find(([pattern]) => pattern.test(name))
  return found === undefined ? 'other' : found[1]
}

const roleWords: readonly (readonly [RegExp, Contributor['role']])[] = [
  [/edit/, 'editor'],
  [/review|referee/, 'reviewer'],
  [/translat/, 'translator'],
  [/illustrat/, 'illustrator'],
  [/auth/, 'author'],
]

function partsOf(shared: Shared, names: Name[], reading: Reading): Readonly<Record<string, Part>> {
  const name: Part = (node, context, at) => {
    const found = nameOf(node)
    if (found === undefined) return
    if (names.length === 0) names.push(found)
    else keep(node, context, at)
  }
  const note = (text: string | undefined) => {
    if (text !== undefined) shared.notes = [...(shared.notes ?? []), text]
  }
  const link: Part = (node, context, at) => {
    const { href = textOf(node) ?? '' } = node.attributes
    if (/orcid\.org\//.test(href) && shared.orcid === undefined) shared.orcid = bareOrcid(href)
    else keep(node, context, at)
  }
  const affiliation: Part = (node) => addAffiliation(shared, reading.affiliations.byNode.get(node))
  return {
    ...Object.fromEntries([...nameElements].map((element) => [element, name])),
    'contrib-id': (node, context, at) => contribId(node, shared, context, at),
    degrees: (node) => {
      const degrees = [shared.degrees, textOf(node)].filter((part) => part !== undefined).join(', ')
      if (degrees !== '') shared.degrees = degrees
    },
    role: (node) => role(node, shared, note),
    email: (node, context, at) => email(node, shared, context, at),
    address: (node, context, at) => {
      const [found] = descendants(node, 'email')
      if (found === undefined) keep(node, context, at)
      else email(found, shared, context, at)
    },
    'author-comment': (node) => note(textOf(node)),
    fn: (node) => note(textOf(node, new Set(['label']))),
    aff: affiliation,
    'aff-alternatives': affiliation,
    xref: (node, context, at) => {
      const { rid = '', 'ref-type': type } = node.attributes
      for (const id of rid.split(/\s+/)) {
        // A mark whose note stands outside the front matter says nothing here; a lost affiliation does.
        if (id !== '' && !pointTo(id, type, shared, reading) && type === 'aff') keep(node, context, at)
      }
    },
    'ext-link': link,
    uri: link,
    label: ignore,
    x: ignore, // punctuation for print
  }
}

function addAffiliation(shared: Shared, id: string | undefined): boolean {
  if (id === undefined) return false
  if (!shared.affiliations?.includes(id)) shared.affiliations = [...(shared.affiliations ?? []), id]
  return true
}

/** What an IDREF points to says what is meant; @ref-type is often wrong or missing. */
function pointTo(id: string, type: string | undefined, shared: Shared, reading: Reading): boolean {
  if (addAffiliation(shared, reading.affiliations.byXmlId.get(id))) return true
  const target = reading.context.byId.get(id)
  if (target === undefined) return false
  reading.pointed.add(target)
  const emails = descendants(target, 'email')
  const address = textOf(emails[0])
  if (emails.length === 1 && address !== undefined && isEmail(address)) shared.email ??= address
  if (target.name === 'corresp' || type === 'corresp' || target.attributes['fn-type'] === 'corresp') {
    shared.corresponding = true
    return true
  }
  if (target.name !== 'fn') return false
  const kind = target.attributes['fn-type'] ?? ''
  if (kind === 'equal') shared.equalContribution = true
  else if (kind === 'deceased') shared.deceased = true
  else {
    const text = textOf(target, new Set(['label']))
    if (text !== undefined) shared.notes = [...(shared.notes ?? []), text]
  }
  return true
}

function contribId(node: XmlNode, shared: Shared, context: Context, at: string): void {
  const value = textOf(node)
  const type = node.attributes['contrib-id-type']?.toLowerCase() ?? (/orcid\.org/.test(value ?? '') ? 'orcid' : '')
  if (value === undefined) return
  if (type === 'orcid' && shared.orcid === undefined) {
    shared.orcid = bareOrcid(value)
    const { authenticated } = node.attributes
    if (authenticated !== undefined) shared.orcidAuthenticated = authenticated === 'true'
  } else if (type === 'isni' && shared.isni === undefined) {
    shared.isni = value.replace(/^https?:\/\/(?:www\.)?isni\.org\/(?:isni\/)?/i, '').replace(/[\s-]/g, '')
  } else keep(node, context, at)
}

const bareOrcid = (text: string): string =>
  text.replace(/^(?:https?:\/\/)?(?:www\.)?orcid\.org\//i, '').replace(/\/$/, '')

const isEmail = (text: string): boolean => /^[^\s@<>]+@[^\s@<>]+$/.test(text)

function email(node: XmlNode, shared: Shared, context: Context, at: string): void {
  const address = textOf(node)
  if (address !== undefined && isEmail(address) && shared.email === undefined) shared.email = address
  else keep(node, context, at)
}

/** Roles of CRediT go by their URL or name; any other is a note about the contributor. */
function role(node: XmlNode, shared: Shared, note: (text: string | undefined) => void): void {
  const { vocab = '', 'vocab-identifier': vocabulary = '', 'content-type': content = '', ...more } = node.attributes
  const said = [more['vocab-term-identifier'], more['vocab-term'], textOf(node), content]
  const term = /credit/i.test(vocab + vocabulary + content) ? said.map(creditTerm).find(Boolean) : undefined
  if (term === undefined) {
    note(textOf(node))
    return
  }
  const degree = (['lead', 'equal', 'supporting'] as const).find(
    (known) => known === more['degree-contribution']?.toLowerCase(),
  )
  shared.credit = [...(shared.credit ?? []), degree === undefined ? { term } : { term, degree }]
}

function creditTerm(said = ''): (typeof creditTerms)[number] | undefined {
  const last = said.replace(/\/$/, '').split('/').at(-1) ?? ''
  const slug = last.toLowerCase().replace(/[^a-z]+/g, '-')
  return creditTerms.find((term) => term === slug)
}

/** What no contributor points to is kept; one address for one corresponding author needs no pointer. */
function readAuthorNotes(
  meta: XmlNode | undefined,
  contributors: readonly Contributor[],
  pointed: ReadonlySet<XmlNode>,
  context: Context,
): void {
  const corresponding = contributors.filter((contributor) => contributor.corresponding === true)
  for (const note of elements(meta, 'author-notes').flatMap((notes) => elements(notes))) {
    if (note.name === 'label' || note.name === 'title') continue
    const emails = note.name === 'corresp' ? descendants(note, 'email') : []
    const address = textOf(emails[0])
    const [only] = corresponding
    if (emails.length === 1 && address !== undefined && isEmail(address) && corresponding.length === 1 && only) {
      only.email ??= address
    } else if (!pointed.has(note) || emails.length > 1) {
      keep(note, context, `front/article-meta/author-notes/${note.name}`)
    }
  }
}

/** Used by the table of article-meta, which has read both already. */
export const contributorElements: Readonly<Record<string, Part>> = {
  'contrib-group': ignore,
  aff: ignore,
  'aff-alternatives': ignore,
  'author-notes': (node, context, at) => {
    const title = child(node, 'title')
    if (title !== undefined) keep(title, context, `${at}/title`)
  },
}
