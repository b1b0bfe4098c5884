/** author, editor, translator, chair and contributor: who made the work, in order, each with an affiliation list. */
import type { Affiliation, Article, Contributor } from '../../../schemas/article.ts'
import { placeLine } from '../crossref/affiliations.ts'
import { joined } from '../crossref/contributors.ts'
import { put, type Work } from './work.ts'

/** Roles that have a list of their own. */
const lists: Readonly<Record<Contributor['role'], string>> = {
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

/** The API has no particles: they stand where they are printed. A name in one piece is a family name. */
function putName(out: Work, contributor: Contributor): void {
  if (contributor.kind === 'group') out.name = contributor.name
  else if (contributor.kind === 'literal') out.family = contributor.literal
  else {
    put(out, 'prefix', contributor.honorific)
    put(out, 'given', joined(contributor.given, contributor.droppingParticle))
    put(out, 'family', joined(contributor.nonDroppingParticle, contributor.family))
    put(out, 'suffix', contributor.suffix)
  }
}

const roles = ({ role, corresponding, credit = [] }: Contributor): object[] => [
  { role, vocabulary: 'crossref' },
  ...(corresponding ? [{ role: 'corresponding-author', vocabulary: 'crossref' }] : []),
  ...credit.map(({ term }) => ({ role: term, vocabulary: 'credit' })),
]

/** The line as printed is the name where the institution is not named apart. */
function place(affiliation: Affiliation): object {
  const out: Work = {}
  const ids = [
    ['ROR', affiliation.ror],
    ['ISNI', affiliation.isni && `https://isni.org/isni/${affiliation.isni}`],
    ['GRID', affiliation.grid],
  ].flatMap(([type, id]) => (id === undefined ? [] : [{ id, 'id-type': type, 'asserted-by': 'publisher' }]))
  put(out, 'id', ids)
  put(out, 'name', affiliation.name ?? affiliation.literal)
  put(
    out,
    'place',
    [placeLine(affiliation)].filter((line) => line !== undefined),
  )
  put(
    out,
    'department',
    [affiliation.department].filter((name) => name !== undefined),
  )
  return out
}
