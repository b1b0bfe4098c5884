/** Authors and editors: a name, and what follows it until the next. */
import type { Affiliation, Contributor } from '../../../../schemas/article.ts'
import { parseInverted } from '../../../article/inverted-name.ts'
import { checked, keep, note, plain } from '../../html/context.ts'
import { type Bag, disagree, keepTag } from './bag.ts'
import { byTrust, families, type Tag } from './tags.ts'

/** `author_institution` says more of the author before it. */
const qualifier =
  /^(?:author|editor)_(institution|affiliation|email|orcid|orcid_id|first_name|last_name|xid|researcher_id|firstname|lastname)$/
const roles: Readonly<Record<string, Contributor['role']>> = {
  author: 'author',
  authors: 'author',
  creator: 'author',
  editor: 'editor',
  contributor: 'other',
}

interface People {
  readonly list: Contributor[]
  readonly affiliations: Affiliation[]
  readonly ids: Map<string, string>
  readonly names: Set<string>
}

export function readPeople(bag: Bag): void {
  const authors = bag.take('author', 'authors', 'creator')
  const [main] = byTrust(authors)
  const others = authors.filter(({ family }) => family !== main?.family)
  const inverted = invertedNames(authors)
  const wanted = new Set(authors.filter(({ family }) => family === main?.family))
  const people: People = { list: [], affiliations: [], ids: new Map(), names: new Set() }
  for (const tag of bag.take('editor', 'contributor')) wanted.add(tag)
  const qualifiers = new Set(bag.tags.filter(({ key }) => qualifier.test(key)))
  bag.take(...new Set([...qualifiers].map(({ key }) => key)))
  let current: Contributor | undefined
  for (const tag of bag.tags) {
    if (qualifiers.has(tag)) qualify(current, tag, bag, people)
    else if (wanted.has(tag)) current = addNames(tag, bag, people, inverted)
  }
  compare(bag, main, [...wanted], others)
  noteUndivided(bag, people.list)
  if (people.list.length > 0) bag.draft.contributors = people.list
  if (people.affiliations.length > 0) bag.draft.affiliations = people.affiliations
}

export const wordsOf = (name: string): string =>
  (
    name
      .toLowerCase()
      .normalize('NFC')
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  )
    .sort()
    .join(' ')

/** Names that some tag of the page inverts: another may have the same name the other way round. */
function invertedNames(tags: readonly Tag[]): ReadonlyMap<string, ReturnType<typeof parseInverted>> {
  const out = new Map<string, ReturnType<typeof parseInverted>>()
  for (const { content } of tags) {
    for (const name of namesIn(content)) {
      const parts = parseInverted(plain(name))
      if (parts) out.set(wordsOf(name), parts)
    }
  }
  return out
}

/** Several names in one tag stand between semicolons. */
const namesIn = (content: string): string[] => content.split(/\s*;\s*/).filter((name) => name.trim() !== '')

const placeholder = /^(?:n\/?a|null|undefined|unknown|anonymous|\[?no author\]?|&na;)$/i
const andOthers = /^(?:et\.? al\.?|and others|others)$/i

function addNames(
  tag: Tag,
  bag: Bag,
  people: People,
  inverted: ReturnType<typeof invertedNames>,
): Contributor | undefined {
  let last: Contributor | undefined
  for (const raw of namesIn(tag.content)) {
    const name = plain(raw)
    const role = roles[tag.key] ?? 'other'
    if (placeholder.test(name))
      note(bag, 'contributor-placeholder', '/contributors', 'The source says so where it names nobody.', name)
    else if (andOthers.test(name))
      note(bag, 'contributors-incomplete', '/contributors', 'The source says that there are others.', name)
    else if (role !== 'other' || !people.names.has(wordsOf(name))) {
      people.names.add(wordsOf(name))
      const parts = parseInverted(name) ?? inverted.get(wordsOf(name))
      last = parts ? { kind: 'person', role, ...parts } : { kind: 'literal', role, literal: name }
      people.list.push(last)
    }
  }
  return last
}

function qualify(one: Contributor | undefined, tag: Tag, bag: Bag, people: People): void {
  const what = qualifier.exec(tag.key)?.[1]
  if (what === 'institution' || what === 'affiliation') {
    const line = plain(tag.content)
    const known = people.ids.get(line)
    const id = known ?? `aff${people.affiliations.length + 1}`
    if (known === undefined) {
      people.ids.set(line, id)
      people.affiliations.push({ id, literal: line })
    }
    if (one && !one.affiliations?.includes(id)) one.affiliations = [...(one.affiliations ?? []), id]
  } else if (one && what === 'email' && one.email === undefined) {
    const email = checked(bag, 'email', tag.content, tag.name)
    if (email !== undefined) one.email = email
  } else if (one && (what === 'orcid' || what === 'orcid_id') && one.orcid === undefined) {
    const orcid = checked(bag, 'orcid', tag.content, tag.name)
    if (orcid !== undefined) one.orcid = orcid
  } else keepTag(bag, tag)
}

/** Whether the less trusted families name the same people. */
function compare(bag: Bag, main: Tag | undefined, wanted: readonly Tag[], others: readonly Tag[]): void {
  if (main === undefined) return
  const words = (tags: readonly Tag[]) => new Set(tags.flatMap(({ content }) => wordsOf(plain(content)).split(' ')))
  const known = words(wanted)
  for (const family of families) {
    const tags = others.filter((tag) => tag.family === family)
    const strange = tags.filter(({ content }) =>
      wordsOf(plain(content))
        .split(' ')
        .some((word) => !known.has(word)),
    )
    // The author of a page is whoever put it there.
    if (family === 'page') for (const tag of strange) keep(bag, tag.name, tag.content)
    else if (strange.length > 0)
      disagree(bag, '/contributors', [
        { name: main.name, content: wanted.map(({ content }) => content).join('; ') },
        ...strange,
      ])
  }
}

function noteUndivided(bag: Bag, list: readonly Contributor[]): void {
  for (const [at, one] of list.entries()) {
    if (one.kind !== 'literal') continue
    note(
      bag,
      'name-undivided',
      `/contributors/${at}`,
      'The source does not say which part of the name is the family name.',
      one.literal,
    )
  }
}
