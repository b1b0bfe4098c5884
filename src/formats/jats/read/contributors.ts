/** contrib-group: who made the article. */
import type { Contributor, Group, Person } from '../../../../schemas/article.ts'
import { descendants, elements, textOf, type XmlNode } from '../../../text/xml.ts'
import type { Affiliations } from './affiliations.ts'
import { isEmail, readAuthorNotes } from './author-notes.ts'
import { type Context, defined, keep, readChildren, some } from './context.ts'
import { type Contributing, contribParts, pointTo } from './contrib.ts'
import { roleOf } from './roles.ts'

const path = 'front/article-meta/contrib-group'

export function readContributors(meta: XmlNode | undefined, affiliations: Affiliations, context: Context): void {
  const contributing: Contributing = { context, affiliations, pointed: new Set() }
  const contributors = elements(meta, 'contrib-group').flatMap((group) => members(group, contributing))
  readAuthorNotes(meta, contributors, contributing)
  readAddresses(contributors, contributing)
  const list = some(contributors)
  if (list !== undefined) context.draft.contributors = list
}

/** The one address in the affiliation of one contributor is theirs; whose others are nobody says. */
function readAddresses(contributors: readonly Contributor[], { affiliations, context }: Contributing): void {
  for (const [node, [first, ...more]] of context.addresses) {
    const id = affiliations.byNode.get(node)
    const [one, ...others] = contributors.filter((person) => id !== undefined && person.affiliations?.includes(id))
    const address = textOf(first)
    if (first === undefined) continue
    if (one !== undefined && others.length === 0 && more.length === 0 && isEmail(address)) {
      if (one.email === undefined || one.email === address) {
        one.email = address
        continue
      }
    }
    for (const left of [first, ...more]) keep(left, context, 'front/article-meta/aff/email')
  }
}

/** An affiliation that stands in the group and that none points to is everyone’s. */
function members(group: XmlNode, contributing: Contributing): Contributor[] {
  const found = elements(group, 'contrib').flatMap((node) => contributorOf(node, group, contributing) ?? [])
  for (const kid of elements(group)) {
    if (!['contrib', 'aff', 'aff-alternatives', 'x'].includes(kid.name)) {
      keep(kid, contributing.context, `${path}/${kid.name}`)
    }
  }
  const shared = elements(group).flatMap((kid) => contributing.affiliations.byNode.get(kid) ?? [])
  if (shared.length > 0 && found.every(({ affiliations }) => affiliations === undefined)) {
    for (const contributor of found) contributor.affiliations = [...shared]
  }
  return found
}

function contributorOf(node: XmlNode, group: XmlNode, contributing: Contributing): Contributor | undefined {
  const { corresp, 'equal-contrib': equal, deceased, 'contrib-type': type, rid = '' } = node.attributes
  // A member of a group who is also named in the byline may be no more than a pointer.
  const target = node.children.length === 0 ? contributing.context.byId.get(rid) : undefined
  if (target?.name === 'contrib' && target.children.length > 0) return contributorOf(target, group, contributing)
  const { shared, names, table } = contribParts(contributing)
  shared.role = roleOf(type, group.attributes['content-type'])
  if (corresp !== undefined) shared.corresponding = corresp === 'yes'
  if (equal !== undefined) shared.equalContribution = equal === 'yes'
  if (deceased !== undefined) shared.deceased = deceased === 'yes'
  readChildren(node, contributing.context, `${path}/contrib`, table)
  for (const id of rid.split(/\s+/)) if (id !== '') pointTo(id, undefined, shared, contributing)
  // The same affiliation inline and by xref is one.
  if (shared.affiliations !== undefined) shared.affiliations = [...new Set(shared.affiliations)]
  const [name] = names
  if (name === undefined) {
    keep(node, contributing.context, `${path}/contrib`)
    return undefined
  }
  const { degrees, ...rest } = defined(shared)
  if (name.kind === 'person') return { ...name, ...(degrees !== undefined && { degrees }), ...rest }
  if (name.kind === 'literal') return { ...name, ...rest }
  return { ...name, ...membersOf(node, contributing), ...rest }
}

/** The record knows persons as members; a group within a group is kept apart. */
function membersOf(node: XmlNode, contributing: Contributing): Pick<Group, 'members'> {
  const found = descendants(node, 'contrib-group').flatMap((inner) => members(inner, contributing))
  for (const member of found) {
    if (member.kind === 'person') continue
    const value = member.kind === 'group' ? member.name : member.literal
    contributing.context.unmapped.push({ path: `${path}/contrib/collab/contrib-group/contrib`, value })
  }
  const people = some(found.filter((member): member is Person => member.kind === 'person'))
  return people === undefined ? {} : { members: people }
}
