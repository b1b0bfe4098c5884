/** The people of a row: names in lists by role, and lists that say something of a name, `Khan, Ann: 0000-0002-1825-0097`. */
import { type Affiliation, type Contributor, contributorRoles, type Draft } from '../../../schemas/article.ts'
import { readName } from '../tagged/read/names.ts'
import { type Cells, type CellsReader, identified, members } from './cells.ts'

interface Named {
  /** As the lists name them. */
  readonly name: string
  readonly contributor: Contributor
}

/** Five thousand authors are not looked through for each of them. */
type ByName = ReadonlyMap<string, readonly Named[]>

export const readPeople: CellsReader = (cells, draft) => {
  const people: Named[] = []
  const add = (name: string, role: Contributor['role']) => {
    if (/^(?:et\.? ?al\.?|(?:and )?others)$/i.test(name)) {
      cells.note('contributors-incomplete', '/contributors', 'The list of names is not complete.', name)
      return
    }
    const contributor = readName(name, role)
    if (contributor.kind === 'literal') {
      const message = 'The source does not say which part of the name is the family name.'
      cells.note('name-literal', `/contributors/${people.length}`, message, name)
    }
    people.push({ name, contributor })
  }
  for (const name of members(cells.take('authors'))) add(name, 'author')
  for (const name of members(cells.take('editors'))) add(name, 'editor')
  for (const text of members(cells.take('other_contributors'))) {
    const [name, said] = parted(text)
    const role = contributorRoles.find((one) => one === said)
    add(role === undefined ? text : name, role ?? 'other')
  }
  const byName: ByName = Map.groupBy(people, ({ name }) => name)
  readFacts(cells, byName)
  readPlaces(cells, byName, draft)
  if (people.length > 0) draft.contributors = people.map(({ contributor }) => contributor)
}

/** A name may have a colon, what is said of it has none. */
function parted(text: string): readonly [name: string, said: string] {
  const at = text.lastIndexOf(': ')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 2)]
}

/** The first of that name of whom it is not yet said. */
const whoLacks = (people: ByName, name: string, fact: 'orcid' | 'email' | 'corresponding') =>
  people.get(name)?.find(({ contributor }) => contributor[fact] === undefined)?.contributor

function readFacts(cells: Cells, people: ByName): void {
  for (const [column, fact] of [
    ['orcids', 'orcid'],
    ['emails', 'email'],
  ] as const) {
    for (const text of members(cells.take(column))) {
      const [name, said] = parted(text)
      const contributor = whoLacks(people, name, fact)
      if (contributor === undefined) cells.keep(column, text)
      else {
        const value = identified(cells, column, said, fact, '/contributors')
        if (value !== undefined) contributor[fact] = value
      }
    }
  }
  for (const name of members(cells.take('corresponding'))) {
    const contributor = whoLacks(people, name, 'corresponding')
    if (contributor === undefined) cells.keep('corresponding', name)
    else contributor.corresponding = true
  }
}

/** `[Khan, Ann | Ito, J.] Department of X, Town https://ror.org/05dxps055`. */
function readPlaces(cells: Cells, people: ByName, draft: Draft): void {
  const affiliations: Affiliation[] = []
  for (const text of members(cells.take('affiliations'))) {
    const [, names = '', line = text] = /^\[([^[\]]*)\] (.*)$/.exec(text) ?? []
    const [, place = line, ror] = /^(.*?) ?(https:\/\/ror\.org\/\w+)$/.exec(line) ?? []
    const id = `aff${affiliations.length + 1}`
    const known = ror === undefined ? undefined : identified(cells, 'affiliations', ror, 'ror', '/affiliations')
    affiliations.push({ id, ...(known && { ror: known }), ...(place !== '' && { literal: place }) })
    for (const name of names.split(' | ').filter(Boolean)) {
      const contributor = people.get(name)?.find((one) => !one.contributor.affiliations?.includes(id))?.contributor
      if (contributor) contributor.affiliations = [...(contributor.affiliations ?? []), id]
      else cells.keep('affiliations', name)
    }
  }
  if (affiliations.length > 0) draft.affiliations = affiliations
}
