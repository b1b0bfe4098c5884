/** What a MARC record makes of the people of an article and of where they work. */
import type { Affiliation, Article, Contributor } from '../../../schemas/article.ts'
import { parseInverted } from '../../article/inverted-name.ts'
import { coarser, onlyTrue } from '../coarser.ts'
import type { Coarsening } from '../codec.ts'
import { membersInLine } from '../member-names.ts'
import { affiliationLines, particlesInNames } from '../plain-forms.ts'
import { type Entry, namesOf, placeText, uncontrolledNote } from './names.ts'
import { pieces } from './read/fields.ts'
import { placeId, titlesOf } from './read/names.ts'
import { addPart } from './read/notes.ts'

export const nameCoarsenings: readonly Coarsening[] = [
  particlesInNames,
  {
    ...coarser<Contributor>('contributors/*', 'A given name that stands alone is a name like any other.', (one) => {
      if (one.kind !== 'person' || one.family !== undefined || one.given === undefined) return one
      const { given, ...person } = one
      return { ...person, family: given }
    }),
    field: 'contributors/*/family',
  },
  coarser<Contributor>(
    'contributors/*',
    'Suffix, title of address and degrees are told apart by their form.',
    (one) => {
      if (one.kind !== 'person') return one
      const { suffix, honorific, degrees, ...rest } = one
      return { ...rest, ...titlesOf([suffix, honorific, degrees].filter((word) => word !== undefined)) }
    },
  ),
  membersInLine,
  ...affiliationLines,
  coarser<Affiliation>('affiliations/*', 'Of its identifiers only the ROR id is said.', (place) => {
    const { isni: _isni, grid: _grid, ...rest } = place
    return rest
  }),
  onlyTrue('contributors/*/corresponding'),
  onlyTrue('contributors/*/equalContribution'),
  onlyTrue('contributors/*/deceased'),
  {
    field: 'contributors',
    how: 'Places of work stand with each name, parted by semicolons; what is known of a name in one piece is a note.',
    apply: people,
  },
]

type State = Parameters<typeof addPart>[2]

/** Persons and bodies with their places, then the notes on names in one piece, then places of nobody. */
function people(article: Article): Article {
  const draft: Pick<Article, 'affiliations'> = {}
  const state = { draft, places: new Map(), notes: { list: [], add: () => {} } } as unknown as State // all that addPart and placeId use
  const { main, added } = namesOf(article)
  const entries = main === undefined ? added : [main, ...added]
  const contributors = entries.map((entry) => plain(entry, state))
  const claimed = new Set<number>()
  for (const entry of added) {
    const { contributor } = entry
    const note = uncontrolledNote(entry)
    if (contributor.kind !== 'literal' || note === undefined) continue
    const at = entries.findIndex((other, index) => !claimed.has(index) && isNamed(other, contributor.literal))
    const about = contributors[at]
    if (about === undefined) continue
    claimed.add(at)
    for (const part of pieces(note.slice(contributor.literal.length + 2))) addPart(about, part, state)
  }
  const named = new Set((article.contributors ?? []).flatMap(({ affiliations = [] }) => affiliations))
  for (const place of article.affiliations ?? []) {
    const line = placeText(place)
    if (!named.has(place.id) && line !== '') placeId(line, state)
  }
  const { affiliations: _affiliations, contributors: _contributors, ...rest } = article
  return {
    ...rest,
    ...(contributors.length > 0 && { contributors }),
    ...(draft.affiliations !== undefined && { affiliations: draft.affiliations }),
  }
}

const isNamed = ({ contributor }: Entry, literal: string): boolean =>
  contributor.kind === 'literal' && contributor.literal === literal

function plain({ contributor, places }: Entry, state: State): Contributor {
  if (contributor.kind !== 'literal') {
    const { affiliations: _ids, ...rest } = contributor
    const ids = pieces(places.join('; ')).map((place) => placeId(place, state))
    return { ...rest, ...(ids.length > 0 && { affiliations: [...new Set(ids)] }) }
  }
  const { role, credit, literal } = contributor
  const shared = { role, ...(credit !== undefined && { credit }) }
  const parts = parseInverted(literal)
  return parts === undefined ? { kind: 'literal', literal, ...shared } : { kind: 'person', ...parts, ...shared }
}
