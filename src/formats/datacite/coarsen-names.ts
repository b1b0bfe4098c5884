/** What DataCite makes of the people of an article: creators, then everybody else, each by one line of name. */
import type { Affiliation, Article, Contributor } from '../../../schemas/article.ts'
import { parseInverted } from '../../article/inverted-name.ts'
import { coarser, unnamedAffiliation } from '../coarser.ts'
import type { Coarsening } from '../codec.ts'
import { institutionLine } from '../plain.ts'
import { particlesInNames } from '../plain-forms.ts'
import { renumbered } from '../renumbered.ts'
import { keyOfName, placesOf } from './names.ts'

const unnamedRoles: ReadonlySet<string> = new Set(['reviewer', 'chair', 'illustrator'])

export const nameCoarsenings: readonly Coarsening[] = [
  coarser<Contributor['role']>(
    'contributors/*/role',
    'Reviewers, chairs and illustrators are of type Other.',
    (role) => (unnamedRoles.has(role) ? 'other' : role),
  ),
  {
    field: 'contributors',
    how: 'Authors stand before all others, and members of a group are contributors of their own (ProjectMember).',
    apply: (article) =>
      article.contributors === undefined ? article : { ...article, contributors: inOrder(article.contributors) },
  },
  particlesInNames,
  {
    field: 'contributors/*/corresponding',
    how: 'Whom to write to is named again as ContactPerson: of people of one name, the first.',
    apply: firstOfTheName,
  },
  coarser<Contributor>('contributors/*', 'A name in one piece of the form “Family, Given” is read as that.', (one) => {
    const parts = one.kind === 'literal' ? parseInverted(one.literal) : undefined
    if (one.kind !== 'literal' || parts === undefined) return one
    const { literal: _said, ...rest } = one
    return { ...rest, ...parts, kind: 'person' }
  }),
  unnamedAffiliation,
  coarser<Affiliation>('affiliations/*', 'One line and one identifier: ROR, GRID or ISNI.', (place) => {
    const { id, ror, grid, isni } = place
    const line = institutionLine(place)
    const identifier = ror !== undefined ? { ror } : grid !== undefined ? { grid } : { isni }
    return { id, ...(line !== '' && { literal: line }), ...identifier }
  }),
  renumbered('named only'),
]

function inOrder(contributors: readonly Contributor[]): Contributor[] {
  const alone = (one: Contributor): Contributor => {
    if (one.kind !== 'group') return one
    const { members: _members, ...group } = one
    return group
  }
  const others = contributors.flatMap((one): Contributor[] => [
    ...(one.role === 'author' ? [] : [alone(one)]),
    ...(one.kind === 'group' ? (one.members ?? []) : []).map(
      ({ corresponding: _unsaid, ...member }): Contributor => ({ ...member, role: 'other' }),
    ),
  ])
  return [...contributors.filter(({ role }) => role === 'author').map(alone), ...others]
}

function firstOfTheName(article: Article): Article {
  if (article.contributors === undefined) return article
  const places = placesOf(article)
  const keys = article.contributors.map((one) => keyOfName(one, places))
  const marked = new Set<number>()
  for (const [at, { corresponding, role }] of article.contributors.entries()) {
    if (corresponding !== true) continue
    // Creators are all there before the first contact person, others only those before it.
    const isThere = (other: number) =>
      other <= at || article.contributors?.[other]?.role === 'author' || role === 'author'
    const first = keys.findIndex((key, other) => key === keys[at] && !marked.has(other) && isThere(other))
    marked.add(first === -1 ? at : first)
  }
  return {
    ...article,
    contributors: article.contributors.map(({ corresponding: _flag, ...one }, at) =>
      marked.has(at) ? { ...one, corresponding: true } : one,
    ),
  }
}
