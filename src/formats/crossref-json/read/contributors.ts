/** author, editor, translator, chair, contributor: one byline of the lists, in this order. */
import { type Contributor, contributorRoles, creditTerms } from '../../../../schemas/article.ts'
import { identified, note, type Reading } from '../../crossref/read/context.ts'
import { isEtAl, readName } from '../../crossref/read/people.ts'
import { added } from '../../jats/read/context.ts'
import type { Work } from '../work.ts'
import { orcidOf } from './identifiers.ts'
import { isSame, objects, textOf, textsOf, wordOf } from './members.ts'

export const contributorLists: readonly (readonly [list: string, role: Contributor['role']])[] = [
  ['author', 'author'],
  ['editor', 'editor'],
  ['translator', 'translator'],
  ['chair', 'chair'],
  ['contributor', 'other'],
]

export function readContributors(work: Work, reading: Reading): void {
  const found: Contributor[] = []
  for (const [list, role] of contributorLists) {
    const members = objects(work[list])
    for (let at = 0; at < members.length; at++) {
      const member = members[at]
      const one = member && contributor(member, role, reading, `/${list}/${at}`)
      if (one !== undefined) found.push(one)
    }
  }
  if (found.length > 0) reading.draft.contributors = found
}

type Shared = Pick<Contributor, 'orcid' | 'orcidAuthenticated' | 'affiliations' | 'corresponding' | 'credit'>

function contributor(member: Work, role: Contributor['role'], reading: Reading, path: string): Contributor | undefined {
  const said = {
    given: textOf(member.given),
    family: textOf(member.family),
    suffix: textOf(member.suffix),
    prefix: textOf(member.prefix),
    name: textOf(member.name),
  }
  if (isEtAl(said)) {
    const message = 'The list of contributors ends with “et al.”: it is not complete.'
    note(reading, 'contributors-incomplete', '/contributors', message, said.family ?? said.name)
    return undefined
  }
  const name = readName(said, (code, message, value) => note(reading, code, '/contributors', message, value))
  if (name === undefined) {
    const { sequence: _, ...rest } = member
    reading.unmapped.push({ path, value: rest })
    return undefined
  }
  const out = name as Contributor // with the role that it gets here it is one
  out.role = role
  readShared(member, out, reading, path)
  return out
}

const readMembers: ReadonlySet<string> = new Set(
  'given family suffix prefix name sequence ORCID authenticated-orcid affiliation role'.split(' '),
)

function readShared(member: Work, out: Contributor, reading: Reading, path: string): void {
  const shared = out as { -readonly [K in keyof Shared]: Shared[K] } & { role: Contributor['role'] } // being made
  const orcid = wordOf(member.ORCID)
  if (orcid !== undefined) {
    const known = identified(orcidOf, orcid, reading, `${path}/ORCID`)
    if (known !== undefined) {
      shared.orcid = known
      // The API says false too where nothing is known.
      if (member['authenticated-orcid'] === true) shared.orcidAuthenticated = true
    }
  }
  const ids = affiliations(member.affiliation, reading, `${path}/affiliation`)
  if (ids !== undefined) shared.affiliations = ids
  for (const { role, vocabulary } of objects(member.role)) {
    if (role !== shared.role) readRole(wordOf(role), wordOf(vocabulary), shared, reading, path)
  }
  for (const key in member) {
    if (!readMembers.has(key)) reading.unmapped.push({ path: `${path}/${key}`, value: member[key] })
  }
}

function readRole(
  role: string | undefined,
  vocabulary: string | undefined,
  shared: { role: Contributor['role']; corresponding?: boolean | undefined; credit?: Shared['credit'] },
  reading: Reading,
  path: string,
): void {
  const own = contributorRoles.find((known) => known === role)
  const term = creditTerms.find((known) => known === role)
  if (role === 'corresponding-author') shared.corresponding = true
  else if (term !== undefined) shared.credit = added(shared.credit, [{ term }])
  else if (own !== undefined && shared.role === 'other') shared.role = own
  else if (role !== undefined) reading.unmapped.push({ path: `${path}/role`, value: { role, vocabulary } })
}

function affiliations(value: unknown, reading: Reading, path: string): string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  const { last } = reading.places
  if (last !== undefined && isSame(last.said, value)) return last.ids.length > 0 ? [...last.ids] : undefined
  const ids: string[] = []
  for (const place of objects(value)) {
    const one = reading.places.add({
      name: textOf(place.name),
      places: place.place === undefined ? none : textsOf(place.place),
      departments: place.department === undefined ? none : textsOf(place.department),
      ids: place.id === undefined ? noIds : idsOf(place.id),
    })
    if (one !== undefined && !ids.includes(one)) ids.push(one)
    for (const key in place) {
      if (!placeMembers.has(key)) reading.unmapped.push({ path: `${path}/${key}`, value: place[key] })
    }
  }
  reading.places.last = { said: value, ids }
  return ids.length > 0 ? ids : undefined
}

const placeMembers: ReadonlySet<string> = new Set(['name', 'place', 'department', 'id'])
const none: readonly string[] = []
const noIds: readonly { type: string; id: string }[] = []

const idsOf = (list: unknown) =>
  objects(list).map((member) => ({ type: textOf(member['id-type']) ?? '', id: textOf(member.id) ?? '' }))
