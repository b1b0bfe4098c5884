/** The members of a group in one line: `Members: van der Berg, Jan; King, Martin, Jr.` */
import type { Contributor, Person } from '../../schemas/article.ts'
import { parseInverted } from '../article/inverted-name.ts'
import { invertedName } from '../article/name-forms.ts'
import { coarser } from './coarser.ts'
import type { Coarsening } from './codec.ts'

const label = /^Members: /i

/** Nothing where a group has no members. */
export const memberLine = (members: readonly Person[] = []): string | undefined =>
  members.length === 0 ? undefined : `Members: ${members.map(invertedName).join('; ')}`

/** The members of such a line; undefined for any other text. */
export const membersOf = (line: string): Person[] | undefined =>
  label.test(line)
    ? line
        .replace(label, '')
        .split('; ')
        .map((name): Person => ({ kind: 'person', role: 'author', ...(parseInverted(name) ?? { family: name }) }))
    : undefined

/** What is left of the members of a group: their names. */
export const membersInLine: Coarsening = coarser<Contributor>(
  'contributors/*',
  'The members of a group are named in a line of text, without anything else that is known of them.',
  (one) => {
    if (one.kind !== 'group' || one.members === undefined) return one
    const members = membersOf(memberLine(one.members) ?? '')
    const { members: _members, ...group } = one
    return members === undefined ? group : { ...group, members }
  },
)
