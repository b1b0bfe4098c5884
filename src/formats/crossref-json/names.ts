/** author, editor, translator, chair and contributor: who made the work, in order, each with an affiliation list. */
import type { Affiliation, Article, Contributor } from '../../../schemas/article.ts'
import { placeLine } from '../crossref/affiliations.ts'
import { joined } from '../crossref/contributors.ts'
import type { SaidName } from '../crossref/read/people.ts'
import type { SaidPlace } from '../crossref/read/places.ts'
import { put, type Work } from './work.ts'

/** Roles that have a list of their own. */
export const lists: Readonly<Record<Contributor['role'], string>> = {
  author: 'author',
  editor: 'editor',
  translator: 'translator',
  chair: 'chair',
  reviewer: 'contributor',
  illustrator: 'contributor',
  other: 'contributor',
}

export function putContributors(work: Work, { contributors = [], affiliations = [] }: Article): void {
  const places = new Map(affiliations.map((affiliation) => [affiliation.id, place(affiliation)]))
  const found = new Map<string, object[]>()
  for (const contributor of contributors) {
    const name = lists[contributor.role]
    const list = found.get(name) ?? []
    list.push(one(contributor, list.length === 0 ? 'first' : 'additional', places))
    found.set(name, list)
  }
  for (const [name, list] of found) work[name] = list
}

function one(contributor: Contributor, sequence: string, places: ReadonlyMap<string, object>): object {
  const out: Work = {}
  if (contributor.orcid !== undefined) {
    out.ORCID = `https://orcid.org/${contributor.orcid}`
    out['authenticated-orcid'] = contributor.orcidAuthenticated ?? false
  }
  putName(out, contributor)
  out.sequence = sequence
  out.affiliation = (contributor.affiliations ?? []).map((id) => places.get(id)).filter((found) => found !== undefined)
  put(out, 'role', roles(contributor))
  return out
}

function putName(out: Work, contributor: Contributor): void {
  const { prefix, given, family, suffix, name } = saidName(contributor)
  put(out, 'name', name)
  put(out, 'prefix', prefix)
  put(out, 'given', given)
  put(out, 'family', family)
  put(out, 'suffix', suffix)
}

/** The API has no particles: they stand where they are printed. A name in one piece is a family name. */
export function saidName(contributor: Contributor): SaidName {
  if (contributor.kind === 'group') return { name: contributor.name }
  if (contributor.kind === 'literal') return { family: contributor.literal }
  return {
    prefix: contributor.honorific,
    given: joined(contributor.given, contributor.droppingParticle),
    family: joined(contributor.nonDroppingParticle, contributor.family),
    suffix: contributor.suffix,
  }
}

const roles = ({ role, corresponding, credit = [] }: Contributor): object[] => [
  { role, vocabulary: 'crossref' },
  ...(corresponding ? [{ role: 'corresponding-author', vocabulary: 'crossref' }] : []),
  ...credit.map(({ term }) => ({ role: term, vocabulary: 'credit' })),
]

/** The line as printed is the name where the institution is not named apart. */
export function saidPlace(affiliation: Affiliation): SaidPlace {
  const ids = [
    ['ROR', affiliation.ror],
    ['ISNI', affiliation.isni && `https://isni.org/isni/${affiliation.isni}`],
    ['GRID', affiliation.grid],
  ].flatMap(([type = '', id]) => (id === undefined ? [] : [{ id, type }]))
  const [line, department] = [placeLine(affiliation) ?? printedPlace(affiliation), affiliation.department]
  return {
    name: affiliation.name ?? affiliation.literal,
    places: line === undefined ? [] : [line],
    departments: department === undefined ? [] : [department],
    ids,
  }
}

/** What the line as printed has behind department and name, which is the place. */
function printedPlace({ literal, name, department }: Affiliation): string | undefined {
  if (literal === undefined || name === undefined) return undefined
  const head = `${department === undefined ? '' : `${department}, `}${name}, `
  const rest = literal.startsWith(head) ? literal.slice(head.length).trim() : ''
  return rest === '' ? undefined : rest
}

function place(affiliation: Affiliation): object {
  const { name, places, departments, ids = [] } = saidPlace(affiliation)
  const out: Work = {}
  put(
    out,
    'id',
    ids.map(({ id, type }) => ({ id, 'id-type': type, 'asserted-by': 'publisher' })),
  )
  put(out, 'name', name)
  put(out, 'place', places)
  put(out, 'department', departments)
  return out
}
